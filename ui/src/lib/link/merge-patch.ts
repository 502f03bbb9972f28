// Applies the daemon's merge patch (protocol/frames.ts) and shares whatever did not change: a row nobody touched stays the same object,
// so a page repaints one line. Null is a value; members that go are named in `$remove` of their object.

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The target with the patch applied; the target itself when nothing changes. Neither argument is altered. */
export function applyPatch(target: unknown, patch: unknown): unknown {
  if (!isObject(target) || !isObject(patch)) return patch;
  const { $remove: removed, ...changes } = patch;
  const gone = new Set(Array.isArray(removed) ? removed.map(String) : []);
  const entries = Object.entries(target);
  const kept = gone.size === 0 ? entries : entries.filter(([key]) => !gone.has(key));
  const changed = Object.entries(changes)
    .map(
      ([key, change]) =>
        [key, Object.hasOwn(target, key) ? applyPatch(target[key], change) : change] as const,
    )
    .filter(([key, value]) => !Object.hasOwn(target, key) || value !== target[key] || gone.has(key));
  if (changed.length === 0 && kept.length === entries.length) return target;
  return Object.fromEntries([...kept, ...changed]);
}
