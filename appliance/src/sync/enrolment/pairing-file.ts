// What a box knows of the office it was paired with: one small file in the data folder, replaced whole.
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { Fault } from '../../platform/fault.ts';
import type { Disk } from '../../platform/ports/disk.ts';

export const pairingName = 'pairing.json';

const Pairing = Type.Object({
  version: Type.Literal(1),
  /** Id of the office. */
  office: Type.String({ minLength: 1, maxLength: 64 }),
  /** `host:port`. */
  address: Type.String({ minLength: 1, maxLength: 300 }),
  /** Of the office's TLS key, SHA-256, base64url. */
  fingerprint: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  register: Type.String({ pattern: '^[A-Z0-9]{1,8}$' }),
  /** Milliseconds since 1970 UTC. */
  pairedAt: Type.Integer({ minimum: 0 }),
});

export type Pairing = Readonly<Static<typeof Pairing>>;

/** Undefined: never paired. Throws Fault `config.invalid` for a file that is none: a box does not guess whom it belongs to. */
export async function readPairing(disk: Disk, path: string): Promise<Pairing | undefined> {
  const stored = await disk.read(path);
  if (stored === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(stored).toString('utf8'));
  } catch (error) {
    throw new Fault('config.invalid', { file: path, problems: ['not JSON'] }, error);
  }
  if (!Value.Check(Pairing, value))
    throw new Fault('config.invalid', { file: path, problems: ['not a pairing'] });
  return value;
}

export async function writePairing(
  disk: Disk,
  path: string,
  pairing: Omit<Pairing, 'version'>,
): Promise<void> {
  const content: Pairing = { version: 1, ...pairing };
  await disk.write(path, Buffer.from(`${JSON.stringify(content, null, 2)}\n`), 0o600);
}
