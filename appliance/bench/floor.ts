// The floor: what this disk and SQLite cost with nothing around them. One row a commit, as large as a journal entry, same settings as ours.
import { join } from 'node:path';
import sqlite3 from 'sqlite3';

export interface Floor {
  /** One durable commit of one row. */
  commit(): Promise<void>;
  close(): Promise<void>;
}

const row = JSON.stringify({ line: 'x'.repeat(700) });

export async function openFloor(folder: string): Promise<Floor> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(join(folder, 'floor.db'), (error) => {
      if (error === null) resolve(opened);
      else reject(error);
    });
  });
  const exec = async (sql: string): Promise<void> =>
    new Promise((resolve, reject) => {
      database.exec(sql, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  await exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT NOT NULL)',
  );
  const insert = database.prepare('INSERT INTO row(body) VALUES (?)');
  return {
    commit: async () =>
      new Promise((resolve, reject) => {
        insert.run([row], (error: Error | null) => {
          if (error === null) resolve();
          else reject(error);
        });
      }),
    close: async () =>
      new Promise((resolve) => {
        insert.finalize(() => {
          database.close(() => {
            resolve();
          });
        });
      }),
  };
}
