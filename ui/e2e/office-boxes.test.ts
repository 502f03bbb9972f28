// What the office's pages promise of boxes and of what is switched off: the way to a till, a journal that does not verify, pages that hear of
// changes or say that they do not, and where a technician finds the API.
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { officeDatabaseName } from '../../appliance/src/back-office/files.ts';
import { perUserMax } from '../../appliance/src/back-office/live/hub.ts';
import { officeMigrations } from '../../appliance/src/back-office/migrations/all.ts';
import { demoOfficeUser } from '../../appliance/src/demo/people.ts';
import { systemClock } from '../../appliance/src/platform/clock/system-clock.ts';
import { openSqlite } from '../../appliance/src/platform/database/sqlite.ts';
import { Box } from '../../appliance/test/daemon-process.ts';
import { silent } from '../../appliance/test/journal/open-journal.ts';
import { assert } from '../../appliance/test/kit.ts';
import { OfficeDesk, OfficeHouse } from './office-desk.ts';
import { accessibilityFindings, browserSuite } from './shop.ts';

const test = browserSuite(
  'boxes in the office in a browser',
  'boxes in the office were not tried in a browser',
);
const limits = { timeoutMs: 240_000 };
const { email, password } = demoOfficeUser;

let house: OfficeHouse;
let desk: OfficeDesk;

/** As if a box had sent what does not follow: the archive keeps it as evidence. */
async function findInArchive(box: Box): Promise<void> {
  await box.stop();
  const database = await openSqlite(join(box.folder, officeDatabaseName), {
    clock: systemClock,
    log: silent,
    migrations: officeMigrations,
  });
  await database.write(
    `INSERT INTO archive_alarm (register, seq, detail, first_at, last_at, times) VALUES ('B1', 42, 'hash does not fit', ?1, ?1, 3)`,
    [Date.now()],
  );
  await database.close();
  await box.start();
}

async function cookieOf(): Promise<string> {
  const { origin } = house.box;
  const signedIn = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  assert.is(signedIn.status, 200);
  return (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

test.before(async () => {
  house = await OfficeHouse.open();
  await findInArchive(house.box);
  desk = await house.desk();
  await desk.signIn(email, password);
  await desk.isIn();
});
test.after(async () => {
  await house.close();
});

test(
  'POS says which registers there are and why one cannot be opened; on a box that is a till it opens the till',
  limits,
  async () => {
    await desk.open('/office/pos');
    await desk.sees('pos.unpaired');
    assert.equal(await accessibilityFindings(desk.page), []);
    const both = await Box.started();
    try {
      const context = await house.browser.newContext({ locale: 'en-GB' });
      const other = new OfficeDesk(await context.newPage(), both.origin);
      await other.open('/office');
      await other.signIn(email, password);
      await other.isIn();
      await other.page.getByRole('link', { name: other.words('menu.pos'), exact: true }).click();
      await other.page.waitForURL(/\/till$/);
      await other.page.getByRole('button', { name: /Ingrid/ }).waitFor();
      await context.close();
    } finally {
      await both.stop();
    }
  },
);

test(
  'a part that is switched off has no entry, and its page says so instead of showing anything',
  limits,
  async () => {
    await desk.tells('PUT', '/modules/campaigns', { active: false });
    await desk.open('/office/campaigns');
    await desk.sees('failure.module.off.what');
    await desk.sees('failure.module.off.do');
    assert.is(
      await desk.page.getByRole('link', { name: desk.words('menu.campaigns'), exact: true }).count(),
      0,
    );
    assert.equal(await accessibilityFindings(desk.page), []);
    const refused = await desk.page.evaluate(async () => (await fetch('/api/campaigns')).status);
    assert.is(refused, 403);
    await desk.tells('PUT', '/modules/campaigns', { active: true });
    await desk.open('/office/campaigns');
    await desk.page
      .getByRole('heading', { name: desk.words('menu.campaigns') })
      .first()
      .waitFor();
  },
);

test(
  'a journal that does not verify is acknowledged with a note, once, and stays listed',
  limits,
  async () => {
    await desk.open('/office/boxes?open=B1');
    await desk.page.getByText('hash does not fit').first().waitFor();
    await desk.button('acknowledge.do').click();
    const confirm = desk.button('acknowledge.do').last();
    await desk.field('acknowledge.note').fill('Restored from a backup, paired anew');
    assert.equal(await accessibilityFindings(desk.page), []);
    await confirm.click();
    await desk.page.getByText('Restored from a backup, paired anew').waitFor();
    await desk.page
      .getByText(/Alex Morgan/)
      .first()
      .waitFor();
    assert.is(await desk.button('acknowledge.do').count(), 0);
    await desk.page.reload();
    await desk.page.getByText('Restored from a backup, paired anew').waitFor();
  },
);

test('an eleventh page says that it is not live, comes again by itself, and then hears', limits, async () => {
  // Nothing but what is held here counts: the streams of pages that were left may stand for a while yet.
  await desk.page.context().close();
  const cookie = await cookieOf();
  const held: AbortController[] = [];
  while (held.length < perUserMax) {
    const ends = new AbortController();
    const { status } = await fetch(`${house.box.origin}/api/live`, {
      headers: { cookie },
      signal: ends.signal,
    });
    if (status === 200) held.push(ends);
    else await pause(250);
  }
  const page = await house.desk('/office', {});
  await page.signIn(email, password);
  await page.isIn();
  await page.open('/office/categories');
  await page.sees('office.not-live');
  assert.equal(await accessibilityFindings(page.page), []);
  for (const each of held) each.abort();
  await page.page
    .getByText(page.words('office.not-live'), { exact: true })
    .waitFor({ state: 'detached', timeout: 90_000 });
  // What is changed elsewhere is there without anybody pressing anything.
  const name = `Told ${Date.now()}`;
  const category = await fetch(`${house.box.origin}/api/categories`, {
    method: 'POST',
    headers: { cookie, origin: house.box.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ body: { name, parent: null } }),
  });
  assert.is(category.status, 201, await category.text());
  await page.page.getByText(name).waitFor();
  desk = page;
});

test('a technician finds the API in one’s own account', limits, async () => {
  await desk.open('/office/account');
  const [docs] = await Promise.all([
    desk.page.waitForEvent('popup'),
    desk.page.getByRole('link', { name: desk.words('account.api-docs') }).click(),
  ]);
  await docs.getByText('Countertop back office').first().waitFor();
  await docs.close();
});
