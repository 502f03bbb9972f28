// Labels with a weight, price or count inside: published examples, every preset both ways, and mistakes in a shop's table.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { type Gtin, parseGtin } from './gtin.ts';
import { thousandths } from '../quantity/quantity.ts';
import type { Measure } from './measure.ts';
import {
  type VariableMeasurePattern,
  buildLabel,
  checkPatterns,
  patternOf,
  patternsMax,
  readLabel,
} from './variable-measure.ts';
import { type PresetCountry, variableMeasurePresets } from './variable-measure-presets.ts';

const test = suite('variable measure');

const countries = Object.keys(variableMeasurePresets) as PresetCountry[];

function read(
  text: string,
  country: PresetCountry,
): { readonly identity: string; readonly measure: Measure } {
  const gtin = parseGtin(text);
  assert.accepted(gtin);
  const pattern = patternOf(gtin.value, variableMeasurePresets[country]);
  assert.ok(pattern !== undefined, `${text} has no pattern in ${country}`);
  const label = readLabel(gtin.value, pattern);
  assert.accepted(label);
  return label.value;
}

const weight = (value: number): Measure => ({ kind: 'weight', thousandths: thousandths(value) });

test('published labels', () => {
  // GS1 Denmark: 150 g and 225 g.
  assert.equal(read('2623570001505', 'DK'), { identity: '02623570000003', measure: weight(150) });
  assert.equal(read('2712341002251', 'DK'), { identity: '02712341000004', measure: weight(225) });
});

test('one label of every meaning', () => {
  const price = (value: number, decimals: number, currency: string): Measure => ({
    kind: 'price',
    amount: { value, decimals, currency },
  });
  const labels: readonly (readonly [PresetCountry, string, string, Measure])[] = [
    ['SE', '2012345612341', '02012345600003', price(1234, 2, 'SEK')],
    ['NO', '2112345612348', '02112345600000', price(1234, 1, 'NOK')],
    ['NO', '2212345612345', '02212345600007', price(1234, 0, 'NOK')],
    ['NO', '2312345612342', '02312345600004', weight(1234)],
    ['FI', '2412345612349', '02412345600001', weight(12_340)],
    ['LV', '2512345612346', '02512345600008', weight(123_400)],
    ['DE', '2212348123459', '02212340000000', price(12_345, 2, 'EUR')],
    ['DE', '2512341001250', '02512340000001', { kind: 'count', count: 125 }],
    ['DE', '2812348123451', '02812340000002', weight(12_345)],
    ['GB', '2012345928756', '02012345000001', price(2875, 2, 'GBP')],
    ['CZ', '2812340015006', '02812340000002', weight(1500)],
    ['CZ', '2812347015009', '02812340000002', weight(1500)],
    ['US', '0212345928752', '00212345000007', price(2875, 2, 'USD')],
    ['US', '212345928752', '00212345000007', price(2875, 2, 'USD')],
  ];
  for (const [country, text, identity, measure] of labels) {
    assert.equal(read(text, country), { identity, measure }, `${country} ${text}`);
  }
});

test('the check digit of the value is verified', () => {
  const [pattern] = variableMeasurePresets.GB;
  assert.equal(readLabel('02012345828759' as Gtin, pattern), {
    ok: false,
    refusal: { code: 'barcode.value-check-digit', data: { expected: '9', found: '8' } },
  });
});

test('all presets are sound tables', () => {
  assert.equal(countries.sort(), ['CZ', 'DE', 'DK', 'EE', 'FI', 'GB', 'LT', 'LV', 'NO', 'SE', 'US']);
  for (const country of countries) assert.accepted(checkPatterns(variableMeasurePresets[country]));
});

const mistakes: readonly (readonly [reason: string, patterns: readonly Partial<VariableMeasurePattern>[]])[] =
  [
    ['layout', [{ layout: '23IIIIIVVVV' }]],
    ['layout', [{ layout: '23IIIIIIIVVVV' }]],
    ['layout', [{ layout: '59IIIIIIVVVV' }]],
    ['layout', [{ layout: '23IIII1IVVVV' }]],
    ['layout', [{ layout: '23IIIIIIVVVv' }]],
    ['layout', [{ layout: '231234567890' }]],
    ['value', [{ layout: '23IIIIIIIIII' }]],
    ['value', [{ layout: '23IIIIVVIIVV' }]],
    ['check-digit', [{ layout: '23IIIICCVVVV' }]],
    ['check-digit', [{ layout: '23IIICVVVVVV' }]],
    ['decimals', [{ decimals: 4 }]],
    ['decimals', [{ decimals: -1 }]],
    ['decimals', [{ decimals: 1.5 }]],
    ['decimals', [{ meaning: 'count', decimals: 1 }]],
    ['decimals', [{ meaning: 'price', decimals: 5 }]],
    ['currency', [{ currency: 'NOK' }]],
    ['currency', [{ meaning: 'price', currency: 'kr' }]],
    ['same-prefix', [{}, {}]],
  ];

