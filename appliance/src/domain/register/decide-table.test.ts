// Tables, guests, seats and courses, handing a tab on, putting it aside for another, and the bill before payment.
import { assert, suite } from '../../../test/kit.ts';
import {
  anna,
  actorWith,
  cash,
  currentTabOf,
  nextId,
  openRegister,
  sampleProduct,
  type SampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';

const test = suite('tables');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
const pant = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });
const window = { id: 't1', name: '1' } as const;
const corner = { id: 't7', name: '7' } as const;

function atTable(): SampleRegister {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'first', table: window, guests: 4 });
  register.run(scan(coffee, { lineId: 'coffee', quantity: pieces(2) }));
  return register;
}

test('a tab is opened at a table, moved to another, and away from all', () => {
  const register = atTable();
  assert.equal(currentTabOf(register).table, window);
  assert.is(currentTabOf(register).guests, 4);
  assert.equal(register.run({ type: 'move-to-table', table: corner }), [
    { type: 'tab.placed', payload: { tab: 'first', table: corner } },
  ]);
  assert.equal(register.run({ type: 'move-to-table', table: corner }), []);
  register.run({ type: 'move-to-table', table: null });
  assert.not.ok('table' in currentTabOf(register));
});

test('guests are counted from 1, and none at all is fine', () => {
  const register = atTable();
  for (const guests of [0, -1, 1.5, 1_000])
    assert.refused(register.ask({ type: 'set-guests', guests }), 'table.number-invalid');
  assert.refused(
    register.ask({ type: 'open-tab', tabId: 'other', guests: 0, hold: true }),
    'table.number-invalid',
  );
  register.run({ type: 'set-guests', guests: 6 });
  assert.is(currentTabOf(register).guests, 6);
  register.run({ type: 'set-guests', guests: null });
  assert.not.ok('guests' in currentTabOf(register));
  assert.equal(register.run({ type: 'set-guests', guests: null }), []);
});

test('lines have a seat and a course; more of the same is a line of its own then', () => {
  const register = atTable();
  register.run({ type: 'set-seat', lines: ['coffee', 'coffee'], seat: 3 });
  register.run({ type: 'set-course', lines: ['coffee'], course: 2 });
  const [line] = currentTabOf(register).lines;
  assert.equal([line?.seat, line?.course], [3, 2]);
  register.run(scan(coffee));
  assert.is(currentTabOf(register).lines.length, 2);
  register.run({ type: 'set-seat', lines: ['coffee'], seat: null });
  register.run({ type: 'set-course', lines: ['coffee'], course: null });
  const [again] = currentTabOf(register).lines;
  assert.not.ok(again !== undefined && ('seat' in again || 'course' in again));
});

test('seats are of goods: not of a deposit, a line that is not there, or one that was voided', () => {
  const register = atTable();
  register.run(scan(sampleProduct({ id: 'soda', price: minor(100) }), { lineId: 'soda', deposit: pant }));
  assert.refused(register.ask({ type: 'set-seat', lines: ['soda:d'], seat: 1 }), 'line.not-changeable');
  assert.refused(register.ask({ type: 'set-seat', lines: ['coffee', 'x'], seat: 1 }), 'line.unknown');
  assert.refused(register.ask({ type: 'set-seat', lines: ['coffee'], seat: 100 }), 'table.number-invalid');
  assert.refused(register.ask({ type: 'set-course', lines: ['coffee'], course: 10 }), 'table.number-invalid');
  register.run({ type: 'void-line', line: 'soda', reason: 'x' });
  assert.refused(register.ask({ type: 'set-course', lines: ['soda'], course: 1 }), 'line.voided');
});

test('a table keeps its tab also while nothing is ordered; with a word the one at hand makes room', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'empty', table: window });
  register.run({ type: 'open-tab', tabId: 'second', table: corner });
  register.run(scan(coffee));
  assert.ok(register.state.tabs['empty']?.parked);
  assert.refused(register.ask({ type: 'recall-tab', tab: 'empty' }), 'tab.current-in-use');
  register.run({ type: 'recall-tab', tab: 'empty', hold: true });
  assert.is(register.state.current, 'empty');
  assert.ok(register.state.tabs['second']?.parked);
  register.run({ type: 'recall-tab', tab: 'second' });
  register.run({ type: 'open-tab', tabId: 'third', hold: true });
  assert.is(register.state.current, 'third');
  register.run({ type: 'recall-tab', tab: 'second' });
  register.run(cash(1_000));
  assert.refused(register.ask({ type: 'recall-tab', tab: 'empty', hold: true }), 'tab.has-payments');
});

test('handed on to a colleague it waits for them, and is counted as transferred', () => {
  const register = atTable();
  const [event] = register.run({ type: 'transfer-tab', to: 'olav' });
  assert.equal(event, {
    type: 'tab.transferred',
    payload: { tab: 'first', from: 'anna', to: 'olav', value: 7000 },
  });
  const tab = register.state.tabs['first'];
  assert.equal([tab?.owner, tab?.openedBy, tab?.parked], ['olav', 'anna', true]);
  assert.is(register.state.current, null);
  assert.is(xReportOf(register).tabs.transferred, 1);
  assert.equal(xReportOf(register).tabs.voided, { count: 0, amount: 0 });
  register.run({ type: 'recall-tab', tab: 'first' }, actorWith('allowed', 'olav'));
  assert.equal(register.run({ type: 'transfer-tab', to: 'olav' }), []);
  register.run(cash(1_000));
  assert.refused(register.ask({ type: 'transfer-tab', to: 'anna' }), 'tab.has-payments');
});

test('a bill is numbered in its own series, holds what it says, and is counted; no receipt is', () => {
  const register = atTable();
  const [event] = register.run({ type: 'print-bill' });
  assert.is(event?.type, 'bill.printed');
  const bill = event?.type === 'bill.printed' ? event.payload.bill : undefined;
  assert.equal([bill?.number, bill?.total, bill?.due, bill?.paid], [1, 7000, 7000, 0]);
  assert.equal(bill?.tab, { id: 'first', number: 'B1-001-0001', table: window, guests: 4 });
  assert.equal(currentTabOf(register).billed?.total, 7000);
  register.run(cash(3_000));
  const [second] = register.run({ type: 'print-bill' });
  const due = second?.type === 'bill.printed' ? second.payload.bill : undefined;
  assert.equal([due?.number, due?.paid, due?.due], [2, 3000, 4000]);
  assert.equal(xReportOf(register).bills, { count: 2, amount: 14_000 });
  assert.is(xReportOf(register).receipts, 0);
  assert.is(register.state.numbers.receipt, 0);
});

test('no bill of nothing, and nothing of this without a tab or a shift', () => {
  const register = openRegister();
  assert.refused(register.ask({ type: 'print-bill' }), 'tab.none');
  register.run({ type: 'open-tab', tabId: nextId('tab') });
  assert.refused(register.ask({ type: 'print-bill' }), 'tab.empty');
  assert.is(xReportOf(register).bills, undefined);
  assert.is(xReportOf(register).tabs.transferred, undefined);
  register.run({ type: 'close-shift', counted: [{ currency: 'NOK', amount: minor(0) }], print: false });
  for (const command of [
    { type: 'move-to-table', table: window },
    { type: 'set-guests', guests: 2 },
    { type: 'transfer-tab', to: 'olav' },
    { type: 'print-bill' },
  ] as const)
    assert.refused(register.ask(command, anna), 'shift.not-open');
});
