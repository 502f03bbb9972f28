// Points at a register: earned by what is paid, used as a discount of its own kind, and brought back with the goods. However goods are given
// back and bought again, nobody has more points than their purchases are worth.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import {
  closeOf,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  salesOf,
  scan,
} from '../../../test/sample-register.ts';
import { only, percentage, sampleCampaign } from '../../../test/sample-campaigns.ts';
import { exactCash, percentOff, sampleSettings } from '../../../test/sample-shop.ts';
import type { CustomerGroup } from '../customer/customer.ts';
import { pointsFor } from '../customer/points.ts';
import { minor } from '../money/money.ts';
import { pieces, type Thousandths } from '../quantity/quantity.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { priceTab } from '../tab/price-tab.ts';
import { basisPoints } from '../vat/vat.ts';
import type { CommandOf, ReturnableSale } from './commands.ts';
import type { Sale } from './sale.ts';
import { type PointsOnTab, pointsOnTab } from './sale-points.ts';

const test = suite('points at a register');

const mug = sampleProduct({ id: 'mug', price: minor(10_000) });
const gum = sampleProduct({ id: 'gum', price: minor(60) });
const tobacco = sampleProduct({ id: 'tobacco', price: minor(20_000), noDiscount: true });
const deposit = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });

const club: CustomerGroup = {
  id: 'club',
  name: 'Club',
  discount: basisPoints(0),
  pointsPerUnit: 1,
  redeeming: { pointsPerUnitOff: 10, pointsMin: 50, shareMax: basisPoints(5_000), offlineMax: 200 },
};
const press: CustomerGroup = { id: 'press', name: 'Press', discount: basisPoints(0), pointsPerUnit: 0 };
const shop = (rest: Partial<SellingSettings> = {}): SellingSettings => ({
  ...sampleSettings({ cashRounding: exactCash }),
  customerGroups: [club, press],
  ...rest,
});

const known = (balance: number) => ({ balance, at: 500 });
const kari = { id: 'kari', groups: ['club'] };
const set = (customer: CommandOf<'set-customer'>['customer']): CommandOf<'set-customer'> => ({
  type: 'set-customer',
  tabId: nextId('tab'),
  customer,
});
const redeem = (points: number | null, balance?: number): CommandOf<'redeem-points'> => ({
  type: 'redeem-points',
  points,
  ...(balance === undefined ? {} : { known: known(balance) }),
});
const total = (register: SampleRegister): number => priceTab(currentTabOf(register), register.settings).total;
const moves = ({ points }: Sale): string[] =>
  (points?.moves ?? []).map(({ customer, kind, points: many }) => `${customer} ${kind} ${String(many)}`);
const refused = (register: SampleRegister, command: CommandOf<'redeem-points'>): unknown => {
  const answer = register.ask(command);
  return answer.ok ? 'ok' : answer.refusal;
};

test('what is paid for goods earns; what no discount may touch, and deposits, do not', () => {
  const register = openRegister(shop());
  register.run(scan(mug, { deposit }));
  register.run(scan(tobacco));
  register.run(set({ ...kari, points: known(7) }));
  register.run({ type: 'discount-tab', discount: percentOff(1_000) });
  payByCard(register);
  const { points } = lastSaleOf(register);
  assert.equal(points, {
    moves: [{ customer: 'kari', kind: 'earned', points: 90 }],
    earning: { pointsPerUnit: 1, base: 9_000 },
    known: known(7),
  });
});

test('nobody, a group without points, and goods worth less than a whole unit earn nothing', () => {
  const register = openRegister(shop());
  register.run(scan(mug));
  payByCard(register);
  assert.is(lastSaleOf(register).points, undefined);
  register.run(set({ id: 'per', groups: ['press'] }));
  register.run(scan(mug));
  payByCard(register);
  assert.is(lastSaleOf(register).points, undefined);
  register.run(set(kari));
  register.run(scan(gum));
  payByCard(register);
  assert.equal(lastSaleOf(register).points, { moves: [], earning: { pointsPerUnit: 1, base: 60 } });
});

