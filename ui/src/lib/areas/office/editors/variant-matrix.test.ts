// The matrix of variants: nothing that exists is left out, and exactly what is wanted and not there is missing.
import type { OfficeRecord } from '@countertop/appliance/protocol';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { matrixOf, missing, skuOf } from './variant-matrix.ts';

const test = suite('variant matrix');

const variant = (colour: string, size: string): OfficeRecord<'product'> =>
  ({ id: `${colour}-${size}`, body: { variant: { of: 'shirt', colour, size } } }) as OfficeRecord<'product'>;

test('rows are colours, columns sizes, gaps are missing', () => {
  const matrix = matrixOf([variant('red', 'S'), variant('blue', 'M')], {
    colours: ['red'],
    sizes: ['S', 'M'],
  });
  assert.equal(matrix.colours, ['red', 'blue']);
  assert.equal(
    matrix.rows.map(({ cells }) => cells.map(({ variant: each }) => each?.id ?? null)),
    [
      ['red-S', null],
      [null, 'blue-M'],
    ],
  );
  assert.equal(missing(matrix), [
    { colour: 'red', size: 'M' },
    { colour: 'blue', size: 'S' },
  ]);
});

test('one axis is enough', () => {
  const matrix = matrixOf([], { colours: [], sizes: ['S', 'M'] });
  assert.equal(missing(matrix), [
    { colour: '', size: 'S' },
    { colour: '', size: 'M' },
  ]);
  assert.equal(matrixOf([], { colours: [], sizes: [] }).rows, []);
});

test('SKUs of variants say what they are', () => {
  assert.is(skuOf('TS-100', 'dark red', 'xl'), 'TS-100-DARK-RED-XL');
  assert.is(skuOf('TS-100', '', 'S'), 'TS-100-S');
});
