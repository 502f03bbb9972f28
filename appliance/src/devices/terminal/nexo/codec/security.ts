// Encryption of messages on the shop's network, as the Adyen Terminal API has it: keys from a passphrase by PBKDF2, AES-256-CBC with an IV that is
// the derived one XOR a nonce, HMAC-SHA256 over the plain text. The header stays readable beside it.
import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

export interface SecurityKey {
  readonly passphrase: string;
  readonly identifier: string;
  readonly version: number;
}

export interface DerivedKey extends Omit<SecurityKey, 'passphrase'> {
  readonly hmac: Buffer;
  readonly cipher: Buffer;
  readonly iv: Buffer;
}

export interface Sealed {
  readonly NexoBlob: string;
  readonly SecurityTrailer: {
    readonly AdyenCryptoVersion: number;
    readonly KeyIdentifier: string;
    readonly KeyVersion: number;
    readonly Nonce: string;
    readonly Hmac: string;
  };
}

const salt = 'AdyenNexoV1Salt';
const rounds = 4_000;
const cryptoVersion = 1;
export const nonceBytes = 16;

export function deriveKey({ passphrase, identifier, version }: SecurityKey): DerivedKey {
  const material = pbkdf2Sync(passphrase, salt, rounds, 80, 'sha1');
  return {
    identifier,
    version,
    hmac: material.subarray(0, 32),
    cipher: material.subarray(32, 64),
    iv: material.subarray(64, 80),
  };
}

function ivOf({ iv }: DerivedKey, nonce: Uint8Array): Buffer {
  return Buffer.from(iv.map((byte, at) => byte ^ (nonce[at] ?? 0)));
}

/** @param nonce 16 random bytes, never used twice with a key */
export function seal(plain: string, key: DerivedKey, nonce: Uint8Array): Sealed {
  const bytes = Buffer.from(plain);
  const cipher = createCipheriv('aes-256-cbc', key.cipher, ivOf(key, nonce));
  return {
    NexoBlob: Buffer.concat([cipher.update(bytes), cipher.final()]).toString('base64'),
    SecurityTrailer: {
      AdyenCryptoVersion: cryptoVersion,
      KeyIdentifier: key.identifier,
      KeyVersion: key.version,
      Nonce: Buffer.from(nonce).toString('base64'),
      Hmac: createHmac('sha256', key.hmac).update(bytes).digest('base64'),
    },
  };
}

/** Undefined: another key's, altered, or no such message. */
export function unseal({ NexoBlob, SecurityTrailer: trailer }: Sealed, key: DerivedKey): string | undefined {
  const nonce = Buffer.from(trailer.Nonce, 'base64');
  const ours =
    trailer.AdyenCryptoVersion === cryptoVersion &&
    trailer.KeyIdentifier === key.identifier &&
    trailer.KeyVersion === key.version &&
    nonce.length === nonceBytes;
  if (!ours) return undefined;
  let plain: Buffer;
  try {
    const decipher = createDecipheriv('aes-256-cbc', key.cipher, ivOf(key, nonce));
    plain = Buffer.concat([decipher.update(Buffer.from(NexoBlob, 'base64')), decipher.final()]);
  } catch {
    return undefined;
  }
  const told = Buffer.from(trailer.Hmac, 'base64');
  const own = createHmac('sha256', key.hmac).update(plain).digest();
  return told.length === own.length && timingSafeEqual(told, own) ? plain.toString() : undefined;
}
