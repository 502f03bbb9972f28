// W11 through the whole daemon: gift cards sold at the till, kept by the office as a fold of its journal, and paid with; what is on a card is
// always what its movements add up to.
import type { GiftCardView } from '../../src/protocol/tab-views.ts';
import type { Sale } from '../../src/protocol/answers.ts';
import { assert, suite } from '../kit.ts';
import { until } from './two-boxes.ts';
import { vatOf, WorkedShop } from './worked-shop.ts';

const test = suite('worked examples: gift cards');
const limits = { timeoutMs: 180_000 };

let shop: WorkedShop | undefined;
test.before(async () => {
  shop = await WorkedShop.open();
  await shop.opens({ NOK: 0, EUR: 0 });
});
test.after(async () => shop?.close());

function till(): WorkedShop {
  assert.ok(shop !== undefined);
  return shop;
}

async function known(code: string): Promise<GiftCardView | undefined> {
  const reply = await till().page.query(`worked-card-${String((asked += 1))}`, 'gift-card', { card: { code } });
  return reply.ok ? (reply.value as GiftCardView) : undefined;
}
let asked = 0;

/** A card that was printed before, filled with so much. */
async function sold(code: string, body: object): Promise<Sale> {
  await till().does('sell-gift-card', { card: { code }, ...body });
  await till().paysByCard();
  await until(async () => (await known(code))?.state === 'usable', 'a card that the office knows');
  return till().lastSale();
}

async function has(code: string, balance: number): Promise<void> {
  await until(async () => (await known(code))?.balance === balance, `${String(balance)} on ${code}`);
}

test('W11: a multi-purpose card is no turnover; what it pays is taxed', limits, async () => {
  const card = 'GAVE-0000-0011';
  const sale = await sold(card, { type: 'gift-card', amount: 50_000 });
  assert.equal([sale.total, vatOf(sale), sale.vat.map(({ code }) => code)], [50_000, 0, ['0']]);
  const before = await till().report();
  assert.equal([before.sales.amount, before.giftCards?.amount], [0, 50_000]);

  const standard = await till().sells({ price: 30_000 });
  const food = await till().sells({ price: 11_500, vatClass: 'food' });
  await till().rings([standard], [food]);
  await till().does('pay-by-gift-card', { tender: 'gift-card', card: { code: card } });
  const bought = await till().lastSale();
  assert.equal(
    bought.vat.map(({ rate, vat }) => [rate, vat]),
    [
      [1_500, 1_500],
      [2_500, 6_000],
    ],
  );
  assert.is(bought.payments[0]?.giftCard?.left, 8_500);
  assert.not.match(JSON.stringify(bought), /GAVE|00000011/);
  await has(card, 8_500);

  // Part of it: what is left on the card, the rest by other means.
  await till().rings([standard]);
  await till().does('pay-by-gift-card', { tender: 'gift-card', card: { code: card } });
  assert.is(till().page.view.tab?.due, 21_500);
  await till().paysByCard();
  const empty = await till().lastSale();
  await has(card, 0);

  // Goods that come back are paid back by the ways they were paid.
  await till().givesBack(empty);
  assert.equal(
    till().page.view.tab?.refund.map(({ tender, amount }) => [tender, amount]),
    [
      ['card', 21_500],
      ['gift-card', 8_500],
    ],
  );
  await till().paysByCard(21_500);
  await till().does('pay-by-gift-card', { tender: 'gift-card', card: { code: card } });
  await has(card, 8_500);
});

test('W11: the VAT of a single-purpose card is due at issue, and none later', limits, async () => {
  const card = 'GAVE-0000-0012';
  const type = await till().desk.makes('/api/gift-card-types', {
    name: 'Ansiktsbehandling',
    purpose: 'single',
    vatClass: 'standard',
    value: 20_000,
    min: null,
    max: null,
    topUp: false,
    validityMonths: null,
    active: true,
  });
  const goods = await till().sells({ price: 20_000 });
  const sale = await sold(card, { type });
  assert.equal([sale.total, vatOf(sale)], [20_000, 4_000]);
  await till().rings([goods]);
  await till().does('pay-by-gift-card', { tender: 'gift-card', card: { code: card } });
  const used = await till().lastSale();
  assert.equal([used.total, vatOf(used), used.payments.length], [0, 0, 0]);
  await has(card, 0);
});

test('a card has one code, and what is on it is what was put on it', limits, async () => {
  const card = 'GAVE-0000-0013';
  await sold(card, { type: 'gift-card', amount: 10_000 });
  const asks = async (name: 'sell-gift-card' | 'pay-by-gift-card', body: object): Promise<string> => {
    const reply = await till().asks(name, body);
    return reply.ok ? 'ok' : reply.failure.code;
  };
  const again = { type: 'gift-card', amount: 10_000, card: { code: 'gave 0000 0013' } };
  assert.is(await asks('sell-gift-card', again), 'gift-card.known');
  assert.is(
    await asks('sell-gift-card', { ...again, card: { code: 'GAVE-0000-9999' }, topUp: true }),
    'gift-card.unknown',
  );
  await till().does('sell-gift-card', { ...again, topUp: true });
  await till().paysByCard();
  await has(card, 20_000);

  // A payment taken back before the sale: nothing stays held.
  await till().rings([await till().sells({ price: 50_000 })]);
  await till().does('pay-by-gift-card', { tender: 'gift-card', card: { code: card } });
  await until(async () => (await known(card))?.available === 0, 'held');
  assert.is((await known(card))?.balance, 20_000);
  assert.is(await asks('pay-by-gift-card', { tender: 'gift-card', card: { code: card } }), 'gift-card.empty');
  const [payment = ''] = Object.keys(till().page.view.tab?.payments ?? {});
  await till().does('reverse-payment', { payment, reason: 'wrong card' });
  await until(async () => (await known(card))?.available === 20_000, 'free again');
  await till().does('void-tab', { reason: 'done' });
});
