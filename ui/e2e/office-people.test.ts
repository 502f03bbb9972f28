// The people's pages of the office in a browser, on a real daemon: a new user with POS password and seat, their invitation, second factor and
// language; licences, modules, outgoing mail; and what happens to who is wrong.
import { TOTP } from 'otpauth';
import type { peopleApi } from '@countertop/appliance/protocol';
import { assert, lacks, suite } from '../../appliance/test/kit.ts';
import { OfficeHouse, type OfficeDesk } from './office-desk.ts';
import { accessibilityFindings, browserPath } from './shop.ts';

const test = suite('people of the office in a browser');
const limits = { timeoutMs: 120_000 };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

let house: OfficeHouse;
let alex: OfficeDesk;
/** Invited by Alex; signs in with this password and, later, a second factor. */
let tove: OfficeDesk;
const toveEmail = 'tove@brygga.example';
const tovePassword = 'a long walk by the fjord';
let toveSecret = '';
let toveCodes: readonly string[] = [];

interface Listed {
  readonly records: readonly { readonly id: string; readonly body: Readonly<Record<string, unknown>> }[];
}

async function userNamed(lastName: string): Promise<Listed['records'][number]> {
  const { records } = await alex.asks<Listed>(`/users?search=${lastName}`);
  return records[0]!;
}

const codeNow = (): string => new TOTP({ secret: toveSecret }).generate();

/** Signs Tove in as far as the second factor. */
async function toveTypesPassword(): Promise<void> {
  await tove.signIn(toveEmail, tovePassword);
  await tove.field('sign-in.code').waitFor();
}

