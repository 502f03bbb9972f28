// The till as a whole: pages, scanner and scale on one register; who acts in whose name; repeats; what everybody is shown.
import { assert, suite } from '../../test/kit.ts';
import { SimulatedShop } from '../../test/simulated-shop.ts';
import { type SimulatedPage } from '../../test/simulated-page.ts';
import type { PageReply } from '../replay/page.ts';

const test = suite('till');
let shop: SimulatedShop;
let page: SimulatedPage;
let ids = 0;
const nextId = (): string => `till-test-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

/** The id of a product that lies on the grid. */
function idOf(name: string): string {
  const keys = Object.values(page.views.grid?.folders ?? {}).flatMap((folder) => folder.keys);
  for (const key of keys) if (key?.kind === 'product' && key.name === name) return key.product;
  throw new Error(`no ${name} on the grid`);
}

interface Happened {
  readonly type: string;
  readonly who: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

async function happened(): Promise<readonly Happened[]> {
  return shop.store.entries('B1', 0, 1_000);
}

test.beforeEach(async () => {
  shop = await SimulatedShop.open();
  page = shop.page();
});
test.afterEach(async () => shop.close());

async function openShift(user = 'alex', pin = '4321'): Promise<void> {
  assert.is(codeOf(await page.logIn(user, pin)), 'ok');
  const opening = [{ currency: 'NOK', amount: 100_000 }];
  assert.is(codeOf(await page.command(nextId(), 'open-shift', { opening })), 'ok');
}

test('nothing is sold or read without a session', async () => {
  assert.is(codeOf(await page.command(nextId(), 'open-drawer', { reason: 'x' })), 'session.needed');
  assert.is(codeOf(await page.query('sales', { limit: 1 })), 'session.needed');
  assert.is(page.view.operator, null);
  await shop.devices.scan('7038010000119');
  assert.is(page.view.tab, null);
  assert.equal(await happened(), []);
});

test('log-in, replacing and log-out are journalled, and the token of the one before is worth nothing', async () => {
  const other = shop.page();
  await page.logIn('ingrid', '1234');
  assert.is(page.view.operator?.id, 'ingrid');
  assert.is(other.view.operator?.id, 'ingrid');
  await other.logIn('femke', '9876');
  assert.is(page.view.operator?.id, 'femke');
  assert.is(codeOf(await page.command(nextId(), 'open-drawer', { reason: 'x' })), 'session.needed');
  assert.is(codeOf(await other.command(nextId(), 'log-out', {})), 'ok');
  assert.is(other.view.operator, null);
  const entries = await happened();
  assert.equal(
    entries.map(({ type, who, payload }) => `${type} ${who} ${JSON.stringify(payload['reason'] ?? '')}`),
    [
      'staff.logged-in ingrid ""',
      'staff.logged-out femke "replaced"',
      'staff.logged-in femke ""',
      'staff.logged-out femke "chosen"',
    ],
  );
});

test('a log-in that cannot be journalled is none', async () => {
  await page.logIn('ingrid', '1234');
  shop.faults.commitFault = () => ({ code: 'storage.failed', when: 'lost' });
  assert.is(codeOf(await page.logIn('femke', '9876')), 'storage.failed');
  assert.is(codeOf(await page.command(nextId(), 'open-drawer', { reason: 'x' })), 'session.needed');
  shop.faults.commitFault = () => undefined;
  assert.is(codeOf(await page.logIn('femke', '9876')), 'ok');
  assert.is(page.view.operator?.id, 'femke');
});

test('two log-ins at the same moment leave one operator and a journal that says so', async () => {
  const other = shop.page();
  await page.logIn('ingrid', '1234');
  await Promise.all([page.logIn('femke', '9876'), other.logIn('pavel', '2345')]);
  const entries = await happened();
  const inside = new Set<string>();
  for (const { type, payload } of entries) {
    if (type === 'staff.logged-in') inside.add(String(payload['user']));
    else inside.delete(String(payload['user']));
  }
  assert.equal([...inside], [page.view.operator?.id]);
});

test('a command is never carried out in the name of somebody who logged in meanwhile', async () => {
  await openShift('ingrid', '1234');
  assert.is(codeOf(await page.command(nextId(), 'add-product', { product: idOf('Grovbrød') })), 'ok');
  const other = shop.page();
  // Ingrid asks for a void with a colleague's PIN, which is not enough. While it is checked, a manager logs in elsewhere.
  const asked = page.approvedBy('pavel', '2345').command(nextId(), 'void-tab', { reason: 'x' });
  const loggedIn = other.logIn('femke', '9876');
  assert.is(codeOf(await loggedIn), 'ok');
  assert.is.not(codeOf(await asked), 'ok');
  assert.ok(page.view.tab !== null);
});

test('a scan goes to the basket, and every page is told where it went', async () => {
  await openShift();
  const hit = await page.query('search-products', { text: 'helmelk', limit: 1 });
  const [milk] = hit.ok ? (hit.value as { readonly gtin: string; readonly name: string }[]) : [];
  assert.ok(milk !== undefined);
  await shop.devices.scan(milk.gtin);
  assert.is(page.view.scan?.outcome, 'added');
  assert.is(page.view.scan?.name, milk.name);
  assert.ok(Object.hasOwn(page.view.tab?.lines ?? {}, page.view.scan?.line ?? ''));
  await shop.devices.scan('5901234123457');
  assert.equal([page.view.scan?.outcome, page.view.scan?.failure], ['refused', 'code.unknown']);
  await shop.devices.scan('5901234123450');
  assert.is(page.view.scan?.outcome, 'refused');
  assert.equal(shop.devices.beeps, ['good', 'bad', 'bad']);
  assert.is(Object.keys(page.view.tab?.lines ?? {}).length, 1);
  assert.is(page.views['customer-display']?.state, 'selling');
});

test('a receipt that is scanned is offered for a return, and told whose it is; that of another register cannot be had here', async () => {
  await openShift();
  await shop.devices.scan('CT-R-B1-42-I');
  const scanned = () => [page.view.scan?.outcome, page.view.scan?.receipt, page.view.scan?.register];
  assert.equal(scanned(), ['receipt', 42, null]);
  await shop.devices.scan('CT-R-B2-42-A');
  assert.equal(scanned(), ['receipt', 42, 'B2']);
  assert.is(codeOf(await page.query('sale', { register: 'B2', receipt: 42 })), 'office.out-of-reach');
  assert.equal(
    await Promise.all(
      ['42', ' 7 ', 'CT-R-B1-42-I', 'CT-R-B2-42-A', 'CT-R-B2-42-B'].map(async (text) => {
        const found = await page.query('find-receipt', { text });
        return found.ok ? found.value : found.failure.code;
      }),
    ),
    [
      { receipt: 42, register: null },
      { receipt: 7, register: null },
      { receipt: 42, register: null },
      { receipt: 42, register: 'B2' },
      'code.malformed',
    ],
  );
});

test('a scan that a page asked for goes to no basket; the next one does', async () => {
  await openShift();
  const hit = await page.query('search-products', { text: 'helmelk', limit: 1 });
  const [milk] = hit.ok ? (hit.value as { readonly gtin: string }[]) : [];
  const scanned = async (): Promise<void> => shop.devices.scan(milk?.gtin ?? '');
  await page.command(nextId(), 'catch-scan', { wanted: true });
  await scanned();
  assert.equal([page.view.scan?.outcome, page.view.tab], ['caught', null]);
  await scanned();
  assert.is(page.view.scan?.outcome, 'added');
  await page.command(nextId(), 'catch-scan', { wanted: true });
  await page.command(nextId(), 'catch-scan', { wanted: false });
  await scanned();
  assert.is(page.view.scan?.outcome, 'added');
});

test('a weight is sold once, however many ask for it at the same moment', async () => {
  await openShift();
  const bananas = idOf('Bananer');
  const weigh = async (): Promise<PageReply> =>
    page.command(nextId(), 'add-product', { product: bananas, weight: 'scale' });
  assert.is(codeOf(await weigh()), 'scale.missing');
  shop.devices.weigh({ state: 'motion' });
  assert.is(codeOf(await weigh()), 'scale.not-stable');
  shop.devices.weigh({ state: 'stable', weightGrams: 750 });
  const codes = (await Promise.all([weigh(), weigh(), weigh()])).map(codeOf);
  assert.equal(codes.sort(), ['ok', 'scale.same-weight', 'scale.same-weight']);
  const [line] = Object.values(page.view.tab?.lines ?? {});
  assert.is(line?.quantity, 750);
  shop.devices.weigh({ state: 'motion' });
  shop.devices.weigh({ state: 'stable', weightGrams: 750 });
  assert.is(codeOf(await weigh()), 'ok');
});

test('a weight whose line was refused can be taken again', async () => {
  await openShift();
  shop.devices.weigh({ state: 'stable', weightGrams: 500 });
  shop.faults.commitFault = () => ({ code: 'storage.full', when: 'lost' });
  const id = nextId();
  const body = { product: idOf('Bananer'), weight: 'scale' } as const;
  assert.is(codeOf(await page.command(id, 'add-product', body)), 'storage.full');
  shop.faults.commitFault = () => undefined;
  assert.is(codeOf(await page.command(id, 'add-product', body)), 'ok');
  assert.is(codeOf(await page.command(nextId(), 'add-product', body)), 'scale.same-weight');
});

test('a repeat gets the first answer although the scale has moved on, across lost links and restarts', async () => {
  await openShift();
  shop.devices.weigh({ state: 'stable', weightGrams: 500 });
  const id = nextId();
  const body = { product: idOf('Bananer'), weight: 'scale' } as const;
  const first = await page.command(id, 'add-product', body);
  assert.is(codeOf(first), 'ok');
  assert.equal(await page.command(id, 'add-product', body), first);
  await shop.restart();
  await page.logIn('alex', '4321');
  assert.equal(await page.command(id, 'add-product', body), first);
  assert.is(Object.keys(page.view.tab?.lines ?? {}).length, 1);
});

test('an answer lost with the link comes with the next one, and nothing happened twice', async () => {
  await openShift();
  const asked = page.command(nextId(), 'add-product', { product: idOf('Grovbrød') });
  page.lose();
  page.link(shop.till);
  assert.is(codeOf(await asked), 'ok');
  assert.is(Object.values(page.view.tab?.lines ?? {})[0]?.quantity, 1_000);
});

test('what a restart finds is what was shown before it', async () => {
  await openShift();
  await page.command(nextId(), 'add-product', { product: idOf('Grovbrød') });
  await page.command(nextId(), 'park-tab', { name: 'Kari' });
  await page.command(nextId(), 'add-product', { product: idOf('Helmelk 1 l') });
  const before = { ...page.view, operator: null, scan: null };
  await shop.restart();
  assert.equal({ ...page.view, operator: null, scan: null }, before);
  assert.is(codeOf(await page.command(nextId(), 'open-drawer', { reason: 'x' })), 'session.needed');
});

test('a Z-report is printed again once for each time it is asked for', async () => {
  await openShift();
  await page.command(nextId(), 'close-shift', {
    counted: [{ currency: 'NOK', amount: 100_000 }],
    print: false,
  });
  const id = nextId();
  assert.is(codeOf(await page.command(id, 'print-z-report', { zNumber: 1 })), 'ok');
  assert.is(codeOf(await page.command(id, 'print-z-report', { zNumber: 1 })), 'ok');
  assert.is(codeOf(await page.command(nextId(), 'print-z-report', { zNumber: 2 })), 'report.unknown');
  const rows = await shop.database.all("SELECT id FROM print_job WHERE kind = 'z-report'");
  assert.equal(
    rows.map((row) => row['id']),
    [id],
  );
  await page.logIn('ingrid', '1234');
  assert.is(
    codeOf(await page.command(nextId(), 'print-z-report', { zNumber: 1 })),
    'permission.approval-needed',
  );
  const approved = page.approvedBy('femke', '9876');
  assert.is(codeOf(await approved.command(nextId(), 'print-z-report', { zNumber: 1 })), 'ok');
});

test('a lock-out is shown on every page and stands in the journal', async () => {
  const other = shop.page();
  for (let guess = 0; guess < 5; guess += 1) await page.logIn('pavel', 'wrong');
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.is(other.views.staff?.users['pavel']?.lockedUntil, shop.clock.now() + 30_000);
  assert.ok((await happened()).some(({ type }) => type === 'staff.locked-out'));
  await shop.clock.advance(30_000);
  // Half a minute without a word: both links were given up.
  for (const each of [page, other]) {
    assert.equal(each.goodbyes, ['4000 silent']);
    each.lose();
    each.link(shop.till);
  }
  assert.is(codeOf(await page.logIn('pavel', '2345')), 'ok');
  assert.is(other.views.staff?.users['pavel']?.lockedUntil, null);
});
