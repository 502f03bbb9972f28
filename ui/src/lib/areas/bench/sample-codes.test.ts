// The ready codes: only what can be shown and scanned is taken from what the daemon serves.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { matching, samplesOf, type SampleCode } from './sample-codes.ts';

const test = suite('bench: sample codes');
const milk: SampleCode = {
  name: 'Helmelk 1 l',
  code: '2900000000012',
  picture: 'glass-of-milk',
  kind: 'goods',
};
const label: SampleCode = { name: 'Jarlsberg 342 g', code: '2310000100342', picture: null, kind: 'label' };

test('takes rows of the known form and leaves the others', () => {
  const rows = [
    milk,
    label,
    null,
    7,
    {},
    { ...milk, code: '' },
    { ...milk, picture: 7 },
    { ...milk, kind: 'song' },
    { ...milk, name: null },
  ];
  assert.equal(samplesOf(rows), [milk, label]);
});

test('anything but a list is an empty list', () => {
  for (const content of [undefined, null, '<html>', { name: 'x' }]) assert.equal(samplesOf(content), []);
});

test('finds by name and by code', () => {
  assert.equal(matching([milk, label], ' HELM '), [milk]);
  assert.equal(matching([milk, label], '0342'), [label]);
  assert.equal(matching([milk, label], ''), [milk, label]);
  assert.equal(matching([milk, label], 'sko'), []);
});