test('points come off what may be discounted, as a kind of its own, and earn nothing themselves', () => {
  const register = openRegister(shop());
  register.run(scan(mug));
  register.run(scan(tobacco));
  register.run(set({ ...kari, points: known(80) }));
  register.run(redeem(300, 300));
  assert.equal(currentTabOf(register).customer?.points, known(300));
  assert.is(total(register), 27_000);
  payByCard(register);
  const sale = lastSaleOf(register);
  assert.equal(moves(sale), ['kari redeemed -300', 'kari earned 70']);
  assert.equal(sale.points?.redeemed, { points: 300, amount: 3_000 });
  assert.equal(
    sale.campaigns?.map(({ name, source, amount }) => `${name} ${source ?? ''} ${String(amount)}`),
    ['Club loyalty 3000'],
  );
  const { discounts } = closeOf(register);
  assert.equal(discounts.loyalty, { count: 1, amount: 3_000 });
  assert.is(discounts.campaign, undefined);
});

test('never more than the share, and no more points are taken than were needed for it', () => {
  const register = openRegister(shop());
  register.run(scan(mug));
  register.run(set(kari));
  register.run(redeem(900, 900));
  assert.is(total(register), 5_000);
  register.run({
    type: 'override-price',
    line: currentTabOf(register).lines[0]!.id,
    unitPrice: minor(6_003),
    reason: 'x',
  });
  assert.is(total(register), 3_002);
  payByCard(register);
  assert.equal(moves(lastSaleOf(register)), ['kari redeemed -301', 'kari earned 30']);
});

test('points that find nothing to be taken off are not taken', () => {
  const register = openRegister(shop());
  register.run(scan(tobacco));
  register.run(set(kari));
  register.run(redeem(100, 100));
  assert.is(total(register), 20_000);
  payByCard(register);
  assert.is(lastSaleOf(register).points, undefined);
});

test('only who has points to use, enough of them, and offline no more than the shop trusts', () => {
  const register = openRegister(shop());
  assert.is(refused(register, redeem(100, 100)) === 'ok', false);
  register.run(scan(mug));
  assert.equal(refused(register, redeem(100, 100)), { code: 'points.not-usable', data: {} });
  register.run(set({ id: 'per', groups: ['press'] }));
  assert.equal(refused(register, redeem(100, 100)), { code: 'points.not-usable', data: {} });
  register.run(set(kari));
  for (const few of [49, 0, -100, 60.5])
    assert.equal(refused(register, redeem(few, 1_000)), { code: 'points.too-few', data: { min: 50 } });
  assert.equal(refused(register, redeem(101, 100)), { code: 'points.not-there', data: { balance: 100 } });
  assert.equal(refused(register, redeem(201)), { code: 'points.offline-limit', data: { max: 200 } });
  register.run(redeem(200));
  assert.is(total(register), 8_000);
  register.run(redeem(null));
  assert.is(total(register), 10_000);
  assert.equal(register.run(redeem(null)), []);
  register.use({ ...sampleSettings() });
  assert.equal(refused(register, redeem(100, 100)), { code: 'points.not-usable', data: {} });
});

test('points leave the tab with their customer, and a tab given up says whose they were', () => {
  const register = openRegister(shop());
  register.run(scan(mug));
  register.run(set(kari));
  register.run(redeem(100, 100));
  register.run(set({ ...kari, points: known(80) }));
  assert.is(currentTabOf(register).redemption?.points, 100);
  register.run(set({ id: 'olav', groups: ['club'] }));
  assert.is(currentTabOf(register).redemption, undefined);
  register.run(redeem(100, 100));
  register.run(set(null));
  assert.is(total(register), 10_000);
  register.run(set(kari));
  register.run(redeem(100, 100));
  const [voided] = register.run({ type: 'void-tab', reason: 'x' });
  assert.is(voided?.type === 'tab.voided' && voided.payload.pointsFreed, 'kari');
  register.run(scan(mug));
  const [plain] = register.run({ type: 'void-tab', reason: 'x' });
  assert.equal(plain?.type === 'tab.voided' && 'pointsFreed' in plain.payload, false);
});

