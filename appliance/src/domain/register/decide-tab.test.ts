// The tab as a whole.
import { assert, suite } from '../../../test/kit.ts';
import {
  anna,
  cash,
  currentTabOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  scan,
  type SampleRegister,
  xReportOf,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import type { Actor } from '../staff/permission.ts';
import type { Discount } from '../tab/tab.ts';
import type { RegisterCommand } from './commands.ts';

const test = suite('tab');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
const amount = (value: number): Discount => ({ kind: 'amount', amount: minor(value), reason: 'regular' });
const percent = (basisPoints: number): Discount => ({ kind: 'percent', basisPoints, reason: 'regular' });
const types = (register: SampleRegister, command: RegisterCommand): readonly string[] =>
  register.run(command).map(({ type }) => type);

function withCoffee(): SampleRegister {
  const register = openRegister();
  register.run(scan(coffee, { tabId: 'tab', lineId: 'coffee' }));
  return register;
}

test('tabs are numbered in their shift', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'one', name: 'Kari' });
  assert.equal(currentTabOf(register), {
    id: 'one',
    number: 'B1-001-0001',
    name: 'Kari',
    dining: 'take-away',
    lines: [],
    payments: [],
    openedAt: 3_000,
    openedBy: 'anna',
  });
  register.run(scan(coffee));
  register.run({ type: 'park-tab' });
  register.run({ type: 'open-tab', tabId: 'two', name: '' });
  assert.equal([currentTabOf(register).number, currentTabOf(register).name], ['B1-001-0002', undefined]);
});

test('opening a tab puts an empty one away: dropped, or parked if it has a name', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'quick' });
  assert.equal(types(register, { type: 'open-tab', tabId: 'kari', name: 'Kari' }), [
    'tab.voided',
    'tab.opened',
  ]);
  assert.equal(types(register, { type: 'open-tab', tabId: 'next' }), ['tab.parked', 'tab.opened']);
  assert.equal([Object.keys(register.state.tabs), register.state.current], [['kari', 'next'], 'next']);
  assert.equal(types(register, { type: 'recall-tab', tab: 'kari' }), ['tab.voided', 'tab.recalled']);
  assert.is(xReportOf(register).tabs.voided.count, 0);
});

test('opening is refused while the current tab holds something, above the limit, and for an id in use', () => {
  const register = withCoffee();
  assert.refused(register.ask({ type: 'open-tab', tabId: 'other' }), 'tab.current-in-use');
  register.run({ type: 'park-tab' });
  assert.refused(register.ask({ type: 'open-tab', tabId: 'tab' }), 'id.already-used');
  assert.refused(register.ask(scan(coffee, { tabId: 'tab' })), 'id.already-used');
  assert.refused(register.ask({ type: 'open-tab', tabId: 'other', name: 'x'.repeat(201) }), 'text.too-long');
  const settings = sampleSettings();
  const small = openRegister({ ...settings, limits: { ...settings.limits, openTabs: 1 } });
  small.run(scan(coffee));
  small.run({ type: 'park-tab' });
  assert.refused(small.ask({ type: 'open-tab', tabId: 'other' }), 'tab.too-many');
  assert.refused(small.ask(scan(coffee)), 'tab.too-many');
});

test('a tab is parked, named on the way, and recalled', () => {
  const register = withCoffee();
  register.run({ type: 'park-tab', name: 'Kari' });
  assert.equal(
    [register.state.current, register.state.tabs['tab']?.parked, register.state.tabs['tab']?.name],
    [null, true, 'Kari'],
  );
  assert.refused(register.ask({ type: 'park-tab' }), 'tab.none');
  register.run({ type: 'recall-tab', tab: 'tab' });
  assert.equal(
    [register.state.current, 'parked' in currentTabOf(register), currentTabOf(register).name],
    ['tab', false, 'Kari'],
  );
  assert.equal(register.run({ type: 'recall-tab', tab: 'tab' }), []);
  register.run({ type: 'park-tab', name: '' });
  assert.is(register.state.tabs['tab']?.name, 'Kari');
});

test('parking is refused for an empty tab without a name, and once money was taken', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'quick' });
  assert.refused(register.ask({ type: 'park-tab' }), 'tab.empty');
  assert.refused(register.ask({ type: 'park-tab', name: 'x'.repeat(201) }), 'text.too-long');
  assert.equal(types(register, { type: 'park-tab', name: 'Table 5' }), ['tab.parked']);
  const paid = withCoffee();
  paid.run(cash(1000));
  assert.refused(paid.ask({ type: 'park-tab' }), 'tab.has-payments');
});

