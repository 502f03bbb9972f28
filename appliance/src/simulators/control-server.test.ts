// The control socket: what it takes, what it refuses, whom it lets in, and how often it speaks.
import { WebSocket } from 'ws';
import { collector } from '../../test/devices/sockets.ts';
import { assert, suite } from '../../test/kit.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { SimulatorCommand, SimulatorPush } from '../protocol/simulators.ts';
import { Bench } from './bench.ts';
import { ControlServer } from './control-server.ts';
import { portsFrom, simulatedNames } from './addresses.ts';
import { systemRandomness } from '../platform/randomness/system-randomness.ts';

const control = suite('the control socket of the bench');

const closing: (() => unknown)[] = [];
control.afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type State = Extract<SimulatorPush, { t: 'state' }>;

async function bench() {
  const made: Bench = new Bench({
    ports: portsFrom(0),
    clock: systemClock,
    randomness: systemRandomness,
    onChange: () => server.changed(),
  });
  const obeyed: SimulatorCommand[] = [];
  const server: ControlServer = new ControlServer({
    port: 0,
    clock: systemClock,
    state: () => made.state(),
    obey: (command) => {
      obeyed.push(command);
      return made.obey(command);
    },
  });
  closing.push(() => made.stop());
  await made.start();
  closing.push(() => server.stop());
  return { port: await server.start(), server, obeyed };
}

function page(port: number, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}`, { headers });
  closing.push(() => socket.terminate());
  const pushes = collector<SimulatorPush>();
  const ends = collector<string>();
  socket.on('message', (data) => pushes.push(JSON.parse((data as Buffer).toString()) as SimulatorPush));
  socket.on('close', (code) => ends.push(String(code)));
  socket.on('error', (error) => ends.push(error.message));
  const send = (frame: unknown): void =>
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  const state = async (satisfies: (state: State) => boolean): Promise<State> => {
    const fits = (push: SimulatorPush): push is State => push.t === 'state' && satisfies(push);
    await pushes.until((all) => all.some(fits));
    return pushes.items.findLast(fits)!;
  };
  return { socket, pushes, ends, send, state };
}

const kindOf: Readonly<Record<string, string>> = {
  scale: 'scale',
  'receipt-printer': 'printer',
  'card-terminal': 'terminal',
};

const deviceOf = (state: State, name: string) => state.devices.find((device) => device.name === name)!;

control('shows the whole state at once, and again after each change', async () => {
  const { port } = await bench();
  const { send, state } = page(port);
  const first = await state(() => true);
  assert.equal(
    first.devices.map(({ name, kind, plugged, connected }) => [name, kind, plugged, connected]),
    Object.values(simulatedNames).map((name) => [name, kindOf[name] ?? 'scanner', true, false]),
  );
  assert.is(first.drawer, 'closed');
  assert.equal(first.paper.blocks, []);

  send({ t: 'weigh', grams: 271, state: 'stable' });
  const weighed = await state((now) => deviceOf(now, 'scale').weighs?.grams === 271);
  assert.is(deviceOf(weighed, 'scale').weighs?.state, 'stable');
  for (const device of Object.values(simulatedNames)) {
    send({ t: 'unplug', device });
    await state((now) => !deviceOf(now, device).plugged);
  }
  for (const device of Object.values(simulatedNames)) send({ t: 'plug', device });
  await state(
    (now) => now.devices.every(({ plugged }) => plugged) && deviceOf(now, 'scale').weighs?.grams === 271,
  );
});

control('plays every deed of people at a printer', async () => {
  const { port } = await bench();
  const { send, state } = page(port);
  const seen: [string, (state: State) => boolean][] = [
    ['open-cover', ({ paper }) => paper.cover === 'open'],
    ['close-cover', ({ paper }) => paper.cover === 'closed'],
    ['paper-low', ({ paper }) => paper.paper === 'low'],
    ['paper-out', ({ paper }) => paper.paper === 'out'],
    ['refill', ({ paper }) => paper.paper === 'ok'],
    ['unplug', ({ paper }) => !paper.plugged],
    ['plug', ({ paper }) => paper.plugged],
    ['tear', ({ paper }) => paper.blocks.length === 0],
    ['open-drawer', ({ drawer }) => drawer === 'open'],
    ['close-drawer', ({ drawer }) => drawer === 'closed'],
  ];
  await state(() => true);
  for (const [action, shows] of seen) {
    send({ t: 'printer', action });
    await state(shows);
  }
});

control('takes every command it should', async () => {
  const { port, obeyed } = await bench();
  const { send, pushes, state } = page(port);
  await state(() => true);
  const commands: SimulatorCommand[] = [
    { t: 'scan', device: 'counter-scanner', code: '7038010009457', aim: ']E0' },
    { t: 'scan', device: 'hand-scanner', code: '01095060001343521\x1d10A' },
    { t: 'scan', device: 'wedge-scanner', code: '1' },
    { t: 'weigh', device: 'scale', grams: -5, state: 'unsteady' },
    ...(['half-code', 'garbage', 'fall-silent', 'speak-again', 'unplug-mid-report'] as const).flatMap((how) =>
      ['counter-scanner', 'hand-scanner', 'wedge-scanner', 'scale']
        .filter((device) => device !== 'scale' || how !== 'half-code')
        .map((device) => ({ t: 'misbehave', device, how }) as const),
    ),
  ];
  for (const command of commands) send(command);
  await state((now) => now.devices.filter(({ plugged }) => !plugged).length === 4);
  assert.equal(obeyed, commands);
  assert.equal(
    pushes.items.filter(({ t }) => t === 'refused'),
    [],
  );
});

control('refuses what makes no sense, and goes on', async () => {
  const { port, obeyed } = await bench();
  const { send, pushes, state } = page(port);
  const wrong: [unknown, RegExp][] = [
    ['', /not JSON/],
    ['{"t":', /not JSON/],
    ['[]', /unknown command/],
    ['null', /unknown command/],
    [{ t: 'constructor' }, /unknown command/],
    [{ t: 7 }, /unknown command/],
    [{ t: 'scan' }, /scan\/device/],
    [{ t: 'scan', device: 'hand-scanner', code: '' }, /scan\/code/],
    [{ t: 'scan', device: 'hand-scanner', code: 'x'.repeat(4_097) }, /scan\/code/],
    [{ t: 'scan', device: 'hand-scanner', code: '1', aim: 'E0' }, /scan\/aim/],
    [{ t: 'scan', device: 'hand-scanner', code: '1', sudo: true }, /scan\/sudo/],
    [{ t: 'weigh', grams: 1.5, state: 'stable' }, /weigh\/grams/],
    [{ t: 'printer', action: 'explode' }, /printer\/action/],
  ];
  const nobody: [unknown, RegExp][] = [
    [{ t: 'scan', device: 'scale', code: '1' }, /no scanner is named scale/],
    [{ t: 'scan', device: '__proto__', code: '1' }, /no scanner is named __proto__/],
    [{ t: 'weigh', device: 'x', grams: 1, state: 'stable' }, /no scale is named x/],
    [{ t: 'plug', device: 'x' }, /no device is named x/],
    [{ t: 'misbehave', device: 'receipt-printer', how: 'garbage' }, /no scanner or scale/],
    [{ t: 'misbehave', device: 'scale', how: 'half-code' }, /only scanners/],
  ];
  await state(() => true);
  for (const [frame] of [...wrong, ...nobody]) send(frame);
  const refusals = () => pushes.items.filter((push) => push.t === 'refused');
  await pushes.until(() => refusals().length === wrong.length + nobody.length);
  refusals().forEach(({ problem }, index) => assert.match(problem, [...wrong, ...nobody][index]![1]));
  assert.is(obeyed.length, nobody.length);
});

control('a frame that is too big ends its own connection only', async () => {
  const { port } = await bench();
  const [big, other] = [page(port), page(port)];
  await Promise.all([big.state(() => true), other.state(() => true)]);
  big.send('x'.repeat(65 * 1024));
  await big.ends.until((all) => all.includes('1009'));
  other.send({ t: 'weigh', grams: 5, state: 'stable' });
  await other.state((now) => deviceOf(now, 'scale').weighs?.grams === 5);
});

control('lets in programs and pages of this machine, and nobody else', async () => {
  const { port } = await bench();
  const welcome = [
    {},
    { origin: 'http://127.0.0.1:8080' },
    { origin: 'http://localhost:5173' },
    { origin: 'http://[::1]:8080' },
    { host: 'localhost:9210' },
  ];
  for (const headers of welcome) await page(port, headers).state(() => true);
  const strangers = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1.evil.example' },
    { host: 'evil.example' },
    { host: 'evil.example:9210', origin: 'http://127.0.0.1:9210' },
    { host: '127.0.0.1.evil.example' },
  ];
  for (const headers of strangers) {
    const { ends, pushes } = page(port, headers);
    await ends.until((all) => all.some((end) => end.includes('403')));
    assert.equal(pushes.items, []);
  }
  const plain = await fetch(`http://127.0.0.1:${String(port)}/`);
  assert.is(plain.status, 426);
});

