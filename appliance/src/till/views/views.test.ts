// What pages are shown of one whole sale, step by step: every sum is there, nothing of staff is on the customer's screen.
import { assert, suite } from '../../../test/kit.ts';
import { nForM, only, sampleCampaign } from '../../../test/sample-campaigns.ts';
import { openRegister, sampleProduct, scan, type SampleRegister } from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { demoShop } from '../../demo/shop.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces } from '../../domain/quantity/quantity.ts';
import { basisPoints } from '../../domain/vat/vat.ts';
import type { CustomerDisplayView, TillView } from '../../protocol/views.ts';
import type { StaffMember } from '../staff/staff-store.ts';
import { defaultRoles } from '../staff/roles.ts';
import { customerDisplayView } from './customer-display-view.ts';
import { gridProducts, gridView } from './grid-view.ts';
import { type CustomerNames, itemCount, TabViews } from './tab-view.ts';
import { tillView } from './till-view.ts';

const test = suite('views');
const shop = { ...demoShop(), settings: sampleSettings() };
const [role] = defaultRoles;
assert.ok(role !== undefined);
const anna: StaffMember = {
  id: 'anna',
  name: 'Anna',
  language: 'nb',
  role,
  pinHash: '',
  badgeHash: null,
  colour: null,
  failedAttempts: 0,
  lockedUntil: null,
};
const nameOf: CustomerNames = (id) => (id === 'kari' ? { name: 'Kari', number: '1001' } : undefined);
const tabViews = new TabViews(nameOf);

function till({ state }: SampleRegister, shopNow = shop): TillView {
  return tillView({
    state,
    training: false,
    shop: shopNow,
    operator: anna,
    staffNames: new Map([['anna', 'Anna']]),
    scan: null,
    nextQuantity: null,
    printing: {},
    standIns: {},
    drawerLeftOpen: null,
    cards: {},
    devices: [],
    storage: 'ok',
    tabViews,
    elsewhere: [],
    around: { tabs: [], registers: [], taken: [] },
  });
}

const display = ({ state }: SampleRegister): CustomerDisplayView =>
  customerDisplayView(state, shop, tabViews);
const beer = sampleProduct({ id: 'beer', price: minor(4_990), ageLimit: 18 });
const apples = sampleProduct({ id: 'apples', unit: 'kg', price: minor(2_995), vatClass: 'food' });

test('a sale from the first line to the change', () => {
  const register = openRegister();
  assert.is(till(register).tab, null);
  assert.is(display(register).state, 'idle');

  register.run(scan(beer));
  register.run(scan(beer));
  register.run(scan(apples, { quantity: 1_234 as never, source: 'scale' }));
  const { tab } = till(register);
  assert.ok(tab !== null);
  assert.is(tab.itemCount, 3);
  assert.is(tab.total, 9_980 + 3_696);
  assert.equal([tab.due, tab.cashDue, tab.quickCash[0]], [13_676, 13_700, 13_700]);
  assert.is(tab.ageToCheck, 18);
  assert.equal(
    Object.values(tab.lines).map(({ position, name, quantity, total }) => [position, name, quantity, total]),
    [
      [0, 'beer', 2_000, 9_980],
      [1, 'apples', 1_234, 3_696],
    ],
  );
  assert.is(
    tab.vat.reduce((sum, row) => sum + row.gross, 0),
    tab.total,
  );
  assert.equal(
    [display(register).state, display(register).total, display(register).due],
    ['selling', 13_676, 13_676],
  );

  register.run({ type: 'check-age', age: 18 });
  assert.is(till(register).tab?.ageToCheck, null);
  register.run({ type: 'take-payment', paymentId: 'p1', tender: 'voucher', tendered: minor(3_676) });
  assert.equal([till(register).tab?.due, till(register).tab?.payments['p1']?.name], [10_000, 'Voucher']);
  assert.equal(
    [display(register).state, display(register).paid, display(register).due],
    ['paying', 3_676, 10_000],
  );

  register.run({ type: 'start-payment', paymentId: 'p2', tender: 'card', amount: minor(5_000) });
  assert.is(till(register).tab?.openPayment, 'p2');
  register.run({ type: 'settle-payment', payment: 'p2', outcome: 'unknown' });
  assert.is(till(register).tab?.openPayment, 'p2');
  assert.is(till(register).tab?.due, 10_000);
  register.run({ type: 'settle-payment', payment: 'p2', outcome: 'declined', reason: 'no money' });
  assert.is(till(register).tab?.openPayment, null);

  register.run({ type: 'take-payment', paymentId: 'p3', tender: 'cash', tendered: minor(20_000) });
  const after = till(register);
  assert.equal([after.tab, after.lastSale?.change, after.lastSale?.total], [null, 10_000, 13_676]);
  assert.equal([after.shift?.receipts, after.shift?.total, after.shift?.averageBasket], [1, 13_676, 13_676]);
  assert.equal(after.shift?.expectedCash, [{ currency: 'NOK', amount: 10_000 }]);
  assert.is(display(register).state, 'thanks');
  assert.not.match(JSON.stringify(display(register)), /anna|Anna|operator/);
});

