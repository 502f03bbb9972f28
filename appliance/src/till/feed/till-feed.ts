// Where the feed lands on the box: what the office sent becomes true in one transaction, position included, and then the till is told.
// A whole copy of a catalogue is built aside first, so that selling goes on; half a step is never seen, and after a crash the box stands
// where it stood before.
import { Fault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database, Transaction } from '../../platform/ports/database.ts';
import type { Log } from '../../platform/ports/log.ts';
import { feedVersion } from '../../protocol/feed.ts';
import type { FeedChange, FeedInbox } from '../../sync/ports.ts';
import type { Conflict } from '../catalogue/catalogue-item.ts';
import { buildNext, throwAway, useNext } from '../catalogue/next-catalogue.ts';
import { removeRows, replaceRows } from '../catalogue/product-rows.ts';
import { putCustomers, removeCustomers } from '../customers/customer-rows.ts';
import { planAfter } from '../shop/shop-plan.ts';
import { readPlan, writePlan } from '../shop/shop-store.ts';
import { dismissOthers, dismissStaff, putRoles, putStaff } from '../staff/staff-store.ts';
import { checkedItems, type FeedParts } from './checked-items.ts';

export interface TillFeedParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a step was about. */
export interface Fed {
  readonly shop: boolean;
  readonly staff: boolean;
  readonly products: boolean;
  readonly customers: boolean;
}

interface Position {
  readonly epoch: string;
  readonly number: number;
  readonly version: number;
  readonly catalogues: number;
}

const nowhere: Position = { epoch: '', number: 0, version: feedVersion, catalogues: 0 };

export class TillFeed implements FeedInbox {
  readonly #parts: TillFeedParts;
  readonly #listeners = new Set<(fed: Fed) => void>();
  #last: Promise<unknown> = Promise.resolve();
  /** Whether tables that a crash left behind have been looked for. */
  #tidy = false;

  constructor(parts: TillFeedParts) {
    this.#parts = parts;
  }

  /** Nowhere also after an update that taught this box new kinds of items: then it takes everything anew. */
  async position(): Promise<{ readonly epoch: string; readonly number: number }> {
    const { epoch, number, version } = await this.#position();
    return version === feedVersion ? { epoch, number } : { epoch: '', number: 0 };
  }

  /** Called after each step, when the box's database has it. */
  onApplied(listener: (fed: Fed) => void): void {
    this.#listeners.add(listener);
  }

  /** One after the other. Throws Fault `storage.*` or, for what the office should not have sent, `config.invalid`; nothing was taken then. */
  async apply(change: FeedChange): Promise<void> {
    const turn = this.#last.then(async () => this.#apply(change));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #apply(change: FeedChange): Promise<void> {
    const parts = await checkedItems(change.items);
    await this.#checkCurrency(parts);
    const conflicts = change.whole
      ? await this.#applyWhole(change, parts)
      : await this.#applyStep(change, parts);
    if (conflicts.length > 0)
      this.#parts.log.warn(
        { conflicts: conflicts.slice(0, 20), count: conflicts.length },
        'codes taken twice',
      );
    await this.#tidyUp(change.whole);
    const fed: Fed = {
      shop: change.whole || isAboutShop(parts),
      staff: change.whole || isTouched(parts.staff, parts.roles),
      products: change.whole || isTouched(parts.products),
      customers: change.whole || isTouched(parts.customers),
    };
    for (const listener of this.#listeners) listener(fed);
  }

  async #applyStep(change: FeedChange, parts: FeedParts): Promise<readonly Conflict[]> {
    const { products, customers } = parts;
    const { catalogues } = await this.#position();
    return this.#parts.database.transaction(async (tx) => {
      await removeRows(tx, products.gone);
      const conflicts = await replaceRows(tx, products.put);
      await removeCustomers(tx, customers.gone);
      await putCustomers(tx, customers.put);
      await this.#put(tx, parts, false);
      await dismissStaff(tx, parts.staff.gone);
      await forgetRoles(tx);
      await stand(tx, { ...change, version: feedVersion, catalogues });
      return conflicts;
    });
  }

  async #applyWhole(change: FeedChange, parts: FeedParts): Promise<readonly Conflict[]> {
    const { database } = this.#parts;
    const catalogues = (await this.#position()).catalogues + 1;
    const conflicts = await buildNext(
      database,
      { products: parts.products.put, customers: parts.customers.put },
      catalogues,
    );
    await database.transaction(async (tx) => {
      await useNext(tx);
      await this.#put(tx, parts, true);
      await dismissOthers(
        tx,
        parts.staff.put.map(({ id }) => id),
      );
      await forgetRoles(tx);
      await stand(tx, { ...change, version: feedVersion, catalogues });
    });
    return conflicts;
  }

  async #put(tx: Transaction, parts: FeedParts, whole: boolean): Promise<void> {
    await putRoles(tx, parts.roles.put);
    await putStaff(tx, parts.staff.put);
    if (!whole && !isAboutShop(parts)) return;
    const plan = planAfter(await readPlan(tx), { ...parts, whole }, this.#parts.clock.now());
    if (plan !== undefined) await writePlan(tx, plan);
  }

  /** A register keeps its books in one currency for as long as it has a journal. */
  async #checkCurrency({ shop }: FeedParts): Promise<void> {
    const { database } = this.#parts;
    const before = (await readPlan(database))?.item.currency.code;
    if (shop === undefined || before === undefined || before === shop.currency.code) return;
    const opened = await database.get("SELECT 1 FROM entry WHERE type = 'shift.opened' LIMIT 1");
    if (opened === undefined) return;
    const problem = `this register has sold in ${before} and cannot sell in ${shop.currency.code}`;
    throw new Fault('config.invalid', { reason: 'currency', problems: [problem] });
  }

  async #tidyUp(replaced: boolean): Promise<void> {
    if (this.#tidy && !replaced) return;
    await throwAway(this.#parts.database, '_old');
    await throwAway(this.#parts.database, '_next');
    this.#tidy = true;
  }

  async #position(): Promise<Position> {
    const row = await this.#parts.database.get('SELECT epoch, number, version, catalogues FROM feed');
    if (row === undefined) return nowhere;
    return {
      epoch: String(row['epoch']),
      number: Number(row['number']),
      version: Number(row['version']),
      catalogues: Number(row['catalogues']),
    };
  }
}

/** Roles that nobody has, neither here nor among those who left. */
async function forgetRoles(tx: Transaction): Promise<void> {
  await tx.run('DELETE FROM role WHERE id NOT IN (SELECT role FROM staff)');
}

async function stand(tx: Transaction, { epoch, number, version, catalogues }: Position): Promise<void> {
  await tx.run(
    `INSERT INTO feed (one, epoch, number, version, catalogues) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT(one) DO UPDATE SET epoch = excluded.epoch, number = excluded.number, version = excluded.version, catalogues = excluded.catalogues`,
    [epoch, number, version, catalogues],
  );
}

function isAboutShop({ shop, templates, campaigns, customerGroups }: FeedParts): boolean {
  return shop !== undefined || isTouched(templates, campaigns, customerGroups);
}

function isTouched(
  ...kinds: readonly { readonly put: readonly unknown[]; readonly gone: readonly string[] }[]
): boolean {
  return kinds.some(({ put, gone }) => put.length + gone.length > 0);
}
