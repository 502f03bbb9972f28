// Changing a line that is on the tab.
import { assert, suite } from '../../../test/kit.ts';
import {
  anna,
  cash,
  currentTabOf,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  scan,
  type SampleRegister,
  xReportOf,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces, thousandths } from '../quantity/quantity.ts';
import type { Actor } from '../staff/permission.ts';
import type { Discount, Line } from '../tab/tab.ts';
import type { RegisterCommand } from './commands.ts';

const test = suite('line');

const deposit = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });
const settings = sampleSettings();

/** One line of every sort: `coffee`, `soda` with its deposit, `apples` off the scale, `ham` with a label, `nuts` typed, `back` returned. */
function fullTab(): SampleRegister {
  const register = openRegister();
  register.run(scan(sampleProduct({ id: 'coffee', price: minor(3500) }), { lineId: 'sold' }));
  payByCard(register);
  const sale = lastSaleOf(register);
  const kilo = (id: string) => sampleProduct({ id, price: minor(4000), unit: 'kg' });
  register.run(
    scan(sampleProduct({ id: 'coffee', price: minor(3500) }), {
      tabId: 'tab',
      lineId: 'coffee',
      quantity: pieces(2),
    }),
  );
  register.run(
    scan(sampleProduct({ id: 'soda', price: minor(2500) }), { lineId: 'soda', deposit, quantity: pieces(3) }),
  );
  register.run(scan(kilo('apples'), { lineId: 'apples', source: 'scale', quantity: thousandths(750) }));
  register.run(
    scan(kilo('ham'), {
      lineId: 'ham',
      source: 'label',
      quantity: thousandths(300),
      labelPrice: minor(1299),
    }),
  );
  register.run(scan(kilo('nuts'), { lineId: 'nuts', source: 'manual', quantity: thousandths(500) }));
  register.run(
    scan(sampleProduct({ id: 'stamps', price: minor(2000), noDiscount: true }), { lineId: 'stamps' }),
  );
  register.run({
    type: 'add-return',
    tabId: 'tab',
    lineId: 'back',
    original: { sale, returned: {} },
    line: 'sold',
    quantity: pieces(1),
  });
  register.run(scan(sampleProduct({ id: 'gone', price: minor(100) }), { lineId: 'gone' }));
  register.run({ type: 'void-line', line: 'gone', reason: 'mistake' });
  return register;
}

const lineOf = (register: SampleRegister, id: string): Line | undefined =>
  currentTabOf(register).lines.find((line) => line.id === id);
const quantity = (line: string, value: number): RegisterCommand => ({
  type: 'change-quantity',
  line,
  quantity: value as never,
});
const price = (line: string, unitPrice: number, reason = 'dented'): RegisterCommand => ({
  type: 'override-price',
  line,
  unitPrice: unitPrice as never,
  reason,
});
const discount = (line: string, given: Discount | null): RegisterCommand => ({
  type: 'discount-line',
  line,
  discount: given,
});
const percent = (basisPoints: number, reason = ''): Discount => ({ kind: 'percent', basisPoints, reason });
const amount = (value: number): Discount => ({ kind: 'amount', amount: value as never, reason: '' });
const note = (line: string, text: string): RegisterCommand => ({ type: 'note-line', line, note: text });
const voided = (line: string, reason = ''): RegisterCommand => ({ type: 'void-line', line, reason });