for (const [reason, patterns] of mistakes) {
  test(`a wrong table: ${reason} ${JSON.stringify(patterns)}`, () => {
    const table = patterns.map((pattern) => ({
      layout: '23IIIIIIVVVV',
      meaning: 'weight' as const,
      decimals: 3,
      ...pattern,
    }));
    assert.equal(checkPatterns(table), {
      ok: false,
      refusal: { code: 'barcode.bad-pattern', data: { layout: table.at(-1)?.layout, reason } },
    });
  });
}

test('a table has a limit', () => {
  const one = { layout: '23IIIIIIVVVV', meaning: 'weight', decimals: 3 } as const;
  assert.equal(checkPatterns(Array.from({ length: patternsMax + 1 }, () => one)), {
    ok: false,
    refusal: { code: 'barcode.bad-pattern', data: { layout: '', reason: 'too-many' } },
  });
});

test('the longest prefix wins, and ordinary numbers have no pattern', () => {
  const wide = { layout: '20IIIIIIVVVV', meaning: 'price', decimals: 2 } as const;
  const narrow = { layout: '2099IIIIVVVV', meaning: 'count', decimals: 0 } as const;
  for (const table of [
    [wide, narrow],
    [narrow, wide],
  ]) {
    assert.is(patternOf('02099123400123' as Gtin, table), narrow);
    assert.is(patternOf('02012345600123' as Gtin, table), wide);
  }
  assert.is(patternOf('05901234123457' as Gtin, [wide, narrow]), undefined);
  assert.is(patternOf('12012345600123' as Gtin, [wide]), undefined, 'a carton is no label');
  assert.is(patternOf('00000020123451' as Gtin, [wide]), undefined, 'a GTIN-8 is no label');
});

test('a price without currency is the shop’s own', () => {
  const pattern = { layout: '20IIIIIIVVVV', meaning: 'price', decimals: 2 } as const;
  const label = readLabel('02012345612345' as Gtin, pattern);
  assert.accepted(label);
  assert.equal(label.value.measure, { kind: 'price', amount: { value: 1234, decimals: 2 } });
});

test('a weight finer than a gram is refused even where the table was not checked', () => {
  const pattern = { layout: '20IIIIIIVVVV', meaning: 'weight', decimals: 4 } as const;
  assert.refused(readLabel('02012345612345' as Gtin, pattern), 'barcode.measure-precision');
});

test('labels that cannot be made are refused', () => {
  const pattern = { layout: '23IIIIIIVVVV', meaning: 'weight', decimals: 3 } as const;
  assert.equal(buildLabel(pattern, '12345', 1), {
    ok: false,
    refusal: { code: 'barcode.length', data: { length: 5, expected: '6' } },
  });
  assert.refused(buildLabel(pattern, '12345x', 1), 'barcode.length');
  for (const value of [10_000, -1, 1.5, Number.NaN])
    assert.refused(buildLabel(pattern, '123456', value), 'barcode.value-too-large');
  assert.accepted(buildLabel({ layout: '23123456VVVV', meaning: 'weight', decimals: 3 }, '', 1));
  assert.accepted(buildLabel({ layout: 'VVVV', meaning: 'weight', decimals: 3 }, '', 1));
});

const preset = fc
  .constantFrom(...countries)
  .chain((country) => fc.constantFrom<VariableMeasurePattern>(...variableMeasurePresets[country]));

test('property: what is printed is read back, and all labels of an item have one identity', () => {
  const itemDigits = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: 6,
    maxLength: 6,
  });
  fc.assert(
    fc.property(preset, itemDigits, fc.tuple(fc.nat(9999), fc.nat(9999)), (pattern, digits, values) => {
      const item = digits.slice(0, pattern.layout.split('I').length - 1);
      const identities = values.map((value) => {
        const text = buildLabel(pattern, item, value);
        assert.accepted(text);
        const gtin = parseGtin(text.value);
        assert.accepted(gtin);
        assert.is(patternOf(gtin.value, [pattern]), pattern);
        const label = readLabel(gtin.value, pattern);
        assert.accepted(label);
        assert.is(countedIn(label.value.measure, pattern), value);
        return label.value.identity;
      });
      assert.is(identities[0], identities[1]);
      assert.equal(buildLabel(pattern, item, 0), { ok: true, value: String(identities[0]).slice(1) });
    }),
  );
});

/** The value of a measure in the pattern's own steps. */
function countedIn(measure: Measure, { decimals }: VariableMeasurePattern): number {
  if (measure.kind === 'count') return measure.count;
  return measure.kind === 'price' ? measure.amount.value : measure.thousandths / 10 ** (3 - decimals);
}
