// Dividing a tab by lines and by seats, and putting tabs together: what goes along, what stays, and what is refused.
import { assert, suite } from '../../../test/kit.ts';
import {
  cash,
  currentTabOf,
  lastSaleOf,
  openRegister,
  sampleProduct,
  type SampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces, thousandths } from '../quantity/quantity.ts';
import type { Tab } from '../tab/tab.ts';
import { priceTab } from '../tab/price-tab.ts';

const test = suite('split and merge');

const beer = sampleProduct({ id: 'beer', price: minor(9_000), ageLimit: 18 });
const soda = sampleProduct({ id: 'soda', price: minor(3_000), vatClass: 'food' });
const cheese = sampleProduct({ id: 'cheese', price: minor(20_000), unit: 'kg', vatClass: 'food' });
const pant = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });
const table = { id: 't1', name: '1' };

/** Three beers, two bottles with deposit, 500 g of cheese, at table 1. */
function party(): SampleRegister {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'party', name: 'Kari', table, guests: 3 });
  register.run(scan(beer, { lineId: 'beer', quantity: pieces(3) }));
  register.run(scan(soda, { lineId: 'soda', quantity: pieces(2), deposit: pant }));
  register.run(scan(cheese, { lineId: 'cheese', source: 'scale', quantity: thousandths(500) }));
  return register;
}

const split = (tabId: string, ...lines: readonly (readonly [line: string, quantity: number])[]) =>
  ({
    type: 'split-lines',
    tabId,
    lines: lines.map(([line, quantity]) => ({ line, quantity })),
  }) as const;

function tabOf(register: SampleRegister, id: string): Tab {
  const tab = register.state.tabs[id];
  if (tab === undefined) throw new Error(`no tab ${id}`);
  return tab;
}

const counts = (tab: Tab) => tab.lines.map(({ product, quantity }) => [product.id, quantity / 1000]);
const totalOf = (register: SampleRegister, id: string) =>
  priceTab(tabOf(register, id), register.settings).total;

test('chosen quantities go to a new tab, deposits along; the divided tab stays at hand and nothing was voided', () => {
  const register = party();
  register.run(split('part', ['beer', 1_000], ['soda', 1_000], ['cheese', 500]));
  assert.is(register.state.current, 'party');
  assert.equal(counts(tabOf(register, 'party')), [
    ['beer', 2],
    ['soda', 1],
    ['pant', 1],
  ]);
  const part = tabOf(register, 'part');
  assert.equal(counts(part), [
    ['beer', 1],
    ['soda', 1],
    ['pant', 1],
    ['cheese', 0.5],
  ]);
  assert.equal([part.number, part.name, part.table, part.parked], ['B1-001-0002', 'Kari', table, true]);
  assert.not.ok('guests' in part);
  assert.is(part.lines[2]?.parent, part.lines[1]?.id);
  assert.is(totalOf(register, 'party') + totalOf(register, 'part'), 43_400);
  assert.equal(xReportOf(register).corrections, { count: 0, amount: 0 });
  assert.is(xReportOf(register).tabs.voided.count, 0);
});

test('what cannot be taken apart goes whole', () => {
  const register = party();
  assert.refused(register.ask(split('part', ['cheese', 250])), 'split.whole-only');
  assert.refused(register.ask(split('part', ['beer', 1_500])), 'line.quantity-invalid');
  assert.refused(register.ask(split('part', ['beer', 4_000])), 'line.quantity-invalid');
  assert.refused(register.ask(split('part', ['soda:d', 1_000])), 'line.not-changeable');
  assert.refused(register.ask(split('part', ['none', 1_000])), 'line.unknown');
  assert.refused(register.ask(split('part', ['beer', 1_000], ['beer', 1_000])), 'id.already-used');
  assert.refused(register.ask(split('party', ['beer', 1_000])), 'id.already-used');
  assert.refused(register.ask(split('part')), 'tab.empty');
  assert.refused(
    register.ask(split('part', ['beer', 3_000], ['soda', 2_000], ['cheese', 500])),
    'split.nothing-left',
  );
});

test('a percentage goes to both, an amount is shared out, and a discount on a line stays on it', () => {
  const register = party();
  register.run({ type: 'void-line', line: 'cheese', reason: 'x' });
  register.run({
    type: 'discount-line',
    line: 'beer',
    discount: { kind: 'amount', amount: minor(1_000), reason: 'warm' },
  });
  register.run({
    type: 'discount-tab',
    discount: { kind: 'amount', amount: minor(1_000), reason: 'regular' },
  });
  register.run(split('part', ['beer', 1_000]));
  const [rest, part] = [currentTabOf(register), tabOf(register, 'part')];
  assert.equal(
    [part.lines[0]?.discount, rest.lines[0]?.discount].map((each) => each?.kind === 'amount' && each.amount),
    [333, 667],
  );
  const amounts = [part.discount, rest.discount].map((each) => (each?.kind === 'amount' ? each.amount : 0));
  assert.equal(amounts, [271, 729]);
  assert.is(totalOf(register, 'party') + totalOf(register, 'part'), 33_400 - 1_000 - 1_000);
  register.run({
    type: 'discount-tab',
    discount: { kind: 'percent', basisPoints: 1_000, reason: 'regular' },
  });
  register.run(split('more', ['beer', 1_000]));
  assert.equal(tabOf(register, 'more').discount, currentTabOf(register).discount);
});

