// Cryptographic randomness of the operating system.
import { randomBytes } from 'node:crypto';
import type { Randomness } from '../ports/randomness.ts';

export const systemRandomness: Randomness = {
  bytes: (count) => randomBytes(count),
  fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
};
