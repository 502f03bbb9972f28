// Gift cards at a register: what a card costs and is worth, what it may pay, and that no VAT is counted twice or not at all (W11).
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import {
  closeOf,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  type SampleRegister,
  sampleProduct,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { cardTender, sampleSettings, vatClass } from '../../../test/sample-shop.ts';
import { type GiftCardKnown, type GiftCardType, monthsLater } from '../gift-card/gift-card.ts';
import { minor } from '../money/money.ts';
import type { ShopSettings } from '../shop/settings.ts';
import type { CommandOf } from './commands.ts';

const test = suite('gift cards at a register');

const free: GiftCardType = {
  id: 'free',
  name: 'Gift card',
  purpose: 'multi',
  topUp: true,
  validityMonths: 12,
};
const fixed: GiftCardType = {
  id: 'fixed',
  name: 'Spa day',
  purpose: 'single',
  vatClass: 'standard',
  value: minor(20_000),
  topUp: false,
};
const bounded: GiftCardType = {
  id: 'bounded',
  name: 'Small',
  purpose: 'multi',
  topUp: false,
  min: minor(10_000),
  max: minor(50_000),
};

const shop: ShopSettings = {
  ...sampleSettings(),
  tenders: [
    ...sampleSettings().tenders,
    { ...cardTender, id: 'gift', name: 'Gift card', kind: 'gift-card', code: '12005' },
  ],
  giftCards: { types: [free, fixed, bounded], salt: 'salt', offlineMax: minor(0), printedOffline: false },
};

function sell(wanted: Partial<CommandOf<'sell-gift-card'>> = {}): CommandOf<'sell-gift-card'> {
  return {
    type: 'sell-gift-card',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    giftCardType: 'free',
    card: { card: nextId('card'), last4: '1234' },
    topUp: false,
    ...wanted,
  };
}

function payBy(card: GiftCardKnown, amount?: number): CommandOf<'start-payment'> {
  const rest = amount === undefined ? {} : { amount: minor(amount) };
  return { type: 'start-payment', paymentId: nextId('payment'), tender: 'gift', giftCard: card, ...rest };
}

function pay(register: SampleRegister, card: GiftCardKnown, amount?: number): void {
  const command = payBy(card, amount);
  register.run(command);
  register.run({ type: 'settle-payment', payment: command.paymentId, outcome: 'taken' });
}

const known = (balance?: number): GiftCardKnown => ({
  card: 'c1',
  last4: '1234',
  ...(balance === undefined ? {} : { balance: minor(balance) }),
});
const single = (balance: number): GiftCardKnown => ({
  ...known(balance),
  single: { type: 'fixed', name: 'Spa day', vatClass: 'standard' },
});
const drill = sampleProduct({ id: 'drill', price: minor(30_000) });
const bread = sampleProduct({ id: 'bread', price: minor(11_500), vatClass: 'food' });

test('W11: a multi-purpose card is no turnover when it is sold, and VAT is due on what it pays', () => {
  const register = openRegister(shop);
  register.run(sell({ amount: minor(50_000) }));
  payByCard(register);
  const sold = lastSaleOf(register);
  assert.equal(sold.kind, 'sale');
  assert.equal(sold.vat, [{ rate: 0, code: '0', gross: 50_000, net: 50_000, vat: 0 }]);
  const before = xReportOf(register);
  assert.equal(before.sales, { count: 0, amount: 0 });
  assert.equal(before.giftCards, { count: 1, amount: 50_000 });
  assert.equal(before.receipts, 1);
  assert.equal(before.grandTotals.sale, 0);

  register.run(scan(drill));
  register.run(scan(bread));
  pay(register, known(50_000));
  const bought = lastSaleOf(register);
  assert.equal(bought.total, 41_500);
  assert.equal(
    bought.vat.map(({ code, vat }) => [code, vat]),
    [
      ['31', 1_500],
      ['3', 6_000],
    ],
  );
  assert.equal(bought.payments[0]?.giftCard, { card: 'c1', last4: '1234', left: 8_500 });
  const z = closeOf(register);
  assert.equal(z.sales, { count: 1, amount: 41_500 });
  assert.equal(z.total, 91_500);
  assert.equal(
    z.byTender.map(({ name, amount }) => [name, amount]),
    [
      ['Card', 50_000],
      ['Gift card', 41_500],
    ],
  );
});

test('W11: the VAT of a single-purpose card is due when it is sold, and none when it is used', () => {
  const register = openRegister(shop);
  register.run(sell({ giftCardType: 'fixed' }));
  payByCard(register);
  assert.equal(lastSaleOf(register).vat, [{ rate: 2500, code: '3', gross: 20_000, net: 16_000, vat: 4_000 }]);
  assert.is(xReportOf(register).sales.amount, 20_000);

  register.run(scan(drill));
  register.run(scan(bread));
  pay(register, single(20_000));
  payByCard(register);
  const used = lastSaleOf(register);
  // 415.00 of goods, 200.00 of them paid for and taxed before.
  assert.is(used.total, 21_500);
  assert.equal(
    used.vat.map(({ code, gross, vat }) => [code, gross, vat]),
    [
      ['31', 11_500, 1_500],
      ['3', 10_000, 2_000],
    ],
  );
  assert.equal(
    used.payments.map(({ tender, amount }) => [tender, amount]),
    [['card', 21_500]],
  );
  assert.is(used.lines.at(-1)?.giftCard?.does, 'use');
  assert.is(closeOf(register).sales.amount, 41_500);
});

test('a single-purpose card pays for goods of its class only, whatever is on it', () => {
  const register = openRegister(shop);
  register.run(scan(bread));
  assert.refused(register.ask(payBy(single(20_000))), 'gift-card.not-for-this');
  register.run(scan(drill));
  pay(register, single(20_000));
  pay(register, single(20_000));
  assert.equal(
    currentTabOf(register).payments.map(({ amount }) => amount),
    [20_000, 10_000],
  );
  assert.refused(register.ask(payBy(single(20_000))), 'gift-card.not-for-this');
});

test('a card pays what is on it and no more, and the rest is paid otherwise', () => {
  const register = openRegister(shop);
  register.run(scan(drill));
  assert.refused(register.ask(payBy(known(0))), 'gift-card.empty');
  assert.refused(
    register.ask({ ...payBy(known(1)), tender: 'gift', giftCard: undefined } as never),
    'gift-card.card-needed',
  );
  assert.refused(
    register.ask({ type: 'take-payment', paymentId: 'p', tender: 'gift', tendered: minor(100) }),
    'gift-card.card-needed',
  );
  pay(register, known(10_000));
  pay(register, known(), 5_000);
  assert.equal(
    currentTabOf(register).payments.map(({ amount, giftCard }) => [amount, giftCard?.left]),
    [
      [10_000, 0],
      [5_000, undefined],
    ],
  );
  payByCard(register);
  assert.is(lastSaleOf(register).payments.length, 3);
});

test('a card of another tender is no card', () => {
  const register = openRegister(shop);
  register.run(scan(drill));
  register.run({ ...payBy(known(1)), tender: 'card' });
  assert.is(currentTabOf(register).payments[0]?.amount, 30_000);
});

test('no card is paid for with a card', () => {
  const register = openRegister(shop);
  register.run(sell({ amount: minor(10_000) }));
  assert.refused(register.ask(payBy(known(50_000))), 'gift-card.not-for-cards');
});

test('what was paid with a card goes back on it, and never on a single-purpose one', () => {
  const register = openRegister(shop);
  register.run(scan(drill));
  pay(register, known(50_000));
  const sale = lastSaleOf(register);
  const line = sale.lines[0]?.id ?? '';
  register.run({
    type: 'add-return',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    original: { sale, returned: {} },
    line,
    quantity: 1_000 as never,
  });
  assert.refused(register.ask(payBy(single(0))), 'gift-card.not-for-this');
  pay(register, known(20_000));
  const back = lastSaleOf(register);
  assert.is(back.payments[0]?.amount, -30_000);
  assert.is(back.payments[0]?.giftCard?.left, 50_000);
});

test('a type says what a card costs', () => {
  const register = openRegister(shop);
  assert.refused(register.ask(sell({ giftCardType: 'none' })), 'gift-card.type-unknown');
  assert.refused(register.ask(sell()), 'gift-card.amount-invalid');
  assert.refused(register.ask(sell({ amount: minor(0) })), 'gift-card.amount-invalid');
  for (const amount of [9_999, 50_001])
    assert.refused(
      register.ask(sell({ giftCardType: 'bounded', amount: minor(amount) })),
      'gift-card.amount-invalid',
    );
  assert.ok(register.ask(sell({ giftCardType: 'bounded', amount: minor(50_000) })).ok);
  assert.refused(
    register.ask(sell({ giftCardType: 'bounded', topUp: true, amount: minor(10_000) })),
    'gift-card.no-top-up',
  );
  // The value of the type counts, whatever is asked for.
  register.run(sell({ giftCardType: 'fixed', amount: minor(1) }));
  assert.is(currentTabOf(register).lines[0]?.unitPrice, 20_000);
});

test('a card is sold once, and its line stays as it is', () => {
  const register = openRegister(shop);
  const command = sell({ amount: minor(10_000), madeOf: 'x', unconfirmed: true });
  register.run(command);
  assert.refused(register.ask(sell({ amount: minor(10_000), card: command.card })), 'gift-card.twice');
  const { lineId: line } = command;
  assert.refused(
    register.ask({ type: 'change-quantity', line, quantity: 2_000 as never }),
    'line.not-changeable',
  );
  assert.refused(
    register.ask({ type: 'override-price', line, unitPrice: minor(1), reason: 'r' }),
    'line.not-changeable',
  );
  assert.equal(currentTabOf(register).lines[0]?.giftCard?.madeOf, 'x');
  // Voided, it may be sold again.
  register.run({ type: 'void-line', line, reason: 'r' });
  register.run(sell({ amount: minor(10_000), card: command.card, topUp: true }));
  payByCard(register);
  const sale = lastSaleOf(register);
  const back = { tabId: nextId('tab'), lineId: nextId('line'), line: sale.lines[0]?.id ?? '' };
  assert.refused(
    register.ask({ type: 'add-return', ...back, original: { sale, returned: {} }, quantity: 1_000 as never }),
    'gift-card.not-returnable',
  );
  assert.refused(
    register.ask({ type: 'reopen-sale', tabId: nextId('tab'), original: { sale, returned: {} } }),
    'reopen.not-possible',
  );
});

test('a single-purpose card needs its VAT class', () => {
  const gone = shop.vat.classes.map((each) =>
    each.id === 'standard' ? { ...each, retired: true as const } : each,
  );
  const register = openRegister({ ...shop, vat: { ...shop.vat, classes: gone } });
  assert.refused(register.ask(sell({ giftCardType: 'fixed' })), 'product.vat-class-unknown');
  const { vatClass: _none, ...without } = fixed;
  register.use({
    ...shop,
    giftCards: { salt: '', offlineMax: minor(0), printedOffline: false, types: [without] },
  });
  assert.refused(register.ask(sell({ giftCardType: 'fixed' })), 'product.vat-class-unknown');
  register.use(sampleSettings());
  assert.refused(register.ask(sell({ giftCardType: 'fixed' })), 'gift-card.type-unknown');
  const closed = openRegister(shop);
  closeOf(closed);
  assert.refused(closed.ask(sell({ giftCardType: 'fixed' })), 'shift.not-open');
});

test('a shop whose prices are without VAT sells a card at what stands on it', () => {
  const register = openRegister({
    ...shop,
    vat: { ...shop.vat, prices: 'net', classes: [vatClass('standard', [2500, '3'])] },
  });
  register.run(sell({ giftCardType: 'fixed' }));
  payByCard(register);
  assert.is(lastSaleOf(register).total, 20_000);
  assert.is(lastSaleOf(register).vat[0]?.vat, 4_000);
});

test('a card is good until the same day of its last month', () => {
  const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
  assert.is(monthsLater(day('2026-01-15'), 12), day('2027-01-15'));
  assert.is(monthsLater(day('2026-01-31'), 1), day('2026-02-28'));
  assert.is(monthsLater(day('2027-11-30'), 3), day('2028-02-29'));
  const register = openRegister(shop);
  register.run(sell({ amount: minor(10_000) }));
  const { giftCard } = currentTabOf(register).lines[0] ?? {};
  assert.ok((giftCard?.expiresAt ?? 0) > 365 * 86_400_000 - 86_400_000);
  register.run(sell({ giftCardType: 'bounded', amount: minor(10_000) }));
  assert.is(currentTabOf(register).lines[1]?.giftCard?.expiresAt, undefined);
});

test('property: what cards pay is never more than is on them or due, and the sale adds up', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(drill, bread), { minLength: 1, maxLength: 5 }),
      fc.array(fc.record({ balance: fc.integer({ min: 1, max: 40_000 }), isSingle: fc.boolean() }), {
        maxLength: 5,
      }),
      (goods, cards) => {
        const register = openRegister(shop);
        goods.forEach((each) => register.run(scan(each)));
        for (const { balance, isSingle } of cards) {
          if (register.state.current === null) break;
          const command = payBy(isSingle ? single(balance) : known(balance));
          if (!register.ask(command).ok) continue;
          register.run(command);
          assert.ok((currentTabOf(register).payments.at(-1)?.amount ?? 0) <= balance);
          register.run({ type: 'settle-payment', payment: command.paymentId, outcome: 'taken' });
        }
        if (register.state.current !== null) payByCard(register);
        const sale = lastSaleOf(register);
        const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
        assert.is(sum(sale.payments.map(({ amount }) => amount)), sale.total);
        assert.is(sum(sale.vat.map(({ gross }) => gross)), sale.total);
        assert.ok(sale.vat.every(({ gross, vat }) => gross >= 0 && vat >= 0));
        const z = closeOf(register);
        assert.is(z.total, sale.total);
        assert.is(z.sales.amount, sale.total);
      },
    ),
    { numRuns: 60 },
  );
});
