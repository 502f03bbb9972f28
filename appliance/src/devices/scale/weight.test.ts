// Written weights in grams: exact, and nothing that is no weight.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { gramsOf, isWeightUnit } from './weight.ts';

const test = suite('weights in grams');

test('as scales write them', () => {
  assert.is(gramsOf('00.345', 'kg'), 345);
  assert.is(gramsOf('   1.5', 'kg'), 1_500);
  assert.is(gramsOf('100.00', 'g'), 100);
  assert.is(gramsOf('002.50', 'lb'), 1_134);
  assert.is(gramsOf('8', 'oz'), 227);
  assert.is(gramsOf('0.0005', 'kg'), 1);
  assert.is(gramsOf('0.0004', 'kg'), 0);
});

test('no sign, no second point, no letters, not nothing', () => {
  for (const text of ['', '-1.0', '+1.0', '1.2.3', '1,5', '1.', '.5', '1e3', ' ', '1 2', '0x1'])
    assert.is(gramsOf(text, 'kg'), undefined, text);
  assert.ok(isWeightUnit('kg'));
  assert.not(isWeightUnit('KG'));
  assert.not(isWeightUnit('toString'));
});

test('grams come back at every number of decimals', () => {
  fc.assert(
    fc.property(fc.nat(99_999), (grams) => {
      const digits = String(grams).padStart(4, '0');
      assert.is(gramsOf(`${digits.slice(0, -3)}.${digits.slice(-3)}`, 'kg'), grams);
      assert.is(gramsOf(String(grams), 'g'), grams);
    }),
  );
});
