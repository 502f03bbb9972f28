// From edits to writes, or to what is wrong with them: shape, revision, references, rules of the kind, unique keys, use. Nothing is written
// here; a plan without problems is carried out by write.ts.
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Body, Kind } from '../../protocol/office/kinds.ts';
import { checkedBody } from './body-check.ts';
import {
  type Author,
  type Edit,
  type PlannedWrite,
  type Problem,
  problemsMax,
  systemAuthor,
} from './edits.ts';
import { checkKeys, checkReferences, checkRetirement } from './plan-checks.ts';
import { type RecordNo, no } from './refusals.ts';
import { rulesOf } from './rules/all.ts';
import { type Stored, letOthersTurn, readRecords, turnEvery } from './stored.ts';
import type { RecordQueries } from './tables.ts';
import { type JournalUse, StagedWorld } from './world.ts';

export interface Plan<K extends Kind> {
  /** In the order of the edits. */
  readonly writes: readonly PlannedWrite<K>[];
  readonly problems: readonly Problem[];
}

export interface Planner {
  readonly queries: RecordQueries;
  readonly journal: JournalUse;
  readonly clock: Clock;
  readonly ids: Ids;
}

interface Work<K extends Kind> {
  readonly kind: K;
  readonly author: Author;
  readonly world: StagedWorld;
  readonly problems: Problem[];
}

export async function planEdits<K extends Kind>(
  planner: Planner,
  { kind, edits, author }: { readonly kind: K; readonly edits: readonly Edit<K>[]; readonly author: Author },
): Promise<Plan<K>> {
  const work: Work<K> = {
    kind,
    author,
    world: new StagedWorld(planner.queries, planner.journal),
    problems: [],
  };
  const shaped = await shapeAll(planner, work, edits);
  const changed = shaped.filter(({ before, after }) => before !== after);
  for (const { after } of changed) work.world.stage(kind, after.id, after);
  const checks = [
    () => checkReferences(kind, changed, work.world),
    () => checkRules(work, changed),
    () => checkKeys(kind, changed, planner.queries),
    () => checkRetirement(kind, changed, { world: work.world, acceptUse: author.acceptUse === true }),
  ];
  const wrong = new Set<number>();
  for (const check of checks) {
    if (work.problems.length >= problemsMax) break;
    for (const problem of await check()) {
      // A record with an unknown reference need not also hear what its rules make of it.
      if (!wrong.has(problem.index)) work.problems.push(problem);
      wrong.add(problem.index);
    }
  }
  const problems = work.problems.sort((a, b) => a.index - b.index).slice(0, problemsMax);
  return { writes: shaped, problems };
}

async function shapeAll<K extends Kind>(
  { queries, clock, ids }: Planner,
  work: Work<K>,
  edits: readonly Edit<K>[],
): Promise<readonly PlannedWrite<K>[]> {
  const known = await readRecords(
    queries,
    work.kind,
    edits.flatMap(({ id }) => id ?? []),
  );
  const writes: PlannedWrite<K>[] = [];
  const changedAt = clock.now();
  for (const [index, edit] of edits.entries()) {
    if (work.problems.length >= problemsMax) break;
    if (index % turnEvery === turnEvery - 1) await letOthersTurn(queries);
    const id = edit.id ?? ids.uuid();
    const before = known.get(id);
    const refusal = (): RecordNo | undefined => misdirected(work.kind, { edit, id, before });
    const shaped = refusal() ?? bodyOf(work.kind, edit, before);
    if ('code' in shaped) {
      work.problems.push({ index, refusal: shaped });
      continue;
    }
    const { body } = shaped;
    if (before !== undefined && isDeepStrictEqual(before.body, body)) {
      writes.push({ index, before, after: before });
      continue;
    }
    const denied = await work.author.admit?.({ kind: work.kind, id, before: before?.body, after: body });
    if (denied !== undefined) work.problems.push({ index, refusal: denied });
    else {
      const after = { id, kind: work.kind, revision: (before?.revision ?? 0) + 1, body, changedAt };
      writes.push({ index, before, after });
    }
  }
  return writes;
}

interface Aim<K extends Kind> {
  readonly edit: Edit<K>;
  readonly id: string;
  readonly before: Stored<K> | undefined;
}

function misdirected<K extends Kind>(kind: K, { edit, id, before }: Aim<K>): RecordNo | undefined {
  const isNew = edit.id === undefined || edit.isNew === true;
  if (isNew && before !== undefined) return no('record.key-taken', { field: 'id', value: id, holder: id });
  if (!isNew && before === undefined) return no('record.unknown', { kind, id });
  if (edit.revision !== undefined && before !== undefined && edit.revision !== before.revision)
    return no('record.changed-meanwhile', { revision: before.revision });
  return undefined;
}

function bodyOf<K extends Kind>(
  kind: K,
  { body }: Edit<K>,
  before: Stored<K> | undefined,
): { readonly body: Body<K> } | RecordNo {
  const raw = typeof body === 'function' ? body(before?.body ?? ({} as Body<K>)) : body;
  const checked = checkedBody(kind, raw);
  return checked.ok ? { body: checked.value } : checked.refusal;
}

async function checkRules<K extends Kind>(
  { kind, author, world }: Work<K>,
  writes: readonly PlannedWrite<K>[],
): Promise<readonly Problem[]> {
  const { check } = rulesOf(kind);
  if (check === undefined) return [];
  const problems: Problem[] = [];
  for (const [at, { index, before, after }] of writes.entries()) {
    if (problems.length >= problemsMax) break;
    if (at % turnEvery === turnEvery - 1) await world.letOthersTurn();
    const refusal = await check(
      { id: after.id, before: before?.body, after: after.body, bySystem: author.by === systemAuthor },
      world,
    );
    if (refusal !== undefined) problems.push({ index, refusal });
  }
  return problems;
}
