// Our quick way to canonical JSON against the library that follows the RFC to the letter, for anything JSON can hold.
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { assert, suite } from '../../test/kit.ts';
import { canonicalJson } from './canonical-json.ts';

const test = suite('canonical JSON');

test('is what the library writes, whatever the keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.is(canonicalJson(value), canonicalize(value));
    }),
    { numRuns: 2_000 },
  );
});

test('keys that objects order by themselves are put in order all the same', () => {
  assert.is(canonicalJson({ 10: 1, 9: 2, a: { 2: 1, 10: 2 } }), '{"10":1,"9":2,"a":{"10":2,"2":1}}');
  assert.is(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}')), '{"__proto__":{"x":1},"b":1}');
});

test('members that are not there are left out, what JSON cannot hold is refused', () => {
  assert.is(canonicalJson({ b: undefined, a: 1 }), '{"a":1}');
  assert.throws(() => canonicalJson({ a: Number.POSITIVE_INFINITY }));
  assert.throws(() => canonicalJson(undefined));
});
