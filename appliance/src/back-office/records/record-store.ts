// The records of the back office: one door for reading and writing all kinds. Writes wait for each other here, so that what was checked is
// what is written; readers see the last commit.
import { WorkQueue } from '../../platform/database/work-queue.ts';
import { createQueries } from '../../platform/query/queries.ts';
import { ok } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import { type Body, type Kind, kinds, type OfficeRecord } from '../../protocol/office/kinds.ts';
import { Changes, type ChangeEntry } from './changes.ts';
import { idOfPath } from './category-path.ts';
import { type ListQuery, readIds, readPage } from './list.ts';
import { mergePatch } from './merge-patch.ts';
import { type Author, type Edit, type Problem, type PlannedWrite } from './edits.ts';
import { type Planner, planEdits } from './plan.ts';
import { usedFirst } from './plan-order.ts';
import { inUse } from './plan-checks.ts';
import { type RecordNo, type RecordResult, no, refused } from './refusals.ts';
import { rulesOf } from './rules/all.ts';
import {
  type Stored,
  eachOf,
  idByKey,
  idsByKey,
  inChunks,
  letOthersTurn,
  readRecords,
  recordOf,
} from './stored.ts';
import type { RecordQueries, RecordTables } from './tables.ts';
import { folded, nameOf } from './texts.ts';
import { batchMax, writeBatch, writeRemoval } from './write.ts';
import { type JournalUse, StagedWorld, type Usage } from './world.ts';

export interface RecordPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly journal: JournalUse;
}

/** Who writes: the id of a user, `system`, or an author with more to say. */
export type By = string | Author;

export interface ChangedMany<K extends Kind> {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** In the order of the edits. */
  readonly records: readonly OfficeRecord<K>[];
}

