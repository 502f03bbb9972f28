// The check character of ISO 7064 MOD 37,36: one letter or digit that gives away every single wrong character, and most other slips of the
// finger. For codes of the shop's own that people type.

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const size = alphabet.length;

/** Of the letters A–Z, whatever their case, and digits of a text; what stands between them does not count. */
export function checkCharacter(text: string): string {
  let product = size;
  for (const character of text.toUpperCase()) {
    const value = alphabet.indexOf(character);
    if (value < 0) continue;
    const sum = (product + value) % size;
    product = ((sum === 0 ? size : sum) * 2) % (size + 1);
  }
  return alphabet.charAt((size + 1 - product) % size);
}
