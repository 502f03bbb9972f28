// Gift cards at the office: what is on a card is the sum of what journals tell, and what is promised to tills is never more than that.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { folding } from '../../../test/back-office/folding.ts';
import { MemoryArchive } from '../../../test/back-office/memory-archive.ts';
import { MemoryRecords } from '../../../test/back-office/memory-records.ts';
import { looseEntry } from '../../../test/back-office/sealed-journal.ts';
import { createQueries } from '../../platform/query/queries.ts';
import { blocked, giftCardFold } from './gift-card-fold.ts';
import { giftCardAnswers } from './holds.ts';
import { CardList } from './card-list.ts';
import { giftCardSalt } from './salt.ts';
import type { GiftCardTables } from './tables.ts';

const test = suite('gift cards at the office');
const friday = Date.UTC(2024, 2, 1, 8);
const day = 86_400_000;
const card = 'a'.repeat(64);

const line = (does: 'issue' | 'top-up' | 'use', total: number, more: object = {}) => ({
  id: `line-${String(total)}`,
  product: { id: 'free', sku: '', name: 'Gift card', unit: 'piece', kind: 'gift-card', vatClass: '' },
  quantity: 1_000,
  total,
  vat: 0,
  gross: total,
  lineDiscount: 0,
  giftCard: { card, last4: '1234', type: 'free', purpose: 'multi', does, ...more },
});
const payment = (id: string, amount: number) => ({
  id,
  tender: 'gift',
  kind: 'gift-card',
  amount,
  giftCard: { card, last4: '1234' },
});
const sale = (receipt: number, lines: readonly object[], payments: readonly object[] = []) => ({
  sale: {
    receipt,
    shift: 1,
    lines,
    lineDiscounts: 0,
    tabDiscount: 0,
    total: 0,
    rounding: 0,
    vat: [],
    payments,
  },
});
const entry = (seq: number, type: string, content: object) =>
  looseEntry({ seq, at: friday + seq, type, content });

async function office(...entries: ReturnType<typeof looseEntry>[]) {
  const records = new MemoryRecords();
  records.shop('oslo', { registers: ['B1', 'B2'], currency: 'NOK' });
  const around = await folding(new MemoryArchive(), records);
  around.archive.put('B1', entries);
  const folds = await around.start([giftCardFold]);
  await folds.settled();
  const queries = createQueries<GiftCardTables>(around.database);
  const clock = { ...around.clock, now: () => now };
  let now = friday + 1_000;
  const answers = giftCardAnswers({ queries, clock, currencyOf: async () => 'NOK' });
  const cards = new CardList({
    queries,
    records: { findMany: async () => [], all: async () => [] },
    clock,
    journal: {
      append: async ({ type, payload }) => {
        around.archive.put('B1', [entry(90, type, payload)]);
        await folds.settled();
        return { seq: 90 };
      },
    },
    folds: { reached: async () => true },
    state: async () => ({ building: false, behind: 0, stopped: [] }),
  });
  const known = async () => {
    const found = await answers['gift-card']('B1', { card });
    if (!found.ok) throw new Error('refused');
    return found.value;
  };
  return {
    cards,
    known,
    queries,
    hold: async (register: string, id: string, amount: number) =>
      answers['hold-gift-card'](register, { card, payment: id, amount }),
    later: (ms: number) => {
      now += ms;
    },
    more: async (...next: ReturnType<typeof looseEntry>[]) => {
      around.archive.put('B1', next);
      await folds.settled();
    },
    folds,
  };
}

