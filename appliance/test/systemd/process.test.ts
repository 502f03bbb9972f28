// The daemon as systemd sees it: ready when it serves, alive while its writer moves, gone cleanly on SIGTERM with a basket open and a
// receipt on its way to a printer that does not answer. The next start finds the basket as it was and the journal whole.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Box, runCommand } from '../daemon-process.ts';
import { assert, lacks, suite, tempDir } from '../kit.ts';
import type { Page } from '../../src/replay/page.ts';
import { NotifySocket } from './notify-socket.ts';
import { tool } from './units.ts';

const test = suite('process');
const [mango, kiwi] = ['4051', '4030'];

/** A printer that takes every byte and never says a word. */
const printer = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.resume();
});
let address = '';
let notify: NotifySocket | undefined;
let box: Box | undefined;

test.before(async () => {
  printer.listen(0, '127.0.0.1');
  await once(printer, 'listening');
  address = `tcp://127.0.0.1:${(printer.address() as AddressInfo).port}`;
});

test.afterEach(async () => {
  await box?.kill();
  await notify?.close();
  notify = undefined;
});

test.after(() => {
  printer.close();
});

test('it says ready, keeps saying that it lives, and says goodbye', { timeoutMs: 120_000 }, async () => {
  const told = tool('systemd-notify', ['--version']);
  notify = told === undefined ? undefined : await NotifySocket.open(tempDir('notify'));
  const env = notify === undefined ? {} : { NOTIFY_SOCKET: notify.path, WATCHDOG_USEC: '600000' };
  box = await Box.started({ env });
  if (notify === undefined) {
    lacks('python3 or systemd-notify, so the notify socket was not played');
  } else {
    await notify.heard('READY=1');
    assert.ok(notify.said.includes(`MAINPID=${box.pid}`), notify.said.join());
    assert.ok(
      notify.said.some((each) => each.startsWith('STATUS=')),
      notify.said.join(),
    );
    await notify.heard('WATCHDOG=1', 3);
    assert.not.ok(notify.said.includes('STOPPING=1'));
  }
  assert.equal(await box.stop(), { code: 0, signal: null }, box.lines.join('\n'));
  await notify?.heard('STOPPING=1');
  assert.equal(box.troubles, []);
});

test('it is not ready before it serves: a port in use ends the start, and systemd is told nothing', async () => {
  const taken = await Box.make();
  const holder = createServer().listen(taken.port, '127.0.0.1');
  await once(holder, 'listening');
  await assert.rejects(taken.start(), /did not get ready/);
  holder.close();
  assert.not.ok(taken.lines.some((line) => line.includes('"msg":"ready"')));
  assert.is.not((await taken.ended).code, 0);
});

/** Each command must be accepted. */
async function sell(page: Page): Promise<void> {
  const commands = [
    ['open-shift', { opening: [{ currency: 'NOK', amount: 100_000 }] }],
    ['enter-code', { code: mango }],
    ['take-payment', { tender: 'cash', tendered: 5_000 }],
    ['enter-code', { code: mango }],
    ['enter-code', { code: kiwi, quantity: 3_000 }],
  ] as const;
  for (const [index, [name, body]] of commands.entries()) {
    const reply = await page.command(`process-test-${index}`, name, body as never);
    assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
  }
}

test(
  'SIGTERM with a basket open and a receipt printing ends cleanly, and nothing is lost',
  { timeoutMs: 180_000 },
  async () => {
    const devices = [{ name: 'receipts', kind: 'printer', model: 'escpos', address, options: {} }] as const;
    box = await Box.started({ devices });
    const page = await box.page();
    await sell(page);
    const { tab, printing } = page.view;
    assert.is(Object.keys(tab?.lines ?? {}).length, 2);
    const jobs = Object.keys(printing);
    assert.ok(jobs.length > 0, 'the receipt waits for the silent printer');
    page.close();
    assert.equal(await box.stop(), { code: 0, signal: null }, box.lines.join('\n'));

    const verified = await runCommand(['journal', 'verify'], box.environment);
    assert.is(verified.code, 0, verified.stdout + verified.stderr);

    await box.start();
    const again = await box.page();
    assert.equal(again.view.tab, tab);
    assert.is(again.view.shift?.receipts, 1);
    // Still to be printed, or of unknown outcome: never forgotten.
    for (const job of jobs) assert.ok(job in again.view.printing, `print job ${job} was forgotten`);
    again.close();
    assert.equal(await box.stop(), { code: 0, signal: null });
    assert.equal(box.troubles, []);
  },
);
