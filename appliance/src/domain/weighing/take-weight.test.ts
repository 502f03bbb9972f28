// Which weight may be sold: every rule, every country's difference, and that the net weight is never anything but gross less tare.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { minor } from '../money/money.ts';
import { type ScalePlate, type ShownWeight, takeWeight, type WeighedGoods } from './take-weight.ts';
import { type WeighingRules, weighingRules, weighingRulesOf } from './weighing-rules.ts';

const test = suite('taking a weight');
const plate: ScalePlate = { minGrams: 100, maxGrams: 15_000, intervalGrams: 5 };
const rules = weighingRulesOf('NO');

const take = (
  shown: Partial<ShownWeight>,
  goods: Partial<WeighedGoods> = {},
  given: { plate?: ScalePlate; rules?: WeighingRules } = {},
) =>
  takeWeight(
    { grams: 500, net: false, price: null, ...shown },
    { tareGrams: 0, unitPrice: minor(2_990), ...goods },
    { plate, rules, ...given },
  );

test('countries', () => {
  assert.equal(weighingRulesOf('DE'), { belowMinimum: 'refuse', tareInSteps: true, priceBy: 'till' });
  assert.is(weighingRulesOf('US').belowMinimum, 'allow');
  assert.equal(weighingRulesOf('toString'), weighingRulesOf('DE'));
});

test('gross, less the tare, and what it costs', () => {
  assert.equal(take({}), { ok: true, value: { net: 500, total: 1_495 } });
  assert.equal(take({}, { tareGrams: 15 }), { ok: true, value: { net: 485, total: 1_450 } });
  assert.equal(take({}, { unitPrice: null }), { ok: true, value: { net: 500, total: null } });
});

test('nothing, and less than Min', () => {
  assert.refused(take({ grams: 0 }), 'scale.pan-empty');
  assert.refused(take({ grams: 15 }, { tareGrams: 15 }), 'scale.pan-empty');
  assert.refused(take({ grams: 99 }), 'scale.below-minimum');
  assert.refused(take({ grams: 110 }, { tareGrams: 15 }), 'scale.below-minimum');
  assert.accepted(take({ grams: 100 }));
  assert.accepted(take({ grams: 99 }, {}, { rules: weighingRulesOf('US') }));
});

test('a tare once, and in steps of the scale', () => {
  assert.refused(take({ net: true }, { tareGrams: 15 }), 'scale.tare-twice');
  assert.accepted(take({ net: true }));
  assert.refused(take({}, { tareGrams: 12 }), 'scale.tare-steps');
  assert.accepted(take({}, { tareGrams: 12 }, { rules: { ...rules, tareInSteps: false } }));
  assert.accepted(take({}, { tareGrams: 12 }, { plate: { ...plate, intervalGrams: null } }));
});

test('where the scale computes the price, the receipt says the same, and its tare is taken off there', () => {
  assert.equal(take({ price: minor(1_495) }), { ok: true, value: { net: 500, total: 1_495 } });
  assert.refused(take({ price: minor(1_496) }), 'scale.price-differs');
  assert.equal(take({ grams: 485, price: minor(1_450) }, { tareGrams: 15 }), {
    ok: true,
    value: { net: 485, total: 1_450 },
  });
  const byScale = { rules: { ...rules, priceBy: 'scale' as const } };
  assert.refused(take({}, {}, byScale), 'scale.price-by-scale');
  assert.accepted(take({ price: minor(1_495) }, {}, byScale));
  assert.accepted(take({ price: minor(7) }, { unitPrice: null }));
});

test('whatever is taken is the gross weight less the tare, and is sold at its price', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.nat(2_000), fc.nat(100_000), (grams, tareGrams, price) => {
      const taken = take({ grams }, { tareGrams, unitPrice: minor(price) });
      if (!taken.ok) return;
      assert.is(taken.value.net, grams - tareGrams);
      assert.ok(taken.value.net >= plate.minGrams && tareGrams % 5 === 0);
      assert.ok(Math.abs((taken.value.total ?? 0) * 1_000 - taken.value.net * price) <= 500);
    }),
  );
});

test('a shop may have it otherwise than its country', () => {
  assert.equal(weighingRules({ shop: { country: 'NO' } }), rules);
  assert.equal(weighingRules({ shop: { country: 'NO' }, weighing: { priceBy: 'scale' } }), {
    ...rules,
    priceBy: 'scale',
  });
});
