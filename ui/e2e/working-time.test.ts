// Clocking in and out where everybody comes by, and Reports > Shifts where a manager puts it right: pressed as people do, on a screen that
// lies and on one that stands, in light and dark.
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { journal } from '../../appliance/src/cli/journal.ts';
import { demoUsers } from '../../appliance/src/demo/people.ts';
import { runHere } from '../../appliance/test/daemon-process.ts';
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { accessibilityFindings, browserSuite, Shop } from './shop.ts';

const test = browserSuite('working time in a browser', 'working time was not tried in a browser');
const limits = { timeoutMs: 120_000 };
const upright = { width: 1080, height: 1920 };
const lying = { width: 1366, height: 768 };

let shop: Shop;
let till: Cashier;

const pictures = process.env['COUNTERTOP_PICTURES'];

/** Light and dark, and on a standing screen: nothing is cut off, and axe-core has nothing to say. */
async function looksRight(name: string): Promise<void> {
  for (const [size, scheme] of [
    [lying, 'light'],
    [upright, 'dark'],
  ] as const) {
    await till.page.setViewportSize(size);
    await till.page.emulateMedia({ colorScheme: scheme });
    // Colours change gently, and are looked at when they have.
    await till.page.evaluate(async () =>
      Promise.all(document.getAnimations().map(({ finished }) => finished)),
    );
    const wide = await till.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${name} is ${String(wide)} px too wide on ${scheme}`);
    assert.equal(await accessibilityFindings(till.page), [], `${name} ${scheme}`);
    if (pictures !== undefined) await till.page.screenshot({ path: join(pictures, `${name}-${scheme}.png`) });
  }
  await till.page.setViewportSize(lying);
  await till.page.emulateMedia({ colorScheme: 'light' });
}

const personOf = (id: string) => {
  const person = demoUsers.find((each) => each.id === id);
  assert.ok(person !== undefined);
  return person;
};
const tileOf = (id: string, within: Pick<Locator, 'getByRole'> = till.page): Locator =>
  within.getByRole('button', { name: personOf(id).name });
const rowOf = (id: string): Locator =>
  till
    .area('shifts.title')
    .getByRole('listitem')
    .getByRole('button', { name: personOf(id).name });

async function clock(id: string, direction: 'in' | 'out'): Promise<void> {
  await tileOf(id).click();
  await till.page.keyboard.type(personOf(id).pin);
  await till.button(`clock.${direction}`).click();
  await till.saysIt(`clock.done-${direction}`).waitFor();
}

test.before(async () => {
  shop = await Shop.open();
  till = await Cashier.arrives(shop);
});
test.after(async () => {
  await shop.close();
});

test('in by tile, PIN and one button on the log-in page, which says since when', limits, async () => {
  await clock('ingrid', 'in');
  await tileOf('ingrid').getByText(till.within('clock.in-since')).waitFor();
  await looksRight('log-in-clocked');
  assert.is(await till.button('clock.in').count(), 0, 'who is in is offered to go out');
  await tileOf('pavel').click();
  await till.page.keyboard.type('0000');
  await till.button('clock.in').click();
  await till.saysIt('failure.staff.pin-wrong.what').waitFor();
  await clock('pavel', 'in');
});

test('out while somebody else is logged in, who stays so', limits, async () => {
  await till.logIn('femke');
  await till.button('clock.title').click();
  const panel = till.area('clock.title');
  await looksRight('clock-panel');
  await tileOf('pavel', panel).click();
  await till.page.keyboard.type(personOf('pavel').pin);
  await till.page.keyboard.press('Enter');
  await till.saysIt('clock.done-out').waitFor();
  await till.page.getByText(personOf('femke').name).first().waitFor();
  await till.button('part.close').click();
});

test('Reports > Shifts lists both, with the hours of each', limits, async () => {
  await till.open('/till/reports');
  await till.page.getByRole('link', { name: till.words('shifts.title') }).click();
  await rowOf('ingrid').getByText(till.within('shifts.in-progress')).waitFor();
  await rowOf('pavel').waitFor();
  await till.page.getByRole('heading', { name: till.words('shifts.hours') }).waitFor();
  await looksRight('shifts');
});

test(
  'an active shift is ended by a correction; the original and who edited it are shown',
  limits,
  async () => {
    await rowOf('ingrid').click();
    const panel = till.area('shifts.edit');
    await panel.getByText(personOf('ingrid').name).waitFor();
    await looksRight('shift-edit');
    assert.is(await till.button('shifts.save').getAttribute('aria-disabled'), 'true', 'nothing has changed');
    const part = (name: string) => panel.getByRole('combobox', { name: till.words(`shifts.${name}`) });
    const clocked = [await part('in-hour').inputValue(), await part('in-minute').inputValue()];
    const day = panel.getByLabel(till.words('shifts.in-day'));
    const before = await day.inputValue();
    const yesterday = new Date(Date.parse(`${before}T00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    await day.fill(yesterday);
    await part('in-hour').selectOption('08');
    await part('in-minute').selectOption('00');
    await part('end-kind').selectOption('ended');
    await panel.getByLabel(till.words('shifts.out-day')).fill(yesterday);
    await part('out-hour').selectOption('07');
    await part('out-minute').selectOption('30');
    await till.button('shifts.save').click();
    await till.saysIt('failure.working-time.not-in-order.what').waitFor();
    await part('out-hour').selectOption('16');
    await panel.getByRole('button', { name: till.words('shifts.reason-out') }).click();
    await till.button('shifts.save').click();
    await panel.waitFor({ state: 'detached' });
    const choice = till.page.getByRole('combobox', { name: till.words('period.label') });
    await choice.selectOption('own');
    await till.page.getByLabel(till.words('period.first')).fill(yesterday);
    await rowOf('ingrid').getByText(till.within('shifts.edited')).waitFor();
    await rowOf('ingrid').click();
    await panel.getByText(till.words('shifts.original')).waitFor();
    await panel
      .getByText(new RegExp(clocked.join('[:.]')))
      .first()
      .waitFor();
    await panel.getByText(till.words('shifts.edited-by')).waitFor();
    await panel.getByText(new RegExp(`^${personOf('femke').name},`)).waitFor();
    await looksRight('shift-edited');
  },
);

