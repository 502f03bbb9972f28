// Small rules of form parts: changes, tags, lines, references, pictures.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { alike, changedKeys } from './changes.ts';
import { lineFit } from './line-fit.ts';
import { pictureProblem, typeNames } from './picture-file.ts';
import { withReference } from './reference.ts';
import { withTags } from './tags.ts';

const test = suite('values of a form');

test('names what differs, by what it holds', () => {
  const before = {
    name: 'a',
    tags: ['x'],
    price: { nok: 100 } as Record<string, number>,
    note: null as string | null,
  };
  assert.equal(changedKeys(before, structuredClone(before)), []);
  assert.equal(changedKeys(before, { ...before, name: 'b', tags: ['x', 'y'] }), ['name', 'tags']);
  assert.equal(changedKeys(before, { ...before, price: { nok: 100, sek: 1 }, note: '' }), ['price', 'note']);
});

test('a list is not an object with the same names, and its order counts', () => {
  assert.not(alike(['a'], { 0: 'a' }));
  assert.not(alike(['a', 'b'], ['b', 'a']));
  assert.not(alike(null, {}));
  assert.ok(alike({ a: undefined }, {}));
});

test('a pasted list becomes tags, none twice, none beyond the limit', () => {
  assert.equal(withTags(['a'], ' b , c;d\n\na\tb', 10), ['a', 'b', 'c', 'd']);
  assert.equal(withTags(['a'], 'two   words', 10), ['a', 'two words']);
  assert.equal(withTags(['a'], 'b,c,d', 2), ['a', 'b']);
  assert.equal(withTags(['a', 'b', 'c'], 'd', 2), ['a', 'b', 'c'], 'what is there stays');
});

test('text is measured in characters and lines', () => {
  assert.equal(lineFit('', { lines: 2, columns: 4 }), { used: 0, tooMany: false, tooLong: undefined });
  assert.equal(lineFit('kůň\nžluť', { lines: 2, columns: 4 }), {
    used: 2,
    tooMany: false,
    tooLong: undefined,
  });
  assert.equal(lineFit('a\n12345\nb', { lines: 2, columns: 4 }), { used: 3, tooMany: true, tooLong: 2 });
  assert.is(lineFit('☕☕☕☕', { columns: 4 }).tooLong, undefined);
});

test('a reference is put in, taken out, or takes the place of another', () => {
  const a = { id: 'a', label: 'A' };
  const b = { id: 'b', label: 'B' };
  assert.equal(withReference([a], b, true), [a, b]);
  assert.equal(withReference([a, b], a, true), [b]);
  assert.equal(withReference([a], b, false), [b]);
  assert.equal(withReference([a], a, false), [a]);
});

test('a picture is known by its kind and size', () => {
  const rule = { types: ['image/png', 'image/svg+xml'], bytesMax: 100 };
  assert.is(pictureProblem({ type: 'image/png', size: 100 }, rule), undefined);
  assert.is(pictureProblem({ type: 'image/png', size: 101 }, rule), 'too-large');
  assert.is(pictureProblem({ type: 'application/pdf', size: 1 }, rule), 'not-a-picture');
  assert.is(typeNames(rule.types), 'PNG, SVG');
});