test('what is on a card is the sum of its movements, each with its receipt and user', async () => {
  const { known, queries } = await office(
    entry(1, 'sale.completed', sale(1, [line('issue', 50_000, { expiresAt: friday + day })])),
    entry(2, 'sale.completed', sale(2, [], [payment('p1', 41_500)])),
    entry(3, 'sale.completed', sale(3, [line('top-up', 10_000, { expiresAt: friday + 2 * day })])),
    entry(4, 'sale.completed', sale(4, [], [payment('p2', -1_000)])),
    entry(5, 'sale.completed', sale(5, [line('use', -500)])),
    entry(6, 'sale.completed', sale(6, [], [{ tender: 'cash', kind: 'cash', amount: 5 }])),
  );
  const now = await known();
  assert.equal(
    [now.balance, now.available, now.expiresAt, now.state],
    [19_000, 19_000, friday + 2 * day, 'usable'],
  );
  const rows = await queries.selectFrom('gift_card_movement').selectAll().orderBy('seq').execute();
  assert.equal(
    rows.map(({ kind, amount, receipt, shop }) => [kind, amount, receipt, shop]),
    [
      ['issue', 50_000, 1, 'oslo'],
      ['use', -41_500, 2, 'oslo'],
      ['top-up', 10_000, 3, 'oslo'],
      ['refund', 1_000, 4, 'oslo'],
      ['use', -500, 5, 'oslo'],
    ],
  );
  const [sums] = await queries.selectFrom('gift_card_sum').selectAll().execute();
  assert.equal([sums?.sold, sums?.used, sums?.issues], [60_000, 41_000, 1]);
});

test('a card that nobody sold, has expired or is blocked pays nothing', async () => {
  const shop = await office();
  assert.is((await shop.known()).state, 'unknown');
  assert.refused(await shop.hold('B1', 'p', 1), 'gift-card.unknown');
  await shop.more(entry(1, 'sale.completed', sale(1, [line('issue', 100, { expiresAt: friday + day })])));
  await shop.more(entry(2, blocked.type, { card, blocked: true, reason: 'stolen' }));
  assert.refused(await shop.hold('B1', 'p', 1), 'gift-card.blocked');
  await shop.more(entry(3, blocked.type, { card, blocked: false, reason: 'found' }));
  assert.is((await shop.known()).state, 'usable');
  shop.later(2 * day);
  assert.is((await shop.known()).state, 'expired');
  assert.refused(await shop.hold('B1', 'p', 1), 'gift-card.expired');
});

test('two tills at once: only what is on the card is promised, and the same payment is promised once', async () => {
  const { hold, known } = await office(entry(1, 'sale.completed', sale(1, [line('issue', 10_000)])));
  const answers = await Promise.all([
    hold('B1', 'p1', 8_000),
    hold('B2', 'p2', 8_000),
    hold('B1', 'p1', 8_000),
  ]);
  assert.equal(
    answers.map((each) => (each.ok ? each.value.held : each.refusal.code)),
    [8_000, 'gift-card.balance-low', 8_000],
  );
  assert.is((await known()).available, 2_000);
  assert.refused(await hold('B2', 'p1', 8_000), 'gift-card.balance-low');
});

test('a hold ends with what the journal tells of its payment, or when it was forgotten', async () => {
  const { hold, known, more, later } = await office(
    entry(1, 'sale.completed', sale(1, [line('issue', 10_000)])),
  );
  await hold('B1', 'declined', 3_000);
  await hold('B1', 'reversed', 3_000);
  await hold('B1', 'paid', 4_000);
  assert.is((await known()).available, 0);
  await more(
    entry(2, 'payment.settled', { tab: 't', payment: 'declined', state: 'declined' }),
    entry(3, 'payment.settled', { tab: 't', payment: 'reversed', state: 'taken' }),
  );
  assert.is((await known()).available, 3_000);
  await more(entry(4, 'payment.settled', { tab: 't', payment: 'reversed', state: 'reversed' }));
  assert.is((await known()).available, 6_000);
  await more(entry(5, 'sale.completed', sale(2, [], [payment('paid', 4_000)])));
  assert.equal([(await known()).balance, (await known()).available], [6_000, 6_000]);
  await hold('B2', 'lost', 1_000);
  assert.is((await known()).available, 5_000);
  later(8 * day);
  assert.is((await known()).available, 6_000);
});

