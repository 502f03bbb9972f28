// What each register was sent, kept before it is sent. A step that never arrived is seen by the box standing before it, and a restored office
// by a box that is further than it was ever brought. Steps of many registers that come together share one commit.
import type { FeedQueries } from './feed-tables.ts';

/** What a register was last brought to. */
export interface Sent {
  readonly epoch: string;
  readonly scope: string;
  readonly number: number;
}

/** A small item as it was last sent; an empty hash: taken away. */
export interface SentItem {
  readonly kind: string;
  readonly id: string;
  readonly hash: string;
  readonly sent: number;
}

export interface Step extends Sent {
  readonly register: string;
  /** Everything sent before is forgotten. */
  readonly whole: boolean;
  /** Those in this step. */
  readonly items: readonly Omit<SentItem, 'sent'>[];
}

interface Waiting {
  readonly step: Step;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Rows in one statement. */
const rowsMax = 150;

export class Ledger {
  readonly #queries: FeedQueries;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(queries: FeedQueries) {
    this.#queries = queries;
  }

  /** Undefined: nothing was ever sent. */
  async sent(register: string): Promise<Sent | undefined> {
    const row = await this.#queries
      .selectFrom('feed_register')
      .selectAll()
      .where('register', '=', register)
      .executeTakeFirst();
    return row && { epoch: row.epoch, scope: row.scope, number: row.sent };
  }

  async items(register: string): Promise<readonly SentItem[]> {
    return this.#queries
      .selectFrom('feed_item')
      .select(['kind', 'id', 'hash', 'sent'])
      .where('register', '=', register)
      .execute();
  }

  /** Resolves when it is on disk. Throws Fault `storage.*`. */
  async keep(step: Step): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ step, resolve, reject });
      if (!this.#writing) void this.#write();
    });
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const together = this.#waiting;
      this.#waiting = [];
      try {
        await this.#queries.transaction().execute(async (tx) => {
          for (const { step } of together) await writeStep(tx, step);
        });
        for (const { resolve } of together) resolve();
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    this.#writing = false;
  }
}

async function writeStep(tx: FeedQueries, step: Step): Promise<void> {
  const { register, epoch, scope, number, whole, items } = step;
  if (whole) await tx.deleteFrom('feed_item').where('register', '=', register).execute();
  await tx
    .insertInto('feed_register')
    .values({ register, epoch, scope, sent: number })
    .onConflict((conflict) =>
      conflict.column('register').doUpdateSet((eb) => ({
        epoch,
        scope,
        // A box that lost what it was sent is sent it again: that it ever was does not change.
        sent: whole
          ? number
          : eb
              .case()
              .when('feed_register.sent', '>', number)
              .then(eb.ref('feed_register.sent'))
              .else(number)
              .end(),
      })),
    )
    .execute();
  for (let start = 0; start < items.length; start += rowsMax) {
    await tx
      .insertInto('feed_item')
      .values(items.slice(start, start + rowsMax).map((item) => ({ register, ...item, sent: number })))
      .onConflict((conflict) =>
        conflict
          .columns(['register', 'kind', 'id'])
          .doUpdateSet((eb) => ({ hash: eb.ref('excluded.hash'), sent: eb.ref('excluded.sent') })),
      )
      .execute();
  }
}
