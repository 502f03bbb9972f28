// What may be a password. Length and not-being-the-first-guess are what protects (NIST SP 800-63B 5.1.1.2); no rules about kinds of characters.
// At the register digits are recommended, so there only trivial ones are warned of.
import { ok, refuse, type Result } from '../../domain/refusal.ts';

const officeLength = { min: 10, max: 200 };
const posLength = { min: 4, max: 64 };

/** First guesses that are long enough to pass otherwise; in lower case, letters and digits only. */
const firstGuesses = [
  'password',
  'passord',
  'wachtwoord',
  'heslo',
  'welcome',
  'velkommen',
  'welkom',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwerty',
  'qwertz',
  'azerty',
  'letmein',
  'administrator',
  'admin',
  'iloveyou',
  'countertop',
  'kassa',
  'butikk',
  'changeme',
  'secret',
];

export type PasswordRefusal = 'password.too-short' | 'password.too-long' | 'password.too-common';

const lengthOf = (password: string): number => [...password.normalize('NFKC')].length;

function rightLength(password: string, { min, max }: { readonly min: number; readonly max: number }) {
  const length = lengthOf(password);
  if (length < min) return refuse('password.too-short', { min, max });
  if (length > max) return refuse('password.too-long', { min, max });
  return ok(password);
}

/** `about`: what an attacker knows of the person (names, e-mail); a password made of it is none. */
export function checkOfficePassword(
  password: string,
  about: readonly string[],
): Result<string, PasswordRefusal> {
  const checked = rightLength(password, officeLength);
  if (!checked.ok) return checked;
  return isFirstGuess(password, about) ? refuse('password.too-common') : checked;
}

/** What is left when known words, digits and signs are taken off must be more than a few letters, or there must be no known word in it. */
function isFirstGuess(password: string, about: readonly string[]): boolean {
  const plain = bare(password);
  if (new Set(password.normalize('NFKC')).size <= 3 || isSequence(plain)) return true;
  const known = [...firstGuesses, ...about.flatMap(wordsOf)];
  let rest = plain;
  for (const word of known) rest = rest.replaceAll(word, '');
  return rest !== plain && rest.replace(/\d/g, '').length < 4;
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function wordsOf(text: string): string[] {
  return text
    .split(/[\s@.+_-]+/)
    .map(bare)
    .filter((word) => word.length >= 3);
}

/** 4..64 characters of any kind. Two people may have the same: a register asks for the person first. */
export function checkPosPassword(password: string): Result<string, PasswordRefusal> {
  return rightLength(password, posLength);
}

export type PosPasswordWarning = 'trivial' | 'not-digits';

/** Taken all the same: some shops mean it so, and a lock-out guards what is short. */
export function posPasswordWarnings(password: string): readonly PosPasswordWarning[] {
  const warnings: PosPasswordWarning[] = [];
  const plain = password.normalize('NFKC');
  if (new Set(plain).size === 1 || isSequence(plain) || isRepeated(plain)) warnings.push('trivial');
  // A register has a number pad before it has a keyboard.
  if (!/^\d+$/.test(plain)) warnings.push('not-digits');
  return warnings;
}

/** 1234, 4321, 7890123, abcd. */
function isSequence(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return (
    codes.length > 1 &&
    [1, -1].some((step) => codes.every((code, at) => at === 0 || follows(codes[at - 1] ?? 0, code, step)))
  );
}

/** After 9 comes 0, as on a keyboard. */
function follows(before: number, code: number, step: number): boolean {
  if (code - before === step) return true;
  const [first, last] = step === 1 ? [0x39, 0x30] : [0x30, 0x39];
  return before === first && code === last;
}

/** 1212, 123123. */
function isRepeated(text: string): boolean {
  return [1, 2, 3].some(
    (length) => text.length >= 2 * length && text === text.slice(0, length).repeat(text.length / length),
  );
}
