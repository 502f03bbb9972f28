// The list of changes as the feed needs it: what was touched, without what it was before and after. The newest are kept in memory, as a
// hundred registers ask for the same ones at the same moment.
import type { WorldKind } from './world.ts';

/** A change as the records tell it. */
export interface RecordedChange {
  readonly number: number;
  readonly kind: string;
  readonly id: string;
  /** Both null: something beside the record, a password. */
  readonly before: unknown;
  readonly after: unknown;
}

/** What a change means to the feed. */
export interface Touched {
  readonly number: number;
  /** `world`: settings and the small kinds, from which shop and staff are compiled. `none`: no till hears of it. */
  readonly what: 'product' | 'customer' | 'world' | 'none';
  readonly kind: string;
  readonly id: string;
  /** A category whose products are other products now. */
  readonly shelf: boolean;
}

export interface ChangeList {
  /** In order, from the one after `number` on. */
  changesAfter(number: number, limit: number): Promise<readonly RecordedChange[]>;
  /** Of the newest change; 0: there is none. */
  lastNumber(): Promise<number>;
}

const keptMax = 5_000;
const readMax = 500;

export class RecentChanges {
  readonly #list: ChangeList;
  readonly #worldKinds: ReadonlySet<string>;
  #kept: readonly Touched[] = [];
  /** All changes after this number and up to the last kept are in `#kept`. */
  #from = -1;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(list: ChangeList, kinds: readonly WorldKind[]) {
    this.#list = list;
    this.#worldKinds = new Set([...kinds, 'setting']);
  }

  async lastNumber(): Promise<number> {
    return this.#list.lastNumber();
  }

  async after(number: number, limit: number): Promise<readonly Touched[]> {
    const turn = this.#reading.then(async () => this.#after(number, limit));
    this.#reading = turn.catch(() => undefined);
    return turn;
  }

  async #after(number: number, limit: number): Promise<readonly Touched[]> {
    // Most ask for the newest: those are what is worth keeping.
    if (number > this.#last) this.#keep(number, []);
    if (number < this.#from) return this.#read(number, limit);
    while (this.#last < number + limit) {
      const read = await this.#read(this.#last, readMax);
      this.#keep(this.#from, [...this.#kept, ...read]);
      if (read.length < readMax) break;
    }
    if (number < this.#from) return this.#read(number, limit);
    const start = this.#kept.findIndex((change) => change.number > number);
    return start < 0 ? [] : this.#kept.slice(start, start + limit);
  }

  get #last(): number {
    return this.#kept.at(-1)?.number ?? this.#from;
  }

  #keep(from: number, changes: readonly Touched[]): void {
    this.#kept = changes.slice(-keptMax);
    this.#from = changes.length > keptMax ? (this.#kept[0]?.number ?? 1) - 1 : from;
  }

  async #read(number: number, limit: number): Promise<readonly Touched[]> {
    const read = await this.#list.changesAfter(number, limit);
    return read.map((change) => this.#touchedBy(change));
  }

  #touchedBy({ number, kind, id, before, after }: RecordedChange): Touched {
    const isMany = kind === 'product' || kind === 'customer';
    const what = isMany ? kind : this.#worldKinds.has(kind) ? 'world' : 'none';
    const shelf = kind === 'category' && shelfOf(before) !== shelfOf(after);
    return { number, what, kind, id, shelf };
  }
}

/** What products have from their category. */
function shelfOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const { parent, ageLimit, noDiscount } = body as Readonly<Record<string, unknown>>;
  return JSON.stringify([parent, ageLimit, noDiscount]);
}
