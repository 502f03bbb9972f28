// Goods bought at one register and brought back to another: by the receipt while the office can be asked, on the customer's word while it
// cannot; and what came back twice meanwhile is found once the journals are together.
import type { ReturnableSale } from '../../src/domain/register/commands.ts';
import type { DoubtfulReturns } from '../../src/protocol/office/returns.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { type Box, freePort } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';
import { Desk } from './desk.ts';
import { linkOf, officeBox, pairBoxes, tillAt, tillBox, until } from './two-boxes.ts';

const test = suite('returns across registers');
const bread = productNamed('Grovbrød');
let ids = 0;
const nextId = (): string => `across-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

class Counter {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async does(name: Parameters<Page['command']>[1], body: object): Promise<void> {
    const reply = await this.page.command(nextId(), name, body);
    assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
  }

  async tries(name: Parameters<Page['command']>[1], body: object): Promise<string> {
    return codeOf(await this.page.command(nextId(), name, body));
  }

  async look(register: string, receipt: number): Promise<PageReply> {
    return this.page.query(nextId(), 'sale', { register, receipt });
  }

  /** What may still come back of the first line; undefined where the receipt cannot be looked up. */
  async left(register: string, receipt: number): Promise<number | undefined> {
    const reply = await this.look(register, receipt);
    if (!reply.ok) return undefined;
    const { sale, returned } = reply.value as ReturnableSale;
    const [line] = sale.lines;
    return line === undefined ? undefined : line.quantity - (returned[line.id]?.quantity ?? 0);
  }

  async lineOf(register: string, receipt: number): Promise<string> {
    const reply = await this.look(register, receipt);
    assert.ok(reply.ok, JSON.stringify(reply));
    return (reply.value as ReturnableSale).sale.lines[0]?.id ?? '';
  }

  async sells(quantity: number): Promise<number> {
    await this.does('add-product', { product: bread, quantity });
    await this.does('take-payment', { tender: 'cash', tendered: this.page.view.tab?.cashDue ?? 0 });
    return this.page.view.lastSale?.receipt ?? 0;
  }

  async paysBack(): Promise<number> {
    await this.does('take-payment', { tender: 'cash', tendered: -(this.page.view.tab?.cashDue ?? 0) });
    return this.page.view.lastSale?.receipt ?? 0;
  }
}

async function counterAt(box: Box): Promise<Counter> {
  const counter = new Counter(await tillAt(box));
  await counter.does('open-shift', { opening: [{ currency: 'NOK', amount: 500_000 }] });
  return counter;
}

/** Exactly that line, to the money it was paid with, and both registers know. */
async function byTheReceipt(here: Counter, there: Counter): Promise<number> {
  const three = await there.sells(3_000);
  await until(async () => (await here.left('B2', three)) === 3_000, 'the receipt at the other register');
  const line = await here.lineOf('B2', three);
  await here.does('add-return', { register: 'B2', receipt: three, line, quantity: 1_000, reason: 'stale' });
  assert.equal(
    [here.page.view.tab?.total, Object.values(here.page.view.tab?.lines ?? {})[0]?.returnOf],
    [-3_890, { receipt: three, register: 'B2', verified: true }],
  );
  await here.paysBack();
  assert.is(await here.left('B2', three), 2_000);
  await until(async () => (await there.left('B2', three)) === 2_000, 'the return where it was sold');
  const more = { receipt: three, line, quantity: 3_000 };
  assert.is(await there.tries('add-return', more), 'return.more-than-sold');
  assert.is(await here.tries('add-return', { ...more, register: 'B2' }), 'return.more-than-sold');

  // A gift card on the receipt, which has no VAT of its own, keeps nobody from looking at it.
  await there.does('sell-gift-card', { type: 'gift-card', amount: 10_000, card: 'new' });
  const withCard = await there.sells(1_000);
  await until(async () => (await here.left('B2', withCard)) === 1_000, 'a receipt with a gift card');
  return three;
}

const goods = { product: bread, quantity: 1_000, reason: 'stale' };

/** Nobody takes goods back on a word that could be checked; a receipt that nobody ever gave is none. */
async function onNobodysWord(here: Counter, receipt: number): Promise<void> {
  const claimed = { register: 'B2', receipt, ...goods };
  assert.is(await here.tries('return-unverified', claimed), 'return.can-be-verified');
  assert.is(codeOf(await here.look('X9', 1)), 'receipt.unknown');
  assert.is(codeOf(await here.look('B2', 99)), 'receipt.not-arrived');
}

/** Without an office both give back the same bread. */
async function twice(office: Box, here: Counter, there: Counter): Promise<number> {
  const one = await there.sells(1_000);
  await until(async () => (await here.left('B2', one)) === 1_000, 'the second receipt');
  const claimed = { register: 'B2', receipt: one, ...goods };
  await office.stop();
  await until(async () => codeOf(await here.look('B2', one)) === 'office.out-of-reach', 'nobody to ask');
  await here.does('return-unverified', claimed);
  const unverified = Object.values(here.page.view.tab?.lines ?? {})[0]?.returnOf;
  assert.equal(unverified, { receipt: one, register: 'B2', verified: false });
  assert.is(await here.tries('return-unverified', { ...claimed, quantity: 50_000 }), 'return.limit');
  await here.paysBack();
  await there.does('add-return', { receipt: one, line: await there.lineOf('B2', one), quantity: 1_000 });
  await there.paysBack();
  return one;
}

/** Somebody looks at it, and it is done with. */
async function lookedAt(desk: Desk, there: Counter, one: number): Promise<void> {
  await desk.signIn();
  const doubtful = async (query = ''): Promise<DoubtfulReturns['returns']> =>
    ((await desk.get(`/api/returns/doubtful${query}`)) as unknown as DoubtfulReturns).returns;
  await until(async () => (await doubtful()).some(({ quantity }) => quantity === 2_000), 'found');
  const [found, ...others] = await doubtful();
  assert.equal(others, []);
  assert.equal(
    [found?.register, found?.receipt, found?.doubt, found?.sold?.quantity, found?.gross],
    ['B2', one, 'more-than-sold', 1_000, 2 * 3_890],
  );
  assert.equal(found?.returns.map(({ register, verified }) => [register, verified]).sort(), [
    ['B1', false],
    ['B2', true],
  ]);
  assert.is(await there.left('B2', one), -1_000);
  const review = { register: 'B2', receipt: one, product: bread, note: 'Talked to both.' };
  assert.is(await desk.post('/api/returns/reviews', { ...review, quantity: 1_000 }), 409);
  assert.is(await desk.post('/api/returns/reviews', { ...review, quantity: 2_000 }), 204);
  assert.equal(await doubtful(), []);
  assert.is((await doubtful('?reviewed=true'))[0]?.review?.note, 'Talked to both.');
}

test('by the receipt, on the customer’s word, and twice', { timeoutMs: 300_000 }, async () => {
  const officePort = await freePort();
  const office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
  const desk = new Desk(office);
  await desk.signIn();
  const { body } = (await desk.get('/api/registers/b1')) as { readonly body: object };
  await desk.makes('/api/registers', { ...body, name: 'B2' });
  const boxes = [await tillBox({ COUNTERTOP_DEMO: 'false' }), await tillBox({ COUNTERTOP_DEMO: 'false' })];
  const [first, second] = boxes as [Box, Box];
  await pairBoxes({ office, till: first, register: 'B1', officePort });
  await pairBoxes({ office, till: second, register: 'B2', officePort });
  const [here, there] = [await counterAt(first), await counterAt(second)];

  const three = await byTheReceipt(here, there);
  await onNobodysWord(here, three);
  const one = await twice(office, here, there);
  await office.start();
  for (const box of boxes) await until(async () => (await linkOf(box))?.phase === 'linked', 'linked again');
  await lookedAt(desk, there, one);
  for (const { page } of [here, there]) page.close();
  for (const box of [...boxes, office]) await box.stop();
});
