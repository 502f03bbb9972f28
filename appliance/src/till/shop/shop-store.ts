// The shop on the box, as the feed delivered it: what holds now and what is known to come. Read at start and again when it changes.
import type { Database, Transaction } from '../../platform/ports/database.ts';
import type { Shop } from './shop.ts';
import { planOf, type ShopPlan } from './shop-plan.ts';

/** What the box held before there was a plan: the shop of one moment, in four parts. */
const olderKeys = ['settings', 'grid', 'patterns', 'languages'] as const;

export class ShopStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined while the box has never been given a shop. */
  async read(): Promise<ShopPlan | undefined> {
    return readPlan(this.#database);
  }

  async write(plan: ShopPlan): Promise<void> {
    await this.#database.transaction(async (tx) => writePlan(tx, plan));
  }
}

export async function readPlan(source: Pick<Database, 'all'>): Promise<ShopPlan | undefined> {
  const rows = await source.all('SELECT key, value FROM setting');
  const values = new Map(
    rows.map((row) => [String(row['key']), JSON.parse(String(row['value'])) as unknown]),
  );
  const plan = values.get('plan');
  if (plan !== undefined) return plan as ShopPlan;
  if (!olderKeys.every((key) => values.has(key))) return undefined;
  const older = Object.fromEntries(olderKeys.map((key) => [key, values.get(key)]));
  return planOf({ ...(older as unknown as Shop), categories: [] });
}

export async function writePlan(tx: Transaction, plan: ShopPlan): Promise<void> {
  await tx.run(
    `INSERT INTO setting(key, value) VALUES ('plan', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
    [JSON.stringify(plan)],
  );
}
