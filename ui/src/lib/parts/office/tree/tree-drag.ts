// Dragging a row of a tree: says over which row and on which side of it the pointer is, and where it is let go.
import { followPointer } from '../base/pointer-drag.ts';
import { sideAt, type DropSide } from './tree-moves.ts';

export interface DropPlace {
  readonly over: string;
  readonly side: DropSide;
}

export interface TreeDrag {
  readonly list: HTMLElement;
  /** Whether a row may take something inside. */
  readonly mayInto: (over: string) => boolean;
  readonly onmove: (place: DropPlace | undefined) => void;
  /** Undefined: let go nowhere, or given up. */
  readonly onend: (place: DropPlace | undefined) => void;
}

export function followBranch(start: PointerEvent, { list, mayInto, onmove, onend }: TreeDrag): void {
  let place: DropPlace | undefined;
  followPointer(start, {
    within: list,
    onmove: (x, y) => {
      place = placeAt(list, { x, y }, mayInto);
      onmove(place);
    },
    onend: (kept) => onend(kept ? place : undefined),
  });
}

function placeAt(
  list: HTMLElement,
  { x, y }: { readonly x: number; readonly y: number },
  mayInto: TreeDrag['mayInto'],
): DropPlace | undefined {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-node]');
  const over = row?.dataset['node'];
  if (row === null || row === undefined || over === undefined || !list.contains(row)) return undefined;
  const { top, height } = row.getBoundingClientRect();
  return { over, side: sideAt(y - top, height, mayInto(over)) };
}
