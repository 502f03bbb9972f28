// A paid tab opened again: a return receipt against all of it, and a new tab with the same goods.
import { assert, suite } from '../../../test/kit.ts';
import {
  cash,
  currentTabOf,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { minor } from '../money/money.ts';
import { pieces, thousandths } from '../quantity/quantity.ts';
import type { ReturnableSale } from './commands.ts';
import type { Sale } from './sale.ts';

const test = suite('reopen');

const beer = sampleProduct({ id: 'beer', price: minor(9_050), ageLimit: 18 });
const soda = sampleProduct({ id: 'soda', price: minor(3_000), vatClass: 'food' });
const pant = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });
const table = { id: 't1', name: '1' };

/** Two beers and a bottle with deposit at table 1, 10.00 off. */
function ordered(): SampleRegister {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'party', name: 'Kari', table, guests: 3 });
  register.run(scan(beer, { lineId: 'beer', quantity: pieces(2) }));
  register.run(scan(soda, { lineId: 'soda', deposit: pant }));
  register.run({ type: 'set-seat', lines: ['beer'], seat: 2 });
  register.run({ type: 'discount-tab', discount: { kind: 'amount', amount: minor(1_000), reason: 'late' } });
  register.run({ type: 'check-age', age: 18 });
  return register;
}

const reopen = (sale: Sale, returned: ReturnableSale['returned'] = {}) =>
  ({ type: 'reopen-sale', tabId: 'again', original: { sale, returned } }) as const;

test('paid in cash: given back at once, counted as a return, and the same tab is at hand again', () => {
  const register = ordered();
  register.run(cash(50_000));
  const sale = lastSaleOf(register);
  assert.is(sale.total, 20_300);
  const paid = register.state.shift?.sums.cash['NOK']?.sales;
  assert.is(paid, 20_300);
  register.run(reopen(sale));
  const back = lastSaleOf(register);
  assert.equal([back.receipt, back.kind, back.total], [sale.receipt + 1, 'return', -20_300]);
  assert.is(register.state.shift?.sums.cash['NOK']?.sales, 0);
  const tab = currentTabOf(register);
  assert.equal([tab.id, tab.name, tab.table, tab.guests, tab.ageChecked], ['again', 'Kari', table, 3, 18]);
  assert.equal(
    tab.lines.map(({ product, quantity, seat, parent }) => [product.id, quantity, seat, parent]),
    [
      ['beer', 2_000, 2, undefined],
      ['soda', 1_000, undefined, undefined],
      ['pant', 1_000, undefined, tab.lines[1]?.id],
    ],
  );
  assert.equal(Object.keys(register.state.tabs), ['again']);
  register.run(cash(20_300));
  const again = lastSaleOf(register);
  assert.is(again.total, sale.total);
  assert.equal(again.vat, sale.vat);
  const report = xReportOf(register);
  assert.equal([report.total, report.returns.amount, report.sales.amount], [20_300, 20_300, 40_600]);
});

test('paid by card: the return is at hand, to go back the same way, and the tab waits', () => {
  const register = ordered();
  payByCard(register);
  const sale = lastSaleOf(register);
  register.run(reopen(sale));
  const tab = currentTabOf(register);
  assert.equal([tab.id, tab.lines.length, tab.payments.length], ['again:r', 3, 0]);
  assert.ok(register.state.tabs['again']?.parked);
  payByCard(register);
  assert.is(lastSaleOf(register).total, -20_300);
  register.run({ type: 'recall-tab', tab: 'again' });
  register.run(cash(20_300));
  assert.is(xReportOf(register).total, 20_300);
});

test('two tenders: nobody decides for the customer what goes back how', () => {
  const register = ordered();
  register.run(cash(10_000));
  payByCard(register);
  register.run(reopen(lastSaleOf(register)));
  assert.is(currentTabOf(register).id, 'again:r');
});

test('given away for nothing, it is taken back for nothing', () => {
  const register = openRegister();
  register.run(scan(sampleProduct({ id: 'free', price: minor(0) })));
  register.run({ type: 'complete-tab' });
  register.run(reopen(lastSaleOf(register)));
  assert.is(lastSaleOf(register).kind, 'return');
  assert.is(currentTabOf(register).id, 'again');
});

test('only in its shift, only as a whole, only what was sold, and not over what is at hand', () => {
  const register = ordered();
  register.run(cash(20_300));
  const sale = lastSaleOf(register);
  const some = { quantity: thousandths(1_000), gross: minor(9_050), vat: minor(1_810) };
  assert.refused(register.ask(reopen(sale, { beer: some })), 'reopen.not-possible');
  register.run({
    type: 'add-return',
    tabId: 'back',
    lineId: 'back',
    original: { sale, returned: {} },
    line: 'beer',
    quantity: thousandths(1_000),
  });
  assert.refused(register.ask(reopen(sale)), 'tab.current-in-use');
  register.run({ type: 'park-tab' });
  assert.refused(register.ask(reopen(sale)), 'return.more-than-sold');
  register.run({ type: 'recall-tab', tab: 'back' });
  register.run(cash(8_600));
  assert.refused(register.ask(reopen(lastSaleOf(register))), 'reopen.not-possible');
  const { expected } = xReportOf(register).cash[0] ?? { expected: minor(0) };
  register.run({
    type: 'close-shift',
    counted: [{ currency: 'NOK', amount: expected }],
    print: false,
  });
  assert.refused(register.ask(reopen(sale)), 'shift.not-open');
  register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
  assert.refused(register.ask(reopen(sale)), 'reopen.shift-over');
});

test('eaten in by a customer: so is the new tab, and they are on it as they are known today', () => {
  const register = openRegister();
  register.run({ type: 'set-customer', tabId: 'tab', customer: { id: 'kari', groups: ['staff'] } });
  register.run(scan(soda));
  register.run({ type: 'switch-dining', dining: 'eat-in' });
  register.run(cash(3_000));
  const customer = { id: 'kari', groups: ['regulars'] };
  register.run({ ...reopen(lastSaleOf(register)), customer });
  assert.equal([currentTabOf(register).dining, currentTabOf(register).customer], ['eat-in', customer]);
});
