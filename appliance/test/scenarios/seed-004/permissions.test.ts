// Seed 004, "Permissions for register operations": the table with its default roles, wherever roles come from; and what may only be done with
// somebody's approval, by PIN or badge, in place and journalled with who approved. Discounts: as much as a role may give, and no more.
import { standardRoles } from '../../../src/back-office/records/standard/roles.ts';
import { demoPins, people } from '../../../src/demo/people.ts';
import { demoFeed } from '../../../src/demo/shop.ts';
import type { Entry } from '../../../src/domain/journal/entry.ts';
import type { Permission } from '../../../src/domain/staff/permission.ts';
import { hashBadge, hashPassword } from '../../../src/platform/password/password.ts';
import type { ProductItem, RoleItem, ShopItem, StaffItem } from '../../../src/protocol/feed.ts';
import type { FeedItem } from '../../../src/protocol/sync.ts';
import { defaultRoles } from '../../../src/till/staff/roles.ts';
import { exportJournal } from '../../../src/till/journal/export.ts';
import type { PageReply } from '../../../src/replay/page.ts';
import { assert, suite } from '../../kit.ts';
import { SimulatedShop } from '../../simulated-shop.ts';
import { type SimulatedPage } from '../../simulated-page.ts';

const test = suite('seed 004: permissions for register operations');

/** As the seed has it: action, permission, and the first role of the ladder that holds it outright. */
const table: readonly (readonly [action: string, permission: Permission, from: 'Staff' | 'Manager'])[] = [
  ['Open / close shift', 'register.open_close', 'Staff'],
  ['Cash in', 'register.cash_in', 'Staff'],
  ['Cash out', 'register.cash_out', 'Staff'],
  ['Open drawer without a transaction', 'register.open_drawer', 'Staff'],
  ['Edit / delete shift', 'shifts.manage', 'Manager'],
  ['Print Z-report', 'printing.z_report', 'Manager'],
];
const below = { Staff: ['self-checkout'], Manager: ['self-checkout', 'staff', 'shift-lead'] };

const demoRoles = people.flatMap(({ kind, id, body }) =>
  kind === 'role' ? [[id, (body as { grants: RoleItem['grants'] }).grants] as const] : [],
);
const sources = {
  'the till': defaultRoles.map(({ id, grants }) => [id, grants] as const),
  'the demo company': demoRoles,
  'a new office and its first-run assistant': Object.entries(standardRoles).map(
    ([id, { grants }]) => [id, grants] as const,
  ),
};

for (const [source, roles] of Object.entries(sources))
  for (const [action, permission, from] of table)
    test(`${action}: ${permission} is ${from}+ in ${source}`, () => {
      assert.ok(roles.length >= 3);
      for (const [role, grants] of roles) {
        const outright = (grants as Readonly<Record<string, string>>)[permission] === 'allowed';
        assert.is(outright, !below[from].includes(role), `${permission} of ${role}`);
      }
    });

const products = demoFeed('B1', demoPins).flatMap(({ kind, body }) =>
  kind === 'product' ? [(body as ProductItem).product] : [],
);
/** So many hundredths a piece. */
const priced = products.find(
  ({ unit, price, ageLimit, deposit, noDiscount }) =>
    unit === 'piece' && (price ?? 0) > 1_000 && !ageLimit && deposit === undefined && noDiscount !== true,
);
const goods = priced?.id ?? '';
const price = priced?.price ?? 0;
const other =
  products.find(
    ({ id, unit, ageLimit, deposit, price: asked }) =>
      id !== goods && unit === 'piece' && !ageLimit && deposit === undefined && (asked ?? 0) > 1_000,
  )?.id ?? '';

let shop: SimulatedShop;
let page: SimulatedPage;
let steps = 0;
let ids = 0;
const badgeCode = 'BADGE-FEMKE-0451';
const salt = Buffer.from('0123456789abcdef');

test.beforeEach(async () => {
  shop = await SimulatedShop.open();
  page = shop.page();
});
test.afterEach(async () => shop.close());