for (const [name, command, code] of [
  ['quantity of a line that is not there', quantity('constructor', 1000), 'line.unknown'],
  ['quantity of a voided line', quantity('gone', 1000), 'line.voided'],
  ['quantity of a deposit', quantity('soda:d', 1000), 'line.not-changeable'],
  ['quantity of a return', quantity('back', 1000), 'line.not-changeable'],
  ['quantity of something weighed by the scale', quantity('apples', 800), 'line.not-changeable'],
  ['quantity of something with a price label', quantity('ham', 800), 'line.not-changeable'],
  ['half a piece', quantity('coffee', 2500), 'line.quantity-invalid'],
  ['no piece', quantity('coffee', 0), 'line.quantity-invalid'],
  ['less than none', quantity('coffee', -1000), 'line.quantity-invalid'],
  ['a fraction of a thousandth', quantity('nuts', 0.5), 'line.quantity-invalid'],
  ['too many', quantity('coffee', 10_000_000), 'line.quantity-too-high'],
  ['price of a line that is not there', price('none', 1), 'line.unknown'],
  ['price of a voided line', price('gone', 1), 'line.voided'],
  ['price of a deposit', price('soda:d', 1), 'line.not-changeable'],
  ['price of a return', price('back', 1), 'line.not-changeable'],
  ['price of something with a price label', price('ham', 1), 'line.not-changeable'],
  ['price below nothing', price('coffee', -1), 'line.price-invalid'],
  ['price in half øre', price('coffee', 0.5), 'line.price-invalid'],
  ['price too high', price('coffee', 100_000_000), 'line.price-invalid'],
  ['price with an endless reason', price('coffee', 1, 'x'.repeat(201)), 'text.too-long'],
  ['discount on a line that is not there', discount('none', null), 'line.unknown'],
  ['discount on a deposit', discount('soda:d', percent(100)), 'line.not-changeable'],
  ['discount on a return', discount('back', percent(100)), 'line.not-changeable'],
  ['discount on goods without discount', discount('stamps', percent(100)), 'line.discount-excluded'],
  ['discount above 100 %', discount('coffee', percent(10_001)), 'line.discount-invalid'],
  ['discount of nothing', discount('coffee', amount(0)), 'line.discount-invalid'],
  ['discount above the line', discount('coffee', amount(7001)), 'line.discount-invalid'],
  ['discount with an endless reason', discount('coffee', percent(100, 'x'.repeat(201))), 'text.too-long'],
  ['note on a line that is not there', note('none', 'x'), 'line.unknown'],
  ['endless note', note('coffee', 'x'.repeat(201)), 'text.too-long'],
  ['voiding a line that is not there', voided('none'), 'line.unknown'],
  ['voiding a voided line', voided('gone'), 'line.voided'],
  ['voiding a deposit by itself', voided('soda:d'), 'line.not-changeable'],
  ['voiding with an endless reason', voided('coffee', 'x'.repeat(201)), 'text.too-long'],
] as const) {
  test(`refused: ${name}`, () => {
    assert.refused(fullTab().ask(command), code);
  });
}

for (const [name, command] of [
  ['quantity', quantity('coffee', 3000)],
  ['price', price('coffee', 1)],
  ['discount', discount('coffee', null)],
  ['void', voided('coffee')],
] as const) {
  test(`refused once money was taken: ${name}`, () => {
    const register = fullTab();
    register.run(cash(100));
    assert.refused(register.ask(command), 'tab.has-payments');
    assert.accepted(register.ask(note('coffee', 'to go')));
  });

  test(`refused without a tab: ${name}`, () => {
    assert.refused(openRegister().ask(command), 'tab.none');
    assert.refused(openRegister().ask(note('coffee', '')), 'tab.none');
  });
}

test('a quantity goes up and down; the deposit follows; what goes down is a correction', () => {
  const register = fullTab();
  assert.equal(register.run(quantity('soda', 3000)), []);
  register.run(quantity('soda', 5000));
  assert.equal([lineOf(register, 'soda')?.quantity, lineOf(register, 'soda:d')?.quantity], [5000, 5000]);
  const before = xReportOf(register).corrections;
  register.run(quantity('soda', 2000));
  assert.equal([lineOf(register, 'soda')?.quantity, lineOf(register, 'soda:d')?.quantity], [2000, 2000]);
  const { corrections } = xReportOf(register);
  assert.equal([corrections.count - before.count, corrections.amount - before.amount], [1, 3 * 2700]);
  register.run(quantity('nuts', 450));
  assert.is(lineOf(register, 'nuts')?.quantity, 450);
});

test('the deposit of something weighed is one, whatever it weighs', () => {
  const register = openRegister();
  const salad = sampleProduct({ id: 'salad', price: minor(9000), unit: 'kg' });
  register.run(scan(salad, { lineId: 'salad', deposit, source: 'manual', quantity: thousandths(320) }));
  assert.is(lineOf(register, 'salad:d')?.quantity, 1000);
  register.run(quantity('salad', 640));
  assert.is(lineOf(register, 'salad:d')?.quantity, 1000);
});

test('no quantity and no price may carry the tab above its limit', () => {
  const small = openRegister({ ...settings, limits: { ...settings.limits, totalMax: minor(10_000) } });
  small.run(scan(sampleProduct({ id: 'coffee', price: minor(3500) }), { lineId: 'coffee' }));
  assert.accepted(small.ask(quantity('coffee', 2000)));
  assert.refused(small.ask(quantity('coffee', 3000)), 'tab.total-too-high');
  assert.refused(small.ask(price('coffee', 10_001)), 'tab.total-too-high');
  small.run(scan(sampleProduct({ id: 'tea', price: minor(3000) }), { lineId: 'tea' }));
  assert.refused(small.ask(price('coffee', 7_001)), 'tab.total-too-high');
  // Near the limit the tab is priced: with the discount it stays below.
  small.run(discount('tea', percent(5000)));
  assert.accepted(small.ask(price('coffee', 7_001)));
});

