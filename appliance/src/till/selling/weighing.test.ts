// A weight counts while it is stable, and for one line only.
import { assert, suite } from '../../../test/kit.ts';
import { Weighing } from './weighing.ts';

const test = suite('weighing');

function onPan(grams: number): Weighing {
  const weighing = new Weighing();
  weighing.take('scale', { state: 'stable', weightGrams: grams }, 1);
  return weighing;
}

test('without a scale, and with one that is not at rest, there is no weight', () => {
  const weighing = new Weighing();
  assert.refused(weighing.weigh(0), 'scale.missing');
  for (const state of ['motion', 'under-zero', 'overload', 'needs-zero', 'fault'] as const) {
    weighing.take('scale', { state }, 1);
    assert.refused(weighing.weigh(0), 'scale.not-stable');
    assert.equal(weighing.view, { name: 'scale', state, weight: null, at: 1 });
  }
});

test('the tare comes off, and nothing or less is no weight', () => {
  const weighed = onPan(750).weigh(50);
  assert.accepted(weighed);
  assert.is(weighed.value.weight, 700);
  assert.refused(onPan(50).weigh(50), 'scale.not-stable');
  assert.refused(onPan(0).weigh(0), 'scale.not-stable');
  assert.refused(onPan(-20).weigh(0), 'scale.not-stable');
});

test('taken once until the pan has moved', () => {
  const weighing = onPan(500);
  assert.accepted(weighing.weigh(0));
  assert.refused(weighing.weigh(0), 'scale.same-weight');
  weighing.take('scale', { state: 'stable', weightGrams: 500 }, 2);
  assert.refused(weighing.weigh(0), 'scale.same-weight');
  weighing.take('scale', { state: 'motion' }, 3);
  weighing.take('scale', { state: 'stable', weightGrams: 500 }, 4);
  assert.accepted(weighing.weigh(0));
  weighing.take('scale', { state: 'stable', weightGrams: 501 }, 5);
  assert.accepted(weighing.weigh(0));
});

test('given back, it can be taken again; another weight is not given back by it', () => {
  const weighing = onPan(500);
  const first = weighing.weigh(0);
  assert.accepted(first);
  first.value.giveBack();
  assert.accepted(weighing.weigh(0));
  weighing.take('scale', { state: 'stable', weightGrams: 600 }, 2);
  const second = weighing.weigh(0);
  assert.accepted(second);
  first.value.giveBack();
  assert.refused(weighing.weigh(0), 'scale.same-weight');
});
