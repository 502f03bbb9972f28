// What the runner keeps: how far each fold is in each journal, where one stands still and why, and which version of a fold made the tables.
import type { Fold, FoldStopCode } from './fold.ts';
import type { FoldQueries, FoldTransaction } from './fold-tables.ts';
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
  readonly #queries: FoldQueries;

  constructor(queries: FoldQueries) {
    this.#queries = queries;
  }

  /** Where the fold stands; empties its tables when another version of it made them. True in `building` until it has caught up. */
  async open(fold: Fold): Promise<FoldStand> {
    const row = await this.#queries
      .selectFrom('fold')
      .select(['version', 'building'])
      .where('name', '=', fold.name)
      .executeTakeFirst();
    if (row?.version !== fold.version) {
      await this.#begin(fold);
      return { building: true, positions: new Map() };
    }
    return { building: row.building === 1, positions: await this.positions(fold.name) };
  }

  async #begin({ name, version, tables }: Fold): Promise<void> {
    await this.#queries.transaction().execute(async (tx) => {
      for (const table of tables) await emptyTable(tx, table);
      await tx.deleteFrom('fold_position').where('fold', '=', name).execute();
      const begun = { version, building: 1 };
      await tx
        .insertInto('fold')
        .values({ name, ...begun })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(begun))
        .execute();
    });
  }

  async positions(fold: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#queries
      .selectFrom('fold_position')
      .select(['register', 'seq'])
      .where('fold', '=', fold)
      .execute();
    return new Map(rows.map(({ register, seq }) => [register, seq]));
  }

  async built(fold: string): Promise<void> {
    await this.#queries.updateTable('fold').set({ building: 0 }).where('name', '=', fold).execute();
  }
}

export interface Step {
  readonly fold: string;
  readonly register: string;
  readonly from: number;
  readonly to: number;
}

/** Moves a position on. Throws when it is not where the caller believes: then these entries may be folded already. */
export async function advance(tx: FoldTransaction, step: Step): Promise<void> {
  const moved = step.from === 0 ? await begun(tx, step) : await movedOn(tx, step);
  if (moved !== 1n) throw new StaleStand(step.fold, step.register);
}

async function begun(tx: FoldTransaction, { fold, register, to }: Step): Promise<bigint | undefined> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('fold_position')
    .values({ fold, register, seq: to })
    .onConflict((conflict) => conflict.columns(['fold', 'register']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows;
}

async function movedOn(tx: FoldTransaction, { fold, register, from, to }: Step): Promise<bigint> {
  const { numUpdatedRows } = await tx
    .updateTable('fold_position')
    .set({ seq: to })
    .where((eb) => eb.and({ fold, register, seq: from }))
    .executeTakeFirst();
  return numUpdatedRows;
}

/** What this process believes of a fold's position is not what is written: it reads again. */
export class StaleStand extends Error {
  constructor(fold: string, register: string) {
    super(`the position of ${fold} in ${register} is another`);
    this.name = 'StaleStand';
  }
}