test('by seat: a tab for each, and what belongs to nobody stays', () => {
  const register = party();
  register.run({ type: 'set-seat', lines: ['soda'], seat: 1 });
  register.run({ type: 'set-seat', lines: ['cheese'], seat: 4 });
  register.run({ type: 'split-by-seat', tabId: 'seat' });
  assert.equal(counts(currentTabOf(register)), [['beer', 3]]);
  assert.equal(counts(tabOf(register, 'seat:1')), [
    ['soda', 2],
    ['pant', 2],
  ]);
  assert.equal(counts(tabOf(register, 'seat:4')), [['cheese', 0.5]]);
  assert.equal(
    ['seat:1', 'seat:4'].map((id) => tabOf(register, id).number),
    ['B1-001-0002', 'B1-001-0003'],
  );
  assert.refused(register.ask({ type: 'split-by-seat', tabId: 'again' }), 'split.nothing-left');
});

test('by seat where everything is somebody’s: the first keeps the tab', () => {
  const register = party();
  register.run({ type: 'set-seat', lines: ['soda', 'cheese'], seat: 2 });
  register.run({ type: 'set-seat', lines: ['beer'], seat: 1 });
  register.run({ type: 'split-by-seat', tabId: 'seat' });
  assert.equal(counts(currentTabOf(register)), [['beer', 3]]);
  assert.is(Object.keys(register.state.tabs).length, 2);
});

test('limits: open tabs, and an add-on is not left alone', () => {
  const settings = sampleSettings();
  const register = party();
  register.use({ ...settings, limits: { ...settings.limits, openTabs: 1 } });
  assert.refused(register.ask(split('part', ['beer', 1_000])), 'tab.too-many');
  register.use(settings);
  register.run({ type: 'open-tab', tabId: 'coffee', hold: true });
  register.run(scan(soda, { lineId: 'cup' }));
  register.run(
    scan(sampleProduct({ id: 'syrup', price: minor(500), addOn: true }), {
      lineId: 'syrup',
    }),
  );
  assert.refused(register.ask(split('part', ['cup', 1_000])), 'line.base-needed');
  assert.refused(register.ask(split('part', ['syrup', 1_000])), 'line.base-needed');
});

test('money on a tab keeps it whole', () => {
  const register = party();
  register.run(split('part', ['beer', 1_000]));
  register.run({ type: 'check-age', age: 18 });
  register.run(cash(1_000));
  assert.refused(register.ask(split('more', ['beer', 1_000])), 'tab.has-payments');
  assert.refused(register.ask({ type: 'split-by-seat', tabId: 'seat' }), 'tab.has-payments');
  assert.refused(register.ask({ type: 'merge-tab', tab: 'part' }), 'tab.has-payments');
});

test('merged: the other’s lines come, its guests are counted, its number is no more, and all is sold once', () => {
  const register = party();
  register.run({ type: 'note-tab', note: 'window' });
  register.run({ type: 'open-tab', tabId: 'two', guests: 2, hold: true });
  register.run(scan(beer, { lineId: 'pint' }));
  register.run({ type: 'note-tab', note: 'hungry' });
  register.run({ type: 'recall-tab', tab: 'party', hold: true });
  register.run({ type: 'merge-tab', tab: 'two' });
  const tab = currentTabOf(register);
  assert.equal(Object.keys(register.state.tabs), ['party']);
  assert.equal([tab.guests, tab.note, tab.lines.length], [5, 'window / hungry', 5]);
  register.run({ type: 'check-age', age: 18 });
  register.run(cash(52_400));
  assert.is(lastSaleOf(register).lines.filter(({ product }) => product.id === 'beer').length, 2);
  assert.is(xReportOf(register).tabs.paid, 1);
  assert.is(xReportOf(register).tabs.voided.count, 0);
});

test('who was asked for their age at one table was not asked at the other', () => {
  const register = party();
  register.run({ type: 'check-age', age: 18 });
  register.run(split('part', ['beer', 1_000]));
  assert.is(tabOf(register, 'part').ageChecked, 18);
  register.run({ type: 'merge-tab', tab: 'part' });
  assert.is(currentTabOf(register).ageChecked, 18);
  register.run({ type: 'open-tab', tabId: 'two', hold: true });
  register.run(scan(beer, { lineId: 'pint' }));
  register.run({ type: 'merge-tab', tab: 'party' });
  assert.not.ok('ageChecked' in currentTabOf(register));
});

