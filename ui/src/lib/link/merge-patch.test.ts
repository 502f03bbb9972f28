// The page's side of the merge patch: against examples, against the daemon's own side for any two views, and sharing what did not change.
import fc from 'fast-check';
import { mergePatch } from '../../../../appliance/src/platform/link/merge-patch.ts';
import { assert, suite } from '../../../../appliance/test/kit.ts';
import { applyPatch } from './merge-patch.ts';

const test = suite('merge patch');

const examples: readonly (readonly [target: unknown, patch: unknown, result: unknown])[] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, { a: null }],
  [{ a: 'b', b: 'c' }, { $remove: ['a'] }, { b: 'c' }],
  [{ a: 'b' }, { $remove: ['a', 'never'], c: 1 }, { c: 1 }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd' } }, { a: { b: 'd' } }],
  [{ a: null }, { a: { b: 1 } }, { a: { b: 1 } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ a: 'b' }, ['c'], ['c']],
  [['a', 'b'], { c: 1 }, { c: 1 }],
];

test('changes, adds, removes and replaces', () => {
  for (const [target, patch, result] of examples) assert.equal(applyPatch(target, patch), result);
});

test('shares rows that did not change, and the whole when nothing did', () => {
  const view = { tab: { lines: { one: { total: 1 }, two: { total: 2 } } }, shop: { name: 'Kiosk' } };
  const after = applyPatch(view, { tab: { lines: { two: { total: 3 } } } }) as typeof view;
  assert.is(after.shop, view.shop);
  assert.is(after.tab.lines.one, view.tab.lines.one);
  assert.is(after.tab.lines.two.total, 3);
  assert.is(view.tab.lines.two.total, 2, 'the view before is not altered');
  assert.is(applyPatch(view, { shop: { name: 'Kiosk' }, $remove: ['gone'] }), view);
});

test('a key called __proto__ stays a key and reaches no prototype', () => {
  const after = applyPatch({ a: 1 }, JSON.parse('{"__proto__":{"polluted":true}}')) as { polluted?: boolean };
  assert.is(after.polluted, undefined);
  assert.is(({} as { polluted?: boolean }).polluted, undefined);
});

const word = fc.string({ maxLength: 4 }).filter((key) => key !== '$remove' && key !== '__proto__');
const { view: anyView } = fc.letrec<{ view: unknown }>((tie) => ({
  view: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.integer(),
    word,
    fc.array(fc.integer(), { maxLength: 3 }),
    fc.dictionary(word, tie('view'), { maxKeys: 4 }),
  ),
}));

test('whatever the daemon publishes, the page ends with the same view', () => {
  fc.assert(
    fc.property(anyView, anyView, (before, after) => {
      const patch = mergePatch(before, after);
      const sent: unknown = patch === undefined ? undefined : JSON.parse(JSON.stringify(patch));
      assert.equal(sent === undefined ? before : applyPatch(before, sent), JSON.parse(JSON.stringify(after)));
    }),
  );
});
