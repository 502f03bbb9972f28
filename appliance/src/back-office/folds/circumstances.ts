// What was true around an entry when it was made: where its register stood, what its products cost. Worked out once, when the entry is first
// folded, and remembered by number, so that a rebuild years later finds the same, whatever the records say by then.
import { officeRegister } from '../../domain/journal/entry.ts';
import type { Database } from '../../platform/ports/database.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import type { FoldEntry, Place } from './fold.ts';
import type { FoldQueries, FoldTables, FoldTransaction } from './fold-tables.ts';
import { type RecordsPast, versionAt } from './records-past.ts';
import { type PlaceFacts, Whereabouts } from './whereabouts.ts';

/** From this entry on the register stood there, and the records are taken as they were up to this change. */
interface Placement {
  readonly fromSeq: number;
  readonly place: Place;
  readonly horizon: number;
}

interface Remembered {
  readonly placements: readonly Placement[];
  /** The last entry that has a placement. */
  readonly head: number;
}

/** Entries with what was true around each. */
export interface Surrounded {
  readonly entries: readonly FoldEntry[];
  /** Writes down what was worked out anew; belongs into the transaction that writes what the folds made of it. */
  remember(this: void, tx: FoldTransaction): Promise<void>;
  /** That transaction is durable. */
  remembered(this: void): void;
}

export interface CircumstancesParts {
  readonly database: Database;
  readonly records: RecordsPast;
}

const placeColumns = [
  'place.id',
  'place.register',
  'sale_point as salePoint',
  'shop',
  'store',
  'time_zone as timeZone',
  'currency',
] as const;

export class Circumstances {
  readonly #queries: FoldQueries;
  readonly #records: RecordsPast;
  readonly #remembered = new Map<string, Remembered>();
  readonly #places = new Map<string, Place>();
  /** Of the records up to `upTo`. */
  readonly #whereabouts = new Map<string, { readonly upTo: number; readonly of: Whereabouts }>();

  constructor({ database, records }: CircumstancesParts) {
    this.#queries = createQueries<FoldTables>(database);
    this.#records = records;
  }

  /** @param entries consecutive ones of one register; only those of these types are read and given back. Throws Fault `storage.*`. */
  async around(
    register: string,
    entries: readonly SyncEntry[],
    types: ReadonlySet<string>,
  ): Promise<Surrounded> {
    const read = entries
      .filter(({ type }) => types.has(type))
      .map((entry) => ({ ...entry, register, content: JSON.parse(entry.payload) as unknown }));
    if (register === officeRegister) {
      const nothing = { place: undefined, costOf: () => undefined };
      return {
        entries: read.map((entry) => ({ ...entry, ...nothing })),
        remember: async () => undefined,
        remembered: () => undefined,
      };
    }
    const before = await this.#recall(register);
    const after = await this.#settled(register, before, entries);
    const costs = await this.#records.costs([...new Set(read.flatMap(productsOf))]);
    const costCurrency = await this.#records.costCurrency();
    return {
      entries: read.map((entry) => {
        const placement = entry.seq > after.head ? undefined : placementOf(after, entry.seq);
        const comparable = placement !== undefined && placement.place.currency === costCurrency;
        return {
          ...entry,
          place: placement?.place,
          costOf: (product) =>
            comparable
              ? (versionAt(costs.get(product), { at: entry.at, upTo: placement.horizon }) ?? undefined)
              : undefined,
        };
      }),
      remember: async (tx) => remember(tx, register, { before, after }),
      remembered: () => {
        this.#remembered.set(register, after);
      },
    };
  }

  /** What is written may be something else than what is remembered here: it is read again. */
  forget(register: string): void {
    this.#remembered.delete(register);
  }

  /** What is remembered, and what comes to it by these entries. */
  async #settled(register: string, before: Remembered, entries: readonly SyncEntry[]): Promise<Remembered> {
    const fresh = entries.filter(({ seq }) => seq > before.head);
    if (fresh.length === 0) return before;
    const upTo = await this.#records.latest();
    const whereabouts = await this.#whereaboutsOf(register, upTo);
    const placements = [...before.placements];
    let { head } = before;
    for (const { seq, at } of fresh) {
      const facts = whereabouts.at({ at, upTo });
      if (facts === undefined) break;
      const last = placements.at(-1);
      if (last?.horizon !== upTo || keyOf(last.place) !== keyOf(facts))
        placements.push({ fromSeq: seq, place: await this.#placeFor(facts), horizon: upTo });
      head = seq;
    }
    return { placements, head };
  }

  async #recall(register: string): Promise<Remembered> {
    const known = this.#remembered.get(register);
    if (known !== undefined) return known;
    const rows = await this.#queries
      .selectFrom('placement')
      .innerJoin('place', 'place.id', 'placement.place')
      .select(['from_seq as fromSeq', 'horizon', ...placeColumns])
      .where('placement.register', '=', register)
      .orderBy('from_seq')
      .execute();
    const head = await this.#queries
      .selectFrom('placement_head')
      .select('seq')
      .where('register', '=', register)
      .executeTakeFirst();
    const placements = rows.map(({ fromSeq, horizon, ...place }) => ({ fromSeq, horizon, place }));
    const remembered = { placements, head: head?.seq ?? 0 };
    this.#remembered.set(register, remembered);
    return remembered;
  }

  async #whereaboutsOf(register: string, upTo: number): Promise<Whereabouts> {
    const known = this.#whereabouts.get(register);
    if (known?.upTo === upTo) return known.of;
    const of = await Whereabouts.read(register, this.#records);
    this.#whereabouts.set(register, { upTo, of });
    return of;
  }

  async #placeFor(facts: PlaceFacts): Promise<Place> {
    const key = keyOf(facts);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const { salePoint, timeZone, ...rest } = facts;
    const row = { ...rest, sale_point: salePoint, time_zone: timeZone };
    const place = await this.#queries.transaction().execute(async (tx) => {
      await tx
        .insertInto('place')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return tx
        .selectFrom('place')
        .select(placeColumns)
        .where((eb) => eb.and(row))
        .executeTakeFirstOrThrow();
    });
    this.#places.set(key, place);
    return place;
  }
}

async function remember(
  tx: FoldTransaction,
  register: string,
  { before, after }: { readonly before: Remembered; readonly after: Remembered },
): Promise<void> {
  if (after.head === before.head) return;
  for (const { fromSeq, place, horizon } of after.placements.slice(before.placements.length))
    await tx
      .insertInto('placement')
      .values({ register, from_seq: fromSeq, place: place.id, horizon })
      .execute();
  await tx
    .insertInto('placement_head')
    .values({ register, seq: after.head })
    .onConflict((conflict) => conflict.column('register').doUpdateSet({ seq: after.head }))
    .execute();
}

function keyOf({ register, salePoint, shop, store, timeZone, currency }: PlaceFacts): string {
  return JSON.stringify([register, salePoint, shop, store, timeZone, currency]);
}

function placementOf({ placements }: Remembered, seq: number): Placement | undefined {
  let [low, high] = [0, placements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placements[middle]?.fromSeq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return placements[low - 1];
}

/** The products of a sale; of anything else, or of what is no sale at all, none. */
function productsOf({ type, content }: { readonly type: string; readonly content: unknown }): string[] {
  if (type !== 'sale.completed') return [];
  const lines = (content as { readonly sale?: { readonly lines?: unknown } | null } | null)?.sale?.lines;
  if (!Array.isArray(lines)) return [];
  return lines.flatMap((line: { readonly product?: { readonly id?: unknown } } | null) =>
    typeof line?.product?.id === 'string' ? [line.product.id] : [],
  );
}
