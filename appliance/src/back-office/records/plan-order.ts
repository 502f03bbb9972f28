// The order in which a long list of edits is written: what is new comes before what refers to it, so that a list cut off between two
// transactions leaves no reference to what never came.
import type { Kind } from '../../protocol/office/kinds.ts';
import type { PlannedWrite } from './edits.ts';
import { targetKinds, usesOf } from './schema-walk.ts';

/** As given where no record of the list can refer to another of it; two that refer to each other keep their order. */
export function usedFirst<K extends Kind>(
  kind: K,
  writes: readonly PlannedWrite<K>[],
): readonly PlannedWrite<K>[] {
  const refersToItself = [...targetKinds[kind].values()].some((targets) => targets.includes(kind));
  if (!refersToItself) return writes;
  const waiting = new Map(
    writes.filter(({ before }) => before === undefined).map((write) => [write.after.id, write]),
  );
  const ordered: PlannedWrite<K>[] = [];
  const put = (write: PlannedWrite<K>): void => {
    // Explicit stack: a chain of variants and deposits may be as long as the list.
    const stack = [write];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      waiting.delete(top.after.id);
      const first = usesOf(kind, top.after.body).find((use) => use.kind === kind && waiting.has(use.id));
      const next = first === undefined ? undefined : waiting.get(first.id);
      if (next !== undefined) stack.push(next);
      else ordered.push(...stack.splice(-1));
    }
  };
  for (const write of writes) if (write.before !== undefined || waiting.has(write.after.id)) put(write);
  return ordered;
}
