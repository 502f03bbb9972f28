// What is unwise about a POS password, told while it is typed. The office says the same of it once more when it takes it
// (people/password-rule.ts); a test holds the two together.

export type PosPasswordWarning = 'trivial' | 'not-digits';

/** Fewer the office does not take. */
export const posPasswordLeast = 4;
/** Fewer is no password of the office. */
export const officePasswordLeast = 10;

export function posPasswordWarnings(password: string): readonly PosPasswordWarning[] {
  const plain = password.normalize('NFKC');
  if (plain === '') return [];
  const warnings: PosPasswordWarning[] = [];
  if (new Set(plain).size === 1 || isSequence(plain) || isRepeated(plain)) warnings.push('trivial');
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
