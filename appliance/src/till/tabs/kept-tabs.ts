// What a till remembers of the tabs of the shop's other registers: so that it knows them also when it starts without its office. And which it
// took over before, found in its own journal by an index.
import type { Tab } from '../../domain/tab/tab.ts';
import type { Database } from '../../platform/ports/database.ts';

export interface TabElsewhere {
  readonly register: string;
  /** `on-its-way`: given to `to`, which has not taken it yet. */
  readonly state: 'waiting' | 'at-hand' | 'on-its-way';
  readonly to: string | null;
  readonly content: Tab;
}

/** What pages know it by. */
export function elsewhereKey({ register, content }: TabElsewhere): string {
  return `${register}:${content.id}`;
}

export class KeptTabs {
  readonly #database: Pick<Database, 'all' | 'write'>;
  readonly #register: string;

  constructor(database: Pick<Database, 'all' | 'write'>, register: string) {
    this.#database = database;
    this.#register = register;
  }

  async read(): Promise<readonly TabElsewhere[]> {
    const rows = await this.#database.all('SELECT body FROM tab_elsewhere ORDER BY register, tab');
    return rows.map(({ body }) => JSON.parse(String(body)) as TabElsewhere);
  }

  /** These and no others; what is the same is not written again. Throws Fault `storage.*`. */
  async keep(tabs: readonly TabElsewhere[]): Promise<void> {
    const rows = JSON.stringify(
      tabs.map((tab) => ({ register: tab.register, tab: tab.content.id, body: JSON.stringify(tab) })),
    );
    await this.#database.write(
      `DELETE FROM tab_elsewhere WHERE (register, tab) NOT IN
        (SELECT value ->> 'register', value ->> 'tab' FROM json_each(?))`,
      [rows],
    );
    await this.#database.write(
      `INSERT INTO tab_elsewhere (register, tab, body)
        SELECT value ->> 'register', value ->> 'tab', value ->> 'body' FROM json_each(?) WHERE TRUE
        ON CONFLICT (register, tab) DO UPDATE SET body = excluded.body WHERE body <> excluded.body`,
      [rows],
    );
  }

  /** Whether this till took it at this revision before. */
  async wasTaken(from: string, { id, revision = 0 }: Pick<Tab, 'id' | 'revision'>): Promise<boolean> {
    const rows = await this.#database.all(
      `SELECT 1 FROM entry WHERE register = ? AND subject = ? AND type = 'tab.taken-over'
        AND payload ->> 'from' = ? AND payload ->> 'revision' = ?`,
      [this.#register, `tab:${id}`, from, revision],
    );
    return rows.length > 0;
  }
}
