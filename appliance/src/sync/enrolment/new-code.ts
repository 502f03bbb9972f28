// Pairing codes, made by chance without leaning to any letter.
import type { Randomness } from '../../platform/ports/randomness.ts';
import { codeAlphabet, codeLength } from '../../protocol/pairing.ts';

/** Bytes from here on would favour the first letters. */
const fairBelow = 256 - (256 % codeAlphabet.length);

export function newCode(randomness: Randomness): string {
  let code = '';
  while (code.length < codeLength) {
    for (const byte of randomness.bytes(codeLength)) {
      if (byte < fairBelow && code.length < codeLength)
        code += codeAlphabet.charAt(byte % codeAlphabet.length);
    }
  }
  return code;
}
