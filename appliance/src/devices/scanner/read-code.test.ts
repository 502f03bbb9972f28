// What the scanners' wires share: prefixes, suffixes, AIM identifiers, and bytes as text.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { bytesToText, readCode } from './read-code.ts';

const bare = { prefix: '', suffix: '', aimPrefix: true };
const codes = suite('what a scanner puts around a code');

codes('prefix, suffix and AIM identifier are taken off', () => {
  const scanned = (raw: string, options: object) => readCode(raw, { ...bare, ...options });
  assert.equal(scanned('7038', {}), { kind: 'scan', scan: { text: '7038' } });
  assert.equal(scanned(']E07038', {}), { kind: 'scan', scan: { text: '7038', aim: ']E0' } });
  assert.equal(scanned(']E07038', { aimPrefix: false }), { kind: 'scan', scan: { text: ']E07038' } });
  assert.equal(scanned('<]E07038>', { prefix: '<', suffix: '>' }), {
    kind: 'scan',
    scan: { text: '7038', aim: ']E0' },
  });
  assert.equal(scanned(']!x', {}), { kind: 'scan', scan: { text: ']!x' } });
});

codes('what should be there and is not, and nothing at all, are garbage', () => {
  assert.equal(readCode('7038>', { ...bare, prefix: '<' }), { kind: 'garbage', reason: 'prefix-missing' });
  assert.equal(readCode('<7038', { ...bare, suffix: '>' }), { kind: 'garbage', reason: 'suffix-missing' });
  assert.equal(readCode('', bare), { kind: 'garbage', reason: 'empty' });
  assert.equal(readCode(']E0', bare), { kind: 'garbage', reason: 'empty' });
  // One character cannot be prefix and suffix at once.
  assert.equal(readCode('|', { ...bare, prefix: '|', suffix: '|' }), {
    kind: 'garbage',
    reason: 'suffix-missing',
  });
});

/** Of all characters below the surrogates. */
const anyText = fc.array(fc.nat(0xd7ff)).map((codes) => String.fromCodePoint(...codes));
const texts = suite('bytes of a code as text');

texts('ASCII and UTF-8 as they are, anything else as Latin-1', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      assert.is(bytesToText(new TextEncoder().encode(text)), text);
    }),
  );
  assert.is(bytesToText(Uint8Array.of(0x62, 0x6c, 0xe5)), 'blå');
  // A reader that has stumbled once reads on.
  assert.is(bytesToText(new TextEncoder().encode('blå')), 'blå');
  assert.is(bytesToText(Uint8Array.of(0x41, 0, 0x1d)), 'A\0\x1d');
});

texts('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.ok(bytesToText(bytes).length <= bytes.length);
    }),
  );
});
