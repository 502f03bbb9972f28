// Rounds from the office to the till: nothing until they are switched on; then each category says where its orders are printed.
import { assert, suite } from '../../../test/kit.ts';
import { demoRecords } from '../../demo/company.ts';
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import { type ShopPlan, settingsAt } from '../../till/shop/shop-plan.ts';
import { compileShop } from './compile-shop.ts';
import { effectiveOf } from './open-feed.ts';
import { standingOf, worldOf } from './world.ts';

const test = suite('compile rounds');

const [category] = demoRecords.filter((each): each is OfficeRecord<'category'> => each.kind === 'category');

function roundsOf(values: Parameters<typeof effectiveOf>[0], printer: string | null) {
  assert.ok(category !== undefined);
  const changed = { ...category, body: { ...category.body, printer } };
  const others = demoRecords.map((each) =>
    each.kind === 'category' ? { ...each, body: { ...each.body, printer: null } } : each,
  );
  const world = worldOf(others.map((each) => (each.id === category.id ? changed : each)));
  const standing = standingOf(world, 'B1');
  assert.ok(standing !== undefined);
  const item = compileShop(world, { standing, settings: effectiveOf(values), logo: null });
  const plan: ShopPlan = { item, templates: {}, campaigns: {}, retired: { classes: [], tenders: [] } };
  return settingsAt(plan, 0).rounds;
}

test('none are sent, as delivered', () => {
  assert.is(roundsOf({}, 'kitchen'), undefined);
});

test('switched on, a category goes to its printer, and the others to the usual one', () => {
  assert.equal(roundsOf({ 'rounds.printed': true }, null)?.printers, {});
  assert.equal(roundsOf({ 'rounds.printed': true }, 'kitchen')?.printers, {
    [category?.id ?? '']: 'kitchen',
  });
});

test('courses are called as the shop says, or as its language does', () => {
  const courses = (names: readonly string[]) =>
    roundsOf({ 'rounds.printed': true, 'rounds.courses': names }, null)?.courses;
  assert.equal(courses([]), ['Forretter', 'Hovedretter', 'Desserter']);
  assert.equal(courses(['Smått', 'Stort']), ['Smått', 'Stort']);
});
