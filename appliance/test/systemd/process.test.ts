// The daemon as systemd hears it, on a notify socket that is played: ready when it serves and not before, alive while its writer moves,
// and a goodbye on SIGTERM. What a stop leaves behind is in appliance/test/scenarios/start-and-stop.test.ts.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Box } from '../daemon-process.ts';
import { assert, lacks, suite, tempDir } from '../kit.ts';
import { NotifySocket } from './notify-socket.ts';
import { tool } from './units.ts';

const test = suite('systemd: the process');
let notify: NotifySocket | undefined;

test.beforeEach(async () => {
  const sender = tool('systemd-notify', ['--version']);
  notify = sender === undefined ? undefined : await NotifySocket.open(tempDir('notify'));
  if (notify === undefined) lacks('python3 or systemd-notify, so the notify socket was not played');
});

test.afterEach(async () => {
  await notify?.close();
});

const told = (socket: NotifySocket): NodeJS.ProcessEnv => ({
  NOTIFY_SOCKET: socket.path,
  WATCHDOG_USEC: '600000',
});

test('it says ready, keeps saying that it lives, and says goodbye', { timeoutMs: 120_000 }, async () => {
  if (notify === undefined) return;
  const box = await Box.started({ env: told(notify) });
  await notify.heard('READY=1');
  assert.ok(notify.said.includes(`MAINPID=${box.pid}`), notify.said.join());
  assert.ok(
    notify.said.some((each) => each.startsWith('STATUS=')),
    notify.said.join(),
  );
  await notify.heard('WATCHDOG=1', 3);
  assert.not.ok(notify.said.includes('STOPPING=1'));
  assert.equal(await box.stop(), { code: 0, signal: null }, box.lines.join('\n'));
  await notify.heard('STOPPING=1');
  assert.equal(box.troubles, []);
});

test('a start that fails never says ready', { timeoutMs: 60_000 }, async () => {
  if (notify === undefined) return;
  const box = await Box.make({ env: told(notify) });
  const holder = createServer().listen(box.port, '127.0.0.1');
  await once(holder, 'listening');
  await assert.rejects(box.start(), /did not get ready/);
  holder.close();
  assert.not.ok(notify.said.includes('READY=1'), notify.said.join());
});
