// Lines on paper: nothing is lost in wrapping, no line is too long, and amounts stay whole.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { columns, rule, withoutTrail, wrap } from './layout.ts';

const test = suite('layout');

test('wraps at spaces, and indents what is wrapped as the first line', () => {
  assert.equal(wrap('Økologisk melk 1 liter fra Røros', 16), ['Økologisk melk 1', 'liter fra Røros']);
  assert.equal(wrap('  2 x 12,50 per stykk', 12), ['  2 x 12,50', '  per stykk']);
  assert.equal(wrap('', 10), ['']);
  assert.equal(wrap('a\n\nb', 10), ['a', '', 'b']);
});

test('breaks a word only where it is longer than a line', () => {
  assert.equal(wrap('ab Donaudampfschiff', 8), ['ab', 'Donaudam', 'pfschiff']);
  assert.equal(wrap(`${' '.repeat(30)}far`, 8), ['    far']);
});

test('does not break at a no-break space', () => {
  assert.equal(wrap('sum 1\u00A0234,50', 9), ['sum', '1\u00A0234,50']);
});

test('the right column stands at the end of the last line', () => {
  assert.equal(columns('Kaffe', '39,00', 14), ['Kaffe    39,00']);
  assert.equal(columns('Økologisk melk 1 l', '24,90', 16), ['Økologisk', 'melk 1 l   24,90']);
  assert.equal(columns('Kaffe', '', 10), ['Kaffe']);
  assert.equal(columns('', '1,00', 8), ['    1,00']);
});

test('a right column that leaves no room takes lines of its own', () => {
  assert.equal(columns('Referanse', 'ABCDEFGH', 10), ['Referanse', '  ABCDEFGH']);
  assert.equal(columns('', 'ABCDEFGH', 10), ['  ABCDEFGH']);
  assert.equal(columns('Ref', 'ABCDEFGHIJKLM', 10), ['Ref', 'ABCDEFGHIJ', '       KLM']);
});

test('a rule is as wide as the paper; spaces at the end of a line go', () => {
  assert.is(rule(5), '-----');
  assert.is(withoutTrail('a b \u00A0'), 'a b');
});

test('no line is too long, and every letter is there, in order', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'Å', ' ', '\n', '\u00A0', 'ř', '7'), maxLength: 120 });
  fc.assert(
    fc.property(words, words, fc.integer({ min: 8, max: 48 }), (left, right, width) => {
      const oneLine = right.replaceAll('\n', '').trim();
      for (const lines of [wrap(left, width), columns(left, oneLine, width)])
        for (const line of lines) assert.ok([...line].length <= width, JSON.stringify(line));
      const letters = (text: string): string => text.replace(/[ \n]/g, '');
      assert.is(letters(wrap(left, width).join('')), letters(left));
      assert.is(letters(columns(left, oneLine, width).join('')), letters(left) + letters(oneLine));
    }),
  );
});
