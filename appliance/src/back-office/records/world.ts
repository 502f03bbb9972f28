// The records as they will be when all edits at hand are in: what rules look at. Reads what it needs once and keeps it for the length of one
// write; nobody else writes meanwhile (record-store.ts holds the queue).
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import { neededFields, type Use } from './schema-walk.ts';
import { type Stored, eachOf, inChunks, letOthersTurn, readRecords, storedOf } from './stored.ts';
import type { RecordQueries } from './tables.ts';
import { nameOf } from './texts.ts';

/** What the journals know of a record: whether a sale, a shift or a count bears it. */
export interface JournalUse {
  used(record: OfficeRecord): Promise<boolean>;
}

/** Who refers to a record. */
export interface Usage {
  readonly count: number;
  /** Some of them. */
  readonly holders: readonly {
    readonly kind: Kind;
    readonly id: string;
    readonly field: string;
    readonly name: string;
  }[];
  /** One of them cannot do without. */
  readonly needed: boolean;
}

const holdersShown = 5;

export interface World {
  /** As it will be; undefined: there is none, or it goes. */
  find<K extends Kind>(kind: K, id: string): Promise<OfficeRecord<K> | undefined>;
  /** Reads all of them at once. */
  prepare(uses: readonly Pick<Use, 'kind' | 'id'>[]): Promise<void>;
  /** All of a kind, for rules about few and small ones. */
  all<K extends Kind>(kind: K): Promise<readonly OfficeRecord<K>[]>;
  /** Stored records that refer to it. `activeOnly`: those in use themselves. */
  usage(
    kind: Kind,
    id: string,
    options?: { readonly activeOnly?: boolean; readonly except?: ReadonlySet<string> },
  ): Promise<Usage>;
  /** Some stored record of `kind` that refers to all of these, by name of the field; undefined: none. */
  holderOfBoth(kind: Kind, targets: readonly Use[]): Promise<OfficeRecord | undefined>;
  used(record: OfficeRecord): Promise<boolean>;
}

export class StagedWorld implements World {
  readonly #queries: RecordQueries;
  readonly #journal: JournalUse;
  /** By `kind/id`: undefined is known to be nowhere. */
  readonly #read = new Map<string, OfficeRecord | undefined>();
  readonly #staged = new Map<string, OfficeRecord | undefined>();
  readonly #whole = new Map<Kind, readonly Stored[]>();

  constructor(queries: RecordQueries, journal: JournalUse) {
    this.#queries = queries;
    this.#journal = journal;
  }

  /** `after` undefined: it goes. */
  stage(kind: Kind, id: string, after: OfficeRecord | undefined): void {
    this.#staged.set(`${kind}/${id}`, after);
  }

  async find<K extends Kind>(kind: K, id: string): Promise<OfficeRecord<K> | undefined> {
    const key = `${kind}/${id}`;
    if (!this.#staged.has(key) && !this.#read.has(key)) await this.prepare([{ kind, id }]);
    return (this.#staged.has(key) ? this.#staged.get(key) : this.#read.get(key)) as
      OfficeRecord<K> | undefined;
  }

  async prepare(uses: readonly Pick<Use, 'kind' | 'id'>[]): Promise<void> {
    const wanted = new Map<Kind, Set<string>>();
    for (const { kind, id } of uses) {
      const key = `${kind}/${id}`;
      if (this.#staged.has(key) || this.#read.has(key)) continue;
      wanted.set(kind, (wanted.get(kind) ?? new Set()).add(id));
    }
    for (const [kind, ids] of wanted) {
      const found = await readRecords(this.#queries, kind, [...ids]);
      for (const id of ids) this.#read.set(`${kind}/${id}`, found.get(id));
    }
  }

  async all<K extends Kind>(kind: K): Promise<readonly OfficeRecord<K>[]> {
    let stored = this.#whole.get(kind);
    if (stored === undefined) {
      const read: Stored[] = [];
      for await (const each of eachOf(this.#queries, kind)) read.push(each);
      stored = read;
      this.#whole.set(kind, stored);
    }
    const known = new Set(stored.map(({ id }) => id));
    const added = [...this.#staged.values()].filter(
      (record) => record !== undefined && record.kind === kind && !known.has(record.id),
    );
    return [
      ...stored.map((record) => {
        const key = `${kind}/${record.id}`;
        return this.#staged.has(key) ? this.#staged.get(key) : record;
      }),
      ...added,
    ].filter((record) => record !== undefined) as unknown as readonly OfficeRecord<K>[];
  }

  async usage(
    kind: Kind,
    id: string,
    {
      activeOnly = false,
      except = new Set(),
    }: { readonly activeOnly?: boolean; readonly except?: ReadonlySet<string> } = {},
  ): Promise<Usage> {
    let query = this.#queries
      .selectFrom('reference')
      .innerJoin('record', 'record.number', 'reference.holder')
      .select(['record.kind', 'record.id', 'reference.field', 'record.number'])
      .where('reference.target', '=', `${kind}/${id}`);
    if (activeOnly) query = query.where('record.active', '=', 1);
    // What refers to itself, or goes in the same breath, is no reason to keep it.
    const rows = (await query.limit(usageMax).execute()).filter(
      (row) => !(row.kind === kind && (row.id === id || except.has(row.id))),
    );
    const first = rows.slice(0, holdersShown);
    const named = await namesOf(
      this.#queries,
      first.map(({ number }) => number),
    );
    return {
      count: rows.length,
      holders: first.map((row) => ({
        kind: row.kind as Kind,
        id: row.id,
        field: row.field,
        name: named.get(row.number) ?? '',
      })),
      needed: rows.some((row) => neededFields[row.kind as Kind].has(row.field)),
    };
  }

  /** Which of these anything stored refers to, asked once for all. */
  async referredTo(kind: Kind, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const chunk of inChunks(ids)) {
      const rows = await this.#queries
        .selectFrom('reference')
        .select('target')
        .distinct()
        .where(
          'target',
          'in',
          chunk.map((id) => `${kind}/${id}`),
        )
        .execute();
      for (const { target } of rows) found.add(target.slice(kind.length + 1));
    }
    return found;
  }

  async holderOfBoth(kind: Kind, targets: readonly Use[]): Promise<OfficeRecord | undefined> {
    let query = this.#queries
      .selectFrom('record')
      .select(['number', 'kind', 'id', 'revision', 'body', 'changed_at'])
      .where('kind', '=', kind);
    for (const use of targets) {
      query = query.where('number', 'in', (one) =>
        one
          .selectFrom('reference')
          .select('holder')
          .where('target', '=', `${use.kind}/${use.id}`)
          .where('field', '=', use.field),
      );
    }
    const row = await query.limit(1).executeTakeFirst();
    return row === undefined ? undefined : storedOf(row);
  }

  letOthersTurn(): Promise<void> {
    return letOthersTurn(this.#queries);
  }

  used(record: OfficeRecord): Promise<boolean> {
    return this.#journal.used(record);
  }
}

/** Counted no further: that many are told as "at least". */
const usageMax = 1_001;

export async function namesOf(
  queries: RecordQueries,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  for (const chunk of inChunks(numbers)) {
    const rows = await queries
      .selectFrom('record')
      .select(['number', 'kind', 'body'])
      .where('number', 'in', chunk)
      .execute();
    for (const { number, kind, body } of rows)
      names.set(number, nameOf(kind as Kind, JSON.parse(body) as object));
  }
  return names;
}