test('what contradicts each other is not merged', () => {
  const register = party();
  register.run({ type: 'set-customer', tabId: 'party', customer: { id: 'kari', groups: [] } });
  register.run(split('part', ['beer', 1_000]));
  assert.not.ok('customer' in tabOf(register, 'part'));
  register.run({ type: 'recall-tab', tab: 'part', hold: true });
  assert.refused(register.ask({ type: 'merge-tab', tab: 'part' }), 'tab.unknown');
  assert.refused(register.ask({ type: 'merge-tab', tab: 'none' }), 'tab.unknown');
  register.run({ type: 'set-customer', tabId: 'part', customer: { id: 'olav', groups: [] } });
  assert.refused(register.ask({ type: 'merge-tab', tab: 'party' }), 'merge.customers-differ');
  register.run({ type: 'set-customer', tabId: 'part', customer: null });
  register.run({ type: 'switch-dining', dining: 'eat-in' });
  assert.refused(register.ask({ type: 'merge-tab', tab: 'party' }), 'merge.dining-differs');
  register.run({ type: 'switch-dining', dining: 'take-away' });
  register.run({ type: 'discount-tab', discount: { kind: 'percent', basisPoints: 500, reason: 'x' } });
  assert.refused(register.ask({ type: 'merge-tab', tab: 'party' }), 'merge.discounts-differ');
  register.run({ type: 'discount-tab', discount: { kind: 'amount', amount: minor(500), reason: 'x' } });
  register.run({ type: 'merge-tab', tab: 'party' });
  assert.equal(currentTabOf(register).discount, { kind: 'amount', amount: 500, reason: 'x' });
  assert.is(currentTabOf(register).customer?.id, 'kari');
});

test('two amounts add up, and two equal percentages stay one', () => {
  const register = party();
  const amount = (size: number, reason: string) =>
    ({ type: 'discount-tab', discount: { kind: 'amount', amount: minor(size), reason } }) as const;
  register.run(amount(500, 'late'));
  register.run({ type: 'open-tab', tabId: 'two', hold: true });
  register.run(scan(beer));
  register.run(amount(700, 'cold'));
  register.run({ type: 'merge-tab', tab: 'party' });
  assert.equal(currentTabOf(register).discount, { kind: 'amount', amount: 1_200, reason: 'cold; late' });
  register.run({ type: 'discount-tab', discount: { kind: 'percent', basisPoints: 500, reason: 'x' } });
  register.run(split('part', ['soda', 1_000]));
  register.run({ type: 'merge-tab', tab: 'part' });
  assert.equal(currentTabOf(register).discount, { kind: 'percent', basisPoints: 500, reason: 'x' });
});

test('the part is called as the cashier says, and stays with the colleague the tab was handed to', () => {
  const register = party();
  register.run({ type: 'transfer-tab', to: 'olav' });
  register.run({ type: 'recall-tab', tab: 'party' });
  register.run({ ...split('part', ['beer', 1_000]), name: 'Per' });
  assert.equal([tabOf(register, 'part').name, tabOf(register, 'part').owner], ['Per', 'olav']);
  assert.equal([currentTabOf(register).name, currentTabOf(register).owner], ['Kari', 'olav']);
  assert.refused(register.ask({ ...split('more', ['beer', 1_000]), name: 'x'.repeat(201) }), 'text.too-long');
});

test('no two lines of a tab are ever called the same', () => {
  const register = party();
  register.run(split('part', ['beer', 1_000]));
  register.run({ type: 'merge-tab', tab: 'part' });
  // What was cut off is back, under the name that the next piece would get.
  assert.refused(register.ask(split('part', ['beer', 1_000])), 'id.already-used');
  assert.accepted(register.ask(split('other', ['beer', 1_000])));
  register.run({ type: 'open-tab', tabId: 'two', hold: true });
  register.run(scan(soda, { lineId: 'beer' }));
  assert.refused(register.ask({ type: 'merge-tab', tab: 'party' }), 'id.already-used');
});

test('a tab that waits with money on it is not merged: the money would be nowhere', () => {
  const register = party();
  register.run({ type: 'open-tab', tabId: 'paid', hold: true });
  register.run(scan(soda));
  register.run(cash(1_000));
  // No cashier can put it aside like this; a journal may hold it.
  register.happen({ type: 'tab.parked', payload: { tab: 'paid' } });
  register.run({ type: 'recall-tab', tab: 'party' });
  assert.refused(register.ask({ type: 'merge-tab', tab: 'paid' }), 'tab.has-payments');
});
