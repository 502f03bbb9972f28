// A manager's badge approves where the refused action was: set in the office, scanned at the till, good once; and a role's limit of
// discounts, above which somebody approves.
import { demoOfficeUser } from '../../appliance/src/demo/people.ts';
import { journal } from '../../appliance/src/cli/journal.ts';
import { runHere } from '../../appliance/test/daemon-process.ts';
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { accessibilityFindings, browserSuite, Shop } from './shop.ts';

const test = browserSuite('approval by badge in a browser', 'approval by badge was not tried in a browser');
const limits = { timeoutMs: 120_000 };
const badge = 'BADGE-FEMKE-0451';
const pictures = process.env['COUNTERTOP_PICTURES'];

let shop: Shop;
let ingrid: Cashier;

async function picture(name: string): Promise<void> {
  if (pictures !== undefined) await ingrid.page.screenshot({ path: `${pictures}/${name}.png` });
}

/** As the office's user form does. */
async function officeSends(path: string, data: object, method: 'POST' | 'PUT' = 'POST'): Promise<unknown> {
  const { origin } = shop.box;
  const answer = await ingrid.page.context().request.fetch(`${origin}/api${path}`, {
    method,
    data,
    headers: { origin },
  });
  assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
  return answer.status() === 204 ? undefined : answer.json();
}

async function entries(
  type: string,
): Promise<readonly { readonly who: string; readonly approvedBy?: string }[]> {
  const { code, stdout } = await runHere(journal, ['export', '--format', 'json'], {
    COUNTERTOP_DATA: shop.box.folder,
  });
  assert.is(code, 0);
  const { entries: all } = JSON.parse(stdout) as {
    readonly entries: readonly {
      readonly type: string;
      readonly who: string;
      readonly approvedBy?: string;
    }[];
  };
  return all.filter((entry) => entry.type === type);
}

async function asksToVoid(): Promise<void> {
  await ingrid.button('tab.more').click();
  await ingrid.button('tab.do-void').click();
  await ingrid.button('reason.customer-left').click();
  await ingrid.area('approval.title').waitFor();
}

test.before(async () => {
  shop = await Shop.open();
  ingrid = await Cashier.arrives(shop);
  const { email, password } = demoOfficeUser;
  await officeSends('/sign-in', { email, password });
  await officeSends('/users/femke/badge', { code: badge });
  await ingrid.logIn('ingrid');
  await ingrid.openShift('1000');
  await ingrid.open('/till/sell');
});
test.after(async () => {
  await shop.close();
});

test('scanned while an approval is asked for, the badge gives it', limits, async () => {
  await ingrid.scans('Grovbrød');
  await asksToVoid();
  await ingrid.saysIt('approval.or-badge').waitFor();
  for (const viewport of [
    { width: 1366, height: 768 },
    { width: 1080, height: 1920 },
  ]) {
    await ingrid.page.setViewportSize(viewport);
    assert.equal(await accessibilityFindings(ingrid.page), []);
    await picture(`approval-${String(viewport.width)}`);
  }
  await ingrid.page.setViewportSize({ width: 1366, height: 768 });
  shop.bench.scan(badge, ']C0');
  await ingrid.page.locator('[data-line]').first().waitFor({ state: 'detached' });
  assert.equal(
    (await entries('tab.voided')).map(({ who, approvedBy }) => [who, approvedBy]),
    [['ingrid', 'femke']],
  );
  await ingrid.saysIt('scan.badge').waitFor();
  assert.not.match(await ingrid.page.content(), new RegExp(badge), 'no page is shown the code');
});

test('scanned for nothing, it does nothing; a code of nobody approves nothing', limits, async () => {
  shop.bench.scan(badge, ']C0');
  await ingrid.scans('Grovbrød');
  await asksToVoid();
  shop.bench.scan('BADGE-NOBODY-1', ']C0');
  await ingrid.saysIt('failure.code.unknown.what').waitFor();
  await ingrid.area('approval.title').waitFor();
  await ingrid.button('approval.cancel').click();
  await ingrid.page.keyboard.press('Escape');
  assert.is(await ingrid.page.locator('[data-line]').count(), 1);
  assert.is((await entries('tab.voided')).length, 1);
});

test('a discount within the role’s limit is given at once, above it somebody approves', limits, async () => {
  const role = (await (
    await ingrid.page.context().request.get(`${shop.box.origin}/api/roles/staff`)
  ).json()) as { readonly revision: number; readonly body: { readonly grants: object } };
  await officeSends(
    '/roles/staff',
    {
      revision: role.revision,
      body: {
        ...role.body,
        grants: { ...role.body.grants, 'sale.discount': 'allowed' },
        lineDiscountMax: 1_000,
      },
    },
    'PUT',
  );
  const gives = async (percent: RegExp): Promise<void> => {
    await ingrid.button('line.do-discount').click();
    const panel = ingrid.area('discount.line');
    await panel.getByRole('button', { name: percent }).click();
    await panel.getByRole('button', { name: ingrid.words('reason.goodwill') }).click();
  };
  await gives(/^10\s?%$/);
  await ingrid.area('discount.line').waitFor({ state: 'detached' });
  await gives(/^15\s?%$/);
  await ingrid.area('approval.title').waitFor();
  shop.bench.scan(badge, ']C0');
  await ingrid.area('discount.line').waitFor({ state: 'detached' });
  assert.equal(
    (await entries('line.discounted')).map(({ who, approvedBy }) => [who, approvedBy]),
    [
      ['ingrid', undefined],
      ['ingrid', 'femke'],
    ],
  );
});

test('no page complained on the way', limits, () => {
  assert.equal(ingrid.page.troubles, []);
  assert.equal(shop.box.troubles, []);
});
