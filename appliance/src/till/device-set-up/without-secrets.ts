// Bytes without what could be a card's number: fifteen to nineteen digits in a row that pass its check (ISO/IEC 7812-1, Luhn), as text. Article
// numbers have fourteen at most. And without gift card codes, which are money to whoever reads them.

const digitsMin = 15;
const digitsMax = 19;
const giftCard = /CT-?G-?[0-9A-Z-]{4,40}/gi;

/** Undefined in place of each byte that must not be seen. */
export function withoutSecrets(bytes: Uint8Array): (number | undefined)[] {
  const text = String.fromCharCode(...bytes);
  const shown: (number | undefined)[] = [...bytes];
  const hide = (at: number, count: number): void => {
    shown.fill(undefined, at, at + count);
  };
  for (const found of text.matchAll(/\d{15,}/g)) {
    if (hasCardNumber(found[0])) hide(found.index, found[0].length);
  }
  for (const found of text.matchAll(giftCard)) hide(found.index, found[0].length);
  return shown;
}

function hasCardNumber(digits: string): boolean {
  for (let length = digitsMin; length <= digitsMax; length += 1)
    for (let at = 0; at + length <= digits.length; at += 1)
      if (passesLuhn(digits.slice(at, at + length))) return true;
  return false;
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
