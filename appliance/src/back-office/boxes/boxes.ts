// The boxes of this office: which key may speak for which register. A register has one box at a time; every change is an entry in the
// office's journal.
import type { PublicKey } from '../../journal/box-key.ts';
import { officeRegister } from '../../domain/journal/entry.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import type { EnrolledBox, EnrolledBoxes } from '../../sync/ports.ts';
import type { Archive } from '../archive/archive.ts';
import type { OfficeEvent, OfficeJournal } from '../archive/office-journal.ts';

export interface KnownBox extends EnrolledBox {
  /** Id of its key. */
  readonly key: string;
  /** Of the program, when it was enrolled. */
  readonly version: string;
  readonly enrolledAt: number;
  /** User id, or `system`. */
  readonly enrolledBy: string;
  readonly revokedAt: number | null;
  readonly revokedBy: string | null;
}

export interface Enrolment {
  readonly register: string;
  /** First the one it proves itself with, then older ones that its journal bears. */
  readonly keys: readonly PublicKey[];
  readonly version: string;
  readonly by: string;
}

export interface BoxesParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly archive: Archive;
  readonly journal: OfficeJournal;
}

export class Boxes implements EnrolledBoxes {
  readonly #parts: BoxesParts;
  readonly #onRevoked = new Set<(register: string) => void>();
  readonly #onChange = new Set<() => void>();

  constructor(parts: BoxesParts) {
    this.#parts = parts;
  }

  async box(key: string): Promise<KnownBox | undefined> {
    const row = await this.#parts.database.get('SELECT * FROM box WHERE key = ?', [key]);
    return row === undefined ? undefined : boxOf(row);
  }

  /** All that ever were, the ones in use first. */
  async list(): Promise<readonly KnownBox[]> {
    const rows = await this.#parts.database.all(
      'SELECT * FROM box ORDER BY revoked_at IS NOT NULL, register, enrolled_at DESC',
    );
    return rows.map(boxOf);
  }

  /** Registers that a box has a key for. */
  async paired(): Promise<ReadonlySet<string>> {
    const rows = await this.#parts.database.all('SELECT register FROM box WHERE revoked_at IS NULL');
    return new Set(rows.map((row) => String(row['register'])));
  }

  /** The key may speak for the register from now on, and whoever did before may not. Throws Fault `storage.*`. */
  async enrol({ register, keys, version, by }: Enrolment): Promise<void> {
    const [first] = keys;
    if (first === undefined || register === officeRegister)
      throw new RangeError('no key, or no register of a box');
    const { database, clock, archive, journal } = this.#parts;
    // First, so that what the box sends at once can be verified.
    await archive.trust(register, keys);
    const before = await database.transaction(async (tx) => {
      const others = await tx.all(
        'SELECT key FROM box WHERE register = ? AND revoked_at IS NULL AND key <> ?',
        [register, first.id],
      );
      await tx.run(
        'UPDATE box SET revoked_at = ?, revoked_by = ? WHERE register = ? AND revoked_at IS NULL AND key <> ?',
        [clock.now(), by, register, first.id],
      );
      await tx.run(
        `INSERT INTO box (key, register, public_key, version, enrolled_at, enrolled_by) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET register = excluded.register, version = excluded.version,
           enrolled_at = excluded.enrolled_at, enrolled_by = excluded.enrolled_by, revoked_at = NULL, revoked_by = NULL`,
        [first.id, register, first.publicKey, version, clock.now(), by],
      );
      return others.map((row) => String(row['key']));
    });
    const enrolled = {
      type: 'box.enrolled',
      subject: `register:${register}`,
      payload: { register, key: first.id, version },
    };
    await journal.append([...before.map((key) => revokedEvent(register, key)), enrolled], by);
    if (before.length > 0) for (const listener of this.#onRevoked) listener(register);
    for (const listener of this.#onChange) listener();
  }

  /** Takes a box out of use, at once; false when it is not in use. */
  async revoke(key: string, by: string): Promise<boolean> {
    const { database, clock, journal } = this.#parts;
    const box = await this.box(key);
    if (box === undefined) return false;
    const { changes } = await database.write(
      'UPDATE box SET revoked_at = ?, revoked_by = ? WHERE key = ? AND revoked_at IS NULL',
      [clock.now(), by, key],
    );
    if (changes === 0) return false;
    for (const listener of this.#onRevoked) listener(box.register);
    for (const listener of this.#onChange) listener();
    await journal.append(revokedEvent(box.register, key), by);
    return true;
  }

  onRevoked(listener: (register: string) => void): void {
    this.#onRevoked.add(listener);
  }

  /** A box was enrolled or revoked. */
  onChange(listener: () => void): void {
    this.#onChange.add(listener);
  }
}

function revokedEvent(register: string, key: string): OfficeEvent {
  return { type: 'box.revoked', subject: `register:${register}`, payload: { register, key } };
}

function boxOf(row: Row): KnownBox {
  return {
    key: String(row['key']),
    register: String(row['register']),
    publicKey: String(row['public_key']),
    version: String(row['version']),
    enrolledAt: Number(row['enrolled_at']),
    enrolledBy: String(row['enrolled_by']),
    revokedAt: row['revoked_at'] === null ? null : Number(row['revoked_at']),
    revokedBy: row['revoked_by'] === null ? null : String(row['revoked_by']),
    revoked: row['revoked_at'] !== null,
  };
}
