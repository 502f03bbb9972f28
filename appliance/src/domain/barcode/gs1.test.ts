// Element strings: where elements end, what their values may hold, and refusals that point at the place.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { groupSeparator as gs, parseElementString } from './gs1.ts';
import { type ApplicationIdentifier, allIdentifiers } from './gs1-identifiers.ts';
import { withCheckDigit } from './gtin.ts';

const test = suite('gs1 element strings');

const today = '2026-06-15';

function pairs(data: string): readonly (readonly [string, string])[] {
  const read = parseElementString(data, today);
  assert.accepted(read);
  return read.value.map(({ ai, value }) => [ai, value] as const);
}

test('predefined lengths need no separator', () => {
  // As decoded from a GS1 DataBar Expanded symbol.
  assert.equal(pairs('010950600013435231030001951726123110ABC'), [
    ['01', '09506000134352'],
    ['3103', '000195'],
    ['17', '261231'],
    ['10', 'ABC'],
  ]);
});

test('a separator ends what has no predefined length', () => {
  assert.equal(pairs(`010950600013435210ABC${gs}1726123121X1`), [
    ['01', '09506000134352'],
    ['10', 'ABC'],
    ['17', '261231'],
    ['21', 'X1'],
  ]);
});

test('separators that need not be there are let pass: in front, behind predefined lengths, at the end', () => {
  const expected = [
    ['01', '09506000134352'],
    ['17', '261231'],
    ['10', 'ABC'],
  ];
  assert.equal(pairs(`${gs}0109506000134352${gs}17261231${gs}10ABC${gs}`), expected);
});

test('positions are those of the scanned data', () => {
  const read = parseElementString(`${gs}10A${gs}17261231`, today);
  assert.accepted(read);
  assert.equal(
    read.value.map(({ position }) => position),
    [1, 5],
  );
});

const refusals: readonly (readonly [
  why: string,
  data: string,
  code: string,
  facts: Readonly<Record<string, string | number>>,
])[] = [
  ['no identifier', '0409506000134352', 'barcode.unknown-ai', { position: 0, ai: '0409' }],
  ['no identifier later', '01095060001343523106000195', 'barcode.unknown-ai', { position: 16, ai: '3106' }],
  ['a word', 'HELLO', 'barcode.unknown-ai', { position: 0, ai: 'HELL' }],
  ['nothing', '', 'barcode.unknown-ai', { position: 0, ai: '' }],
  ['only a separator', gs, 'barcode.unknown-ai', { position: 1, ai: '' }],
  ['two separators', `10A${gs}${gs}21B`, 'barcode.unknown-ai', { position: 4, ai: `${gs}21B` }],
  ['cut off', '010950600013', 'barcode.truncated', { position: 2, ai: '01' }],
  ['cut by a separator', `3103000${gs}10A`, 'barcode.truncated', { position: 4, ai: '3103' }],
  ['no value', `10${gs}17261231`, 'barcode.truncated', { position: 2, ai: '10' }],
  ['letters for digits', '310300019X', 'barcode.bad-value', { position: 4, ai: '3103' }],
  ['a character that GS1 has not', '10AB C', 'barcode.bad-value', { position: 2, ai: '10' }],
  ['too long', `10${'A'.repeat(21)}`, 'barcode.bad-value', { position: 22, ai: '10' }],
  [
    'check digit of a GTIN',
    '0109506000134353',
    'barcode.check-digit',
    { position: 15, ai: '01', expected: '2', found: '3' },
  ],
  [
    'check digit of a coupon',
    '255950110153100112',
    'barcode.check-digit',
    { position: 15, ai: '255', expected: '0', found: '1' },
  ],
  ['month 13', '17261331', 'barcode.bad-date', { position: 2, ai: '17', value: '261331' }],
  ['29 February of no leap year', '17270229', 'barcode.bad-date', { position: 2, ai: '17', value: '270229' }],
  [
    'day 00 where it must be a day',
    '7006260200',
    'barcode.bad-date',
    { position: 4, ai: '7006', value: '260200' },
  ],
  [
    'second date of a range',
    '7007260201260231',
    'barcode.bad-date',
    { position: 10, ai: '7007', value: '260231' },
  ],
];

for (const [why, data, code, facts] of refusals) {
  test(`refused: ${why}`, () => {
    assert.equal(parseElementString(data, today), { ok: false, refusal: { code, data: facts } });
  });
}

test('optional parts may be absent or present', () => {
  assert.equal(pairs('7007260201'), [['7007', '260201']]);
  assert.equal(pairs('7007260201260228'), [['7007', '260201260228']]);
  assert.equal(pairs('2559501101531000'), [['255', '9501101531000']]);
  assert.equal(pairs('255950110153100017'), [['255', '950110153100017']]);
  assert.refused(parseElementString('42357', today), 'barcode.truncated');
});

const characters = {
  n: '0123456789',
  x: '!"%&\'()*+,-./:;<=>?_AZaz09',
  y: '#-/AZ09',
  z: '-_=AZaz09',
} as const;

/** Values that the identifier allows, made from its own description. */
function valueOf({ parts }: ApplicationIdentifier): fc.Arbitrary<string> {
  const texts = parts.map((part) => {
    if (part.date !== 'no') return fc.constantFrom('260228', '991231', '000101');
    const unit = fc.constantFrom(...Array.from(characters[part.characters]));
    const length = part.checked
      ? { minLength: part.max - 1, maxLength: part.max - 1 }
      : { minLength: part.min, maxLength: part.max };
    return fc.string({ unit, ...length }).map((text) => (part.checked ? withCheckDigit(text) : text));
  });
  const required = parts.filter(({ optional }) => !optional).length;
  return fc
    .tuple(fc.integer({ min: required, max: parts.length }), ...texts)
    .map(([count, ...all]) => all.slice(0, count).join(''));
}

test('property: whatever elements are put one after the other are read back', () => {
  const element = fc
    .constantFrom(...allIdentifiers())
    .chain((identifier) => valueOf(identifier).map((value) => ({ identifier, value })));
  fc.assert(
    fc.property(fc.array(element, { minLength: 1, maxLength: 6 }), (elements) => {
      const data = elements.map(
        ({ identifier, value }) =>
          identifier.ai + value + (identifier.predefinedLength === undefined ? gs : ''),
      );
      assert.equal(
        pairs(data.join('')),
        elements.map(({ identifier, value }) => [identifier.ai, value]),
      );
    }),
  );
});

test('property: whatever the data, there is an answer, and it points into the data', () => {
  const unit = fc.constantFrom(...Array.from('0123456789A'), gs);
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (data) => {
      const read = parseElementString(data, today);
      const position = read.ok ? 0 : Number(read.refusal.data['position']);
      assert.ok(position >= 0 && position <= data.length);
    }),
  );
});
