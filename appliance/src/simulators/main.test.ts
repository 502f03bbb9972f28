// The simulator program as it is started: ready by one line of JSON, ports of its own, and a clean end.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { recordingLog } from '../../test/devices/memory-pipe.ts';
import { collector } from '../../test/devices/sockets.ts';
import { assert, seeded, suite } from '../../test/kit.ts';
import type { DeviceSetting } from '../devices/device.ts';
import { createDeviceRoom } from '../devices/device-room.ts';
import { createPipeOpener } from '../devices/transport/open-pipe.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { WebSocket } from 'ws';

const program = suite('the simulator program');
const main = fileURLToPath(new URL('main.ts', import.meta.url));
const running: ChildProcess[] = [];

program.afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }
});

function start(ports: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, COUNTERTOP_SIMULATOR_PORTS: ports },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const lines = collector<string>();
  let said = '';
  child.stdout.on('data', (words: Buffer) => {
    said += words.toString();
    for (let end = said.indexOf('\n'); end !== -1; end = said.indexOf('\n')) {
      lines.push(said.slice(0, end));
      said = said.slice(end + 1);
    }
  });
  const errors = collector<string>();
  child.stderr.on('data', (words: Buffer) => errors.push(words.toString()));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, lines, errors, exit };
}

program(
  'a daemon finds its devices, a command reaches them, and SIGTERM ends it',
  { timeoutMs: 60_000 },
  async () => {
    const { child, lines, exit } = start('0');
    await lines.until((all) => all.length === 1);
    const { ready, ports, devices } = JSON.parse(lines.items[0]!) as {
      ready: boolean;
      ports: { control: number };
      devices: DeviceSetting[];
    };
    assert.ok(ready);
    const room = createDeviceRoom({
      settings: devices,
      opener: createPipeOpener({ clock: systemClock }),
      clock: systemClock,
      log: recordingLog(),
      randomness: seeded(),
    });
    const [scans, statuses] = [collector<string>(), collector<string>()];
    room.on('scan', (device, { text }) => scans.push(`${device} ${text}`));
    room.onStatus(({ name, presence }) => statuses.push(`${name} ${presence}`));
    await room.start(new AbortController().signal);
    await statuses.until((all) => devices.every(({ name }) => all.includes(`${name} ready`)));

    const control = new WebSocket(`ws://127.0.0.1:${String(ports.control)}`);
    const closed = new Promise<number>((resolve) => control.once('close', resolve));
    await new Promise<void>((resolve) => control.once('open', resolve));
    for (const { name, kind } of devices)
      if (kind === 'scanner')
        control.send(JSON.stringify({ t: 'scan', device: name, code: '7038010009457' }));
    await scans.until((all) => all.length === 3);
    assert.equal(
      new Set(scans.items),
      new Set(devices.slice(0, 3).map(({ name }) => `${name} 7038010009457`)),
    );

    child.kill('SIGTERM');
    assert.is(await exit, 0);
    assert.is(await closed, 1001);
    await statuses.until((all) => devices.every(({ name }) => all.includes(`${name} gone`)));
    await room.stop();
  },
);

program('ports that make no sense, or are taken, are said', { timeoutMs: 60_000 }, async () => {
  const bad = start('soon');
  assert.is(await bad.exit, 2);
  assert.match(bad.errors.items.join(''), /COUNTERTOP_SIMULATOR_PORTS/);

  const blocker = createServer();
  await new Promise<void>((resolve) => {
    blocker.listen(0, '127.0.0.1', resolve);
  });
  const { port } = blocker.address() as AddressInfo;
  const taken = start(String(port - 1));
  assert.is(await taken.exit, 1);
  assert.match(taken.errors.items.join(''), /EADDRINUSE/);
  await new Promise((resolve) => blocker.close(resolve));
});
