// Passwords as they are kept: argon2id (OWASP: 19 MiB, 2 passes), the same at the register and in the office, so that a hash made in the
// office is checked by a box. Any characters. Never logged, never compared in clear.
import { hash, verify } from '@node-rs/argon2';

const strength = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** In the PHC form `$argon2id$v=19$…`, salt included. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), strength);
}

export async function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFKC'));
}

/** The same code with the same salt gives the same hash, so that whose badge it is is found by one hash and not by one for each person. */
export async function hashBadge(code: string, salt: Uint8Array): Promise<string> {
  return hash(code.trim().normalize('NFKC'), { ...strength, salt });
}

/** The salt in a hash of the PHC form; undefined for what is none. */
export function saltOf(badgeHash: string): Uint8Array | undefined {
  const salt = badgeHash.split('$')[4];
  return salt === undefined || salt === '' ? undefined : Buffer.from(salt, 'base64');
}
