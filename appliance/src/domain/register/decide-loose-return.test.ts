// Goods taken back without a receipt: at most today's price, up to the shop's limit, and told apart.
import { assert, suite } from '../../../test/kit.ts';
import {
  cash,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces, type Thousandths, thousandths } from '../quantity/quantity.ts';
import type { CommandOf } from './commands.ts';

const test = suite('return without receipt');

const mug = sampleProduct({ id: 'mug', price: minor(4990) });
const apples = sampleProduct({ id: 'apples', price: minor(4000), unit: 'kg', vatClass: 'food' });

type Wanted = Partial<CommandOf<'return-without-receipt'>>;

function back(rest: Wanted = {}): CommandOf<'return-without-receipt'> {
  return {
    type: 'return-without-receipt',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    product: mug,
    quantity: pieces(1),
    reason: 'faulty',
    ...rest,
  };
}

test('at the price of today, with its VAT, naming no receipt', () => {
  const register = openRegister();
  register.run(back({ quantity: pieces(2) }));
  register.run(back({ product: apples, quantity: thousandths(500) }));
  const [mugs, fruit] = currentTabOf(register).lines;
  assert.equal(
    [mugs?.quantity, mugs?.returnOf],
    [-2000, { gross: 9980, vat: 1996, rate: 2500, vatCode: '3', reason: 'faulty' }],
  );
  assert.equal([fruit?.source, fruit?.returnOf?.gross, fruit?.returnOf?.vat], ['manual', 2000, 261]);
  register.run(cash(12_000));
  const refund = lastSaleOf(register);
  assert.equal([refund.kind, refund.total, refund.rounding], ['return', -11_980, -20]);
});

test('where prices are without VAT, it is added', () => {
  const register = openRegister(sampleSettings({ prices: 'net' }));
  register.run(back());
  assert.equal(
    currentTabOf(register).lines.map(({ returnOf }) => [returnOf?.gross, returnOf?.vat]),
    [[6238, 1248]],
  );
});

test('for less when somebody says so; an open price must be typed', () => {
  const register = openRegister();
  register.run(back({ price: minor(2000) }));
  const { price: _none, ...open } = mug;
  register.run(back({ product: open, price: minor(700) }));
  assert.equal(
    currentTabOf(register).lines.map(({ unitPrice, listPrice }) => [unitPrice, listPrice]),
    [
      [2000, 4990],
      [700, 700],
    ],
  );
  assert.refused(register.ask(back({ product: open })), 'line.price-needed');
});

for (const [name, wanted, code] of [
  ['for more than today', { price: minor(4991) }, 'return.price-too-high'],
  ['for less than nothing', { price: minor(-1) }, 'line.price-invalid'],
  ['without a reason', { reason: '  ' }, 'return.reason-needed'],
  ['with a reason nobody reads', { reason: 'x'.repeat(201) }, 'text.too-long'],
  ['half a mug', { quantity: 500 as Thousandths }, 'line.quantity-invalid'],
  ['nothing', { quantity: 0 as Thousandths }, 'line.quantity-invalid'],
  ['more than a line may hold', { quantity: pieces(10_000) }, 'line.quantity-too-high'],
  ['a deposit', { product: { ...mug, kind: 'deposit' } }, 'return.line-unknown'],
  ['what is taxed nobody knows how', { product: { ...mug, vatClass: 'x' } }, 'product.vat-class-unknown'],
] satisfies readonly (readonly [string, Wanted, string])[]) {
  test(`refused: ${name}`, () => {
    assert.refused(openRegister().ask(back(wanted)), code);
  });
}

test('up to the limit of the shop on one receipt', () => {
  const settings = sampleSettings();
  const register = openRegister({
    ...settings,
    limits: { ...settings.limits, returnWithoutReceiptMax: minor(10_000) },
  });
  register.run(back({ quantity: pieces(2) }));
  const refused = register.ask(back({ price: minor(21) }));
  assert.refused(refused, 'return.limit');
  assert.equal(refused.refusal.data, { max: 10_000 });
  assert.accepted(register.ask(back({ price: minor(20) })));
});

test('X and Z count them among the returns, and apart', () => {
  const register = openRegister();
  assert.is(xReportOf(register).looseReturns, undefined);
  register.run(back({ quantity: pieces(2) }));
  register.run(cash(10_000));
  const report = xReportOf(register);
  assert.equal(
    [report.returns, report.looseReturns],
    [
      { count: 1, amount: 9980 },
      { count: 1, amount: 9980 },
    ],
  );
});

test('what is sold, or comes back with its receipt, does not use up that limit', () => {
  const settings = sampleSettings();
  const limits = { ...settings.limits, returnWithoutReceiptMax: minor(5_000) };
  const register = openRegister({ ...settings, limits });
  register.run(scan(mug, { lineId: 'sold' }));
  payByCard(register);
  register.run(scan(mug));
  register.run({
    type: 'add-return',
    tabId: 'tab',
    lineId: 'with receipt',
    original: { sale: lastSaleOf(register), returned: {} },
    line: 'sold',
    quantity: pieces(1),
  });
  register.run(back());
  assert.refused(register.ask(back({ price: minor(11) })), 'return.limit');
});
