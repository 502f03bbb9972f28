// Categories are a tree: nobody is their own ancestor, and the path by which CSV calls them can be taken apart again.
import { type RecordNo, no } from '../refusals.ts';
import type { World } from '../world.ts';
import type { KindRules } from './rule.ts';

/** Between the names of a path: "Drinks > Beer". */
export const pathSeparator = ' > ';
const deepest = 20;

export const categoryRules: KindRules<'category'> = {
  check({ id, after }, world) {
    if (after.name.includes('>')) return no('category.name-separator', { field: 'name', separator: '>' });
    return after.parent === null ? undefined : cycle(id, after.parent, world);
  },
};

async function cycle(id: string, parent: string, world: World): Promise<RecordNo | undefined> {
  let at: string | null = parent;
  for (let depth = 1; at !== null; depth += 1) {
    if (at === id || depth > deepest) return no('category.cycle', { field: 'parent' });
    const above: { readonly body: { readonly parent: string | null } } | undefined = await world.find(
      'category',
      at,
    );
    at = above?.body.parent ?? null;
  }
  return undefined;
}