control('has room for so many, and for another when one leaves', async () => {
  const { port } = await bench();
  const pages = Array.from({ length: 16 }, () => page(port));
  await Promise.all(pages.map(({ state }) => state(() => true)));
  const extra = page(port);
  await extra.ends.until((all) => all.some((end) => end.includes('403')));
  pages[0]!.socket.close();
  await pages[0]!.ends.until((all) => all.length > 0);
  await page(port).state(() => true);
});

control('a burst of changes is one picture', async () => {
  const { port, server } = await bench();
  const { pushes, send, state } = page(port);
  await state(() => true);
  for (let change = 0; change < 1_000; change += 1) server.changed();
  send({ t: 'weigh', grams: 9, state: 'stable' });
  await state((now) => deviceOf(now, 'scale').weighs?.grams === 9);
  assert.ok(pushes.items.length <= 4, `${String(pushes.items.length)} pushes`);
});

control('a page that does not read is let go', async () => {
  const atOnce: Clock = {
    ...systemClock,
    after: (_delayMs, run) => {
      queueMicrotask(run);
      return () => undefined;
    },
  };
  const server = new ControlServer({
    port: 0,
    clock: atOnce,
    state: () => ({ t: 'refused', problem: 'x'.repeat(1_000_000) }),
    obey: async () => undefined,
  });
  const port = await server.start();
  closing.push(() => server.stop());
  const { socket, pushes, ends } = page(port);
  await pushes.until((all) => all.length === 1);
  socket.pause();
  // Far more than the kernel keeps for both ends.
  for (let change = 0; change < 40; change += 1) {
    server.changed();
    await new Promise<void>((resolve) => systemClock.after(0, resolve));
  }
  socket.resume();
  await ends.until((all) => all.length > 0);
  assert.equal(ends.items, ['1006']);
});