test('an overridden price is kept with its reason, and is none at the list price', () => {
  const register = fullTab();
  register.run(price('coffee', 3000));
  assert.equal(
    [
      lineOf(register, 'coffee')?.unitPrice,
      lineOf(register, 'coffee')?.listPrice,
      lineOf(register, 'coffee')?.priceReason,
    ],
    [3000, 3500, 'dented'],
  );
  register.run(price('coffee', 3500, 'as listed'));
  assert.ok(!('priceReason' in (lineOf(register, 'coffee') ?? {})));
  register.run(price('coffee', 3400));
  payByCard(register);
  assert.equal(xReportOf(register).priceOverrides, { count: 1, amount: 200 });
});

test('a line discount is given, kept on the sale, counted, and taken away', () => {
  const register = fullTab();
  register.run(discount('coffee', amount(7000)));
  register.run(discount('coffee', null));
  assert.ok(!('discount' in (lineOf(register, 'coffee') ?? {})));
  assert.accepted(register.ask(discount('stamps', null)));
  register.run(discount('coffee', percent(1000, 'regular')));
  payByCard(register);
  const sold = lastSaleOf(register).lines.find((line) => line.id === 'coffee');
  assert.equal([sold?.lineDiscount, sold?.total, sold?.discount], [700, 6300, percent(1000, 'regular')]);
  assert.equal(xReportOf(register).discounts.line, { count: 1, amount: 700 });
});

test('a note is set and taken away', () => {
  const register = fullTab();
  register.run(note('coffee', 'oat milk'));
  assert.is(lineOf(register, 'coffee')?.note, 'oat milk');
  register.run(note('coffee', ''));
  assert.ok(!('note' in (lineOf(register, 'coffee') ?? {})));
});

test('a voided line takes its deposit along, stays on the tab marked, and is counted with both', () => {
  const register = fullTab();
  const before = xReportOf(register).corrections;
  assert.equal(register.run(voided('soda', 'too warm')), [
    { type: 'line.voided', payload: { tab: 'tab', line: 'soda', reason: 'too warm', value: 8100 } },
  ]);
  assert.equal(
    [lineOf(register, 'soda')?.voided, lineOf(register, 'soda:d')?.voided],
    [{ reason: 'too warm' }, { reason: 'too warm' }],
  );
  const { corrections } = xReportOf(register);
  assert.equal([corrections.count - before.count, corrections.amount - before.amount], [1, 8100]);
  register.run(voided('back'));
  assert.is(xReportOf(register).corrections.amount - corrections.amount, 3500);
  payByCard(register);
  assert.equal(
    [lastSaleOf(register).voidedLines, lastSaleOf(register).lines.some((line) => line.product.id === 'soda')],
    [3, false],
  );
});

test('a shop that wants reasons gets one for a discount, another price and a void', () => {
  const register = fullTab();
  register.use({ ...settings, reasons: { discount: true, priceOverride: true, void: true } });
  assert.refused(register.ask(discount('coffee', percent(100, ' '))), 'reason.needed');
  assert.refused(register.ask(price('coffee', 1, ' ')), 'reason.needed');
  assert.refused(register.ask(voided('coffee', ' ')), 'reason.needed');
  assert.accepted(register.ask(discount('coffee', percent(100, 'regular'))));
  assert.accepted(register.ask(price('coffee', 1, 'dented')));
  assert.accepted(register.ask(voided('coffee', 'mistake')));
  // Taking a discount away needs none.
  assert.accepted(register.ask(discount('coffee', null)));
});

test('nobody gives more off a line than their role may', () => {
  const register = fullTab();
  const unlimited = { percent: null, amount: null };
  const discounts = { line: { percent: null, amount: minor(700) }, tab: unlimited, above: 'denied' } as const;
  const olav: Actor = { ...anna, user: 'olav', discounts };
  assert.accepted(register.ask(discount('coffee', percent(1_000)), olav));
  assert.refused(register.ask(discount('coffee', percent(1_001)), olav), 'discount.above-limit');
  assert.refused(register.ask(discount('coffee', amount(701)), olav), 'discount.above-limit');
});
