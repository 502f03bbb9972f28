// Categories as a tree, and what a branch put elsewhere means for the records: a new parent, and places among its new sisters.
import type { OfficeRecord } from '@countertop/appliance/protocol';
import type { TreeMove } from '$lib/parts/office/tree/tree-moves.ts';

export type Category = OfficeRecord<'category'>;

export interface CategoryNode {
  readonly id: string;
  readonly label: string;
  readonly record: Category;
  readonly children: readonly CategoryNode[];
}

function byPlace(one: Category, other: Category): number {
  return one.body.position - other.body.position || one.body.name.localeCompare(other.body.name);
}

/** A category whose parent is not among them stands at the top: nothing is left out. */
export function treeOf(categories: readonly Category[]): readonly CategoryNode[] {
  const known = new Set(categories.map(({ id }) => id));
  const sisters = (parent: string | null): readonly Category[] =>
    categories
      .filter(({ body }) => (body.parent !== null && known.has(body.parent) ? body.parent : null) === parent)
      .sort(byPlace);
  const nodes = (parent: string | null): readonly CategoryNode[] =>
    sisters(parent).map((record) => ({
      id: record.id,
      label: record.body.name,
      record,
      children: nodes(record.id),
    }));
  return nodes(null);
}

/** The records that are other after the move, each as it is to be. */
export function movedCategories(
  categories: readonly Category[],
  { id, parentId, index }: TreeMove,
): readonly Category[] {
  const moved = categories.find((each) => each.id === id);
  if (moved === undefined) return [];
  const sisters = categories.filter((each) => each.body.parent === parentId && each.id !== id).sort(byPlace);
  const order = [...sisters.slice(0, index), moved, ...sisters.slice(index)];
  return order.flatMap((record, position) => {
    const body = { ...record.body, position, ...(record.id === id ? { parent: parentId } : {}) };
    const same = body.position === record.body.position && body.parent === record.body.parent;
    return same ? [] : [{ ...record, body }];
  });
}
