// The office's own key file: what must be read again (TOTP secrets, the mail server's password) is sealed with it, short codes are
// digested under it. A stolen copy of the database alone gives neither.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { Fault } from '../../platform/fault.ts';
import type { Disk } from '../../platform/ports/disk.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const cipher = 'aes-256-gcm';

export interface OfficeKey {
  /** Sealed for one purpose and owner (`totp:<user>`): moved to another row it does not open. */
  seal(text: string, owner: string): Uint8Array;
  /** Throws Fault `storage.corrupt` when it was sealed with another key, for another owner, or changed. */
  open(sealed: Uint8Array, owner: string): string;
  /** Hex. For codes too short to stand alone against guessing offline. */
  digest(text: string, owner: string): string;
}

/** Reads the key, or makes it at the first start, for this user's eyes only. Throws Fault `storage.*`; `storage.corrupt` for what is no key. */
export async function openOfficeKey(disk: Disk, path: string, randomness: Randomness): Promise<OfficeKey> {
  const known = await disk.read(path);
  if (known !== undefined) return officeKey(known, randomness);
  const made = randomness.bytes(keyBytes);
  await disk.write(path, made, 0o600);
  return officeKey(made, randomness);
}

export function officeKey(key: Uint8Array, randomness: Randomness): OfficeKey {
  if (key.length !== keyBytes) throw new Fault('storage.corrupt', { what: 'office key', bytes: key.length });
  const sealing = derived(key, 'countertop seal 1');
  const digesting = derived(key, 'countertop digest 1');
  return {
    seal(text, owner) {
      const nonce = randomness.bytes(nonceBytes);
      const sealer = createCipheriv(cipher, sealing, nonce).setAAD(Buffer.from(owner));
      return Buffer.concat([nonce, sealer.update(text, 'utf8'), sealer.final(), sealer.getAuthTag()]);
    },
    open(sealed, owner) {
      try {
        const opener = createDecipheriv(cipher, sealing, sealed.subarray(0, nonceBytes))
          .setAAD(Buffer.from(owner))
          .setAuthTag(sealed.subarray(-tagBytes));
        const body = sealed.subarray(nonceBytes, -tagBytes);
        return Buffer.concat([opener.update(body), opener.final()]).toString('utf8');
      } catch (error) {
        throw new Fault('storage.corrupt', { what: 'sealed with another key' }, error);
      }
    },
    digest: (text, owner) => createHmac('sha256', digesting).update(`${owner}\0${text}`).digest('hex'),
  };
}

function derived(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, keyBytes));
}