if (browserPath === undefined) lacks('Chromium');
else {
  test.before(async () => {
    house = await OfficeHouse.open();
    alex = await house.desk();
  });
  test.after(async () => {
    await house.close();
  });

  test('who is wrong is told so, and by the right password comes in', limits, async () => {
    await alex.signIn('alex@brygga.example', 'not this one');
    await alex.sees('failure.sign-in.wrong.what');
    assert.equal(await accessibilityFindings(alex.page), []);
    await alex.signIn();
    await alex.isIn();
  });

  test(
    'a new user: the POS password typed in one tab is sent when all is saved in another',
    limits,
    async () => {
      await alex.open('/office/users');
      await alex.page
        .getByRole('button', { name: alex.words('office.new', { what: alex.words('one.user') }) })
        .click();
      await alex.field('field.firstName').fill('Tove');
      await alex.field('field.lastName').fill('Aas');
      await alex.field('field.number').fill('77');
      await alex.field('people.pos-password-new').fill('123');
      await alex.field('field.number').focus();
      await alex.sees('people.password-short', { least: 4 });
      await alex.field('people.pos-password-new').fill('1234');
      await alex.sees('people.pos-password-trivial');
      await alex.tab('tab.sale-points').click();
      await alex.button('users.add-all').click();
      await alex.tab('tab.stores').click();
      await alex.button('users.add-all').click();
      await alex.tab('tab.office').click();
      await alex.sees('people.access-new');
      await alex.field('field.email').fill(toveEmail);
      await alex.choose(alex.field('field.officeRole'), 'Manager');
      await alex.page
        .getByRole('button', { name: alex.words('office.add', { what: alex.words('one.user') }) })
        .click();
      await alex.sees('people.seat-none');
      const { id, body } = await userNamed('Aas');
      const access = await alex.asks<peopleApi.Access>(`/users/${id}/access`);
      assert.is(access.posPassword, true);
      assert.ok((body['salePoints'] as readonly object[]).length > 1);
      assert.ok((body['stores'] as readonly string[]).length > 0);
      await alex.tab('tab.general').click();
      await alex.sees('people.pos-password-set');
      assert.equal(await accessibilityFindings(alex.page), []);
    },
  );

  test('invited, the letter lies in the outbox, and its link opens the office once', limits, async () => {
    await alex.tab('tab.office').click();
    await alex.button('people.invite', { email: toveEmail }).click();
    await alex.sees('people.invited', { email: toveEmail });
    await alex.button('people.invite-again').waitFor();
    await alex.open('/office/outbox');
    await alex.sees('mail.no-server');
    await alex.page.getByText(toveEmail).first().click();
    const text = await alex.page.locator('pre').innerText();
    assert.equal(await accessibilityFindings(alex.page), []);
    const link = /\/office\/link#[\w-]+/.exec(text)?.[0] ?? '';
    tove = await house.desk(link);
    await tove.sees('link.invitation.about', { email: toveEmail });
    assert.equal(await accessibilityFindings(tove.page), []);
    await tove.field('people.password-new').fill('tove tove tove');
    await tove.button('link.choose').click();
    await tove.sees('failure.password.too-common.what');
    await tove.field('people.password-new').fill(tovePassword);
    await tove.button('link.choose').click();
    await tove.isIn();
    assert.is(new URL(tove.page.url()).hash, '');
    const again = await house.desk(link);
    await again.sees('failure.link.invalid.what');
    await again.page.context().close();
  });

  test('one sees only what one may: no settings, no mail, no users to change', limits, async () => {
    assert.is(await tove.page.getByRole('link', { name: tove.words('menu.outbox') }).count(), 0);
    await tove.open('/office/outbox');
    await tove.sees('mail.administrators-only');
  });

  test(
    'a second factor is begun, switched on, and asked for; a recovery code works once',
    limits,
    async () => {
      await tove.open('/office/account');
      await tove.button('account.second-begin').click();
      await tove.field('account.password-own').fill(tovePassword);
      await tove.page.keyboard.press('Enter');
      toveSecret = (await tove.field('account.second-secret').inputValue()).replaceAll(' ', '');
      await tove.page.getByRole('img', { name: tove.words('account.second-qr') }).waitFor();
      assert.equal(await accessibilityFindings(tove.page), []);
      await tove.field('account.second-first').fill(codeNow());
      await tove.page.keyboard.press('Enter');
      await tove.sees('account.codes-once');
      toveCodes = (await tove.field('account.codes-all').inputValue()).split(' ');
      assert.is(toveCodes.length, 8);
      await tove.button('account.codes-done').click();
      await tove.sees('account.codes-left', { count: 8 });
      await tove.button('office.sign-out').click();
      await toveTypesPassword();
      await tove.field('sign-in.code').fill('000000');
      await tove.button('sign-in.go').click();
      await tove.sees('failure.sign-in.code-wrong.what');
      await tove.field('sign-in.code').fill(toveCodes[0]!);
      await tove.button('sign-in.go').click();
      await tove.isIn();
      await tove.button('office.sign-out').click();
      await toveTypesPassword();
      await tove.field('sign-in.code').fill(toveCodes[0]!);
      await tove.button('sign-in.go').click();
      await tove.sees('failure.sign-in.code-wrong.what');
      await tove.field('sign-in.code').fill(toveCodes[1]!);
      await tove.button('sign-in.go').click();
      await tove.isIn();
    },
  );

  test('the office speaks what one chooses, at once and at the next sign-in', limits, async () => {
    await tove.open('/office/account');
    await tove.page.getByText('Nederlands').click();
    tove.speaks('nl');
    await tove.heading(tove.words('menu.account')).waitFor();
    assert.is(await tove.page.locator('html').getAttribute('lang'), 'nl');
    assert.is((await tove.asks<peopleApi.Me>('/me')).language, 'nl');
    await tove.page.reload();
    await tove.heading(tove.words('menu.account')).waitFor();
  });

  test('a password is changed with the present one, and other places are signed out', limits, async () => {
    const next = 'another walk, much longer';
    await alex.open('/office/account');
    await alex.sees('account.session-here');
    await tove.button('account.password-change').click();
    await tove.field('people.password-new').fill(next);
    await tove.field('account.password-own').fill('wrong');
    await tove.page.keyboard.press('Enter');
    await tove.sees('failure.password.wrong.what');
    await tove.field('account.password-own').fill(tovePassword);
    await tove.page.keyboard.press('Enter');
    await tove.sees('account.password-changed');
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

  test(
    'seats are counted and changed, never below those in use; an unused one is linked',
    limits,
    async () => {
      await alex.open('/office/modules');
      await alex.sees('seats.no-phoning');
      const count = alex.field('seats.count');
      await count.fill('3');
      await alex.button('seats.set', { count: 3 }).click();
      await alex.sees('seats.link-about', { count: 1 });
      await alex.choose(alex.field('seats.user'), 'Femke');
      await alex.page.getByLabel(alex.words('field.email')).fill('femke@brygga.example');
      await alex.button('seats.save').click();
      await alex.sees('people.invited', { email: 'femke@brygga.example' });
      await alex.sees('seats.link-about', { count: 0 });
      assert.equal(await accessibilityFindings(alex.page), []);
      assert.is((await alex.asks<peopleApi.Seats>('/seats')).unused, 0);
    },
  );

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

  test('what happened at the door is told', limits, async () => {
    await alex.open('/office/sign-ins');
    await alex.sees('event.sign-in.failed');
    await alex.sees('event.second-factor.on');
    await alex.page.getByText('Tove Aas').first().waitFor();
    assert.equal(await accessibilityFindings(alex.page), []);
  });

  test('who loses the seat is out with the next thing they do', limits, async () => {
    const { id } = await userNamed('Aas');
    await alex.open(`/office/users?open=${id}`);
    await alex.tab('tab.office').click();
    await alex.button('people.seat-take').click();
    await alex.sees('people.seat-take-asks', { name: 'Tove Aas' });
    await alex.button('people.seat-take').click();
    await alex.sees('people.seat-none');
    await tove.page.reload();
    await tove.field('sign-in.password').waitFor();
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
    assert.equal([...alex.troubles, ...tove.troubles], []);
    assert.equal(house.box.troubles, []);
  });
}
