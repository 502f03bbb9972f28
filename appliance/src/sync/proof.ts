// How a box proves who it is: an Ed25519 signature over both sides' nonces and the office it speaks with. The text begins with a name of
// its own and is longer than any hash, so that no office can make a box sign an entry by asking for a proof.
import { createPublicKey, verify } from 'node:crypto';

export interface ProofParts {
  /** Base64, as they crossed the wire. */
  readonly officeNonce: string;
  readonly boxNonce: string;
  readonly office: string;
}

export const nonceBytes = 32;

export function proofText({ officeNonce, boxNonce, office }: ProofParts): Buffer {
  return Buffer.from(['countertop-sync-1', officeNonce, boxNonce, office].join('\n'), 'utf8');
}

/** @param publicKey SubjectPublicKeyInfo, DER, base64 */
export function proves(publicKey: string, parts: ProofParts, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return verify(null, proofText(parts), key, Buffer.from(signature, 'base64'));
}
