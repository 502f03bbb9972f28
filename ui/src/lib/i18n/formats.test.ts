// Figures as each place writes them, exact to the minor unit.
import fc from 'fast-check';
import { assert, suite } from '../../../../appliance/test/kit.ts';
import { createFormats, decimalText, parseDecimal } from './formats.ts';

const test = suite('formats');

const nok = { code: 'NOK', exponent: 2 };
const jpy = { code: 'JPY', exponent: 0 };
const kwd = { code: 'KWD', exponent: 3 };
/** Locales write several kinds of space; which one is not the point. */
const spaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test('sets the point without arithmetic', () => {
  assert.is(decimalText(12050, 2), '120.50');
  assert.is(decimalText(-5, 2), '-0.05');
  assert.is(decimalText(7, 3), '0.007');
  assert.is(decimalText(500, 0), '500');
  assert.is(decimalText(0, 2), '0.00');
});

test('text and integer are each other’s inverse for any currency', () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.constantFrom(0, 2, 3, 4), (value, exponent) => {
      assert.is(parseDecimal(decimalText(value, exponent), exponent), value);
    }),
  );
});

test('refuses what is no amount', () => {
  for (const text of ['', '.', '1.234', 'x', '1,5', '-1', '99999999999999999999'])
    assert.is(parseDecimal(text, 2), undefined, text);
  assert.is(parseDecimal('1.', 2), 100);
  assert.is(parseDecimal('.5', 2), 50);
});

test('writes amounts as Norwegians, Czechs, Dutch and English do', () => {
  assert.is(spaces(createFormats('nb-NO', 'Europe/Oslo').amount(123450, nok)), '1 234,50 kr');
  assert.is(
    spaces(createFormats('cs-CZ', 'Europe/Prague').amount(26900, { code: 'CZK', exponent: 2 })),
    '269,00 Kč',
  );
  assert.is(
    spaces(createFormats('nl-NL', 'Europe/Amsterdam').amount(-150, { code: 'EUR', exponent: 2 })),
    '€ -1,50',
  );
  assert.is(spaces(createFormats('en-GB', 'Europe/London').amount(1234, jpy)), '¥ 1,234');
  assert.is(spaces(createFormats('en-GB', 'Europe/London').amount(1234, kwd)), 'KWD 1.234');
});

test('keeps the currency apart from the figures', () => {
  const parts = createFormats('nb-NO', 'Europe/Oslo').amountParts(123450, nok);
  assert.equal([parts.before, spaces(parts.figures), parts.after], ['', '1 234,50', 'kr']);
  assert.equal(createFormats('en-GB', 'Europe/London').amountParts(150, { code: 'EUR', exponent: 2 }), {
    before: '€',
    figures: '1.50',
    after: '',
  });
});

test('one locale writes one decimal mark, whatever the currency', () => {
  for (const locale of ['en-NO', 'nb-NO', 'nl-NO', 'cs-NO', 'en-NL', 'en-CZ', 'en-GB']) {
    const formats = createFormats(locale, 'UTC');
    for (const code of ['NOK', 'EUR', 'CZK', 'USD']) {
      const { figures } = formats.amountParts(12345, { code, exponent: 2 });
      assert.is(figures, `123${formats.decimalMark}45`, `${locale} ${code}`);
    }
  }
});

test('an amount beyond what a float holds exactly keeps its last figure', () => {
  assert.is(createFormats('en-GB', 'UTC').figures(9_007_199_254_740_991, nok), '90,071,992,547,409.91');
});

test('writes quantities, rates and times', () => {
  const nb = createFormats('nb-NO', 'Europe/Oslo');
  assert.is(nb.thousandths(195), '0,195');
  assert.is(nb.thousandths(2000), '2');
  assert.is(spaces(nb.percent(2500)), '25 %');
  assert.is(spaces(nb.percent(1250)), '12,5 %');
  assert.is(nb.decimalMark, ',');
  assert.is(nb.time(Date.UTC(2024, 2, 1, 22, 5)), '23:05');
  assert.is(createFormats('en-NO', 'Europe/Oslo').time(Date.UTC(2024, 2, 1, 12, 5)), '13:05');
  const en = createFormats('en-GB', 'UTC');
  assert.is(en.duration(((7 * 60 + 5) * 60 + 59) * 1000), '7 hrs 5 mins');
  assert.is(en.duration(59_000), '0 mins');
});
