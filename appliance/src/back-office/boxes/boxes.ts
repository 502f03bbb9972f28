// The boxes of this office: which key may speak for which register. A register has one box at a time; every change is an entry in the
// office's journal.
import type { PublicKey } from '../../journal/box-key.ts';
import { officeRegister } from '../../domain/journal/entry.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { EnrolledBox, EnrolledBoxes } from '../../sync/ports.ts';
import type { Archive } from '../archive/archive.ts';
import type { OfficeEvent, OfficeJournal } from '../archive/office-journal.ts';
import type { BoxQueries, BoxTables } from './box-tables.ts';

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

const columns = [
  'key',
  'register',
  'public_key as publicKey',
  'version',
  'enrolled_at as enrolledAt',
  'enrolled_by as enrolledBy',
  'revoked_at as revokedAt',
  'revoked_by as revokedBy',
] as const;

export class Boxes implements EnrolledBoxes {
  readonly #parts: BoxesParts;
  readonly #queries: BoxQueries;
  readonly #onRevoked = new Set<(register: string) => void>();
  readonly #onChange = new Set<() => void>();

  constructor(parts: BoxesParts) {
    this.#parts = parts;
    this.#queries = createQueries<BoxTables>(parts.database);
  }

  async box(key: string): Promise<KnownBox | undefined> {
    const box = await this.#queries
      .selectFrom('box')
      .select(columns)
      .where('key', '=', key)
      .executeTakeFirst();
    return box && withRevoked(box);
  }

  /** All that ever were, the ones in use first. */
  async list(): Promise<readonly KnownBox[]> {
    const boxes = await this.#queries
      .selectFrom('box')
      .select(columns)
      .orderBy(({ eb }) => eb('revoked_at', 'is not', null))
      .orderBy('register')
      .orderBy('enrolled_at', 'desc')
      .execute();
    return boxes.map(withRevoked);
  }

  /** Registers that a box has a key for. */
  async paired(): Promise<ReadonlySet<string>> {
    const boxes = await this.#queries
      .selectFrom('box')
      .select('register')
      .where('revoked_at', 'is', null)
      .execute();
    return new Set(boxes.map(({ register }) => register));
  }

  /** The key may speak for the register from now on, and whoever did before may not. Throws Fault `storage.*`. */
  async enrol({ register, keys, version, by }: Enrolment): Promise<void> {
    const [first] = keys;
    if (first === undefined || register === officeRegister)
      throw new RangeError('no key, or no register of a box');
    const { clock, archive, journal } = this.#parts;
    // First, so that what the box sends at once can be verified.
    await archive.trust(register, keys);
    const before = await this.#queries.transaction().execute(async (tx) => {
      const others = await tx
        .updateTable('box')
        .set({ revoked_at: clock.now(), revoked_by: by })
        .where('register', '=', register)
        .where('revoked_at', 'is', null)
        .where('key', '<>', first.id)
        .returning('key')
        .execute();
      const inUse = {
        register,
        version,
        enrolled_at: clock.now(),
        enrolled_by: by,
        revoked_at: null,
        revoked_by: null,
      };
      await tx
        .insertInto('box')
        .values({ key: first.id, public_key: first.publicKey, ...inUse })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(inUse))
        .execute();
      return others.map(({ key }) => key);
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
    const { clock, journal } = this.#parts;
    const box = await this.box(key);
    if (box === undefined) return false;
    const { numUpdatedRows } = await this.#queries
      .updateTable('box')
      .set({ revoked_at: clock.now(), revoked_by: by })
      .where('key', '=', key)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
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

function withRevoked(box: Omit<KnownBox, 'revoked'>): KnownBox {
  return { ...box, revoked: box.revokedAt !== null };
}
