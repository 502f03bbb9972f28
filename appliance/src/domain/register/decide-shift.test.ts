// Opening, closing, reporting, cash in and out.
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  cash,
  closeOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  sampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import type { CloseoutSettings, SellingSettings } from '../shop/settings.ts';
import type { RegisterCommand } from './commands.ts';
import type { CurrencyAmount } from './events.ts';

const test = suite('shift');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
const nok = (amount: number): CurrencyAmount => ({ currency: 'NOK', amount: minor(amount) });
const eur = (amount: number): CurrencyAmount => ({ currency: 'EUR', amount: minor(amount) });
const open = (...opening: CurrencyAmount[]): RegisterCommand => ({ type: 'open-shift', opening });
const close = (...counted: CurrencyAmount[]): RegisterCommand => ({
  type: 'close-shift',
  counted,
  print: true,
});
const move = (rest: Partial<Extract<RegisterCommand, { type: 'move-cash' }>>): RegisterCommand => ({
  type: 'move-cash',
  direction: 'in',
  currency: 'NOK',
  amount: minor(100),
  note: '',
  ...rest,
});

test('opening counts the drawer, opens it and begins the shift', () => {
  const register = sampleRegister();
  const events = register.run(open(nok(50_000), eur(2_000)));
  assert.equal(events, [
    { type: 'shift.opened', payload: { shift: 1, opening: [nok(50_000), eur(2_000)] } },
    { type: 'drawer.opened', payload: { reason: 'opening' } },
  ]);
  const { shift } = register.state;
  assert.equal([shift?.number, shift?.openedBy, shift?.tabs], [1, 'anna', 0]);
  assert.equal(
    xReportOf(register).cash.map(({ currency, opening, expected }) => [currency, opening, expected]),
    [
      ['NOK', 50_000, 50_000],
      ['EUR', 2_000, 2_000],
    ],
  );
});

for (const [name, opening, code] of [
  ['nothing counted', [], 'cash.count-missing'],
  ['only a foreign currency', [eur(0)], 'cash.count-missing'],
  [
    'a currency the shop does not take',
    [nok(0), { currency: 'USD', amount: minor(1) }],
    'cash.currency-unknown',
  ],
  ['less than nothing', [{ currency: 'NOK', amount: -1 as never }], 'cash.invalid-amount'],
  ['half an øre', [{ currency: 'NOK', amount: 0.5 as never }], 'cash.invalid-amount'],
  ['more than any drawer holds', [nok(1_000_000_000_001)], 'cash.invalid-amount'],
  ['the same currency twice', [nok(1), nok(2)], 'cash.invalid-amount'],
] as const) {
  test(`opening is refused: ${name}`, () => {
    assert.refused(sampleRegister().ask(open(...opening)), code);
  });
}

test('a second opening is refused, and nothing works without one', () => {
  assert.refused(openRegister().ask(open(nok(0))), 'shift.already-open');
  const closed = sampleRegister();
  for (const command of [
    close(nok(0)),
    { type: 'x-report' },
    move({}),
    { type: 'open-tab', tabId: 'tab' },
    scan(coffee),
    { type: 'recall-tab', tab: 'tab' },
    cash(1),
    { type: 'complete-tab' },
    { type: 'rename-tab', name: 'x' },
  ] as const) {
    assert.refused(closed.ask(command), 'shift.not-open');
  }
});

test('the close counts, reports the difference, opens the drawer and pre-fills the next opening', () => {
  const register = openRegister();
  register.run(scan(coffee));
  register.run(cash(5_000));
  const events = register.run({
    type: 'close-shift',
    counted: [nok(3_400)],
    note: 'a krone short',
    print: true,
  });
  assert.equal(
    events.map(({ type }) => type),
    ['shift.closed', 'drawer.opened'],
  );
  const [closed] = events;
  if (closed?.type !== 'shift.closed') throw new Error('not closed');
  const { report } = closed.payload;
  assert.equal(
    [report.zNumber, report.note, report.by, report.register, report.shift],
    [1, 'a krone short', 'anna', 'B1', 1],
  );
  assert.equal(report.cash, [
    {
      currency: 'NOK',
      opening: 0,
      sales: 3_500,
      cashIn: 0,
      cashOut: 0,
      expected: 3_500,
      counted: 3_400,
      difference: -100,
    },
  ]);
  assert.is(register.state.shift, null);
  assert.equal(register.state.lastClose, [nok(3_400)]);
  assert.refused(register.ask(close(nok(0))), 'shift.not-open');
});

test('Z numbers and shift numbers go on without gaps, grand totals never start again', () => {
  const register = sampleRegister();
  for (const number of [1, 2, 3]) {
    register.run(open(nok(0)));
    register.run(scan(coffee));
    payByCard(register);
    assert.is(xReportOf(register).zNumber, undefined);
    const z = closeOf(register);
    assert.equal([z.zNumber, z.shift, z.total, z.grandTotals.sale], [number, number, 3_500, number * 3_500]);
  }
});

