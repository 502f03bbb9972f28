// A tree as the list of rows that is seen of it, and where a branch may be put: never into itself, never deeper than allowed.

export interface TreeNode {
  readonly id: string;
  readonly label: string;
  readonly children?: readonly TreeNode[];
}

export interface TreeRow<Node extends TreeNode = TreeNode> {
  readonly node: Node;
  readonly parentId: string | null;
  /** From 1. */
  readonly level: number;
  /** From 0, among `siblings`. */
  readonly index: number;
  readonly siblings: number;
  readonly open: boolean | undefined;
}

/** Where a branch goes: under whom (null: to the top), and as which of its children once it is taken out of its old place. */
export interface TreeMove {
  readonly id: string;
  readonly parentId: string | null;
  readonly index: number;
}

function childrenOf<Node extends TreeNode>(node: Node): readonly Node[] {
  return (node.children ?? []) as readonly Node[];
}

/** The rows that are seen, top to bottom. `open` is undefined for one without children. */
export function treeRows<Node extends TreeNode>(
  nodes: readonly Node[],
  expanded: ReadonlySet<string>,
  parent: { readonly id: string | null; readonly level: number } = { id: null, level: 0 },
): readonly TreeRow<Node>[] {
  const level = parent.level + 1;
  return nodes.flatMap((node, index) => {
    const children = childrenOf(node);
    const open = children.length === 0 ? undefined : expanded.has(node.id);
    const row: TreeRow<Node> = { node, parentId: parent.id, level, index, siblings: nodes.length, open };
    return open === true ? [row, ...treeRows(children, expanded, { id: node.id, level })] : [row];
  });
}

export function findNode<Node extends TreeNode>(nodes: readonly Node[], id: string): Node | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : findNode(childrenOf(node), id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Ids from the top to the node, itself last; empty when it is not there. */
export function pathTo(nodes: readonly TreeNode[], id: string): readonly string[] {
  for (const node of nodes) {
    if (node.id === id) return [id];
    const below = pathTo(childrenOf(node), id);
    if (below.length > 0) return [node.id, ...below];
  }
  return [];
}

function depthOf(node: TreeNode): number {
  return 1 + Math.max(0, ...childrenOf(node).map(depthOf));
}

export function mayMove(nodes: readonly TreeNode[], { id, parentId }: TreeMove, depthMax: number): boolean {
  const moved = findNode(nodes, id);
  if (moved === undefined) return false;
  const above = parentId === null ? [] : pathTo(nodes, parentId);
  if (parentId !== null && above.length === 0) return false;
  return !above.includes(id) && above.length + depthOf(moved) <= depthMax;
}

/** True when the branch already stands there. */
export function standsThere(nodes: readonly TreeNode[], { id, parentId, index }: TreeMove): boolean {
  const parent = parentId === null ? undefined : findNode(nodes, parentId);
  const siblings = parentId === null ? nodes : parent === undefined ? [] : childrenOf(parent);
  return siblings[index]?.id === id;
}

/** The move that an arrow with Alt means: up, down among its siblings, out of its parent, into the one above it. */
export function moveByKey(rows: readonly TreeRow[], id: string, key: string): TreeMove | undefined {
  const row = rows.find(({ node }) => node.id === id);
  if (row === undefined) return undefined;
  const { parentId, index, siblings } = row;
  switch (key) {
    case 'ArrowUp':
      return index > 0 ? { id, parentId, index: index - 1 } : undefined;
    case 'ArrowDown':
      return index < siblings - 1 ? { id, parentId, index: index + 1 } : undefined;
    case 'ArrowLeft': {
      const parent = rows.find(({ node }) => node.id === parentId);
      return parent === undefined ? undefined : { id, parentId: parent.parentId, index: parent.index + 1 };
    }
    case 'ArrowRight': {
      const before = rows.find((each) => each.parentId === parentId && each.index === index - 1);
      return before === undefined
        ? undefined
        : { id, parentId: before.node.id, index: childrenOf(before.node).length };
    }
    default:
      return undefined;
  }
}

export type DropSide = 'before' | 'into' | 'after';

/** The move that letting go over a row means. Under an open row with children the place after it is its first child's. */
export function moveByDrop(
  rows: readonly TreeRow[],
  id: string,
  at: { over: string; side: DropSide },
): TreeMove | undefined {
  const target = rows.find(({ node }) => node.id === at.over);
  const moved = rows.find(({ node }) => node.id === id);
  if (target === undefined || at.over === id) return undefined;
  if (at.side === 'into') {
    const count = childrenOf(target.node).filter((child) => child.id !== id).length;
    return { id, parentId: target.node.id, index: count };
  }
  if (at.side === 'after' && target.open === true) return { id, parentId: target.node.id, index: 0 };
  const sameParent = moved?.parentId === target.parentId && moved.index < target.index;
  const place = target.index + (at.side === 'after' ? 1 : 0);
  return { id, parentId: target.parentId, index: sameParent ? place - 1 : place };
}

/** Which third of a row's height the pointer is in. Where nothing may go inside, halves. */
export function sideAt(y: number, height: number, mayInto: boolean): DropSide {
  if (!mayInto) return y < height / 2 ? 'before' : 'after';
  if (y < height * 0.28) return 'before';
  return y > height * 0.72 ? 'after' : 'into';
}

/** The next row, after the one given, whose name begins with what is typed; round past the end. */
export function typedAhead(rows: readonly TreeRow[], from: number, typed: string): number | undefined {
  const wanted = typed.toLocaleLowerCase();
  const order = rows.map((_, step) => (from + (typed.length > 1 ? step : step + 1)) % rows.length);
  return order.find((at) => rows[at]?.node.label.toLocaleLowerCase().startsWith(wanted) === true);
}