test('discounts, notes, deposits and voided lines as they stand', () => {
  const register = openRegister();
  const deposit = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });
  const soda = sampleProduct({ id: 'soda', price: minor(2_000), deposit: 'pant' });
  register.run(scan(soda, { lineId: 'l1', deposit }));
  register.run(scan(beer, { lineId: 'l2' }));
  register.run(scan(apples, { lineId: 'l3', quantity: 500 as never, source: 'manual' }));
  register.run({
    type: 'discount-line',
    line: 'l2',
    discount: { kind: 'percent', basisPoints: 1_000, reason: 'bruised' },
  });
  register.run({ type: 'note-line', line: 'l3', note: 'green ones' });
  register.run({ type: 'discount-tab', discount: { kind: 'amount', amount: minor(100), reason: 'regular' } });
  register.run({ type: 'void-line', line: 'l1', reason: 'back on the shelf' });
  const { tab } = till(register);
  assert.ok(tab !== null);
  assert.equal(
    [tab.lines['l1']?.voided, tab.lines['l1:d']?.voided, tab.lines['l1:d']?.depositOf],
    [true, true, 'l1'],
  );
  assert.equal([tab.lines['l2']?.discountAmount, tab.lines['l2']?.total], [499, 4_491]);
  assert.is(tab.lines['l3']?.note, 'green ones');
  assert.is(tab.tabDiscount?.amount, 100);
  assert.is(tab.subtotal - tab.lineDiscounts - 100, tab.total);
  assert.is(tab.itemCount, 2);
  assert.equal(Object.keys(display(register).lines), ['l2', 'l3']);
  assert.is(display(register).discount, 599);
});

test('campaigns by name on the line, in all, and what is nearly reached', () => {
  const deal = sampleCampaign(nForM(3, 2, only('beer')), { id: 'deal', name: '3 for 2 beer' });
  const register = openRegister();
  const running = { ...shop, settings: { ...shop.settings, running: [deal] } };
  const shown = (): TillView['tab'] => till(register, running).tab;
  register.run(scan(beer, { lineId: 'l1' }));
  register.run(scan(beer));
  assert.equal(shown()?.hints, [{ campaign: 'deal', name: '3 for 2 beer', pieces: 1 }]);
  assert.equal([shown()?.campaigns, shown()?.lines['l1']?.campaigns], [[], []]);
  register.run(scan(beer));
  const tab = shown();
  assert.ok(tab !== null);
  assert.equal(tab.hints, []);
  assert.equal(tab.lines['l1']?.campaigns, [
    { campaign: 'deal', name: '3 for 2 beer', units: pieces(3), amount: minor(4_990) },
  ]);
  assert.equal([tab.lines['l1']?.total, tab.campaignDiscounts, tab.total], [9_980, 4_990, 9_980]);
  assert.equal(
    tab.campaigns.map(({ name, times, amount }) => [name, times, amount]),
    [['3 for 2 beer', 1, 4_990]],
  );
  const screen = customerDisplayView(register.state, running, tabViews);
  assert.equal(
    [screen.lines['l1']?.discountAmount, screen.lines['l1']?.total, screen.discount],
    [4_990, 9_980, 4_990],
  );
  // The same tab an hour later: other settings, another view.
  assert.equal([till(register).tab?.total, till(register).tab?.campaigns], [14_970, []]);
});

