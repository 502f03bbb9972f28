// The difference of two views as a merge patch (see `protocol/frames.ts`): only what changed crosses the wire.
// Views are plain JSON; parts that are the same object are skipped at once, which makes immutable state cheap to publish.

type Json = unknown;

function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys are ids of senders: `constructor` is one like any other. */
function has(record: Record<string, Json>, key: string): boolean {
  return Object.hasOwn(record, key) && record[key] !== undefined;
}

function sameArray(before: readonly Json[], after: readonly Json[]): boolean {
  return (
    before.length === after.length &&
    before.every((item, index) => mergePatch(item, after[index]) === undefined)
  );
}

/** What turns `before` into `after`; undefined when nothing does. Arrays and scalars are replaced whole. */
export function mergePatch(before: Json, after: Json): Json {
  if (Object.is(before, after)) return undefined;
  if (Array.isArray(before) && Array.isArray(after)) return sameArray(before, after) ? undefined : after;
  if (!isRecord(before) || !isRecord(after)) return after;
  const patch: Record<string, Json> = {};
  let changed = false;
  for (const key of Object.keys(after)) {
    const value = after[key];
    if (value === undefined) continue;
    const part = has(before, key) ? mergePatch(before[key], value) : value;
    if (part === undefined) continue;
    patch[key] = part;
    changed = true;
  }
  const removed = Object.keys(before).filter((key) => has(before, key) && !has(after, key));
  if (removed.length > 0) {
    patch['$remove'] = removed;
    changed = true;
  }
  return changed ? patch : undefined;
}

/** Applies a patch to a view, giving a new one: the page's side of `mergePatch`, here for tests and other boxes. */
export function applyMergePatch(view: Json, patch: Json): Json {
  if (!isRecord(view) || !isRecord(patch)) return patch;
  const next: Record<string, Json> = { ...view };
  const removed = patch['$remove'];
  if (Array.isArray(removed)) for (const key of removed) delete next[String(key)];
  for (const key of Object.keys(patch)) {
    if (key === '$remove') continue;
    next[key] =
      isRecord(next[key]) && isRecord(patch[key]) ? applyMergePatch(next[key], patch[key]) : patch[key];
  }
  return next;
}
