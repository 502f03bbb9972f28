// Tips as a till is told of them: nothing until the office switches them on, and what is proposed in its order.
import { assert, suite } from '../../../test/kit.ts';
import { demoRecords } from '../../demo/company.ts';
import { compileShop } from './compile-shop.ts';
import { effectiveOf } from './open-feed.ts';
import { standingOf, worldOf } from './world.ts';

const test = suite('compile tips');

function tipsOf(values: Parameters<typeof effectiveOf>[0]) {
  const world = worldOf(demoRecords);
  const standing = standingOf(world, 'B1');
  assert.ok(standing !== undefined);
  return compileShop(world, { standing, settings: effectiveOf(values), logo: null }).tips;
}

test('none are taken, as delivered', () => {
  assert.is(tipsOf({}), undefined);
  assert.is(tipsOf({ 'tips.percentages': [1_000] }), undefined);
});

test('switched on, the usual shares are proposed, or those the shop says, ascending', () => {
  assert.equal(tipsOf({ 'tips.taken': true }), { percentages: [500, 1_000, 1_500] });
  assert.equal(tipsOf({ 'tips.taken': true, 'tips.percentages': [2_000, 700] }), {
    percentages: [700, 2_000],
  });
  assert.equal(tipsOf({ 'tips.taken': true, 'tips.percentages': [] }), { percentages: [] });
});
