// Layouts against keys whose place is known, so that a slip in a row of the drawing does not sell another article.
import { assert, suite } from '../../../../test/kit.ts';
import { compose, layoutNamed, layoutNames } from './layouts.ts';
import type { Level } from './layouts.ts';

const layouts = suite('keyboard layouts');

/** Usage id and level of some keys whose place is known from the keyboards themselves. */
const known: [(typeof layoutNames)[number], number, Level, string][] = [
  ['us', 0x04, 'plain', 'a'],
  ['us', 0x27, 'plain', '0'],
  ['us', 0x30, 'plain', ']'],
  ['us', 0x31, 'shift', '|'],
  ['us', 0x38, 'shift', '?'],
  ['de', 0x1c, 'plain', 'z'],
  ['de', 0x1d, 'shift', 'Y'],
  ['de', 0x24, 'shift', '/'],
  ['de', 0x2d, 'plain', 'ß'],
  ['de', 0x26, 'altGr', ']'],
  ['de', 0x33, 'plain', 'ö'],
  ['de', 0x14, 'altGr', '@'],
  ['fr', 0x14, 'plain', 'a'],
  ['fr', 0x1e, 'plain', '&'],
  ['fr', 0x1e, 'shift', '1'],
  ['fr', 0x33, 'plain', 'm'],
  ['fr', 0x10, 'plain', ','],
  ['fr', 0x38, 'shift', '§'],
  ['fr', 0x22, 'altGr', '['],
  ['fr', 0x34, 'plain', 'ù'],
  ['no', 0x2f, 'plain', 'å'],
  ['no', 0x33, 'shift', 'Ø'],
  ['no', 0x34, 'plain', 'æ'],
  ['no', 0x38, 'plain', '-'],
  ['no', 0x24, 'shift', '/'],
  ['no', 0x25, 'altGr', '['],
  ['no', 0x2d, 'plain', '+'],
];

layouts('keys lie where they lie on the keyboards', () => {
  for (const [name, usage, level, character] of known)
    assert.is(
      layoutNamed(name)[level].get(usage)?.character,
      character,
      `${name} ${usage.toString(16)} ${level}`,
    );
});

layouts('every key of a row has a character, and the key beside Enter is one key', () => {
  for (const name of layoutNames) {
    const layout = layoutNamed(name);
    for (const level of ['plain', 'shift'] as const) {
      assert.is(layout[level].size, 50, name);
      for (const [usage, key] of layout[level])
        assert.is([...key.character].length, 1, `${name} ${usage.toString(16)} ${level}`);
      assert.equal(layout[level].get(0x31), layout[level].get(0x32));
    }
  }
});

layouts('every layout can type all of ASCII', () => {
  for (const name of layoutNames) {
    const made = new Set(
      Object.values(layoutNamed(name)).flatMap((level) => [...level.values()].map((key) => key.character)),
    );
    const missing = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
      (one) => !made.has(one),
    );
    assert.equal(missing, [], name);
  }
});

const dead = suite('dead keys');

dead('make one character with what they fit, and two with what they do not', () => {
  assert.is(compose('^', 'e'), 'ê');
  assert.is(compose('´', 'E'), 'É');
  assert.is(compose('¨', 'u'), 'ü');
  assert.is(compose('~', 'n'), 'ñ');
  assert.is(compose('`', ' '), '`');
  assert.is(compose('^', '1'), '^1');
  assert.is(compose('^', '^'), '^^');
  assert.is(compose('x', 'e'), 'xe');
});
