// A receipt by e-mail through the whole box: made by the till, sent by the office's mail server, counted as a copy, sent once however often it is
// asked for; the address is in no journal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerTo } from '../../src/protocol/questions.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { Box } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';
import { fakeSmtp } from '../mail/fake-smtp.ts';
import { Desk } from './desk.ts';
import { until } from './two-boxes.ts';

const test = suite('receipts by e-mail');
let ids = 0;
const nextId = (): string => `by-mail-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

async function sells(page: Page): Promise<number> {
  const bread = { product: productNamed('Grovbrød') };
  for (const [name, body] of [
    ['add-product', bread],
    ['take-payment', { tender: 'cash', tendered: 10_000 }],
  ] as const)
    assert.is(codeOf(await page.command(nextId(), name, body)), 'ok', name);
  return page.view.lastSale?.receipt ?? 0;
}

test('sent once, told when it went, and one copy in Norway', { timeoutMs: 180_000 }, async () => {
  const server = await fakeSmtp();
  const box = await Box.started({ env: { COUNTERTOP_DEMO: 'true' } });
  const desk = new Desk(box);
  await desk.signIn();
  const page = await box.page('alex');
  const opening = [{ currency: 'NOK', amount: 100_000 }];
  assert.is(codeOf(await page.command(nextId(), 'open-shift', { opening })), 'ok');
  const stateOf = async (mail: string): Promise<string> => {
    const reply = await page.query(nextId(), 'state-of-mail', { mail });
    return reply.ok ? (reply.value as AnswerTo<'state-of-mail'>).state : reply.failure.code;
  };
  const to = 'kari.nordmann@example.no';

  // Without a mail server the office keeps it; once there is one, it goes.
  const first = { receipt: await sells(page), to };
  const mail = nextId();
  await until(async () => codeOf(await page.command(mail, 'mail-receipt', first)) === 'ok', 'taken');
  assert.is(codeOf(await page.command(mail, 'mail-receipt', first)), 'ok');
  assert.is(await stateOf(mail), 'kept');
  await desk.put('/api/mail-settings', {
    host: '127.0.0.1',
    port: server.port,
    secure: 'none',
    user: '',
    from: { address: 'kasse@example.no', name: 'Brygga' },
  });
  await until(async () => (await stateOf(mail)) === 'sent', 'sent');
  assert.is(server.received.length, 1);
  const [letter = ''] = server.received;
  assert.match(letter, /Kvitteringen[ _]din[ _]fra/);
  assert.ok(letter.includes(`filename=B1-${String(first.receipt)}.pdf`), letter.slice(0, 2_000));
  assert.ok(letter.includes(Buffer.from('%PDF-1.').toString('base64').slice(0, 8)));

  assert.is(codeOf(await page.command(nextId(), 'mail-receipt', first)), 'receipt.copy-limit');
  const nobody = { ...first, to: 'kari at example.no' };
  assert.is(codeOf(await page.command(nextId(), 'mail-receipt', nobody)), 'mail.address');
  assert.is(codeOf(await page.command(nextId(), 'mail-receipt', { receipt: 99, to })), 'receipt.unknown');
  assert.is(await stateOf('no such mail'), 'mail.unknown');

  // A server that takes nothing for good: the till is told.
  server.script = { to: '550 no such mailbox' };
  const second = nextId();
  const gone = { receipt: await sells(page), to: 'nobody@example.no' };
  assert.is(codeOf(await page.command(second, 'mail-receipt', gone)), 'ok');
  await until(async () => (await stateOf(second)) === 'failed', 'refused for good');

  page.close();
  await box.stop();
  await server.close();
  assert.not.ok(readFileSync(join(box.folder, databaseName)).includes(to), 'the journal names nobody');
});
