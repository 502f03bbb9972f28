// Numbers as they are typed: no amount is read as another, in any place's marks.
import fc from 'fast-check';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { marksOf, parseTyped, shownNumber, stepped, typingNumber, type Typed } from './typed-number.ts';

const test = suite('typed numbers');
const locales = ['nb-NO', 'en-NO', 'nl-NL', 'cs-CZ', 'en-GB', 'da-DK', 'de-DE', 'et-EE'];
const money = { exponent: 2, min: 0, max: 99_999_999_99 };
const read = (text: string, locale: string, rule: Parameters<typeof parseTyped>[2] = money): Typed =>
  parseTyped(text, marksOf(locale), rule);
const value = (text: string, locale: string): number | null | string => {
  const typed = read(text, locale);
  return typed.ok ? typed.value : typed.problem;
};

test('reads both marks where they can mean one thing only', () => {
  assert.is(value('12,50', 'nb-NO'), 1250);
  assert.is(value('12.50', 'nb-NO'), 1250);
  assert.is(value('12,50', 'en-GB'), 1250);
  assert.is(value('12.5', 'nl-NL'), 1250);
});

test('takes a grouping mark for what it is in this place', () => {
  assert.is(value('1.500', 'nl-NL'), 150_000);
  assert.is(value('1,500', 'en-GB'), 150_000);
  assert.is(value('1.234.567,89', 'nl-NL'), 123_456_789);
  assert.is(value('1 234,50', 'nb-NO'), 123_450);
  assert.is(value('1\u00a0234,50', 'cs-CZ'), 123_450);
});

test('a point with three figures behind it is no grouping where points do not group', () => {
  assert.is(value('1.500', 'nb-NO'), 150);
  assert.is(value('1.234', 'nb-NO'), 'too-many-decimals');
});

test('nothing in front of the point, or a zero, is no group', () => {
  assert.equal(read('0.195', 'nl-NL', { exponent: 3 }), { ok: true, value: 195 });
  assert.equal(read('.195', 'nl-NL', { exponent: 3 }), { ok: true, value: 195 });
});

test('refuses what is no number, has too much behind the point, or is out of bounds', () => {
  for (const text of ['x', '1,2,3', '1.2.3', '12kr', '--1', '.', ',', '1.234,5'])
    assert.is(value(text, 'nb-NO'), 'not-a-number', text);
  assert.is(value('1,234', 'nb-NO'), 'too-many-decimals');
  assert.is(value('1,2300', 'nb-NO'), 123, 'zeros at the end are no decimals');
  assert.is(value('-1', 'nb-NO'), 'too-small');
  assert.is(value('999999999999', 'nb-NO'), 'too-large');
  assert.is(value('99999999999999999999', 'nb-NO'), 'too-large');
});

test('minus in any of its forms, and no minus nought', () => {
  const rule = { exponent: 2, min: -1000_00 };
  for (const minus of ['-', '−', '–'])
    assert.equal(read(`${minus}12,5`, 'nb-NO', rule), { ok: true, value: -1250 });
  const nought = read('-0', 'nb-NO', rule);
  assert.ok(nought.ok && Object.is(nought.value, 0));
});

test('empty is nothing', () => {
  assert.is(value('', 'nb-NO'), null);
  assert.is(value('  ', 'nb-NO'), null);
});

test('what is shown, at rest or for typing, is read as what it was, in every place', () => {
  const integer = fc.integer({ min: -99_999_999_99, max: 99_999_999_99 });
  fc.assert(
    fc.property(
      integer,
      fc.constantFrom(...locales),
      fc.tuple(fc.constantFrom(0, 2, 3, 4), fc.boolean()),
      (units, locale, [exponent, fixed]) => {
        const marks = marksOf(locale);
        for (const text of [
          shownNumber(units, exponent, { locale, fixed }),
          typingNumber(units, exponent, { marks, fixed }),
        ])
          assert.equal(
            parseTyped(text, marks, { exponent }),
            { ok: true, value: units },
            `${locale} ${text}`,
          );
      },
    ),
  );
});

test('shows needless zeros only where they are wanted', () => {
  const marks = marksOf('nb-NO');
  assert.is(typingNumber(1250, 3, { marks, fixed: false }), '1,25');
  assert.is(typingNumber(1000, 3, { marks, fixed: false }), '1');
  assert.is(typingNumber(100, 0, { marks, fixed: false }), '100');
  assert.is(typingNumber(1250, 2, { marks, fixed: true }), '12,50');
  assert.is(shownNumber(null, 2, { locale: 'nb-NO', fixed: true }), '');
});

test('steps stay within the limits', () => {
  const rule = { exponent: 0, min: 1, max: 5 };
  assert.is(stepped(4, 1, rule), 5);
  assert.is(stepped(5, 1, rule), 5);
  assert.is(stepped(1, -1, rule), 1);
  assert.is(stepped(null, 1, rule), 1);
});
