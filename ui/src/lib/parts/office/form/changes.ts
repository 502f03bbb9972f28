// What has been changed in a form: the names whose values differ from what was loaded.

/** Names of the parts that differ, in the order of `now`. Values are compared by what they hold, not by who they are. */
export function changedKeys<T extends object>(before: T, now: T): readonly (keyof T & string)[] {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]) as Set<keyof T & string>;
  return [...names].filter((name) => !alike(before[name], now[name]));
}

/** Plain data only: objects, arrays, strings, numbers, booleans, null. */
export function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const first = a as Record<string, unknown>;
  const second = b as Record<string, unknown>;
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return [...names].every((name) => alike(first[name], second[name]));
}