test('W11: what is owed by type, and what has expired: 85.00 of 500.00', async () => {
  const { cards, later, more } = await office(
    entry(1, 'sale.completed', sale(1, [line('issue', 50_000, { expiresAt: friday + day })])),
    entry(2, 'sale.completed', sale(2, [], [payment('p1', 41_500)])),
  );
  const type = {
    type: 'free',
    typeName: 'Gift card',
    currency: 'NOK',
    exponent: 2,
    sold: 50_000,
    used: 41_500,
  };
  assert.equal((await cards.list({})).types, [{ ...type, balance: 8_500, active: 1, expired: 0 }]);
  later(2 * day);
  assert.equal((await cards.list({})).types, [{ ...type, balance: 0, active: 0, expired: 8_500 }]);
  assert.equal((await cards.list({ state: 'usable' })).total, 0);
  assert.equal((await cards.list({ state: 'expired', search: '…1234', type: 'free' })).total, 1);
  assert.equal((await cards.list({ search: '9' })).cards, []);
  const pages = [];
  for await (const some of cards.cards({})) pages.push(...some);
  assert.equal(
    pages.map(({ last4, balance, state }) => [last4, balance, state]),
    [['1234', 8_500, 'expired']],
  );
  await more(entry(3, 'sale.completed', sale(3, [line('issue', 100)])));
  assert.is((await cards.list({})).cards[0]?.state, 'doubtful', 'two cards with one code');
});

test('a card is blocked with a reason, and its ledger says so', async () => {
  const { cards, known } = await office(entry(1, 'sale.completed', sale(1, [line('issue', 50_000)])));
  assert.refused(await cards.ledger('b'.repeat(64), {}), 'gift-card.not-found');
  assert.refused(
    await cards.block({ card: 'b'.repeat(64), blocked: true, reason: 'x' }, 'kari'),
    'gift-card.not-found',
  );
  assert.ok((await cards.block({ card, blocked: true, reason: 'stolen' }, 'kari')).ok);
  assert.is((await known()).state, 'blocked');
  const ledger = await cards.ledger(card, {});
  assert.ok(ledger.ok);
  assert.equal([ledger.value.blocked?.reason, ledger.value.card.state], ['stolen', 'blocked']);
  assert.equal(
    ledger.value.moves.map(({ kind, amount, receipt }) => [kind, amount, receipt]),
    [['issue', 50_000, 1]],
  );
});

test('the salt is made once', async () => {
  const { queries } = await office();
  const bytes = (of: number) => ({
    bytes: (size: number) => new Uint8Array(size).fill(of),
    fraction: () => 0,
  });
  const salt = await giftCardSalt(queries, bytes(1));
  assert.is(await giftCardSalt(queries, bytes(2)), salt);
});

test('property: whatever tills ask and tell, no card goes below nothing, and its movements add up to its balance', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          amount: fc.integer({ min: 1, max: 6_000 }),
          end: fc.constantFrom('paid', 'declined', 'open'),
        }),
        { maxLength: 12 },
      ),
      async (asks) => {
        const { hold, known, more, queries } = await office(
          entry(1, 'sale.completed', sale(1, [line('issue', 10_000)])),
        );
        let seq = 1;
        for (const [index, { amount, end }] of asks.entries()) {
          const id = `p${String(index)}`;
          const held = await hold(index % 2 === 0 ? 'B1' : 'B2', id, amount);
          if (held.ok && end === 'paid' && index % 2 === 0)
            await more(entry((seq += 1), 'sale.completed', sale(seq, [], [payment(id, amount)])));
          if (end === 'declined' && index % 2 === 0)
            await more(entry((seq += 1), 'payment.settled', { tab: 't', payment: id, state: 'declined' }));
          const { balance, available } = await known();
          assert.ok(balance >= available && available >= 0);
        }
        const rows = await queries.selectFrom('gift_card_movement').select('amount').execute();
        assert.is(
          (await known()).balance,
          rows.reduce((sum, each) => sum + each.amount, 0),
        );
      },
    ),
    { numRuns: 15 },
  );
});
