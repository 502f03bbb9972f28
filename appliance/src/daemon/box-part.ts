// What every box with the role till has, with or without a shop: its database, its key, and whom it belongs to.
import { join } from 'node:path';
import type { Config } from '../platform/config/config.ts';
import type { SqliteDatabase } from '../platform/database/sqlite.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import { createReserve, type Reserve } from '../platform/disk/reserve.ts';
import { type PublicKey, openBoxKey, type SigningKey } from '../journal/box-key.ts';
import { pairingName, readPairing, type Pairing } from '../sync/enrolment/pairing-file.ts';
import { boxKeyName, databaseName, reserveName } from '../till/journal/files.ts';
import { headOf, keysOf, registersOf } from '../till/journal/journal-reader.ts';
import type { PairRequest } from '../protocol/pairing.ts';
import { openTillDatabase } from './data-folder.ts';
import type { DaemonPorts, Ends } from './ports.ts';

/** Room kept for closing the shift on a full disk, and what must be free beside it. */
const reserveSize = { bytes: 8 * 1024 * 1024, spareBytes: 1024 * 1024 };

export interface BoxPart {
  /** Of the pairing, where there is one; as configured otherwise. */
  readonly register: string;
  readonly database: SqliteDatabase;
  readonly reserve: Reserve;
  readonly signer: SigningKey;
  /** Undefined: never paired. */
  readonly pairing: Pairing | undefined;
}

/** Throws Fault `config.invalid`, `storage.*`. */
export async function openBox(config: Config, ports: DaemonPorts, ends: Ends): Promise<BoxPart> {
  const folder = config.dataFolder;
  const reserve = createReserve(nodeDisk, { path: join(folder, reserveName), folder, ...reserveSize });
  const database = await openTillDatabase(join(folder, databaseName), ports, reserve);
  ends.push(async () => database.close());
  const { clock, randomness } = ports;
  const signer = await openBoxKey(join(folder, boxKeyName), { disk: nodeDisk, database, clock, randomness });
  const isOwnOffice = config.roles.includes('back-office');
  const pairing = isOwnOffice ? undefined : await readPairing(nodeDisk, join(folder, pairingName));
  return { register: pairing?.register ?? config.register, database, reserve, signer, pairing };
}

/** What a pairing tells the office of this box's past. */
export async function pastOf(
  database: SqliteDatabase,
): Promise<{ readonly olderKeys: readonly PublicKey[]; readonly chains: PairRequest['chains'] }> {
  const chains: PairRequest['chains'] = [];
  for (const register of await registersOf(database)) {
    const head = await headOf(database, register, Number.MAX_SAFE_INTEGER);
    if (head !== undefined) chains.push({ register, ...head });
  }
  return { olderKeys: await keysOf(database), chains };
}
