// A price made up from a text, the same for the same text for ever: for demos, benches and replays, where no price is known.
// FNV-1a over the text picks a price between 5 and 200 that ends as shop prices do.
import { type Minor, minor } from '../../domain/money/money.ts';

/** 32-bit FNV-1a, as unsigned integer. */
export function fnv1a(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01_00_01_93) >>> 0;
  return hash;
}

const endings = [0, 10, 25, 50, 90, 95];

/** In minor units of a currency with `exponent` decimals. */
export function generatedPrice(text: string, exponent: number): Minor {
  const hash = fnv1a(text);
  const hundredths = (5 + (hash % 195)) * 100 + (endings[(hash >>> 16) % endings.length] ?? 0);
  return minor(exponent === 0 ? Math.round(hundredths / 100) : hundredths * 10 ** (exponent - 2));
}
