// The people's pages of the office in a browser, on a real daemon: users and roles, licences and modules, outgoing mail; by pointer, by keys,
// by touch, on a phone in the dark.
import type { peopleApi } from '@countertop/appliance/protocol';
import { assert } from '../../appliance/test/kit.ts';
import { type Listed, OfficeHouse, type OfficeDesk } from './office-desk.ts';
import { accessibilityFindings, browserSuite } from './shop.ts';

const test = browserSuite('pages for people of the office', 'nobody looked at the pages for people');
const limits = { timeoutMs: 120_000 };

interface Kept {
  readonly id: string;
  readonly revision: number;
}
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

let house: OfficeHouse;
let alex: OfficeDesk;

test.before(async () => {
  house = await OfficeHouse.open();
  alex = await house.desk();
  await alex.signIn();
  await alex.isIn();
});
test.after(async () => {
  await house.close();
});

test('places of a user show when pointed at, focused or tapped', limits, async () => {
  await alex.open('/office/users');
  const row = alex.page.getByRole('row', { name: /Femke/ });
  const tip = alex.page.getByRole('tooltip');
  await row.getByRole('button').first().hover();
  await tip.getByText('Brygga, kassen').waitFor();
  await alex.page.mouse.move(0, 0);
  await tip.waitFor({ state: 'detached' });
  await row.focus();
  await alex.page.keyboard.press('Tab');
  await tip.waitFor();
  assert.equal(await accessibilityFindings(alex.page), []);
  await alex.page.keyboard.press('Escape');
  await tip.waitFor({ state: 'detached' });
  await alex.page.getByRole('link', { name: 'de Vries' }).click();
  await alex.heading('Femke de Vries').waitFor();
  const small = await house.desk('/office', phone);
  await small.signIn();
  await small.isIn();
  await small.open('/office/users');
  await small.page.getByRole('row', { name: /Femke/ }).getByRole('button').first().tap();
  await small.page.getByRole('tooltip').getByText('Brygga, kassen').waitFor();
  assert.is(new URL(small.page.url()).searchParams.get('open'), null);
  assert.equal(await accessibilityFindings(small.page), []);
  assert.equal(small.troubles, []);
  await small.page.context().close();
});

test('places that are out of use are not told as places where somebody is let in', limits, async () => {
  const [femke] = (await alex.asks<Listed>('/users?search=femke')).records;
  const [shop] = (await alex.asks<Listed>('/shops')).records;
  assert.ok(femke !== undefined && shop !== undefined);
  const point = { name: 'Sommerbaren', shop: shop.id, active: true };
  const made = await alex.tells<Kept>('POST', '/sale-points', { body: point });
  const held = femke.body['salePoints'] as readonly { role: string }[];
  const more = [...held, { salePoint: made.id, role: held[0]?.role }];
  const { revision } = await alex.asks<Kept>(`/users/${femke.id}`);
  await alex.tells('PUT', `/users/${femke.id}`, { revision, body: { ...femke.body, salePoints: more } });
  await alex.open('/office/users');
  const places = alex.page.getByRole('row', { name: /Femke/ }).getByRole('button').first();
  const tip = alex.page.getByRole('tooltip');
  await places.hover();
  await tip.getByText('Sommerbaren').waitFor();
  await alex.page.mouse.move(0, 0);
  await alex.tells('PUT', `/sale-points/${made.id}?accept-use=true`, {
    revision: made.revision,
    body: { ...point, active: false },
  });
  await alex.page.reload();
  await places.hover();
  await tip.getByText('Brygga, kassen').waitFor();
  await tip.getByText('Sommerbaren').waitFor({ state: 'detached' });
});

test('the list of users: by sale point, with those who left, by name', limits, async () => {
  await alex.open('/office/users');
  const shown = (name: string) => alex.page.getByRole('row', { name: new RegExp(name) });
  await shown('Ingrid').waitFor();
  await alex.page.getByRole('searchbox').fill('lindq');
  await shown('Ingrid').waitFor({ state: 'detached' });
  await shown('Astrid').waitFor();
  const { records } = await alex.asks<Listed>('/sale-points?search=torget');
  await alex.open(`/office/users?in.salePoints=${records[0]!.id}`);
  await shown('Astrid').waitFor();
  assert.is(await shown('Ingrid').count(), 0);
  await alex.open('/office/users?active=inactive');
  await alex.sees('office.none-found', { what: alex.words('menu.users') });
});

