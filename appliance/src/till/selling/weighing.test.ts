// A weight counts while it is stable, for one line only, and is shown with what it costs.
import { assert, suite } from '../../../test/kit.ts';
import type { OfferedGoods, ScaleRange, ScaleReading } from '../../devices/scale/port.ts';
import { minor } from '../../domain/money/money.ts';
import { weighingRulesOf } from '../../domain/weighing/weighing-rules.ts';
import { Weighing } from './weighing.ts';

const test = suite('weighing');
const goods = (tareGrams = 0) => ({ tareGrams, unitPrice: minor(2_990) });
const apples = { id: 'apples', name: 'Epler', price: minor(2_990) };

function scene(range: Partial<ScaleRange> = {}) {
  const offered: (OfferedGoods | null)[] = [];
  const clock = { now: 0 };
  const weighing = new Weighing({
    rules: () => weighingRulesOf('NO'),
    scale: () => ({
      range: { minGrams: 0, maxGrams: 15_000, intervalGrams: null, ...range },
      can: { zero: true, tare: false, price: false },
      offer: (what) => offered.push(what),
    }),
    now: () => clock.now,
  });
  const says = (reading: ScaleReading): void => weighing.take('scale', reading, clock.now);
  const weighs = (weightGrams: number, more: { net?: true; price?: number } = {}): void =>
    says({ state: 'stable', weightGrams, ...more });
  return { weighing, offered, clock, says, weighs };
}

test('without a scale, and with one that is not at rest, there is no weight', () => {
  const { weighing, says } = scene();
  assert.refused(weighing.weigh(goods()), 'scale.missing');
  for (const state of ['motion', 'under-zero', 'overload', 'needs-zero', 'no-price', 'fault'] as const) {
    says({ state });
    assert.refused(weighing.weigh(goods()), 'scale.not-stable');
    assert.equal([weighing.view.name, weighing.view.state, weighing.view.weight], ['scale', state, null]);
  }
  says({ state: 'below-minimum' });
  assert.refused(weighing.weigh(goods()), 'scale.below-minimum');
  says({ state: 'not-moved' });
  assert.refused(weighing.weigh(goods()), 'scale.same-weight');
});

test('the tare comes off, and nothing or less is no weight', () => {
  const { weighing, weighs } = scene({ minGrams: 100 });
  weighs(750);
  const weighed = weighing.weigh(goods(50));
  assert.accepted(weighed);
  assert.is(weighed.value.weight, 700);
  weighs(50);
  assert.refused(weighing.weigh(goods(50)), 'scale.pan-empty');
  weighs(120);
  assert.refused(weighing.weigh(goods(50)), 'scale.below-minimum');
});

test('taken once until the pan has moved', () => {
  const { weighing, says, weighs } = scene();
  weighs(500);
  assert.accepted(weighing.weigh(goods()));
  assert.refused(weighing.weigh(goods()), 'scale.same-weight');
  weighs(500);
  assert.refused(weighing.weigh(goods()), 'scale.same-weight');
  says({ state: 'motion' });
  weighs(500);
  assert.accepted(weighing.weigh(goods()));
  weighs(501);
  assert.accepted(weighing.weigh(goods()));
  weighs(0);
  weighs(501);
  assert.accepted(weighing.weigh(goods()));
});

test('neither a fault, nor another plug, nor a tare moves the pan', () => {
  const { weighing, says, weighs } = scene();
  weighs(500);
  assert.accepted(weighing.weigh(goods()));
  for (const state of ['fault', 'no-price', 'needs-zero', 'not-moved'] as const) {
    says({ state });
    weighs(500);
    assert.refused(weighing.weigh(goods()), 'scale.same-weight');
  }
  weighs(0, { net: true });
  weighs(500);
  assert.refused(weighing.weigh(goods()), 'scale.same-weight');
});

test('given back, it can be taken again; another weight is not given back by it', () => {
  const { weighing, weighs } = scene();
  weighs(500);
  const first = weighing.weigh(goods());
  assert.accepted(first);
  first.value.giveBack();
  assert.accepted(weighing.weigh(goods()));
  weighs(600);
  const second = weighing.weigh(goods());
  assert.accepted(second);
  first.value.giveBack();
  assert.refused(weighing.weigh(goods()), 'scale.same-weight');
});

test('weight, unit price and total are shown together, or why there are none', () => {
  const { weighing, says, weighs, offered } = scene();
  weighs(500);
  assert.is(weighing.view.goods, null);
  weighing.put(apples, { tareGrams: 20 });
  assert.equal(offered, [{ unitPrice: 2_990, tareGrams: 20, text: 'Epler' }]);
  const shown = { product: 'apples', name: 'Epler', unitPrice: 2_990, tare: 20 };
  assert.equal(weighing.view.goods, { ...shown, net: 480, total: 1_435, why: null });
  says({ state: 'motion' });
  assert.equal(weighing.view.goods, { ...shown, net: null, total: null, why: 'scale.not-stable' });
  weighs(500);
  assert.accepted(weighing.weigh(goods(20)));
  assert.is(weighing.view.goods?.why, 'scale.same-weight');
  weighing.clear();
  weighing.clear();
  assert.is(weighing.view.goods, null);
  assert.equal(offered.slice(1), [null]);
});

test('a price that is asked for is the unit price; without any there is no total', () => {
  const { weighing, weighs, offered } = scene();
  weighs(500);
  const { price: _, ...open } = apples;
  weighing.put(open, { tareGrams: 0, price: minor(1_000) });
  assert.is(weighing.view.goods?.total, 500);
  weighing.put(open, { tareGrams: 0 });
  assert.is(weighing.view.goods?.total, null);
  assert.is(offered.at(-1), null);
});

test('a scanned container is taken off what is being weighed, and is no weight of its own', () => {
  const { weighing, weighs } = scene();
  weighs(500);
  assert.refused(weighing.tare(350), 'scale.tare-label');
  weighing.put(apples, { tareGrams: 0 });
  assert.accepted(weighing.tare(350));
  assert.equal([weighing.view.goods?.tare, weighing.view.goods?.net], [350, 150]);
});

test('what was left on the screen is forgotten', () => {
  const { weighing, weighs, clock } = scene();
  weighing.put(apples, { tareGrams: 0 });
  clock.now = 300_001;
  weighs(1);
  assert.is(weighing.view.goods, null);
});
