// What a register is told of its drawer: the law of the country, unless the shop says otherwise.
import { assert, suite } from '../../../test/kit.ts';
import { demoRecords } from '../../demo/company.ts';
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import { compileShop } from './compile-shop.ts';
import { effectiveOf } from './open-feed.ts';
import { standingOf, worldOf } from './world.ts';

const test = suite('compile drawer');

function drawerOf(values: Parameters<typeof effectiveOf>[0], country = 'NO') {
  const records = demoRecords.map((record) => {
    if (record.kind !== 'price-region') return record;
    const region = record as OfficeRecord<'price-region'>;
    return { ...region, body: { ...region.body, country } };
  });
  const world = worldOf(records);
  const standing = standingOf(world, 'B1');
  assert.ok(standing !== undefined);
  return compileShop(world, { standing, settings: effectiveOf(values), logo: null }).drawer;
}

test('as delivered: told of after a minute, and no sale meanwhile where the law of the country says so', () => {
  assert.equal(drawerOf({}), { leftOpenMs: 60_000, refusesSale: true });
  assert.equal(drawerOf({}, 'NL'), { leftOpenMs: 60_000, refusesSale: false });
});

test('the shop may say otherwise', () => {
  assert.equal(drawerOf({ 'drawer.sale-while-open': 'refused', 'drawer.left-open': 0 }, 'CZ'), {
    leftOpenMs: 0,
    refusesSale: true,
  });
  assert.is(drawerOf({ 'drawer.sale-while-open': 'allowed' })?.refusesSale, false);
});