test('a tab on which points are used is not merged away', () => {
  const register = openRegister(shop());
  register.run(scan(mug));
  register.run(set(kari));
  register.run(redeem(100, 100));
  const { id } = currentTabOf(register);
  register.run({ type: 'park-tab' });
  register.run(scan(mug));
  const answer = register.ask({ type: 'merge-tab', tab: id });
  assert.is(answer.ok ? 'ok' : answer.refusal.code, 'merge.discounts-differ');
});

/** So much of a line of a receipt comes back, on a tab of its own. */
function back(
  [register, sale]: readonly [SampleRegister, Sale],
  lines: readonly (readonly [line: string, quantity: Thousandths])[],
  returned: ReturnableSale['returned'] = {},
): Sale {
  for (const [line, quantity] of lines)
    register.run({
      type: 'add-return',
      tabId: nextId('tab'),
      lineId: nextId('line'),
      original: { sale, returned },
      line,
      quantity,
    });
  payByCard(register);
  return lastSaleOf(register);
}

test('goods that come back take their points along, and bring back those they were paid with', () => {
  const register = openRegister(shop());
  register.run(scan(mug, { lineId: 'two', quantity: pieces(2) }));
  register.run(scan(tobacco, { lineId: 'smoke' }));
  register.run(set(kari));
  register.run(redeem(501, 900));
  payByCard(register);
  const sale = lastSaleOf(register);
  assert.equal(moves(sale), ['kari redeemed -501', 'kari earned 149']);
  assert.equal(moves(back([register, sale], [['smoke', pieces(1)]])), []);
  const first = back([register, sale], [['two', pieces(1)]]);
  assert.equal(moves(first), ['kari taken-back -75', 'kari given-back 250']);
  const { gross, vat } = first.lines[0]!.returnOf!;
  const rest = back([register, sale], [['two', pieces(1)]], { two: { quantity: pieces(1), gross, vat } });
  assert.equal(moves(rest), ['kari taken-back -74', 'kari given-back 250']);
  assert.equal(moves(back([register, sale], [['two', pieces(2)]])), [
    'kari taken-back -149',
    'kari given-back 501',
  ]);
});

test('what comes back is the buyer’s affair, whoever stands there, and new goods are the customer’s own', () => {
  const register = openRegister(shop());
  register.run(scan(mug, { lineId: 'kept' }));
  register.run(set(kari));
  payByCard(register);
  const sale = lastSaleOf(register);
  register.run(set({ id: 'olav', groups: ['club'] }));
  register.run(scan(mug, { quantity: pieces(3) }));
  assert.equal(moves(back([register, sale], [['kept', pieces(1)]])), [
    'olav earned 300',
    'kari taken-back -100',
  ]);
});

test('goods without a receipt count against what the customer earns', () => {
  const register = openRegister(shop());
  const loose = {
    type: 'return-without-receipt',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    product: mug,
    quantity: pieces(2),
    reason: 'x',
  } as const;
  register.run(loose);
  register.run(set(kari));
  payByCard(register);
  assert.equal(lastSaleOf(register).points?.moves, [{ customer: 'kari', kind: 'taken-back', points: -200 }]);
  assert.is(lastSaleOf(register).points?.earning, undefined);
});

test('however goods are bought and given back, a customer has at most the points of what they kept', () => {
  const step = fc.record({
    buys: fc.integer({ min: 1, max: 4 }),
    gum: fc.integer({ min: 1, max: 9 }),
    returns: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const register = openRegister(shop());
      let [paid, points] = [0, 0];
      for (const { buys, gum: gums, returns } of steps) {
        register.run(set(kari));
        for (let index = 0; index < buys; index += 1)
          register.run(
            scan(gum, { lineId: `l${String(index)}`, quantity: pieces(gums), gtin: String(index) }),
          );
        payByCard(register);
        const sale = lastSaleOf(register);
        let returned: ReturnableSale['returned'] = {};
        for (let index = 0; index < Math.min(buys, returns); index += 1) {
          const receipt = back([register, sale], [[`l${String(index)}`, pieces(1)]], returned);
          const { gross, vat } = receipt.lines[0]!.returnOf!;
          returned = { ...returned, [`l${String(index)}`]: { quantity: pieces(1), gross, vat } };
        }
      }
      for (const sale of salesOf(register)) {
        paid += sale.total;
        for (const move of sale.points?.moves ?? []) points += move.points;
      }
      assert.ok(points >= 0);
      assert.ok(points <= pointsFor({ pointsPerUnit: 1, base: minor(paid) }, { code: 'NOK', exponent: 2 }));
    }),
    { numRuns: 60 },
  );
});

