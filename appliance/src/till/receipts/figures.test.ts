// Figures as they are written in each place, exact to the last digit.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { figuresOf } from './figures.ts';

const test = suite('figures');
const oslo = figuresOf('nb-NO', 'Europe/Oslo');
const nbsp = '\u00A0';

test('amounts with no, two and three decimals', () => {
  assert.is(oslo.amount(123_456_789, 2), `1${nbsp}234${nbsp}567,89`);
  assert.is(oslo.amount(-5, 2), '−0,05');
  assert.is(oslo.amount(0, 2), '0,00');
  assert.is(oslo.amount(1_080, 0), `1${nbsp}080`);
  assert.is(oslo.amount(-100, 3), '−0,100');
  const english = figuresOf('en-GB', 'Europe/London');
  assert.is(english.amount(123_456_789, 2), '1,234,567.89');
  assert.is(figuresOf('nl-NL', 'Europe/Amsterdam').amount(-123_456, 2), '-1.234,56');
  assert.is(figuresOf('de-CH', 'Europe/Zurich').amount(123_456, 2).replace('’', "'"), "1'234.56");
});

test('no amount loses a digit, however long', () => {
  assert.is(oslo.amount(Number.MAX_SAFE_INTEGER, 2), '90 071 992 547 409,91'.replaceAll(' ', nbsp));
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom(0, 2, 3),
      fc.constantFrom('nb', 'en', 'nl', 'cs'),
      (minor, exponent, locale) => {
        const written = figuresOf(locale, 'UTC').amount(minor, exponent);
        assert.is(Number(written.replaceAll(/\D/g, '')), Math.abs(minor));
        assert.is(/^[-\u2212]/.test(written), minor < 0);
        if (exponent > 0) assert.match(written, new RegExp(`[.,]\\d{${String(exponent)}}$`));
      },
    ),
  );
});

test('differences have their sign, and none where there is none', () => {
  assert.is(oslo.signedAmount(50, 2), '+0,50');
  assert.is(oslo.signedAmount(-50, 2), '−0,50');
  assert.is(oslo.signedAmount(0, 2), '0,00');
});

test('measures, rates, percents, counts and numbers', () => {
  assert.is(oslo.measure(195), '0,195');
  assert.is(oslo.measure(-2_000), '−2,000');
  assert.is(oslo.rate(11_500_000), '11,50');
  assert.is(oslo.rate(112_345), '0,112345');
  assert.is(oslo.percent(2_500), `25${nbsp}%`);
  assert.is(oslo.percent(1_111), `11,11${nbsp}%`);
  assert.is(oslo.percent(0), `0${nbsp}%`);
  assert.is(oslo.count(-1_234), `−1${nbsp}234`);
  assert.is(oslo.plain(12_345), '12345');
});

test('digits are 0–9 and years the usual ones, also where people write others', () => {
  assert.is(figuresOf('ar-EG', 'Africa/Cairo').amount(123_456, 2).replaceAll(/\D/g, ''), '123456');
  assert.ok(
    figuresOf('th-TH', 'Asia/Bangkok')
      .dateTime(Date.UTC(2026, 10, 22))
      .includes('2026'),
  );
});

test('times are those of the shop, through the change of the clock, and never break in two', () => {
  assert.is(oslo.dateTime(Date.UTC(2026, 2, 29, 0, 59)), `29.03.2026,${nbsp}01:59`);
  assert.is(oslo.dateTime(Date.UTC(2026, 2, 29, 1, 0)), `29.03.2026,${nbsp}03:00`);
  assert.is(oslo.dateTime(Date.UTC(2026, 11, 31, 23, 5)), `01.01.2027,${nbsp}00:05`);
  assert.is(
    figuresOf('cs-CZ', 'Europe/Prague').dateTime(Date.UTC(2026, 10, 22, 8, 5)),
    '22. 11. 2026 09:05'.replaceAll(' ', nbsp),
  );
  assert.throws(() => figuresOf('nb', 'Europe/Nowhere'), /Nowhere/);
});

test('a duration is hours and minutes, also over a night', () => {
  assert.is(oslo.duration(0), '0 h 00 min'.replaceAll(' ', nbsp));
  assert.is(oslo.duration(65 * 60_000 + 59_999), '1 h 05 min'.replaceAll(' ', nbsp));
  assert.is(oslo.duration(100 * 3_600_000), '100 h 00 min'.replaceAll(' ', nbsp));
  // A clock that was set back.
  assert.is(oslo.duration(-5), '0 h 00 min'.replaceAll(' ', nbsp));
});
