// Typing on the number pad: what is shown, what it is worth, and which keys do nothing.
import fc from 'fast-check';
import { assert, suite } from '../../../../appliance/test/kit.ts';
import {
  emptyEntry,
  entryOf,
  padKey,
  press,
  valueOf,
  type NumberEntry,
  type PadKey,
} from './number-entry.ts';

const test = suite('number pad');
const money = { exponent: 2, max: 1_000_000_00 };
const pieces = { exponent: 0, max: 999 };

function type(keys: readonly PadKey[], rule = money, from: NumberEntry = emptyEntry): NumberEntry {
  return keys.reduce((entry, key) => press(entry, key, rule), from);
}

test('digits, point and double zero make an amount', () => {
  assert.equal(type(['1', '2', '0']), { text: '120', fresh: false });
  assert.is(valueOf(type(['1', '2', '0']), 2), 12_000);
  assert.is(valueOf(type(['1', '2', 'point', '5']), 2), 1_250);
  assert.is(valueOf(type(['5', '00']), 2), 50_000);
  assert.is(type(['point']).text, '0.');
  assert.is(valueOf(type(['point', '0', '5']), 2), 5);
});

test('keys that cannot mean anything do nothing', () => {
  assert.is(type(['1', 'point', '2', '3', '4']).text, '1.23');
  assert.is(type(['1', 'point', '2', 'point']).text, '1.2');
  assert.is(type(['1', 'point', '2', '00']).text, '1.2');
  assert.is(type(['1', 'point'], pieces).text, '1');
  assert.is(type(['9', '9', '9', '9'], pieces).text, '999');
  assert.is(type(['0', '0', '7']).text, '7');
});

test('what was filled in beforehand is replaced by the first digit and emptied by one backspace', () => {
  const filled = entryOf(269_00, 2);
  assert.equal(filled, { text: '269.00', fresh: true });
  assert.is(valueOf(filled, 2), 26_900);
  assert.is(type(['5'], money, filled).text, '5');
  assert.is(type(['back'], money, filled).text, '');
  assert.is(type(['back'], money, type(['5', '0'], money, filled)).text, '5');
  assert.is(valueOf(type(['clear'], money, filled), 2), null);
});

test('the keyboard and its numeric block mean the same keys', () => {
  assert.equal(['7', ',', '.', 'Backspace', 'Delete', 'a', 'Enter'].map(padKey), [
    '7',
    'point',
    'point',
    'back',
    'clear',
    undefined,
    undefined,
  ]);
});

test('no order of keys gives an amount beyond the limit or one that cannot be read', () => {
  const anyKey = fc.constantFrom<PadKey>('0', '1', '5', '9', '00', 'point', 'back', 'clear');
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 24 }), fc.constantFrom(0, 2, 3), (keys, exponent) => {
      const entry = type(keys, { exponent, max: 1_000_000 });
      const value = valueOf(entry, exponent);
      assert.ok(value === null ? entry.text === '' : value <= 1_000_000, entry.text);
    }),
  );
});
