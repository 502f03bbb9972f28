// What was true around an entry when it was made: where its register stood, what its products cost. Worked out once, when the entry is first
// folded, and remembered by number, so that a rebuild years later finds the same, whatever the records say by then.
import { officeRegister } from '../../domain/journal/entry.ts';
import type { Database, Row, Transaction } from '../../platform/ports/database.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import type { FoldEntry, Place } from './fold.ts';
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
  remember(this: void, tx: Transaction): Promise<void>;
  /** That transaction is durable. */
  remembered(this: void): void;
}

export interface CircumstancesParts {
  readonly database: Database;
  readonly records: RecordsPast;
}

export class Circumstances {
  readonly #database: Database;
  readonly #records: RecordsPast;
  readonly #remembered = new Map<string, Remembered>();
  readonly #places = new Map<string, Place>();
  /** Of the records up to `upTo`. */
  readonly #whereabouts = new Map<string, { readonly upTo: number; readonly of: Whereabouts }>();

  constructor({ database, records }: CircumstancesParts) {
    this.#database = database;
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
    const rows = await this.#database.all(
      'SELECT p.from_seq, p.horizon, place.* FROM placement p JOIN place ON place.id = p.place WHERE p.register = ? ORDER BY p.from_seq',
      [register],
    );
    const head = await this.#database.get('SELECT seq FROM placement_head WHERE register = ?', [register]);
    const remembered = {
      placements: rows.map((row) => ({
        fromSeq: Number(row['from_seq']),
        horizon: Number(row['horizon']),
        place: placeFrom(row),
      })),
      head: Number(head?.['seq'] ?? 0),
    };
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
    const { register, salePoint, shop, store, timeZone, currency } = facts;
    const values = [register, salePoint, shop, store, timeZone, currency];
    const row = await this.#database.transaction(async (tx) => {
      await tx.run(
        'INSERT INTO place (register, sale_point, shop, store, time_zone, currency) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        values,
      );
      return tx.get(
        'SELECT * FROM place WHERE register = ? AND sale_point = ? AND shop = ? AND store = ? AND time_zone = ? AND currency = ?',
        values,
      );
    });
    if (row === undefined) throw new Error('a place that was just made is not there');
    const place = placeFrom(row);
    this.#places.set(key, place);
    return place;
  }
}

async function remember(
  tx: Transaction,
  register: string,
  { before, after }: { readonly before: Remembered; readonly after: Remembered },
): Promise<void> {
  if (after.head === before.head) return;
  for (const { fromSeq, place, horizon } of after.placements.slice(before.placements.length))
    await tx.run('INSERT INTO placement (register, from_seq, place, horizon) VALUES (?, ?, ?, ?)', [
      register,
      fromSeq,
      place.id,
      horizon,
    ]);
  await tx.run(
    'INSERT INTO placement_head (register, seq) VALUES (?, ?) ON CONFLICT (register) DO UPDATE SET seq = excluded.seq',
    [register, after.head],
  );
}

export function placeFrom(row: Row): Place {
  return {
    id: Number(row['id']),
    register: String(row['register']),
    salePoint: String(row['sale_point']),
    shop: String(row['shop']),
    store: String(row['store']),
    timeZone: String(row['time_zone']),
    currency: String(row['currency']),
  };
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