test('deleted, it counts no more and can still be looked at', limits, async () => {
  await till.button('shifts.delete').click();
  await till.saysIt('shifts.delete-about').waitFor();
  await looksRight('shift-delete');
  await till
    .area('shifts.delete')
    .getByRole('button', { name: till.words('shifts.delete') })
    .click();
  await rowOf('ingrid').waitFor({ state: 'detached' });
  await till.button('shifts.show-deleted').click();
  await rowOf('ingrid').getByText(till.within('shifts.deleted')).waitFor();
  await rowOf('ingrid').click();
  await till.area('shifts.one').getByText(till.words('shifts.deleted-by')).waitFor();
  assert.is(await till.button('shifts.save').count(), 0);
  await looksRight('shift-deleted');
});

test('who does not manage them sees their own, and days without any', limits, async () => {
  await till.open('/till');
  await till.button('home.log-out').click();
  till.speaks('nb');
  await till.logIn('pavel');
  await till.open('/till/reports/shifts');
  await rowOf('pavel').click();
  await till.area('shifts.one').waitFor();
  assert.is(await till.button('shifts.save').count(), 0);
  assert.is(await tileOf('ingrid').count(), 0);
  await till.page.getByRole('combobox', { name: till.words('period.label') }).selectOption('last-month');
  await till.saysIt('shifts.none').waitFor();
  await looksRight('shifts-empty');
});

test('no page complained on the way, and the journal is whole', limits, async () => {
  const database = join(shop.box.folder, 'countertop.db');
  const { code, stderr } = await runHere(journal, ['verify', '--database', database]);
  assert.is(code, 0, stderr);
  assert.equal(till.page.troubles, []);
  assert.equal(shop.box.troubles, []);
});
