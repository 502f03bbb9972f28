// The check character against published numbers that bear one, and against slips of the finger.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { checkCharacter } from './check-character.ts';

const test = suite('check character');

test('as the GRid standard has it (IFPI, ISO 7064 MOD 37,36)', () => {
  assert.is(checkCharacter('A1-2425G-ABC1234002'), 'M');
  assert.is(checkCharacter('a12425gabc1234002'), 'M');
});

const text = fc.stringMatching(/^[0-9A-Z]{1,20}$/);

test('property: one wrong character gives another', () => {
  fc.assert(
    fc.property(
      text,
      fc.nat(),
      fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', String)),
      (right, at, wrong) => {
        const place = at % right.length;
        const slip = right.slice(0, place) + wrong + right.slice(place + 1);
        assert.is(checkCharacter(slip) === checkCharacter(right), slip === right);
      },
    ),
  );
});
