// Categories by their path, "Drinks > Beer": how people and CSV call them, as a name alone is unique only among sisters.
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import { sisterKey } from './keys.ts';
import { pathSeparator } from './rules/category.ts';
import { idsByKey } from './stored.ts';
import type { RecordQueries } from './tables.ts';

/** The names of a path, or none where one is empty. */
export function namesOfPath(path: string): readonly string[] {
  const names = path.split('>').map((name) => name.trim());
  return names.includes('') ? [] : names;
}

export async function idOfPath(queries: RecordQueries, path: string): Promise<string | undefined> {
  let parent: string | null = null;
  for (const name of namesOfPath(path)) {
    const key = sisterKey(parent, name);
    const found: string | undefined = (
      await idsByKey(queries, { kind: 'category', name: 'name' }, [key])
    ).get(key);
    if (found === undefined) return undefined;
    parent = found;
  }
  return parent ?? undefined;
}

/** Path of every category by its id. */
export function pathsOf(categories: readonly OfficeRecord<'category'>[]): ReadonlyMap<string, string> {
  const bodies = new Map(categories.map(({ id, body }) => [id, body]));
  const paths = new Map<string, string>();
  const pathOf = (id: string): string => {
    const known = paths.get(id);
    if (known !== undefined) return known;
    const body = bodies.get(id);
    if (body === undefined) return '';
    const path =
      body.parent === null || !bodies.has(body.parent)
        ? body.name
        : `${pathOf(body.parent)}${pathSeparator}${body.name}`;
    paths.set(id, path);
    return path;
  };
  for (const id of bodies.keys()) pathOf(id);
  return paths;
}
