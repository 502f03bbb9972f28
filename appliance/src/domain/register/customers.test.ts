// Customers on a tab: what their groups give, that it is given when and only when one of them is on the tab, and that the journal holds no
// more of them than an id.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { nForM, only, percentage, sampleCampaign } from '../../../test/sample-campaigns.ts';
import {
  cash,
  closeOf,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  sampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { amountOff, exactCash, percentOff, sampleSettings } from '../../../test/sample-shop.ts';
import type { CustomerGroup, TabCustomer } from '../customer/customer.ts';
import { minor } from '../money/money.ts';
import { pieces, thousandths } from '../quantity/quantity.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { PricedTab } from '../tab/totals.ts';
import { basisPoints } from '../vat/vat.ts';
import type { CommandOf } from './commands.ts';
import { evolve } from './evolve.ts';
import { emptyRegister } from './state.ts';

const test = suite('customers at a register');

const mug = sampleProduct({ id: 'mug', price: minor(10_000) });
const bowl = sampleProduct({ id: 'bowl', price: minor(10_000) });
const chocolate = sampleProduct({ id: 'chocolate', price: minor(2_500), vatClass: 'food' });
const stamps = sampleProduct({ id: 'stamps', price: minor(2_000), noDiscount: true });

const group = (id: string, discount: number): CustomerGroup => ({
  id,
  name: id.toUpperCase(),
  discount: basisPoints(discount),
  pointsPerUnit: 0,
});
const groups = [group('club', 500), group('staff', 2_000), group('press', 0)];
const shop = (rest: Partial<SellingSettings> = {}): SellingSettings => ({
  ...sampleSettings({ cashRounding: exactCash }),
  customerGroups: groups,
  ...rest,
});

const set = (customer: TabCustomer | null): CommandOf<'set-customer'> => ({
  type: 'set-customer',
  tabId: nextId('tab'),
  customer,
});
const kari = { id: 'kari', groups: ['club'] };
const olav = { id: 'olav', groups: ['club', 'staff'] };
const priced = (register: SampleRegister): PricedTab => priceTab(currentTabOf(register), register.settings);
const given = (register: SampleRegister): string[] =>
  priced(register).campaigns.map(({ name, source, amount }) => `${name} ${source ?? 'campaign'} ${amount}`);

test('a group’s discount is off what may be discounted, under a name and kind of its own, for as long as the customer is on the tab', () => {
  const register = openRegister(shop());
  register.run(scan(mug));
  register.run(scan(stamps));
  assert.equal(given(register), []);
  register.run(set(kari));
  assert.equal(given(register), ['CLUB customer-group 500']);
  assert.is(priced(register).total, 11_500);
  register.run(set(olav));
  assert.equal(given(register), ['STAFF customer-group 2000']);
  register.run(set({ id: 'per', groups: ['press', 'unheard-of'] }));
  assert.equal(given(register), []);
  register.run(set(null));
  assert.is(currentTabOf(register).customer, undefined);
  assert.is(priced(register).total, 12_000);
});

test('a campaign for a group runs when, and only when, a customer of the group is on the tab', () => {
  const half = sampleCampaign(percentage(5_000, only('mug')), {
    id: 'half',
    name: 'Half',
    customerGroups: ['club'],
  });
  const register = openRegister(shop({ running: [half] }));
  register.run(scan(mug));
  assert.equal(given(register), []);
  register.run(set({ id: 'per', groups: ['press'] }));
  assert.equal(given(register), []);
  register.run(set(kari));
  assert.equal(given(register), ['Half campaign 5000']);
  // The shop gave the group up: its members are nobody’s.
  register.use(shop({ running: [half], customerGroups: [] }));
  assert.equal(given(register), []);
});

test('each unit gets the campaign or the group’s discount, whichever is more; where they are the same, the campaign', () => {
  const threeForTwo = sampleCampaign(nForM(3, 2, only('chocolate')), { id: '342', name: '3 for 2' });
  const twentieth = sampleCampaign(percentage(500, only('mug')), { id: '5', name: 'Five' });
  const register = openRegister(shop({ running: [threeForTwo, twentieth] }));
  register.run(scan(chocolate, { quantity: pieces(4) }));
  register.run(scan(mug));
  register.run(set(kari));
  // Three chocolates for two, 5 % off the fourth, and the mug by the campaign.
  assert.equal(given(register), ['3 for 2 campaign 2500', 'Five campaign 500', 'CLUB customer-group 125']);
});

test('of groups that give the same, the first by id is named, in whatever order they stand', () => {
  const [alumni, board] = [group('alumni', 1_000), group('board', 1_000)];
  for (const customerGroups of [
    [alumni, board],
    [board, alumni],
  ]) {
    const register = openRegister(shop({ customerGroups }));
    register.run(scan(mug));
    register.run(set({ id: 'kari', groups: ['board', 'alumni'] }));
    assert.equal(given(register), ['ALUMNI customer-group 1000']);
  }
});

test('what was priced by hand stays so; a discount on the tab comes off what is left', () => {
  const register = openRegister(shop());
  register.run(set(kari));
  register.run(scan(mug, { lineId: 'one' }));
  register.run(scan(bowl));
  register.run({ type: 'discount-line', line: 'one', discount: amountOff(100) });
  register.run({ type: 'discount-tab', discount: percentOff(1_000) });
  assert.equal(given(register), ['CLUB customer-group 500']);
  // (100 − 1) + (100 − 5) = 194, a tenth off.
  assert.equal([priced(register).tabDiscount, priced(register).total], [1_940, 17_460]);
});

test('the sale tells the customer by id and what the group gave, on the Z apart from what campaigns gave', () => {
  const register = openRegister(shop());
  register.run(set(kari));
  register.run(scan(mug));
  register.run(cash(9_500));
  const { customer, campaigns, campaignDiscounts, lines, total } = lastSaleOf(register);
  assert.equal([customer, campaignDiscounts, total], ['kari', 500, 9_500]);
  const told = { campaign: 'club', name: 'CLUB', source: 'customer-group', units: 1_000, amount: 500 };
  assert.equal(campaigns, [{ ...told, times: 1 }]);
  assert.equal(lines[0]?.campaigns, [told]);
  assert.equal(closeOf(register).discounts.group, { count: 1, amount: minor(500) });
});

test('a customer may come before the goods, which opens the tab; the same again is nothing new', () => {
  const register = openRegister(shop());
  const [opened, told, ...rest] = register.run(set(kari));
  assert.equal([opened?.type, told?.type, rest.length], ['tab.opened', 'tab.customer-set', 0]);
  assert.equal(register.run(set({ id: 'kari', groups: ['club'] })), []);
  assert.is(register.run(set({ id: 'kari', groups: [] })).length, 1, 'other groups are something new');
  assert.is(register.run(set(null)).length, 1);
  assert.equal(register.run(set(null)), []);
});

test('not without a shift or a tab, and not once money was taken', () => {
  const closed = sampleRegister();
  assert.equal(closed.ask(set(kari)), { ok: false, refusal: { code: 'shift.not-open', data: {} } });
  const register = openRegister(shop());
  assert.equal(register.ask(set(null)), { ok: false, refusal: { code: 'tab.none', data: {} } });
  register.run(scan(mug));
  register.run(set(kari));
  register.run(cash(1_000));
  for (const customer of [null, olav])
    assert.equal(register.ask(set(customer)), {
      ok: false,
      refusal: { code: 'tab.has-payments', data: {} },
    });
});

test('what the group gave is fixed with the first money, whatever the office makes of the group', () => {
  const register = openRegister(shop());
  register.run(set(kari));
  register.run(scan(mug));
  register.run({ type: 'start-payment', paymentId: 'p', tender: 'card', amount: minor(1_000) });
  register.use(shop({ customerGroups: [group('club', 9_000)] }));
  assert.is(priced(register).total, 9_500);
  register.run({ type: 'settle-payment', payment: 'p', outcome: 'taken', reference: 'r' });
  payByCard(register);
  assert.equal([lastSaleOf(register).total, lastSaleOf(register).customer], [9_500, 'kari']);
});

test('the next tab is nobody’s, a parked one keeps its customer, and the fold of the journal is the state', () => {
  const register = openRegister(shop());
  register.run(scan(mug));
  register.run(set(kari));
  register.run({ type: 'park-tab', name: 'Kari' });
  register.run(scan(chocolate));
  assert.is(currentTabOf(register).customer, undefined);
  const [parked] = Object.values(register.state.tabs).filter(({ parked: is }) => is === true);
  assert.equal(parked?.customer, kari);
  let state = emptyRegister(register.state.register, register.state.currency);
  for (const { event, context } of register.recorded) state = evolve(state, event, context);
  assert.equal(state, register.state);
});

test('whoever is on the tab pays no more than anybody, and never less than nothing', () => {
  const line = fc.record({
    price: fc.integer({ min: 0, max: 50_000 }),
    quantity: fc.integer({ min: 1, max: 5 }),
    weighed: fc.boolean(),
  });
  const rates = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 4 });
  const prices = fc.constantFrom('gross' as const, 'net' as const);
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      rates,
      prices,
      (lines, discounts, written) => {
        const own = discounts.map((discount, index) => group(`g${index}`, discount));
        const register = openRegister({
          ...sampleSettings({ cashRounding: exactCash, prices: written }),
          customerGroups: own,
        });
        for (const { price, quantity, weighed } of lines) {
          const product = sampleProduct({ id: 'x', price: minor(price), unit: weighed ? 'kg' : 'piece' });
          register.run(scan(product, { quantity: weighed ? thousandths(quantity * 333) : pieces(quantity) }));
        }
        const before = priced(register);
        register.run(set({ id: 'anybody', groups: own.map(({ id }) => id) }));
        const after = priced(register);
        const best = Math.max(...discounts);
        assert.ok(after.total <= before.total && after.total >= 0);
        assert.is(before.total - after.total, after.campaignDiscounts);
        // Rounded line by line: half a unit each at most, and a unit more where VAT comes on top of what is left.
        const exact = (before.total * best) / 10_000;
        assert.ok(
          Math.abs(after.campaignDiscounts - exact) <= lines.length * 2,
          `${after.campaignDiscounts} for ${exact}`,
        );
      },
    ),
  );
});
