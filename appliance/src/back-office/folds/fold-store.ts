// What the runner keeps: how far each fold is in each journal, where one stands still and why, and which version of a fold made the tables.
import type { Database, Transaction } from '../../platform/ports/database.ts';
import type { Fold, FoldStopCode } from './fold.ts';
import { emptyTable } from './write-rows.ts';

/** A fold that cannot take an entry of a register's journal. */
export interface FoldTrouble {
  readonly fold: string;
  readonly register: string;
  /** The entry it stands before. */
  readonly seq: number;
  /** Since when, milliseconds since 1970 UTC. */
  readonly since: number;
  readonly code: FoldStopCode | 'fault';
  readonly detail: string;
}

export interface FoldStand {
  readonly building: boolean;
  /** Number of the last entry folded, by register. */
  readonly positions: ReadonlyMap<string, number>;
}

export class FoldStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Where the fold stands; empties its tables when another version of it made them. True in `building` until it has caught up. */
  async open(fold: Fold): Promise<FoldStand> {
    const row = await this.#database.get('SELECT version, building FROM fold WHERE name = ?', [fold.name]);
    if (row?.['version'] !== fold.version) {
      await this.#begin(fold);
      return { building: true, positions: new Map() };
    }
    return { building: row['building'] === 1, positions: await this.positions(fold.name) };
  }

  async #begin(fold: Fold): Promise<void> {
    await this.#database.transaction(async (tx) => {
      for (const table of fold.tables) await emptyTable(tx, table);
      await tx.run('DELETE FROM fold_position WHERE fold = ?', [fold.name]);
      await tx.run(
        'INSERT INTO fold (name, version, building) VALUES (?, ?, 1) ON CONFLICT (name) DO UPDATE SET version = excluded.version, building = 1',
        [fold.name, fold.version],
      );
    });
  }

  async positions(fold: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#database.all('SELECT register, seq FROM fold_position WHERE fold = ?', [fold]);
    return new Map(rows.map((row) => [String(row['register']), Number(row['seq'])]));
  }

  async built(fold: string): Promise<void> {
    await this.#database.write('UPDATE fold SET building = 0 WHERE name = ?', [fold]);
  }
}

export interface Step {
  readonly fold: string;
  readonly register: string;
  readonly from: number;
  readonly to: number;
}

/** Moves a position on. Throws when it is not where the caller believes: then these entries may be folded already. */
export async function advance(tx: Transaction, { fold, register, from, to }: Step): Promise<void> {
  const { changes } =
    from === 0
      ? await tx.run(
          'INSERT INTO fold_position (fold, register, seq) VALUES (?, ?, ?) ON CONFLICT (fold, register) DO NOTHING',
          [fold, register, to],
        )
      : await tx.run('UPDATE fold_position SET seq = ? WHERE fold = ? AND register = ? AND seq = ?', [
          to,
          fold,
          register,
          from,
        ]);
  if (changes !== 1) throw new StaleStand(fold, register);
}

/** What this process believes of a fold's position is not what is written: it reads again. */
export class StaleStand extends Error {
  constructor(fold: string, register: string) {
    super(`the position of ${fold} in ${register} is another`);
    this.name = 'StaleStand';
  }
}
