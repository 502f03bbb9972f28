// What every kind is checked for alike: that references lead somewhere, keys are free, and nothing is put out of use under somebody.
import type { Body, Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import { uniqueKeys, type UniqueKey } from './keys.ts';
import { type PlannedWrite, type Problem, problemsMax } from './edits.ts';
import { type RecordNo, no } from './refusals.ts';
import { neededFields, type Use, usesOf } from './schema-walk.ts';
import { idsByKey, inChunks, letOthersTurn, readRecords, turnEvery } from './stored.ts';
import type { RecordQueries } from './tables.ts';
import { nameOf } from './texts.ts';
import type { StagedWorld, Usage } from './world.ts';

function isActive(body: object): boolean {
  return (body as { readonly active: boolean }).active;
}

function useText({ field, kind, id }: Use): string {
  return `${field} ${kind}/${id}`;
}

export async function checkReferences<K extends Kind>(
  kind: K,
  writes: readonly PlannedWrite<K>[],
  world: StagedWorld,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const chunk of inChunks(writes, turnEvery)) {
    if (problems.length >= problemsMax) break;
    await world.letOthersTurn();
    await world.prepare(chunk.flatMap(({ after }) => usesOf(kind, after.body)));
    for (const write of chunk) {
      const refusal = await wrongReference(kind, write, world);
      if (refusal !== undefined) problems.push({ index: write.index, refusal });
    }
  }
  return problems;
}

async function wrongReference<K extends Kind>(
  kind: K,
  { before, after }: PlannedWrite<K>,
  world: StagedWorld,
): Promise<RecordNo | undefined> {
  const old = new Set(before === undefined ? [] : usesOf(kind, before.body).map(useText));
  const revived = before !== undefined && !isActive(before.body) && isActive(after.body);
  const holderActive = isActive(after.body);
  for (const use of usesOf(kind, after.body)) {
    const isNew = !old.has(useText(use));
    const refusal = await wrongUse(kind, use, { world, isNew, holderActive, revived });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

interface UseAround {
  readonly world: StagedWorld;
  readonly isNew: boolean;
  readonly holderActive: boolean;
  /** The holder comes back into use. */
  readonly revived: boolean;
}

async function wrongUse(kind: Kind, use: Use, around: UseAround): Promise<RecordNo | undefined> {
  const target = await around.world.find(use.kind, use.id);
  if (target === undefined) {
    if (kind === 'product' && use.field === 'prices')
      return no('product.price-without-region', { field: 'prices', region: use.id });
    return no('reference.unknown', { field: use.field, kind: use.kind, value: use.id });
  }
  if (isActive(target.body) || !around.holderActive) return undefined;
  const matters = around.isNew || (around.revived && neededFields[kind].has(use.field));
  if (!matters) return undefined;
  return no('reference.inactive', {
    field: use.field,
    kind: use.kind,
    name: nameOf(use.kind, target.body),
  });
}

function keyText({ name, value }: UniqueKey): string {
  return `${name} ${value}`;
}

/** Keys of `body` that `without` does not have. */
export function addedKeys(kind: Kind, body: object, without: object | undefined): readonly UniqueKey[] {
  const old = new Set(without === undefined ? [] : uniqueKeys(kind, without).map(keyText));
  const added = new Map(uniqueKeys(kind, body).map((key) => [keyText(key), key]));
  return [...added].filter(([text]) => !old.has(text)).map(([, key]) => key);
}

/** Uses of `body` that `without` does not have. */
export function addedUses(kind: Kind, body: object, without: object | undefined): readonly Use[] {
  const old = new Set(without === undefined ? [] : usesOf(kind, without).map(useText));
  return usesOf(kind, body).filter((use) => !old.has(useText(use)));
}

interface WantedKey {
  readonly index: number;
  readonly id: string;
  readonly key: UniqueKey;
}

/** A key that another edit of the same list gives up counts as taken until it has been written. */
export async function checkKeys<K extends Kind>(
  kind: K,
  writes: readonly PlannedWrite<K>[],
  queries: RecordQueries,
): Promise<readonly Problem[]> {
  const wanted: WantedKey[] = [];
  for (const chunk of inChunks(writes, turnEvery)) {
    await letOthersTurn(queries);
    for (const { index, before, after } of chunk)
      for (const key of addedKeys(kind, after.body, before?.body)) wanted.push({ index, id: after.id, key });
  }
  const problems: Problem[] = [];
  const names = new Set(wanted.map(({ key }) => key.name));
  const taken: { readonly wanted: WantedKey; readonly holder: string }[] = [];
  for (const name of names) {
    const ofName = wanted.filter(({ key }) => key.name === name);
    const held = await idsByKey(
      queries,
      { kind, name },
      ofName.map(({ key }) => key.value),
    );
    const first = new Map<string, string>();
    for (const each of ofName) {
      const holder = held.get(each.key.value) ?? first.get(each.key.value);
      if (holder === undefined) first.set(each.key.value, each.id);
      else if (holder !== each.id) taken.push({ wanted: each, holder });
    }
  }
  const bodies = new Map<string, Body<K>>(writes.map(({ after }) => [after.id, after.body]));
  const stored = await readRecords(
    queries,
    kind,
    taken.map(({ holder }) => holder),
  );
  for (const { wanted: each, holder } of taken) {
    const body = stored.get(holder)?.body ?? bodies.get(holder);
    problems.push({
      index: each.index,
      refusal: no('record.key-taken', {
        field: each.key.name,
        value: each.key.shown,
        holder: body === undefined ? holder : nameOf(kind, body),
      }),
    });
  }
  return problems;
}

export interface RetirementOptions {
  readonly world: StagedWorld;
  readonly acceptUse: boolean;
}

/** Putting out of use what others use: told who they are, and never done under one that cannot do without. */
export async function checkRetirement<K extends Kind>(
  kind: K,
  writes: readonly PlannedWrite<K>[],
  { world, acceptUse }: RetirementOptions,
): Promise<readonly Problem[]> {
  const retired = writes.filter(
    ({ before, after }) => before !== undefined && isActive(before.body) && !isActive(after.body),
  );
  const ids = new Set(retired.map(({ after }) => after.id));
  const referred = await world.referredTo(kind, [...ids]);
  const problems: Problem[] = [];
  for (const { index, after } of retired) {
    if (!referred.has(after.id)) continue;
    const usage = await world.usage(kind, after.id, { activeOnly: true, except: ids });
    if (usage.count > 0 && (usage.needed || !acceptUse))
      problems.push({ index, refusal: inUse(after, usage) });
  }
  return problems;
}

export function inUse(record: OfficeRecord, { holders, count, needed }: Usage): RecordNo {
  return no('record.in-use', {
    name: nameOf(record.kind, record.body),
    by: holders.map(({ name }) => name).join(', '),
    count,
    needed,
  });
}
