// POS passwords: any characters, hashed with argon2id (OWASP: 19 MiB, 2 passes). Never logged, never compared in clear.
import { hash, verify } from '@node-rs/argon2';

const strength = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPin(pin: string): Promise<string> {
  return hash(pin.normalize('NFKC'), strength);
}

export async function pinMatches(pinHash: string, pin: string): Promise<boolean> {
  return verify(pinHash, pin.normalize('NFKC'));
}