test('a role is read as a whole, copied, and set by keys alone', limits, async () => {
  await alex.open('/office/roles');
  await alex.page.getByRole('row', { name: /Staff/ }).focus();
  await alex.page.keyboard.press('Enter');
  await alex.sees('field.role.overview');
  // The row that had the focus takes its colour slowly.
  await alex.page.waitForTimeout(300);
  assert.equal(await accessibilityFindings(alex.page), []);
  await alex.button('people.copy').click();
  await alex.field('field.name').waitFor();
  assert.is(await alex.field('field.name').inputValue(), alex.words('people.copy-of', { name: 'Staff' }));
  await alex.field('field.name').fill('Weekend staff');
  await alex.tab('tab.register').click();
  const line = alex.page.getByRole('group', { name: alex.words('right.sale.return'), exact: true });
  await line.getByRole('radio', { checked: true }).focus();
  await alex.page.keyboard.press('ArrowRight');
  await alex.page.keyboard.press('ArrowRight');
  const chosen = await line.getByRole('radio', { checked: true }).getAttribute('value');
  await alex.page.keyboard.press('Control+s');
  await alex.heading('Weekend staff').waitFor();
  const { records } = await alex.asks<Listed>('/roles?search=weekend');
  assert.is((records[0]!.body['grants'] as Record<string, string>)['sale.return'], chosen);
});

test('seats are counted and changed, never below those in use; an unused one is linked', limits, async () => {
  await alex.open('/office/modules');
  await alex.sees('seats.no-phoning');
  const count = alex.field('seats.count');
  await count.fill('2');
  await alex.button('seats.set', { count: 2 }).click();
  await alex.sees('seats.link-about', { count: 1 });
  await alex.choose(alex.field('seats.user'), 'Femke');
  await alex.page.getByLabel(alex.words('field.email')).fill('femke@brygga.example');
  await alex.button('seats.save').click();
  await alex.sees('people.invited', { email: 'femke@brygga.example' });
  await alex.sees('seats.link-about', { count: 0 });
  assert.equal(await accessibilityFindings(alex.page), []);
  assert.is((await alex.asks<peopleApi.Seats>('/seats')).unused, 0);
});

test('a module that is switched off is gone from the menu, and comes back', limits, async () => {
  const campaigns = alex.page
    .getByRole('navigation')
    .getByRole('link', { name: alex.words('menu.campaigns') });
  const toggle = alex.page.getByRole('switch', { name: alex.words('module.campaigns'), exact: true });
  const unfold = alex.page.getByRole('button', {
    name: alex.words('part.under', { name: alex.words('menu.customers') }),
  });
  await unfold.click();
  await campaigns.waitFor();
  await toggle.click();
  await campaigns.waitFor({ state: 'detached' });
  await alex.page.reload();
  await toggle.waitFor();
  assert.is(await toggle.getAttribute('aria-checked'), 'false');
  await toggle.click();
  await unfold.click();
  await campaigns.waitFor();
});

test('a mail server is set, its password never shown again, and a letter tried', limits, async () => {
  await alex.open('/office/outbox');
  await alex.field('mail.host').fill('127.0.0.1');
  await alex.field('mail.port').fill('9');
  await alex.field('mail.user').fill('shop');
  await alex.field('mail.from').fill('shop@brygga.example');
  await alex.sees('mail.lacks-password');
  await alex.field('sign-in.password').fill('a secret of the mail server');
  await alex.button('mail.save').click();
  await alex.sees('mail.saved');
  await alex.sees('mail.password-kept');
  assert.is(await alex.field('sign-in.password').inputValue(), '');
  await alex.button('mail.try').click();
  await alex.sees('mail.tried', { email: 'alex@brygga.example' });
  await alex.sees('mail.state-queued');
  assert.equal(await accessibilityFindings(alex.page), []);
  const settings = JSON.stringify(await alex.asks('/mail-settings'));
  assert.not.match(settings, /a secret/);
});

test('the pages hold on a phone, in the dark, in Czech', limits, async () => {
  const small = await house.desk('/office', { ...phone, colorScheme: 'dark', locale: 'cs-CZ' });
  small.speaks('cs');
  await small.signIn();
  await small.isIn();
  small.speaks('en');
  for (const path of ['account', 'modules', 'outbox', 'sign-ins', 'roles', 'users']) {
    await small.open(`/office/${path}`);
    await small.heading(small.words(`menu.${path}`)).waitFor();
    assert.equal(await accessibilityFindings(small.page), [], path);
    const wide = await small.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.not(wide, path);
  }
  assert.equal(small.troubles, []);
  await small.page.context().close();
});

test('no page complained, and no daemon', limits, () => {
  assert.equal(alex.troubles, []);
  assert.equal(house.box.troubles, []);
});