const nextId = (): string => `rights-${String((ids += 1)).padStart(8, '0')}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

async function feed(...items: readonly FeedItem[]): Promise<void> {
  steps += 1;
  await shop.feed.apply({ epoch: 'rights', number: steps, whole: false, items });
  await shop.followed;
}

function itemOf(kind: string, id: string): unknown {
  const found = demoFeed('B1', demoPins).find((item) => item.kind === kind && item.id === id);
  assert.ok(found?.body);
  return found.body;
}

async function giveBadge(user: string, code: string): Promise<void> {
  const body = {
    ...(itemOf('staff', user) as StaffItem),
    pinHash: await hashPassword(demoPins.get(user) ?? ''),
    badgeHash: await hashBadge(code, salt),
  };
  await feed({ kind: 'staff', id: user, body });
}

async function limit(role: string, discounts: RoleItem['discounts']): Promise<void> {
  const item = itemOf('role', role) as RoleItem;
  const grants = { ...item.grants, 'sale.discount': 'allowed' as const };
  await feed({ kind: 'role', id: role, body: { ...item, grants, ...(discounts && { discounts }) } });
}

async function begins(user = 'ingrid'): Promise<void> {
  assert.is(codeOf(await page.logIn(user, demoPins.get(user) ?? '')), 'ok');
  const opening = [{ currency: 'NOK', amount: 0 }];
  assert.is(codeOf(await page.command(nextId(), 'open-shift', { opening })), 'ok');
  assert.is(codeOf(await page.command(nextId(), 'add-product', { product: goods, quantity: 10_000 })), 'ok');
}

const scanBadge = async (code = badgeCode): Promise<void> => shop.devices.scan(code);

async function entries(type: string): Promise<readonly Entry[]> {
  return (await shop.store.entries('B1', 0, 1_000)).filter((entry) => entry.type === type);
}

const percent = (basisPoints: number, reason = 'regular') =>
  ({ kind: 'percent', basisPoints, reason }) as const;
const amount = (minor: number, reason = 'regular') => ({ kind: 'amount', amount: minor, reason }) as const;
const lineOf = (): string => Object.keys(page.view.tab?.lines ?? {})[0] ?? '';

async function discountsTab(discount: ReturnType<typeof percent> | ReturnType<typeof amount>, by = page) {
  return codeOf(await by.command(nextId(), 'discount-tab', { discount }));
}

async function discountsLine(discount: ReturnType<typeof percent> | ReturnType<typeof amount>) {
  return codeOf(await page.command(nextId(), 'discount-line', { line: lineOf(), discount }));
}

test('a manager’s badge approves in place, once, and the journal says who approved', async () => {
  await giveBadge('femke', badgeCode);
  await begins();
  const reason = 'customer left';
  const asks = page.approvedByBadge();
  assert.is(codeOf(await asks.command(nextId(), 'void-tab', { reason })), 'badge.none');
  assert.is(codeOf(await page.command(nextId(), 'void-tab', { reason })), 'permission.approval-needed');
  await scanBadge();
  assert.equal(
    [page.view.scan?.outcome, page.view.scan?.name, page.view.scan?.code],
    ['badge', 'Femke de Vries', ''],
    'whose badge it is is shown, and its code is not',
  );
  assert.is(codeOf(await asks.command(nextId(), 'void-tab', { reason })), 'ok');
  const [voided] = await entries('tab.voided');
  assert.equal(
    [voided?.who, voided?.approvedBy, voided?.payload],
    ['ingrid', 'femke', { ...voided?.payload, reason }],
  );
  await begins2();
  assert.is(codeOf(await asks.command(nextId(), 'void-tab', { reason })), 'badge.none', 'good once');
  assert.not.match(JSON.stringify(page.views), /BADGE-FEMKE/);
});

async function begins2(): Promise<void> {
  assert.is(codeOf(await page.command(nextId(), 'add-product', { product: goods })), 'ok');
}

test('a badge lies ready for seconds only, for nobody else, and approves no more than its owner may', async () => {
  await giveBadge('femke', badgeCode);
  await giveBadge('pavel', 'BADGE-PAVEL-7');
  await begins();
  const asks = page.approvedByBadge();
  const voids = async (by: Pick<SimulatedPage, 'command'> = asks): Promise<string> =>
    codeOf(await by.command(nextId(), 'void-tab', { reason: 'mistake' }));
  await scanBadge();
  assert.is(await voids(), 'badge.none', 'nobody had asked when it was scanned');
  assert.is(await voids(page), 'permission.approval-needed');
  await scanBadge('BADGE-PAVEL-7');
  assert.is(await voids(), 'permission.approval-needed', 'a colleague’s badge');
  await scanBadge();
  await shop.clock.advance(16_000);
  page.lose();
  page.link(shop.till);
  assert.is(await voids(), 'badge.none', 'too late');
  assert.is(await voids(page), 'permission.approval-needed');
  await scanBadge();
  assert.is(codeOf(await page.logIn('pavel', demoPins.get('pavel') ?? '')), 'ok');
  assert.is(await voids(), 'badge.none', 'meant for who stood here before');
});

test('switched off, a badge approves nothing; a code that is nobody’s is only an unknown code', async () => {
  await giveBadge('femke', badgeCode);
  const item = itemOf('shop', 'shop') as ShopItem;
  await feed({ kind: 'shop', id: 'shop', body: { ...item, badges: { approval: false, logIn: false } } });
  await begins();
  assert.is(codeOf(await page.command(nextId(), 'void-tab', { reason: 'x' })), 'permission.approval-needed');
  await scanBadge();
  const approved = page.approvedByBadge();
  assert.is(codeOf(await approved.command(nextId(), 'void-tab', { reason: 'x' })), 'badge.none');
  await scanBadge('SOMETHING-ELSE');
  assert.is(page.view.scan?.outcome, 'refused');
});

test('a badge logs in only where the shop wants it, and only on the till itself', async () => {
  await giveBadge('femke', badgeCode);
  await scanBadge();
  assert.is(codeOf(await page.command(nextId(), 'log-in-by-badge', {})), 'badge.none', 'off unless told');
  const item = itemOf('shop', 'shop') as ShopItem;
  await feed({ kind: 'shop', id: 'shop', body: { ...item, badges: { approval: true, logIn: true } } });
  await scanBadge();
  assert.is(codeOf(await page.command(nextId(), 'log-in-by-badge', {})), 'badge.none', 'a page elsewhere');
  await scanBadge();
  const here = { token: undefined, local: true };
  const frame = { t: 'command', id: nextId(), name: 'log-in-by-badge', body: {} } as const;
  const reply = await shop.till.command(frame, here);
  assert.accepted(reply);
  assert.is(page.view.operator?.id, 'femke');
  assert.ok(shop.till.holdsSession(here.token));
});

test('discounts up to the role’s limits are given outright, in percent and as an amount', async () => {
  const share = { percent: 1_000, amount: price };
  await limit('staff', { line: share, tab: { percent: null, amount: price / 2 }, above: 'approval' });
  await begins();
  assert.is(await discountsLine(percent(1_000)), 'ok');
  assert.is(await discountsLine(percent(1_001)), 'permission.approval-needed');
  // Ten pieces lie on the line: a tenth of it is the price of one.
  assert.is(await discountsLine(amount(price)), 'ok');
  assert.is(await discountsLine(amount(price + 1)), 'permission.approval-needed');
  assert.is(await discountsTab(amount(Math.floor(price / 2))), 'ok');
  assert.is(await discountsTab(percent(9_000)), 'permission.approval-needed', 'as an amount it is too much');
  assert.is((await entries('line.discounted')).length, 2);
});

test('the approver’s own limit counts, and above it nobody gives anything', async () => {
  const most = (basisPoints: number) => ({ percent: basisPoints, amount: null });
  await limit('staff', { line: most(500), tab: most(500), above: 'approval' });
  await limit('manager', { line: most(2_000), tab: most(2_000), above: 'denied' });
  await begins();
  const byFemke = page.approvedBy('femke', demoPins.get('femke') ?? '');
  const asks = async (basisPoints: number, by: Pick<SimulatedPage, 'command'>) =>
    codeOf(await by.command(nextId(), 'discount-tab', { discount: percent(basisPoints) }));
  assert.is(await asks(2_000, page), 'permission.approval-needed');
  assert.is(await asks(2_000, byFemke), 'ok');
  assert.is(await asks(2_001, byFemke), 'permission.approval-needed');
  const [given] = await entries('tab.discounted');
  assert.equal([given?.who, given?.approvedBy], ['ingrid', 'femke']);
  assert.is(codeOf(await page.logIn('femke', demoPins.get('femke') ?? '')), 'ok');
  assert.is(await asks(2_001, page), 'discount.above-limit');
  assert.is(codeOf(await page.logIn('alex', demoPins.get('alex') ?? '')), 'ok');
  assert.is(await asks(9_000, page), 'ok', 'without limits of their own');
});

test('goods of an excluded category are given no discount, on the line or with the tab', async () => {
  await begins('alex');
  // The office marks the products of such a category.
  const item = itemOf('product', other) as ProductItem;
  await feed({
    kind: 'product',
    id: other,
    body: { ...item, product: { ...item.product, noDiscount: true } },
  });
  assert.is(codeOf(await page.command(nextId(), 'add-product', { product: other })), 'ok');
  const [line, view] =
    Object.entries(page.view.tab?.lines ?? {}).find(([id]) => id !== lineOf()) ?? ([] as const);
  assert.ok(line !== undefined && view !== undefined);
  const refused = await page.command(nextId(), 'discount-line', { line, discount: percent(1_000) });
  assert.is(codeOf(refused), 'line.discount-excluded');
  assert.is(await discountsTab(percent(5_000)), 'ok');
  assert.is(page.view.tab?.lines[line]?.total, view.total);
  assert.is(page.view.tab?.tabDiscount?.amount, 5 * price);
});

test('a reason is needed for discounts, prices and voids, unless the shop says otherwise', async () => {
  await begins('alex');
  const line = lineOf();
  const blank = async (): Promise<readonly string[]> => [
    await discountsTab(percent(1_000, ' ')),
    await discountsLine(percent(1_000, '')),
    codeOf(await page.command(nextId(), 'override-price', { line, unitPrice: 900, reason: '' })),
    codeOf(await page.command(nextId(), 'void-line', { line, reason: '' })),
    codeOf(await page.command(nextId(), 'void-tab', { reason: '' })),
  ];
  assert.equal(
    await blank(),
    Array.from({ length: 5 }, () => 'reason.needed'),
  );
  const item = itemOf('shop', 'shop') as ShopItem;
  const reasons = { discount: false, priceOverride: false, void: false };
  await feed({ kind: 'shop', id: 'shop', body: { ...item, reasons } });
  assert.equal(page.view.shop.reasons, reasons);
  assert.equal(
    await blank(),
    Array.from({ length: 5 }, () => 'ok'),
  );
});

test('an approval is in the journal’s export beside what it was for', async () => {
  await begins();
  const byFemke = page.approvedBy('femke', demoPins.get('femke') ?? '');
  await byFemke.command(nextId(), 'discount-tab', { discount: percent(1_000, 'goodwill') });
  const [entry] = await entries('tab.discounted');
  assert.equal([entry?.who, entry?.approvedBy], ['ingrid', 'femke']);
  const lines: string[] = [];
  for await (const text of exportJournal(shop.database, { register: 'B1' })) lines.push(text);
  const told = lines.find((text) => text.includes('"tab.discounted"')) ?? '';
  assert.match(told, /"who":"ingrid","approvedBy":"femke"/);
  assert.match(told, /"reason":"goodwill"/);
});
