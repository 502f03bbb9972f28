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
