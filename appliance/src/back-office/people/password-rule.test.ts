// What may be a password, in the office and at the register.
import { assert, suite } from '../../../test/kit.ts';
import { checkOfficePassword, checkPosPassword, posPasswordWarnings } from './password-rule.ts';

const test = suite('password rule');
const about = ['Kari', 'Nordmann-Øye', 'kari.nordmann@brygga.no'];
const answer = (password: string): string => {
  const checked = checkOfficePassword(password, about);
  return checked.ok ? 'yes' : checked.refusal.code;
};

test('length decides, counted in characters as people see them typed', () => {
  assert.is(answer('123456789'), 'password.too-short');
  assert.is(answer('tre små katter'), 'yes');
  assert.is(answer('🐈🐕🐇🐢🐟🐎🐄🐖🐑'), 'password.too-short');
  assert.is(answer('🐈🐕🐇🐢🐟🐎🐄🐖🐑🐓'), 'yes');
  assert.is(answer('🐈🐈🐈🐈🐈🐈🐈🐈🐈🐈'), 'password.too-common');
  assert.is(answer('a1'.repeat(100)), 'password.too-common');
  assert.is(answer(`${'correct horse '.repeat(14)}abcd`), 'yes');
  assert.is(answer(`${'correct horse '.repeat(14)}abcde`), 'password.too-long');
  const refused = checkOfficePassword('x', []);
  assert.refused(refused, 'password.too-short');
  assert.equal(refused.refusal.data, { min: 10, max: 200 });
});

test('first guesses and what is known of the person are refused', () => {
  const common = [
    'Password123',
    'p a s s w o r d 1 2',
    'Passord2024!',
    'wachtwoord1',
    'qwertyqwerty',
    'aaaaaaaaaaaa',
    'ababababab12'.slice(0, 10),
    '1234567890123',
    '0987654321',
    'qwertyuiop12',
    'abcdefghijkl',
    'KariNordmann1',
    'nordmann 2024',
    'brygga.kari.99',
    'øye-kari-øye-1',
    'Countertop 2026',
    'admin-admin-admin',
  ];
  for (const password of common) assert.is(answer(password), 'password.too-common', password);
  for (const password of [
    'kari spiser grønn ost',
    'passord er for svake folk',
    'j9#kLq0-Zt',
    'nordmannen gikk tur',
  ])
    assert.is(answer(password), 'yes', password);
});

test('at the register 4 to 64 of any characters; the trivial is warned of, not refused', () => {
  const codes = (password: string): string => {
    const checked = checkPosPassword(password);
    return checked.ok ? posPasswordWarnings(password).join() : checked.refusal.code;
  };
  assert.is(codes('123'), 'password.too-short');
  assert.is(codes(''), 'password.too-short');
  assert.is(codes('7'.repeat(65)), 'password.too-long');
  assert.is(codes('2580'), '');
  assert.is(codes('839201'), '');
  for (const pin of ['0000', '1234', '4321', '1212', '123123', '9999999'])
    assert.is(codes(pin), 'trivial', pin);
  assert.is(codes('kaffe'), 'not-digits');
  assert.is(codes('aaaa'), 'trivial,not-digits');
  assert.is(codes('pässwörd 💶'), 'not-digits');
  assert.is(codes('１２３４'), 'trivial', 'full-width digits are digits once normalised');
});
