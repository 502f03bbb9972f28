// The table of identifiers: that it is unambiguous, and known facts of it. That its formats are right is proved in gs1-oracle.test.ts.
import { assert, suite } from '../../../test/kit.ts';
import { allIdentifiers, identifierAt, identifierNamed } from './gs1-identifiers.ts';

const test = suite('gs1 identifiers');

test('no identifier is the beginning of another, so data has one reading', () => {
  const names = allIdentifiers().map(({ ai }) => ai);
  assert.is(new Set(names).size, names.length);
  for (const name of names) {
    assert.match(name, /^\d{2,4}$/);
    assert.equal(
      names.filter((other) => other !== name && other.startsWith(name)),
      [],
    );
    assert.is(identifierAt(`x${name}x`, 1)?.ai, name);
  }
});

test('every part of every identifier has a length', () => {
  for (const { ai, parts } of allIdentifiers()) {
    for (const [place, part] of parts.entries()) {
      assert.ok(part.min >= 1 && part.max >= part.min, ai);
      assert.match(part.characters, /^[nxyz]$/, ai);
      assert.ok(part.min === part.max || place === parts.length - 1, `${ai}: only the last part may vary`);
      if (part.date !== 'no') assert.is(part.max, 6, ai);
      if (part.checked) assert.is(part.characters, 'n', ai);
    }
  }
});

test('predefined lengths are those of General Specifications figure 7.8.5-2', () => {
  const expected: Readonly<Record<string, number>> = {
    '00': 18,
    '01': 14,
    '02': 14,
    '03': 14,
    '11': 6,
    '12': 6,
    '13': 6,
    '15': 6,
    '16': 6,
    '17': 6,
    '20': 2,
    '31': 6,
    '32': 6,
    '33': 6,
    '34': 6,
    '35': 6,
    '36': 6,
    '41': 13,
  };
  for (const { ai, predefinedLength } of allIdentifiers())
    assert.is(predefinedLength, expected[ai.slice(0, 2)], ai);
});

test('what is no identifier', () => {
  for (const name of [
    '04',
    '05',
    '14',
    '18',
    '19',
    '23',
    '3106',
    '3170',
    '38',
    '3944',
    '40',
    '7050',
    '8000',
    '89',
    '9',
    '',
  ]) {
    assert.is(identifierNamed(name), undefined, name);
    assert.is(identifierAt(name, 0), undefined, name);
  }
});

test('families reach from their first digit to their last', () => {
  for (const name of ['3100', '3105', '3929', '3943', '7039', '7230', '7239', '91', '99'])
    assert.is(identifierNamed(name)?.ai, name);
  assert.is(identifierNamed('310')?.ai, undefined);
});