test('parked tabs in the order they were opened, with who opened them', () => {
  const register = openRegister();
  register.run(scan(beer, { tabId: 't1' }));
  register.run({ type: 'park-tab', name: 'Kari' });
  register.run(scan(apples, { tabId: 't2', quantity: 1_000 as never, source: 'manual' }));
  register.run({ type: 'park-tab' });
  const { parked, tab } = till(register);
  assert.is(tab, null);
  assert.equal(
    Object.entries(parked).map(([id, { position, name, total, openedBy }]) => [
      id,
      position,
      name,
      total,
      openedBy,
    ]),
    [
      ['t1', 0, 'Kari', 4_990, 'Anna'],
      ['t2', 1, null, 2_995, 'Anna'],
    ],
  );
});

test('who is on the tab is told by number, name and groups; who is known no more by nothing but that there was somebody', () => {
  const club = { id: 'club', name: 'Club', discount: basisPoints(500), pointsPerUnit: 0 };
  const settings = { ...sampleSettings(), customerGroups: [club] };
  const register = openRegister(settings);
  register.run(scan(beer));
  const shown = () => till(register, { ...shop, settings }).tab;
  assert.is(shown()?.customer, null);
  register.run({ type: 'set-customer', tabId: 't', customer: { id: 'kari', groups: ['club', 'gone'] } });
  assert.equal(shown()?.customer, {
    id: 'kari',
    name: 'Kari',
    number: '1001',
    groups: ['Club'],
    points: null,
  });
  assert.equal(
    shown()?.campaigns.map(({ name, source }) => [name, source]),
    [['Club', 'customer-group']],
  );
  register.run({ type: 'set-customer', tabId: 't', customer: { id: 'erased', groups: [] } });
  assert.equal(shown()?.customer, { id: 'erased', name: null, number: null, groups: [], points: null });
  assert.not.match(JSON.stringify(display(register)), /Kari|1001|erased/);
});

test('a tab is priced once while it does not change, and anew when the settings do', () => {
  const register = openRegister();
  register.run(scan(beer));
  const [tab] = Object.values(register.state.tabs);
  assert.ok(tab !== undefined);
  const views = new TabViews(nameOf);
  const first = views.view(tab, shop.settings);
  assert.is(views.view(tab, shop.settings), first);
  const other = sampleSettings({ rounding: 'receipt' });
  assert.is.not(views.view(tab, other), first);
  assert.is(itemCount(tab), 1);
});

test('rights are told for every permission, also those the role does not name', () => {
  const { operator } = till(openRegister());
  assert.is(operator?.grants['sale.discount'], 'approval');
  assert.is(operator?.grants['setup.devices'], 'denied');
  assert.ok(
    Object.values(operator?.grants ?? {}).every((grant) => ['allowed', 'approval', 'denied'].includes(grant)),
  );
});

test('the grid shows what may be sold today, and leaves the other cells empty', () => {
  const cells = [
    { product: 'milk' },
    { product: 'gone' },
    { product: 'never was' },
    { folder: 'drinks' },
    { folder: 'nowhere' },
    { function: 'open-drawer' },
    { function: 'make-order' },
    null,
  ];
  const folder = { name: 'Home', parent: null, picture: null, colour: null, cells };
  const template = {
    rows: 2,
    columns: 3,
    folders: { home: folder, drinks: { ...folder, name: 'Drinks', parent: 'home', cells: [] } },
  };
  assert.equal(gridProducts(template), ['milk', 'gone', 'never was']);
  const products = new Map([
    ['milk', sampleProduct({ id: 'milk', name: 'Whole milk', shortName: 'Milk', price: minor(2_490) })],
    ['gone', sampleProduct({ id: 'gone', active: false })],
  ]);
  const { folders } = gridView(template, products);
  assert.equal(
    folders['home']?.keys.map((key) =>
      key === null ? null : key.kind === 'function' ? key.function : key.name,
    ),
    ['Milk', null, null, 'Drinks', null, 'open-drawer', null, null],
  );
});