test('whatever is used and brought back, points come out even: what is left is what was earned by what was kept', () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 4_000 }), fc.integer({ min: 1, max: 7 }), (wanted, count) => {
      const register = openRegister(shop());
      register.run(scan(mug, { lineId: 'all', quantity: pieces(count) }));
      register.run(set(kari));
      register.run(redeem(wanted, 4_000));
      payByCard(register);
      const sale = lastSaleOf(register);
      assert.ok(sale.total * 2 >= sale.subtotal);
      back([register, sale], [['all', pieces(count)]]);
      const sum = salesOf(register)
        .flatMap(({ points }) => points?.moves ?? [])
        .reduce((all, { points }) => all + points, 0);
      assert.is(sum, 0);
    }),
    { numRuns: 60 },
  );
});

/** What the page is told of the tab at hand. */
function shown(register: SampleRegister): PointsOnTab | null {
  const tab = currentTabOf(register);
  return pointsOnTab(tab, soldLines(register), register.settings);
}

/** The priced lines with what was sold on them, as the view joins them. */
function soldLines(register: SampleRegister) {
  const tab = currentTabOf(register);
  return priceTab(tab, register.settings).lines.map((priced) => ({
    ...tab.lines.find(({ id }) => id === priced.id)!,
    ...priced,
  }));
}

test('before it is paid a page is told what the tab would do to the points, and how many it can use', () => {
  const register = openRegister(shop());
  register.run(scan(mug));
  register.run(scan(tobacco));
  assert.is(shown(register), null, 'nobody');
  register.run(set({ id: 'per', groups: ['press'] }));
  assert.is(shown(register), null, 'a group without points');
  register.run(set(kari));
  assert.equal(shown(register), {
    earns: 100,
    redeemed: null,
    // Half of the mug: what no discount may touch is not open to points either.
    usable: { least: 50, most: 500, pointsPerUnitOff: 10 },
  });
  register.run(redeem(300, 300));
  assert.equal(shown(register), {
    earns: 70,
    redeemed: { points: 300, amount: 3_000 },
    usable: { least: 50, most: 500, pointsPerUnitOff: 10 },
  });
});

test('a group that only collects is told what it earns; campaigns leave less for points', () => {
  const { redeeming: _none, ...collecting } = club;
  const half = { ...sampleCampaign(percentage(5_000, only('mug')), { id: 'half', name: 'Half' }) };
  const settings = shop({ customerGroups: [collecting] });
  const register = openRegister(settings);
  register.run(scan(mug));
  register.run(set(kari));
  assert.equal(shown(register), { earns: 100, redeemed: null, usable: null });
  const other = openRegister(shop({ campaigns: [half], running: [half] }));
  other.run(scan(mug));
  other.run(set(kari));
  assert.is(shown(other)?.usable?.most, 250);
});

test('goods that cost next to nothing bear none of the points; a shop without groups knows of none', () => {
  const leaflet = sampleProduct({ id: 'leaflet', price: minor(10) });
  const register = openRegister(shop());
  register.run(scan(mug));
  register.run(scan(leaflet));
  register.run(set(kari));
  register.run(redeem(50, 50));
  assert.equal(
    priceTab(currentTabOf(register), register.settings).lines.map(({ campaigns = [] }) => campaigns.length),
    [1, 0],
  );
  const { customerGroups: _none, ...bare } = shop();
  const other = openRegister(bare);
  other.run(scan(mug));
  other.run(set(kari));
  assert.is(shown(other), null);
});
