// A patch turns the view before into the view after, whatever the two are, and says nothing about what stayed.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { applyMergePatch, mergePatch } from './merge-patch.ts';

const test = suite('merge patch');

const key = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'constructor', 'toString', 'hasOwnProperty'),
  fc.string({ maxLength: 3 }).filter((name) => name !== '$remove' && name !== '__proto__'),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom('x', 'y'),
    tie('array'),
    tie('record'),
  ),
  array: fc.array(tie('json'), { maxLength: 3 }),
  record: fc.dictionary(key, tie('json'), { maxKeys: 4, noNullPrototype: true }),
}));

/** As it comes out on the other side of the wire. */
const wired = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

test('the patch, sent over a wire, makes the one view into the other', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const patch = mergePatch(before, after);
      const result = patch === undefined ? before : applyMergePatch(wired(before), wired(patch));
      // Not uvu's comparison: it takes a member named `constructor` for the class.
      assert.ok(isDeepStrictEqual(wired(result), wired(after)), JSON.stringify({ patch, result, after }));
    }),
  );
});

test('nothing changed, nothing said', () => {
  fc.assert(
    fc.property(json, (view) => {
      assert.is(mergePatch(view, wired(view)), undefined);
    }),
  );
});

test('only what changed is said', () => {
  const before = {
    tab: { lines: { l1: { total: 100, name: 'Milk' }, l2: { total: 5, name: 'Bread' } }, total: 105 },
    shop: { name: 'S' },
  };
  const after = {
    ...before,
    tab: { ...before.tab, lines: { l1: { total: 200, name: 'Milk' } }, total: 200 },
  };
  assert.equal(mergePatch(before, after), {
    tab: { lines: { l1: { total: 200 }, $remove: ['l2'] }, total: 200 },
  });
});

test('null is a value: it is set and replaced, and a missing member is removed', () => {
  assert.equal(mergePatch({ tab: { a: 1 } }, { tab: null }), { tab: null });
  assert.equal(mergePatch({ tab: null }, { tab: { a: 1 } }), { tab: { a: 1 } });
  assert.equal(mergePatch({ tab: null }, {}), { $remove: ['tab'] });
  assert.equal(mergePatch({ a: 1 }, { a: undefined }), { $remove: ['a'] });
  assert.is(mergePatch({ a: undefined }, {}), undefined);
  assert.is(mergePatch({}, { a: undefined }), undefined);
});

test('names that every object inherits are names like any other', () => {
  assert.equal(mergePatch({ constructor: 1 }, {}), { $remove: ['constructor'] });
  assert.equal(mergePatch({}, { toString: 1 }), { toString: 1 });
});

test('lists are replaced whole', () => {
  assert.equal(mergePatch({ list: [1, { a: 1 }] }, { list: [1, { a: 2 }] }), { list: [1, { a: 2 }] });
  assert.equal(mergePatch({ list: [1] }, { list: [1, 2] }), { list: [1, 2] });
  assert.equal(mergePatch([], {}), {});
});

test('a patch changes no object that somebody else holds', () => {
  const view = Object.freeze({ tab: Object.freeze({ a: 1, b: 2 }) });
  assert.equal(applyMergePatch(view, { tab: { a: 3, $remove: ['b'] } }), { tab: { a: 3 } });
  assert.equal(view, { tab: { a: 1, b: 2 } });
});