test('an empty note is no note', () => {
  const [closed] = openRegister().run({ type: 'close-shift', counted: [nok(0)], note: '', print: false });
  assert.ok(closed?.type === 'shift.closed' && !('note' in closed.payload.report));
});

for (const [name, counted, code] of [
  ['no count', [], 'cash.count-missing'],
  ['unknown currency', [nok(0), { currency: 'USD', amount: minor(0) }], 'cash.currency-unknown'],
  ['negative count', [{ currency: 'NOK', amount: -5 as never }], 'cash.invalid-amount'],
] as const) {
  test(`closing is refused: ${name}`, () => {
    assert.refused(openRegister().ask(close(...counted)), code);
  });
}

test('a note too long for a journal is refused', () => {
  assert.refused(
    openRegister().ask({ type: 'close-shift', counted: [nok(0)], note: 'x'.repeat(201), print: false }),
    'text.too-long',
  );
});

test('foreign cash must be counted once there was any, and may be counted although there was none', () => {
  const register = openRegister();
  assert.accepted(register.ask(close(nok(0))));
  const events = register.ask(close(nok(0), eur(500)));
  assert.accepted(events);
  const report = events.value[0]?.type === 'shift.closed' ? events.value[0].payload.report : undefined;
  assert.equal(report?.cash[1], {
    currency: 'EUR',
    opening: 0,
    sales: 0,
    cashIn: 0,
    cashOut: 0,
    expected: 0,
    counted: 500,
    difference: 500,
  });
  register.run(move({ currency: 'EUR', amount: minor(1_000) }));
  assert.refused(register.ask(close(nok(0))), 'cash.count-missing');
  assert.equal(
    closeOf(register).cash.map(({ currency, expected }) => [currency, expected]),
    [
      ['NOK', 0],
      ['EUR', 1_000],
    ],
  );
});

test('a payment whose end is unknown keeps the shift open', () => {
  const register = openRegister();
  register.run(scan(coffee));
  register.run({ type: 'start-payment', paymentId: 'card', tender: 'card' });
  assert.refused(register.ask(close(nok(0))), 'shift.payment-open');
  register.run({ type: 'settle-payment', payment: 'card', outcome: 'unknown' });
  assert.refused(register.ask(close(nok(0))), 'shift.payment-open');
});

test('an empty tab is dropped at the close, parked ones are carried over', () => {
  const register = openRegister();
  register.run(scan(coffee, { tabId: 'parked' }));
  register.run({ type: 'park-tab' });
  register.run(scan(coffee, { tabId: 'current', lineId: 'line' }));
  register.run({ type: 'void-line', line: 'line', reason: '' });
  const events = register.run(close(nok(0)));
  assert.equal(
    events.map(({ type }) => type),
    ['tab.voided', 'shift.closed', 'drawer.opened'],
  );
  assert.ok(events[1]?.type === 'shift.closed');
  assert.equal(events[1].payload.report.tabs, {
    paid: 0,
    voided: { count: 0, amount: 0 },
    open: 0,
    parked: 1,
  });
  assert.equal([Object.keys(register.state.tabs), register.state.current], [['parked'], null]);

  register.run(open(nok(0)));
  register.run({ type: 'recall-tab', tab: 'parked' });
  payByCard(register);
  assert.equal(
    [
      closeOf(register).total,
      register.recorded.flatMap(({ event }) =>
        event.type === 'sale.completed' ? [event.payload.sale.shift] : [],
      ),
    ],
    [3_500, [2]],
  );
});

const withOpenTabs = (openTabs: CloseoutSettings['openTabs'], blindCount = false): SellingSettings => ({
  ...sampleSettings(),
  closeout: { blindCount, openTabs, denominations: null },
});

function withTwoTabs(settings: SellingSettings): SampleRegister {
  const register = openRegister(settings);
  register.run(scan(coffee, { tabId: 'parked' }));
  register.run({ type: 'park-tab' });
  register.run(scan(coffee, { tabId: 'current' }));
  return register;
}

test('the tab at hand is carried over like those that wait', () => {
  const register = withTwoTabs(withOpenTabs('carry-over'));
  const { tabs } = closeOf(register);
  assert.equal([tabs.open, tabs.parked, tabs.voided.count], [0, 2, 0]);
  assert.equal([Object.keys(register.state.tabs), register.state.current], [['parked', 'current'], null]);
});

test('where the shop says so, tabs open at the close are voided and stand on the Z with their value', () => {
  const register = withTwoTabs(withOpenTabs('void'));
  const { tabs } = closeOf(register);
  assert.equal([tabs.open, tabs.parked, tabs.voided], [0, 0, { count: 2, amount: 7_000 }]);
  assert.equal([register.state.tabs, register.state.current], [{}, null]);
  assert.equal(
    register.recorded.flatMap(({ event }) => (event.type === 'tab.voided' ? [event.payload.reason] : [])),
    ['closeout', 'closeout'],
  );
});