/** What is wrong with a list of edits: nothing of it was written. */
export type ManyResult<K extends Kind> =
  | { readonly ok: true; readonly value: ChangedMany<K> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Edits in one call; more is refused with `record.too-many`. */
export const editsMax = 100_000;
const writesWaitingMax = 1_000;

function authorOf(by: By): Author {
  return typeof by === 'string' ? { by } : by;
}

export class RecordStore {
  readonly #queries: RecordQueries;
  readonly #planner: Planner;
  readonly #changes: Changes;
  readonly #queue = new WorkQueue(writesWaitingMax);

  constructor(database: Database, ports: RecordPorts) {
    this.#queries = createQueries<RecordTables>(database);
    this.#planner = { queries: this.#queries, ...ports };
    this.#changes = new Changes(this.#queries);
  }

  async find<K extends Kind>(kind: K, id: string): Promise<OfficeRecord<K> | undefined> {
    const found = (await readRecords(this.#queries, kind, [id])).get(id);
    return found === undefined ? undefined : recordOf(found);
  }

  /** Those that are there, in the order asked for. */
  async findMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<readonly OfficeRecord<K>[]> {
    const found = await readRecords(this.#queries, kind, ids);
    return ids.flatMap((id) => {
      const record = found.get(id);
      return record === undefined ? [] : [recordOf(record)];
    });
  }

  /** By what people call it: the kind's key without regard to case; a category by its path, "Drinks > Beer". */
  async byKey<K extends Kind>(kind: K, key: string): Promise<OfficeRecord<K> | undefined> {
    const id =
      kind === 'category'
        ? await idOfPath(this.#queries, key)
        : await idByKey(this.#queries, { kind, name: kinds[kind].key }, key);
    return id === undefined ? undefined : this.find(kind, id);
  }

  /** Ids by the kind's key, compared without case; what nobody is called is not in it. Categories are called by paths: see `byKey`. */
  idsByKey(kind: Kind, values: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return idsByKey(this.#queries, { kind, name: kinds[kind].key }, values.map(folded));
  }

  async list<K extends Kind>(
    kind: K,
    query: ListQuery = {},
  ): Promise<RecordResult<{ readonly records: readonly OfficeRecord<K>[]; readonly total: number }>> {
    const page = await readPage(this.#queries, kind, query);
    return page.ok ? ok({ ...page.value, records: page.value.records.map(recordOf) }) : page;
  }

  /** Ids of all that the query finds, at most `max`. */
  idsOf(kind: Kind, query: ListQuery & { readonly max: number }): Promise<RecordResult<readonly string[]>> {
    return readIds(this.#queries, kind, query);
  }

  /** Every record of a kind, active or not, in the order they were made. For the long kinds `each` is kinder. */
  async all<K extends Kind>(kind: K): Promise<readonly OfficeRecord<K>[]> {
    const records: OfficeRecord<K>[] = [];
    for await (const record of this.each(kind)) records.push(record);
    return records;
  }

  async *each<K extends Kind>(kind: K): AsyncGenerator<OfficeRecord<K>> {
    for await (const record of eachOf(this.#queries, kind)) yield recordOf(record);
  }

  /** For work on many records between two questions to the database (see stored.ts). */
  letOthersTurn(): Promise<void> {
    return letOthersTurn(this.#queries);
  }

  /** Who refers to it, active or not. */
  async usage(kind: Kind, id: string, options: { readonly activeOnly?: boolean } = {}): Promise<Usage> {
    return new StagedWorld(this.#queries, this.#planner.journal).usage(kind, id, options);
  }

  create<K extends Kind>(kind: K, body: Body<K>, by: By): Promise<RecordResult<OfficeRecord<K>>> {
    return this.edit(kind, { body }, by);
  }

  /** `revision`: the one the change was made on. A body that is the same as before changes nothing. */
  change<K extends Kind>(
    kind: K,
    change: { readonly id: string; readonly revision: number; readonly body: Body<K> },
    by: By,
  ): Promise<RecordResult<OfficeRecord<K>>> {
    return this.edit(kind, change, by);
  }

  /** One edit of any sort: a new record, one with an id of its own, a change with or without a revision. */
  async edit<K extends Kind>(kind: K, edit: Edit<K>, by: By): Promise<RecordResult<OfficeRecord<K>>> {
    const done = await this.changeMany(kind, [edit], by);
    if (!done.ok) return { ok: false, refusal: firstOf(done.problems) };
    const [record] = done.value.records;
    if (record === undefined) throw new Error('one edit made no record');
    return ok(record);
  }

  /**
   * All or none: everything is checked before anything is written, then a thousand records a transaction. No other write comes between
   * them; only the end of the process may, and then the same list given again does the rest.
   */
  changeMany<K extends Kind>(kind: K, edits: readonly Edit<K>[], by: By): Promise<ManyResult<K>> {
    return this.#queue.run(() => this.#plannedAndWritten(kind, edits, authorOf(by)));
  }

  /** What `changeMany` would say, with nothing written. */
  tryMany<K extends Kind>(kind: K, edits: readonly Edit<K>[], by: By): Promise<ManyResult<K>> {
    return this.#queue.run(async () => {
      const plan = await planEdits(this.#planner, { kind, edits, author: authorOf(by) });
      return plan.problems.length > 0 ? { ok: false, problems: plan.problems } : counted(plan.writes);
    });
  }

  /** The same alteration of many: `patch` is an RFC 7396 merge patch of the body (null takes a member away). */
  async patchMany<K extends Kind>(
    kind: K,
    { ids, patch }: { readonly ids: readonly string[]; readonly patch: Readonly<Record<string, unknown>> },
    by: By,
  ): Promise<ManyResult<K>> {
    const body = (before: Body<K>) => mergePatch(before, patch);
    return this.changeMany(
      kind,
      ids.map((id) => ({ id, body })),
      by,
    );
  }

  /** Only what nothing refers to and no journal bears; the rest is deactivated instead. */
  remove(
    kind: Kind,
    { id, revision }: { readonly id: string; readonly revision: number },
    by: By,
  ): Promise<RecordResult<undefined>> {
    return this.#queue.run(async () => {
      const record = (await readRecords(this.#queries, kind, [id])).get(id);
      if (record === undefined) return refused('record.unknown', { kind, id });
      if (record.revision !== revision)
        return refused('record.changed-meanwhile', { revision: record.revision });
      const refusal = await this.#keeps(record, authorOf(by));
      if (refusal !== undefined) return { ok: false, refusal };
      await writeRemoval(this.#queries, record, { by: authorOf(by).by, at: this.#planner.clock.now() });
      await this.#changes.tell();
      return ok(undefined);
    });
  }

  /** Why a record must stay. */
  async #keeps(record: Stored, author: Author): Promise<RecordNo | undefined> {
    const { kind, id, body } = record;
    const denied = await author.admit?.({ kind, id, before: body, after: undefined });
    if (denied !== undefined) return denied;
    const world = new StagedWorld(this.#queries, this.#planner.journal);
    world.stage(kind, id, undefined);
    const ruled = await rulesOf(kind).checkRemoval?.({ id, body }, world);
    if (ruled !== undefined) return ruled;
    const usage = await world.usage(kind, id);
    if (usage.count > 0) return inUse(record, usage);
    return (await world.used(record)) ? no('record.in-journal', { name: nameOf(kind, body) }) : undefined;
  }

  /** A numbered change of something beside the record that is never shown (a password): the feed hears of it. */
  touch(kind: Kind, id: string, by: string): Promise<RecordResult<undefined>> {
    return this.#queue.run(async () => {
      const record = (await readRecords(this.#queries, kind, [id])).get(id);
      if (record === undefined) return refused('record.unknown', { kind, id });
      const at = this.#planner.clock.now();
      const { revision } = record;
      await this.#changes.add({ at, by, kind, id, revision, before: null, after: null });
      return ok(undefined);
    });
  }

  changesAfter(number: number, limit: number): Promise<readonly ChangeEntry[]> {
    return this.#changes.after(number, limit);
  }

  /** Number of the newest change; 0: there is none. */
  lastNumber(): Promise<number> {
    return this.#changes.last();
  }

  /** Newest first. */
  history(kind: Kind, id: string, limit = 100): Promise<readonly ChangeEntry[]> {
    return this.#changes.newest({ kinds: [kind], id, limit });
  }

  /** The list of changes itself, which settings share. */
  get changes(): Changes {
    return this.#changes;
  }

  /** Called with the number of the newest change, after it is on disk. The returned function ends it. */
  onChange(listener: (number: number) => void): () => void {
    return this.#changes.onChange(listener);
  }

  async #plannedAndWritten<K extends Kind>(
    kind: K,
    edits: readonly Edit<K>[],
    author: Author,
  ): Promise<ManyResult<K>> {
    if (edits.length > editsMax)
      return {
        ok: false,
        problems: [{ index: editsMax, refusal: no('record.too-many', { max: editsMax }) }],
      };
    const plan = await planEdits(this.#planner, { kind, edits, author });
    if (plan.problems.length > 0) return { ok: false, problems: plan.problems };
    const changed = plan.writes.filter(({ before, after }) => before !== after);
    for (const batch of inChunks(usedFirst(kind, changed), batchMax)) {
      await writeBatch(this.#queries, batch, author.by);
      await this.#changes.tell();
    }
    return counted(plan.writes);
  }
}

function firstOf(problems: readonly Problem[]): RecordNo {
  const [first] = problems;
  if (first === undefined) throw new Error('refused without a problem');
  return first.refusal;
}

function counted<K extends Kind>(writes: readonly PlannedWrite<K>[]): ManyResult<K> {
  const created = writes.filter(({ before }) => before === undefined).length;
  const unchanged = writes.filter(({ before, after }) => before === after).length;
  const records = writes.map(({ after }) => recordOf(after));
  return {
    ok: true,
    value: { created, unchanged, changed: writes.length - created - unchanged, records },
  };
}
