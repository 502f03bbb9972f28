// The report by itself: order, names of tenders that are gone, currencies, open tabs.
import { assert, suite } from '../../../test/kit.ts';
import { openRegister, payByCard, sampleProduct, scan } from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { type Minor, minor } from '../money/money.ts';
import { emptyRegister, type RegisterState } from '../register/state.ts';
import { basisPoints } from '../vat/vat.ts';
import { buildReport, currenciesToCount, expectedCash } from './build-report.ts';
import { emptySums } from './sums.ts';

const test = suite('report');
const settings = sampleSettings();
const counted = (count: number, amount: number) => ({ count, amount: minor(amount) });
const row = (rate: number, code: string) => ({
  rate: basisPoints(rate),
  code,
  gross: minor(1),
  net: minor(1),
  vat: minor(0),
});
const cash = (...[opening, sales = 0, cashIn = 0, cashOut = 0]: readonly number[]) => ({
  opening: minor(opening ?? 0),
  sales: minor(sales),
  cashIn: minor(cashIn),
  cashOut: minor(cashOut),
});

function stateWith(sums: Partial<ReturnType<typeof emptySums>>): RegisterState {
  const shift = { number: 7, openedAt: 1, openedBy: 'anna', tabs: 0, sums: { ...emptySums(), ...sums } };
  return { ...emptyRegister('B1', 'NOK'), shift };
}

test('rows come in an order of their own, whatever was sold first', () => {
  const state = stateWith({
    byTender: { zloty: counted(1, 1), voucher: counted(1, 1), cash: counted(1, 1), cheque: counted(2, 5) },
    byVat: { b: row(2500, '3'), a: row(1500, '31'), d: row(2500, '2'), c: row(0, '7') },
    byCategory: { tea: counted(1, 1), Bread: counted(1, 1) },
    byOperator: { olav: counted(1, 1), anna: counted(1, 1) },
  });
  const report = buildReport(state, { at: 2, by: 'anna', settings });
  assert.equal(
    report.byTender.map(({ tender, name, code }) => [tender, name, code]),
    [
      ['cash', 'Cash', '12001'],
      ['voucher', 'Voucher', '12999'],
      ['cheque', 'cheque', '12999'],
      ['zloty', 'zloty', '12999'],
    ],
  );
  assert.equal(
    report.byVat.map(({ rate, code }) => [rate, code]),
    [
      [0, '7'],
      [1500, '31'],
      [2500, '2'],
      [2500, '3'],
    ],
  );
  assert.equal(
    report.byCategory.map(({ category }) => category),
    ['Bread', 'tea'],
  );
  assert.equal(
    report.byOperator.map(({ user }) => user),
    ['anna', 'olav'],
  );
});

test('two VAT rows never are one, but a report made of equal ones still is in order', () => {
  const report = buildReport(stateWith({ byVat: { a: row(2500, '3'), b: row(2500, '3') } }), {
    at: 2,
    by: 'anna',
    settings,
  });
  assert.is(report.byVat.length, 2);
});

test('cash that should be there: opening, sales and cash in, less cash out', () => {
  assert.is(expectedCash(cash(100, -30, 20, 5)), 85);
  const state = stateWith({ cash: { EUR: cash(0), USD: cash(0, 5), CHF: cash(3), NOK: cash(0, 1) } });
  assert.equal(currenciesToCount(state, state.shift as never), ['NOK', 'CHF', 'USD']);
  const counted = [
    { currency: 'NOK', amount: 4 as Minor },
    { currency: 'USD', amount: 5 as Minor },
  ];
  assert.equal(
    buildReport(state, { at: 2, by: 'anna', settings, counted }).cash.map(({ currency, difference }) => [
      currency,
      difference,
    ]),
    [
      ['NOK', 3],
      ['CHF', undefined],
      ['USD', 0],
    ],
  );
});

test('open and parked tabs, number and note', () => {
  const register = openRegister();
  const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
  for (const name of ['a', 'b']) {
    register.run(scan(coffee));
    register.run({ type: 'park-tab', name });
  }
  register.run(scan(coffee));
  const report = buildReport(register.state, { at: 2, by: 'olav', settings, zNumber: 4, note: 'quiet' });
  assert.equal(
    [report.tabs.open, report.tabs.parked, report.zNumber, report.note, report.by, report.at],
    [1, 2, 4, 'quiet', 'olav', 2],
  );
  payByCard(register);
  assert.equal(buildReport(register.state, { at: 2, by: 'olav', settings }).tabs, {
    paid: 1,
    voided: counted(0, 0),
    open: 0,
    parked: 2,
  });
});

test('without a shift there is nothing to report', () => {
  assert.throws(() => buildReport(emptyRegister('B1', 'NOK'), { at: 0, by: 'anna', settings }), /open shift/);
});
