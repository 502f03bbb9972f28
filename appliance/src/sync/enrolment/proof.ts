// What both sides of a pairing prove to each other: that they know the code, and that they speak over one and the same TLS connection about
// one and the same box. The code is short, so it goes through a slow derivation first; the reasons stand in docs/pairing.md.
import { createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { canonicalJson } from '../../journal/canonical-json.ts';
import type { PairAnswer, PairRequest } from '../../protocol/pairing.ts';

// 64 MiB and 3 passes: about a second on a Raspberry Pi, once for a pairing; and so much for each guess of whoever recorded one.
const strength = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const;

/** Everything the request says and the TLS key it went to, as one text. */
export function transcriptOf(
  { protocol, version, keys, chains, nonce }: Omit<PairRequest, 'proof' | 'signature'>,
  fingerprint: string,
): string {
  const said = createHash('sha256').update(canonicalJson({ protocol, version, keys, chains }));
  return ['countertop-pair-1', fingerprint, nonce, said.digest('base64')].join('\n');
}

/** The key that code and transcript make. Never store it. */
export async function pairingKey(code: string, transcript: string): Promise<Uint8Array> {
  // The salt holds the box's nonce and the office's key: nothing can be computed before both are there, and for no other pairing.
  const salt = createHash('sha256').update(`salt\n${transcript}`).digest().subarray(0, 16);
  return hashRaw(code, { ...strength, salt });
}

/** Base64. */
export function boxProof(key: Uint8Array, transcript: string): string {
  return createHmac('sha256', key).update(`box\n${transcript}`).digest('base64');
}

/** Base64. Covers what the office answers: nobody changes the register on its way. */
export function officeProof(
  key: Uint8Array,
  transcript: string,
  { office, register }: Pick<PairAnswer, 'office' | 'register'>,
): string {
  return createHmac('sha256', key)
    .update(['office', transcript, office, register].join('\n'))
    .digest('base64');
}

/** Takes the same time whatever differs. */
export function sameProof(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'base64'), Buffer.from(other, 'base64')];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether the box holds the key it shows first. */
export function holdsKey({ keys, signature }: PairRequest, transcript: string): boolean {
  const [first] = keys;
  if (first === undefined) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(first.publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, Buffer.from(transcript, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
