// Digital Link addresses on any domain and path, and the many web addresses that are no item.
import { assert, suite } from '../../../test/kit.ts';
import { parseDigitalLink } from './digital-link.ts';

const test = suite('gs1 digital link');

const today = '2026-06-15';

function pairs(text: string): readonly (readonly [string, string])[] {
  const read = parseDigitalLink(text, today);
  assert.accepted(read);
  return read.value.map(({ ai, value }) => [ai, value] as const);
}

const item = ['01', '09506000134352'] as const;

test('key, qualifiers and attributes', () => {
  assert.equal(pairs('https://id.gs1.org/01/09506000134352/22/2A/10/ABC/21/12345?3103=000195&17=261231'), [
    item,
    ['22', '2A'],
    ['10', 'ABC'],
    ['21', '12345'],
    ['3103', '000195'],
    ['17', '261231'],
  ]);
});

const sameItem = [
  'https://id.gs1.org/01/09506000134352',
  'http://id.gs1.org/01/09506000134352',
  'HTTPS://EXAMPLE.COM/01/09506000134352',
  'https://shop.example:8443/some/path/01/09506000134352',
  'https://example.com/01/09506000134352/',
  'https://example.com/01/9506000134352',
  'https://example.com/01/09506000134352#top',
  'https://example.com/01/09506000134352?',
  'https://example.com/01/09506000134352?utm_source=x&linkType=gs1:pip&flag',
  'https://example.com/2026/01/x/01/09506000134352?4711=x',
];

for (const text of sameItem) {
  test(`one item: ${text}`, () => {
    assert.equal(pairs(text), [item]);
  });
}

test('short numbers are filled up', () => {
  assert.equal(pairs('https://example.com/01/96385074'), [['01', '00000096385074']]);
  assert.equal(pairs('https://example.com/01/012345678905'), [['01', '00012345678905']]);
});

test('percent signs are decoded, semicolons separate', () => {
  assert.equal(pairs('https://example.com/01/09506000134352/10/A%2FB%22?17=261231;21=X%3DY=Z'), [
    item,
    ['10', 'A/B"'],
    ['17', '261231'],
    ['21', 'X=Y=Z'],
  ]);
});

test('other keys with their own qualifiers', () => {
  assert.equal(pairs('https://example.com/414/9501101531000/254/A1'), [
    ['414', '9501101531000'],
    ['254', 'A1'],
  ]);
  assert.equal(pairs('https://example.com/00/123456789012345675'), [['00', '123456789012345675']]);
});

const noItem = [
  'https://example.com',
  'https://example.com/',
  'https://example.com/menu',
  'https://example.com/menu?table=12',
  'https://example.com?01=09506000134352',
  'https://example.com/2024/01/15',
  'https://example.com/blog/01/2024-summer',
  'https://example.com/01',
  'https://example.com/01/',
  'https://example.com/10/ABC',
  'https://example.com/01/09506000134352/reviews/5',
  'https://example.com/01/09506000134352/page',
  'https://example.com/01/09506000134352/254/A',
  'https://example.com/gtin/09506000134352',
  'https://id.gs1.org/ARFKk4XB0CDKWcnpq',
  'https:///01/09506000134352',
  'ftp://example.com/01/09506000134352',
  'example.com/01/09506000134352',
  'WIFI:S:shop;T:WPA;P:secret;;',
  '',
];

for (const text of noItem) {
  test(`no item: ${text}`, () => {
    assert.equal(parseDigitalLink(text, today), {
      ok: false,
      refusal: { code: 'barcode.not-digital-link', data: {} },
    });
  });
}

test('an item with a mistake in it is refused at its place', () => {
  const wrong: readonly (readonly [string, string, Readonly<Record<string, string | number>>])[] = [
    [
      'https://example.com/01/09506000134353',
      'barcode.check-digit',
      { position: 20, ai: '01', expected: '2', found: '3' },
    ],
    [
      'https://example.com/01/09506000134352?17=261301',
      'barcode.bad-date',
      { position: 38, ai: '17', value: '261301' },
    ],
    ['https://example.com/01/09506000134352?x=1&3103=19', 'barcode.truncated', { position: 42, ai: '3103' }],
    ['https://example.com/01/09506000134352/10/%E0%A4', 'barcode.bad-value', { position: 38, ai: '10' }],
    ['https://example.com/01/09506000134352/10/%C3%A5', 'barcode.bad-value', { position: 38, ai: '10' }],
    ['https://example.com/01/09506000134352?17=', 'barcode.truncated', { position: 38, ai: '17' }],
    ['https://example.com/01/09506000134352/10//', 'barcode.truncated', { position: 38, ai: '10' }],
  ];
  for (const [text, code, data] of wrong) {
    assert.equal(parseDigitalLink(text, today), { ok: false, refusal: { code, data } }, text);
  }
});
