// Personal data beside the journal: entries hold a person's id, never the person. It lies in a small database of its own, because
// erasing must leave no byte behind, and only a whole file that is rewritten gives that; the journal's file is never rewritten.
import { Fault } from '../../platform/fault.ts';
import type { SqliteDatabase } from '../../platform/database/sqlite.ts';
import type { Migration } from '../../platform/database/migrations/migration.ts';
import type { Clock } from '../../platform/ports/clock.ts';

/** Shape of `people.db`, for `openSqlite(…, { migrations: peopleMigrations, readers: 0 })`. */
export const peopleMigrations: readonly Migration[] = [
  {
    number: 1,
    name: 'person',
    sql: `CREATE TABLE person (
      id TEXT NOT NULL PRIMARY KEY,
      data TEXT,
      created_at INTEGER NOT NULL,
      -- No data and no time: the erasure has begun, and must be finished after a crash.
      erased_at INTEGER,
      CHECK (data IS NULL OR erased_at IS NULL)
    ) STRICT, WITHOUT ROWID;`,
  },
];

/** Plain JSON: name, e-mail, address, whatever the shop keeps. */
export type PersonData = Readonly<Record<string, unknown>>;

export type Person =
  | { readonly id: string; readonly data: PersonData }
  /** Known once; milliseconds since 1970 UTC. */
  | { readonly id: string; readonly erasedAt: number };

export interface People {
  /** Adds or replaces. Throws Fault `storage.constraint` for a person who was erased: the id stays used. */
  remember(id: string, data: PersonData): Promise<void>;
  find(id: string): Promise<Person | undefined>;
  /** After this no byte of the person is in the files of this database. False when there is no such person, or not any more. */
  erase(id: string): Promise<boolean>;
}

/** Finishes erasures that a crash interrupted. */
export async function openPeople(database: SqliteDatabase, clock: Clock): Promise<People> {
  const begun = await database.get('SELECT 1 FROM person WHERE data IS NULL AND erased_at IS NULL LIMIT 1');
  if (begun !== undefined) await finishErasing(database, clock);
  return {
    async remember(id, data) {
      const { changes } = await database.write(
        `INSERT INTO person (id, data, created_at) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET data = excluded.data WHERE data IS NOT NULL`,
        [id, JSON.stringify(data), clock.now()],
      );
      if (changes === 0) throw new Fault('storage.constraint', { person: id, reason: 'erased' });
    },
    async find(id) {
      const row = await database.get('SELECT data, erased_at FROM person WHERE id = ?', [id]);
      if (row === undefined) return undefined;
      if (row['data'] === null) return { id, erasedAt: Number(row['erased_at']) };
      return { id, data: JSON.parse(String(row['data'])) as PersonData };
    },
    async erase(id) {
      const { changes } = await database.write(
        'UPDATE person SET data = NULL WHERE id = ? AND data IS NOT NULL',
        [id],
      );
      if (changes > 0) await finishErasing(database, clock);
      return changes > 0;
    },
  };
}

async function finishErasing(database: SqliteDatabase, clock: Clock): Promise<void> {
  await database.compact();
  await database.write('UPDATE person SET erased_at = ? WHERE data IS NULL AND erased_at IS NULL', [
    clock.now(),
  ]);
}