test('recalling is refused for an unknown tab and while the current one holds something', () => {
  const register = withCoffee();
  register.run({ type: 'park-tab' });
  assert.refused(register.ask({ type: 'recall-tab', tab: 'constructor' }), 'tab.unknown');
  register.run(scan(coffee));
  assert.refused(register.ask({ type: 'recall-tab', tab: 'tab' }), 'tab.current-in-use');
});

test('a voided tab is gone, counted with its value; not once money was taken', () => {
  const register = withCoffee();
  assert.refused(register.ask({ type: 'void-tab', reason: 'x'.repeat(201) }), 'text.too-long');
  assert.equal(register.run({ type: 'void-tab', reason: 'left' }), [
    { type: 'tab.voided', payload: { tab: 'tab', reason: 'left', value: 3500 } },
  ]);
  assert.equal([register.state.current, register.state.tabs], [null, {}]);
  assert.equal(xReportOf(register).tabs.voided, { count: 1, amount: 3500 });
  assert.refused(register.ask({ type: 'void-tab', reason: '' }), 'tab.none');
  const paid = withCoffee();
  paid.run(cash(1000, { paymentId: 'part' }));
  assert.refused(paid.ask({ type: 'void-tab', reason: '' }), 'tab.has-payments');
  paid.run({ type: 'reverse-payment', payment: 'part', reason: 'changed their mind' });
  assert.accepted(paid.ask({ type: 'void-tab', reason: '' }));
});

test('name and note are set and taken away, also after a payment', () => {
  const register = withCoffee();
  register.run(cash(1000));
  register.run({ type: 'rename-tab', name: 'Kari' });
  register.run({ type: 'note-tab', note: 'no sugar' });
  assert.equal([currentTabOf(register).name, currentTabOf(register).note], ['Kari', 'no sugar']);
  register.run({ type: 'rename-tab', name: '' });
  register.run({ type: 'note-tab', note: '' });
  assert.ok(!('name' in currentTabOf(register)) && !('note' in currentTabOf(register)));
  assert.refused(register.ask({ type: 'rename-tab', name: 'x'.repeat(201) }), 'text.too-long');
  assert.refused(register.ask({ type: 'note-tab', note: 'x'.repeat(201) }), 'text.too-long');
  const none = openRegister();
  assert.refused(none.ask({ type: 'rename-tab', name: 'x' }), 'tab.none');
  assert.refused(none.ask({ type: 'note-tab', note: 'x' }), 'tab.none');
});

test('the name stands on the sale', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'kari', name: 'Kari' });
  register.run(scan(coffee));
  payByCard(register);
  const sale = register.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  )[0];
  assert.equal(sale?.tab, { id: 'kari', number: 'B1-001-0001', name: 'Kari' });
});

test('dining is switched where the shop does, before payment', () => {
  const register = withCoffee();
  assert.equal(register.run({ type: 'switch-dining', dining: 'take-away' }), []);
  register.run({ type: 'switch-dining', dining: 'eat-in' });
  assert.is(currentTabOf(register).dining, 'eat-in');
  register.run(cash(1000));
  assert.refused(register.ask({ type: 'switch-dining', dining: 'take-away' }), 'tab.has-payments');
  const fixed = openRegister({ ...sampleSettings(), dining: { default: 'eat-in', switchable: false } });
  fixed.run(scan(coffee));
  assert.is(currentTabOf(fixed).dining, 'eat-in');
  assert.refused(fixed.ask({ type: 'switch-dining', dining: 'take-away' }), 'dining.not-switchable');
  assert.refused(openRegister().ask({ type: 'switch-dining', dining: 'eat-in' }), 'tab.none');
});

test('a tab discount is given, changed and taken away', () => {
  const register = withCoffee();
  register.run({ type: 'discount-tab', discount: percent(1000) });
  assert.equal(currentTabOf(register).discount, percent(1000));
  register.run({ type: 'discount-tab', discount: amount(3500) });
  register.run({ type: 'discount-tab', discount: null });
  assert.ok(!('discount' in currentTabOf(register)));
  register.run({ type: 'discount-tab', discount: amount(500) });
  payByCard(register);
  const report = xReportOf(register);
  assert.equal(
    [report.total, report.discounts.tab, report.discounts.line.count],
    [3000, { count: 1, amount: 500 }, 0],
  );
});