test('a tab with nothing on it is voided as empty, not as one that the close took away', () => {
  const register = openRegister(withOpenTabs('void'));
  register.run({ type: 'open-tab', tabId: 'nothing' });
  assert.equal(register.run(close(nok(0)))[0], {
    type: 'tab.voided',
    payload: { tab: 'nothing', reason: 'empty', value: 0 },
  });
});

test('where open tabs keep the shift open, it says how many, and closes once they are gone', () => {
  const register = withTwoTabs(withOpenTabs('refuse'));
  const refused = register.ask(close(nok(0)));
  assert.refused(refused, 'shift.tabs-open');
  assert.equal(refused.refusal.data, { count: 2 });
  register.run({ type: 'void-tab', reason: 'left' });
  register.run({ type: 'recall-tab', tab: 'parked' });
  register.run({ type: 'void-tab', reason: 'left' });
  assert.is(closeOf(register).tabs.voided.count, 2);
});

test('a tab that is paid in part keeps the shift open, whatever the shop does with open tabs', () => {
  for (const rule of ['carry-over', 'void', 'refuse'] as const) {
    const register = openRegister(withOpenTabs(rule));
    register.run(scan(coffee));
    register.run(cash(1_000));
    const refused = register.ask(close(nok(1_000)));
    assert.refused(refused, 'shift.tabs-open');
    assert.equal(refused.refusal.data, { count: 1 }, rule);
  }
});

test('a blind count: no X-report for who may not print any Z, unless somebody who may approves', () => {
  const register = openRegister(withOpenTabs('carry-over', true));
  const staff = { ...actorWith('allowed', 'ingrid') };
  const ingrid = { ...staff, grants: { ...staff.grants, 'printing.z_report': 'approval' } } as const;
  assert.refused(register.ask({ type: 'x-report' }, ingrid), 'permission.approval-needed');
  const approved = { ...ingrid, approvedBy: { user: 'femke', grants: actorWith('allowed').grants } };
  assert.ok(register.ask({ type: 'x-report' }, approved).ok);
  assert.ok(register.ask({ type: 'x-report' }).ok, 'a manager sees it');
  assert.ok(register.ask(close(nok(0)), ingrid).ok, 'closing is what it is for');
});

test('an X-report changes nothing and can be made any number of times', () => {
  const register = openRegister();
  register.run(scan(coffee));
  payByCard(register);
  const before = register.state;
  const first = xReportOf(register);
  assert.is(register.state, before);
  const { at: _first, ...again } = xReportOf(register);
  const { at: _second, ...once } = first;
  assert.equal(again, once);
  assert.equal(
    [first.zNumber, first.cash[0]?.counted, first.cash[0]?.difference],
    [undefined, undefined, undefined],
  );
});

test('cash in and out open the drawer and change what should be in it', () => {
  const register = openRegister();
  assert.equal(register.run(move({ amount: minor(20_000), note: 'from the safe' })), [
    {
      type: 'cash.moved',
      payload: { direction: 'in', currency: 'NOK', amount: 20_000, note: 'from the safe' },
    },
    { type: 'drawer.opened', payload: { reason: 'cash-in' } },
  ]);
  assert.equal(register.run(move({ direction: 'out', amount: minor(5_000), note: 'milk' })).at(-1), {
    type: 'drawer.opened',
    payload: { reason: 'cash-out' },
  });
  assert.equal(xReportOf(register).cash, [
    { currency: 'NOK', opening: 0, sales: 0, cashIn: 20_000, cashOut: 5_000, expected: 15_000 },
  ]);
  assert.is(xReportOf(register).drawerOpenings, 0);
});

for (const [name, rest, code] of [
  ['nothing', { amount: minor(0) }, 'cash.invalid-amount'],
  ['less than nothing', { amount: -1 as never }, 'cash.invalid-amount'],
  ['a currency the shop does not take', { currency: 'USD' }, 'cash.currency-unknown'],
  ['a note without end', { note: 'x'.repeat(201) }, 'text.too-long'],
] as const) {
  test(`cash movement is refused: ${name}`, () => {
    assert.refused(openRegister().ask(move(rest)), code);
  });
}

test('what is counted between shifts stands on the next Z, once', () => {
  const register = openRegister();
  register.run(scan(coffee, { tabId: nextId() }));
  payByCard(register);
  const sale = register.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  )[0];
  closeOf(register);
  if (sale === undefined) throw new Error('no sale');
  register.run({ type: 'open-drawer', reason: 'counting' });
  register.run({ type: 'copy-receipt', sale, copies: 0 });
  register.run({ type: 'look-up-price', product: coffee });
  register.run(open(nok(100)));
  const z = closeOf(register);
  assert.equal(
    [z.drawerOpenings, z.copies, z.priceLookUps],
    [1, { count: 1, amount: 3_500 }, { count: 1, amount: 3_500 }],
  );
  assert.equal([z.cash[0]?.opening, z.total], [100, 0]);
  register.run(open(nok(100)));
  const next = closeOf(register);
  assert.equal([next.drawerOpenings, next.copies.count, next.priceLookUps.count], [0, 0, 0]);
});
