// Goods taken back against their receipt.
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
  type SampleRegister,
  xReportOf,
} from '../../../test/sample-register.ts';
import { minor } from '../money/money.ts';
import { pieces, type Thousandths, thousandths } from '../quantity/quantity.ts';
import type { RegisterCommand, ReturnableSale } from './commands.ts';
import type { Sale } from './sale.ts';

const test = suite('return');

const deposit = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });

/** A receipt with three mugs, a soda with its deposit, and 750 g of apples with 10 % off. */
function sold(): { readonly register: SampleRegister; readonly sale: Sale } {
  const register = openRegister();
  register.run(
    scan(sampleProduct({ id: 'mug', price: minor(4990) }), { lineId: 'mug', quantity: pieces(3) }),
  );
  register.run(scan(sampleProduct({ id: 'soda', price: minor(2500) }), { lineId: 'soda', deposit }));
  register.run(
    scan(sampleProduct({ id: 'apples', price: minor(4000), unit: 'kg' }), {
      lineId: 'apples',
      source: 'scale',
      quantity: thousandths(750),
    }),
  );
  register.run({
    type: 'discount-line',
    line: 'apples',
    discount: { kind: 'percent', basisPoints: 1000, reason: '' },
  });
  payByCard(register);
  return { register, sale: lastSaleOf(register) };
}

type Asked = readonly [line: string, quantity: number, returned?: ReturnableSale['returned']];

function back(sale: Sale, ...[line, quantity, returned = {}]: Asked): RegisterCommand {
  return {
    type: 'add-return',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    original: { sale, returned },
    line,
    quantity: quantity as Thousandths,
  };
}

test('a return line gives back what was paid, at the VAT of then, and opens a tab if there is none', () => {
  const { register, sale } = sold();
  const events = register.run({
    type: 'add-return',
    tabId: 'tab',
    lineId: 'back',
    original: { sale, returned: {} },
    line: 'mug',
    quantity: pieces(1),
  });
  assert.equal(
    events.map(({ type }) => type),
    ['tab.opened', 'line.added'],
  );
  const [line] = currentTabOf(register).lines;
  assert.equal([line?.id, line?.quantity, line?.unitPrice, line?.source], ['back', -1000, 4990, 'count']);
  assert.equal(line?.returnOf, {
    receipt: 1,
    line: 'mug',
    gross: 4990,
    vat: 998,
    rate: 2500,
    vatCode: '3',
    paidWith: [{ tender: 'card', amount: 20_370 }],
  });
});

test('part of something weighed, with its discount; the deposit as a line of its own', () => {
  const { register, sale } = sold();
  register.run(back(sale, 'apples', 250));
  register.run(back(sale, 'soda:d', 1000));
  const [apples, pant] = currentTabOf(register).lines;
  assert.equal(
    [apples?.returnOf?.gross, apples?.quantity, pant?.returnOf?.gross, pant?.parent],
    [900, -250, 200, undefined],
  );
  payByCard(register);
  assert.equal([lastSaleOf(register).kind, lastSaleOf(register).total], ['return', -1100]);
});

for (const [name, line, quantity, code] of [
  ['a line the receipt does not have', 'constructor', 1000, 'return.line-unknown'],
  ['more than was sold', 'mug', 4000, 'return.more-than-sold'],
  ['half a piece', 'mug', 500, 'line.quantity-invalid'],
  ['nothing', 'mug', 0, 'line.quantity-invalid'],
  ['less than nothing', 'mug', -1000, 'line.quantity-invalid'],
  ['a fraction of a gram', 'apples', 0.5, 'line.quantity-invalid'],
] as const) {
  test(`refused: ${name}`, () => {
    const { register, sale } = sold();
    assert.refused(register.ask(back(sale, line, quantity)), code);
  });
}

test('what came back before, on receipts and on tabs not paid yet, is no longer there to return', () => {
  const { register, sale } = sold();
  const once = { mug: { quantity: pieces(1), gross: minor(4990), vat: minor(998) } };
  assert.refused(register.ask(back(sale, 'mug', 3000, once)), 'return.more-than-sold');
  register.run(back(sale, 'mug', 1000, once));
  assert.refused(register.ask(back(sale, 'mug', 2000, once)), 'return.more-than-sold');
  register.run({ type: 'park-tab' });
  register.run(back(sale, 'mug', 1000, once));
  assert.refused(register.ask(back(sale, 'mug', 1000, once)), 'return.more-than-sold');
  const line = currentTabOf(register).lines[0]?.id ?? '';
  register.run({ type: 'void-line', line, reason: '' });
  assert.accepted(register.ask(back(sale, 'mug', 1000, once)));
});

test('what was given back is not sold, and is not given back again', () => {
  const { register, sale } = sold();
  register.run(back(sale, 'mug', 1000));
  register.run(
    scan(sampleProduct({ id: 'empties', price: minor(-200), vatClass: 'deposit', kind: 'deposit-return' }), {
      lineId: 'empties',
    }),
  );
  payByCard(register);
  const refund = lastSaleOf(register);
  assert.refused(register.ask(back(refund, refund.lines[0]?.id ?? '', 1000)), 'return.line-unknown');
  assert.refused(register.ask(back(refund, 'empties', 1000)), 'return.line-unknown');
});

test('once money was taken nothing is given back on that tab; without a shift nothing at all', () => {
  const { register, sale } = sold();
  register.run(scan(sampleProduct({ id: 'mug', price: minor(4990) })));
  register.run(cash(100, { paymentId: 'part' }));
  assert.refused(register.ask(back(sale, 'mug', 1000)), 'tab.has-payments');
  register.run({ type: 'reverse-payment', payment: 'part', reason: '' });
  assert.accepted(register.ask(back(sale, 'mug', 1000)));
  register.run({ type: 'void-tab', reason: '' });
  register.run({ type: 'close-shift', counted: [{ currency: 'NOK', amount: minor(0) }], print: false });
  assert.refused(register.ask(back(sale, 'mug', 1000)), 'shift.not-open');
});

test('a refund in cash is counted once for the receipt, its category and its tender', () => {
  const { register, sale } = sold();
  register.run(back(sale, 'mug', 1000));
  register.run(back(sale, 'soda', 1000));
  register.run(cash(7500));
  const x = xReportOf(register);
  assert.equal(x.returns, { count: 1, amount: 7490 });
  assert.equal(
    x.byTender.map(({ tender, count, amount }) => [tender, count, amount]),
    [
      ['cash', -1, -7500],
      ['card', 1, 20_370],
    ],
  );
  assert.is(x.byCategory[0]?.count, 0);
  assert.is(x.rounding, -10);
});

test('the receipt of another register is named with it, and is another than the same number here', () => {
  const { register, sale } = sold();
  const elsewhere: RegisterCommand = {
    ...(back(sale, 'mug', 3000) as Extract<RegisterCommand, { type: 'add-return' }>),
    register: 'B2',
    reason: 'faulty',
  };
  register.run(elsewhere);
  const [line] = currentTabOf(register).lines;
  assert.equal([line?.returnOf?.register, line?.returnOf?.reason], ['B2', 'faulty']);
  register.run(back(sale, 'mug', 3000));
  assert.refused(register.ask({ ...elsewhere, lineId: 'again' }), 'return.more-than-sold');
  assert.refused(register.ask({ ...elsewhere, reason: 'x'.repeat(201) }), 'text.too-long');
});
