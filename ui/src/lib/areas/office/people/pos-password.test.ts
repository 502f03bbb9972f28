// What the page warns of while one types is what the office warns of when it takes it.
import fc from 'fast-check';
import {
  checkPosPassword,
  posPasswordWarnings as ofTheOffice,
} from '../../../../../../appliance/src/back-office/people/password-rule.ts';
import { assert, propertyRuns, seed, suite } from '../../../../../../appliance/test/kit.ts';
import { posPasswordLeast, posPasswordWarnings } from './pos-password.ts';

const test = suite('POS password while it is typed');

test('what everybody tries first is trivial', () => {
  for (const password of ['1111', '1234', '4321', '1212', '123123', 'aaaa', 'abcd'])
    assert.ok(posPasswordWarnings(password).includes('trivial'), password);
  for (const password of ['2580', '1357', '9081', 'kaffe'])
    assert.not(posPasswordWarnings(password).includes('trivial'), password);
});

test('letters are taken, and warned of, as a register has a number pad first', () => {
  assert.equal(posPasswordWarnings('kaffe'), ['not-digits']);
  assert.equal(posPasswordWarnings('2580'), []);
});

test('nothing typed is nothing to warn of', () => {
  assert.equal(posPasswordWarnings(''), []);
});

test('page and office warn of the same', () => {
  const likely = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[0-9]{1,8}$/),
    fc.stringMatching(/^(12|11|a1)+$/),
  );
  fc.assert(
    fc.property(likely, (password) => {
      if (password.normalize('NFKC') === '') return;
      assert.equal(posPasswordWarnings(password), ofTheOffice(password));
    }),
    { seed, numRuns: propertyRuns },
  );
});

test('the page asks for as many characters as the office does', () => {
  assert.ok(checkPosPassword('1'.repeat(posPasswordLeast)).ok);
  assert.not(checkPosPassword('1'.repeat(posPasswordLeast - 1)).ok);
});
