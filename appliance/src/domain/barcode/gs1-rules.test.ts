// Elements that need each other, elements that shut each other out, and the same thing said twice.
import { assert, suite } from '../../../test/kit.ts';
import type { Gs1Element } from './gs1.ts';
import { checkTogether } from './gs1-rules.ts';

const test = suite('gs1 rules');

/** `01=… 3103=…` as elements. */
function elements(text: string): Gs1Element[] {
  return text.split(' ').map((pair, position) => {
    const [ai = '', value = ''] = pair.split('=');
    return { ai, value, position };
  });
}

const fine = [
  '01=1',
  '01=1 10=A 17=261231 21=B',
  '01=1 3103=000195',
  '01=1 3103=000195 3922=1234',
  '01=1 30=4 3932=5781234',
  '3103=1 01=1 3952=001234',
  '02=1 37=12',
  '02=1 37=12 3103=000195',
  '00=1',
  '8018=1',
  '255=1 3902=500',
  '00=1 3302=1 3532=1',
];

for (const text of fine) {
  test(`fine: ${text}`, () => {
    assert.equal(checkTogether(elements(text)), { ok: true, value: elements(text) });
  });
}

const wrong: readonly (readonly [
  text: string,
  code: string,
  facts: Readonly<Record<string, string | number>>,
])[] = [
  // A price without how much of the item it is for (as the official GS1 engine rejects it).
  [
    '01=1 3922=1234',
    'barcode.requires-ai',
    { position: 1, ai: '3922', requires: '30, 31nn, 32nn, 35nn, 36nn' },
  ],
  ['02=1 37=4 3922=1234 3103=1', 'barcode.requires-ai', { position: 2, ai: '3922', requires: '01' }],
  [
    '3932=5781234',
    'barcode.requires-ai',
    { position: 0, ai: '3932', requires: '30, 31nn, 32nn, 35nn, 36nn' },
  ],
  [
    '01=1 3952=1234',
    'barcode.requires-ai',
    { position: 1, ai: '3952', requires: '30, 31nn, 32nn, 35nn, 36nn' },
  ],
  ['3103=000195', 'barcode.requires-ai', { position: 0, ai: '3103', requires: '01, 02' }],
  ['30=2', 'barcode.requires-ai', { position: 0, ai: '30', requires: '01, 02' }],
  ['02=1', 'barcode.requires-ai', { position: 0, ai: '02', requires: '37' }],
  ['00=1 37=1', 'barcode.requires-ai', { position: 1, ai: '37', requires: '02, 8026' }],
  ['01=1 02=1 37=1', 'barcode.conflicting-ai', { position: 0, ai: '01', other: '02' }],
  ['01=1 3103=1 3922=1 3932=1', 'barcode.conflicting-ai', { position: 2, ai: '3922', other: '3932' }],
  ['01=1 3103=1 3952=1 8005=1', 'barcode.conflicting-ai', { position: 2, ai: '3952', other: '8005' }],
  ['01=1 01=2', 'barcode.repeated-ai', { position: 1, ai: '01' }],
  ['01=1 3103=1 3102=1', 'barcode.repeated-ai', { position: 2, ai: '3102' }],
  ['01=1 3103=1 3922=1 3921=1', 'barcode.repeated-ai', { position: 3, ai: '3921' }],
];

for (const [text, code, facts] of wrong) {
  test(`refused: ${text}`, () => {
    assert.equal(checkTogether(elements(text)), { ok: false, refusal: { code, data: facts } });
  });
}

test('the same said twice is said once', () => {
  const read = checkTogether(elements('01=1 10=A 01=1 10=A'));
  assert.equal(read, { ok: true, value: elements('01=1 10=A') });
});
