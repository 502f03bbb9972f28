// The key of this box (Ed25519): made at the first start, kept in a file only the daemon can read. It signs sales and closes, and proves to
// the back office who is speaking. Public keys are kept in the database for ever, so that what an older key signed stays verifiable.
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Clock } from '../platform/ports/clock.ts';
import type { Database } from '../platform/ports/database.ts';
import type { Disk } from '../platform/ports/disk.ts';
import type { Randomness } from '../platform/ports/randomness.ts';
import { Fault } from '../platform/fault.ts';
import type { Signer } from './chain.ts';

export interface KeyPorts {
  readonly disk: Disk;
  readonly randomness: Randomness;
}

export interface BoxKeyPorts extends KeyPorts {
  readonly database: Database;
  readonly clock: Clock;
}

/** A public key as it is stored and exported. */
export interface PublicKey {
  /** First 16 hex digits of SHA-256 of the key's DER form. */
  readonly id: string;
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly publicKey: string;
}

// PKCS#8 of an Ed25519 key is this followed by its 32 random bytes (RFC 8410, section 7).
const pkcs8Start = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key pair at work: signs, and tells its public half. */
export interface SigningKey extends Signer {
  /** As in `PublicKey`. */
  readonly publicKey: string;
}

/** Reads the key, or makes it where there is none. Throws Fault `config.invalid` when the file holds anything else, `storage.*`. */
export async function openSigningKey(path: string, ports: KeyPorts): Promise<SigningKey> {
  const stored = await ports.disk.read(path);
  const key = stored === undefined ? await makeKey(path, ports) : readKey(path, stored);
  const { id, publicKey } = publicPart(key);
  return { key: id, publicKey, sign: (hash) => sign(null, hash, key) };
}

/** The same, its public half kept in the till's database. */
export async function openBoxKey(path: string, ports: BoxKeyPorts): Promise<SigningKey> {
  const key = await openSigningKey(path, ports);
  await ports.database.write(
    'INSERT INTO box_key (id, public_key, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    [key.key, key.publicKey, ports.clock.now()],
  );
  return key;
}

export function publicPart(key: KeyObject): PublicKey {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { id: keyId(der), publicKey: der.toString('base64') };
}

export function keyId(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

async function makeKey(path: string, { disk, randomness }: KeyPorts): Promise<KeyObject> {
  const der = Buffer.concat([pkcs8Start, randomness.bytes(32)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  await disk.write(path, Buffer.from(key.export({ type: 'pkcs8', format: 'pem' })), 0o600);
  return key;
}

function readKey(path: string, content: Uint8Array): KeyObject {
  try {
    const key = createPrivateKey(Buffer.from(content));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw new Fault('config.invalid', { file: path, problems: ['not a private key'] }, error);
  }
  throw new Fault('config.invalid', { file: path, problems: ['not an Ed25519 key'] });
}
