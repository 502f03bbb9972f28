// What is typed on the bench becomes exactly the code that a scanner would read.
import fc from 'fast-check';
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { readTypedCode, writeCode } from './typed-code.ts';

const test = suite('bench: typed codes');

test('digits are digits', () => {
  assert.equal(readTypedCode(' 7038010009457 '), { code: '7038010009457' });
});

test('the separator in words, whatever its case', () => {
  assert.equal(readTypedCode('0109501101530003<gs>3103000195<GS>10AB'), {
    code: '0109501101530003\u001d3103000195\u001d10AB',
  });
});

test('an AIM identifier in front', () => {
  assert.equal(readTypedCode(']C10109501101530003'), { aim: ']C1', code: '0109501101530003' });
  assert.equal(readTypedCode(']x'), { code: ']x' });
});

test('nothing to scan', () => {
  for (const text of ['', '   ', ']E0']) assert.is(readTypedCode(text), undefined, text);
});

test('what was scanned can be typed again', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9A-Za-z\u001d]{1,40}$/),
      fc.constantFrom(undefined, ']E0', ']d2'),
      (code, aim) => {
        const typed = aim === undefined ? { code } : { code, aim };
        assert.equal(readTypedCode(writeCode(typed)), typed);
      },
    ),
  );
});