for (const [name, discount] of [
  ['above 100 %', percent(10_001)],
  ['0 %', percent(0)],
  ['half a basis point', percent(0.5)],
  ['more than the total', amount(3501)],
  ['nothing', amount(0)],
  ['less than nothing', { kind: 'amount', amount: -1 as never, reason: '' }],
] as const) {
  test(`a tab discount is refused: ${name}`, () => {
    assert.refused(withCoffee().ask({ type: 'discount-tab', discount }), 'tab.discount-too-high');
  });
}

test('a tab discount is measured by what it may touch: not deposits, not excluded goods', () => {
  const register = withCoffee();
  register.run(scan(sampleProduct({ id: 'stamps', price: minor(10_000), noDiscount: true })));
  const refused = register.ask({ type: 'discount-tab', discount: amount(3501) });
  assert.refused(refused, 'tab.discount-too-high');
  assert.equal(refused.refusal.data, { max: 3500 });
  assert.accepted(register.ask({ type: 'discount-tab', discount: amount(3500) }));
  assert.refused(
    register.ask({ type: 'discount-tab', discount: { ...percent(1), reason: 'x'.repeat(201) } }),
    'text.too-long',
  );
  register.run(cash(100));
  assert.refused(register.ask({ type: 'discount-tab', discount: null }), 'tab.has-payments');
});

test('one age check serves the whole tab, at its age and below', () => {
  const register = openRegister();
  assert.refused(register.ask({ type: 'check-age', age: 18 }), 'tab.none');
  register.run(
    scan(sampleProduct({ id: 'beer', price: minor(3000), ageLimit: 18 }), { quantity: pieces(2) }),
  );
  const refused = register.ask(cash(6000));
  assert.refused(refused, 'tab.age-check-needed');
  assert.equal(refused.refusal.data, { age: 18 });
  assert.refused(
    register.ask({ type: 'start-payment', paymentId: nextId(), tender: 'card' }),
    'tab.age-check-needed',
  );
  assert.refused(register.ask({ type: 'complete-tab' }), 'tab.age-check-needed');
  for (const age of [0, -1, 17.5])
    assert.refused(register.ask({ type: 'check-age', age }), 'tab.age-check-needed');
  register.run({ type: 'check-age', age: 16 });
  assert.refused(register.ask(cash(6000)), 'tab.age-check-needed');
  register.run({ type: 'check-age', age: 18 });
  assert.equal(register.run({ type: 'check-age', age: 18 }), []);
  assert.equal(register.run({ type: 'check-age', age: 16 }), []);
  assert.accepted(register.ask(cash(6000)));
  register.run(scan(sampleProduct({ id: 'vodka', price: minor(30_000), ageLimit: 20 }), { lineId: 'vodka' }));
  assert.refused(register.ask(cash(6000)), 'tab.age-check-needed');
  register.run({ type: 'void-line', line: 'vodka', reason: 'too young' });
  assert.accepted(register.ask(cash(6000)));
});

test('a shop that wants reasons gets one for a tab discount and for voiding a tab', () => {
  const register = withCoffee();
  register.use({ ...sampleSettings(), reasons: { discount: true, priceOverride: false, void: true } });
  const unsaid = { ...percent(1_000), reason: ' ' };
  assert.refused(register.ask({ type: 'discount-tab', discount: unsaid }), 'reason.needed');
  assert.refused(register.ask({ type: 'void-tab', reason: '' }), 'reason.needed');
  assert.accepted(register.ask({ type: 'discount-tab', discount: percent(1_000) }));
  assert.accepted(register.ask({ type: 'discount-tab', discount: null }));
  assert.accepted(register.ask({ type: 'void-tab', reason: 'left' }));
});

test('nobody gives more off a tab than their role may, unless somebody approves who may', () => {
  const register = withCoffee();
  const unlimited = { percent: null, amount: null };
  const discounts = { line: unlimited, tab: { percent: 1_000, amount: null }, above: 'approval' } as const;
  const olav: Actor = { ...anna, user: 'olav', discounts };
  assert.accepted(register.ask({ type: 'discount-tab', discount: amount(350) }, olav));
  const more = { type: 'discount-tab', discount: amount(351) } as const;
  assert.refused(register.ask(more, olav), 'permission.approval-needed');
  assert.accepted(register.ask(more, { ...olav, approvedBy: anna }));
});
