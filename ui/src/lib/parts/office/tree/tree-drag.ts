// Dragging a row of a tree by pointer or finger: says over which row and on which side of it the pointer is, and when it is let go.
import { sideAt, type DropSide } from './tree-moves.ts';

export interface DropPlace {
  readonly over: string;
  readonly side: DropSide;
}

export interface TreeDrag {
  readonly id: string;
  readonly list: HTMLElement;
  /** Whether a row may take something inside. */
  readonly mayInto: (over: string) => boolean;
  readonly onmove: (place: DropPlace | undefined) => void;
  /** Undefined: let go nowhere, or given up. */
  readonly onend: (place: DropPlace | undefined) => void;
}

/** Before this many CSS pixels it is a press, not a drag. */
const slack = 5;

/** Follows the pointer that went down on a grip until it comes up; Escape gives up. */
export function followDrag(start: PointerEvent, drag: TreeDrag): void {
  let place: DropPlace | undefined;
  let moved = false;
  const stop = new AbortController();

  const placeAt = (x: number, y: number): DropPlace | undefined => {
    const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-node]');
    const over = row?.dataset['node'];
    if (row === null || row === undefined || over === undefined || !drag.list.contains(row)) return undefined;
    const { top, height } = row.getBoundingClientRect();
    return { over, side: sideAt(y - top, height, drag.mayInto(over)) };
  };
  const end = (kept: boolean): void => {
    stop.abort();
    drag.onend(kept && moved ? place : undefined);
  };

  addEventListener(
    'pointermove',
    ({ pointerId, clientX, clientY }) => {
      if (pointerId !== start.pointerId) return;
      moved ||= Math.hypot(clientX - start.clientX, clientY - start.clientY) > slack;
      if (!moved) return;
      scrollAlong(drag.list, clientY);
      place = placeAt(clientX, clientY);
      drag.onmove(place);
    },
    { signal: stop.signal },
  );
  addEventListener('pointerup', ({ pointerId }) => pointerId === start.pointerId && end(true), { signal: stop.signal });
  addEventListener('pointercancel', () => end(false), { signal: stop.signal });
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      end(false);
    },
    { signal: stop.signal, capture: true },
  );
}

/** Near an edge of what scrolls, it scrolls. */
function scrollAlong(list: HTMLElement, y: number): void {
  let box: HTMLElement | null = list;
  while (box !== null && box.scrollHeight <= box.clientHeight) box = box.parentElement;
  if (box === null) return;
  const { top, bottom } = box.getBoundingClientRect();
  const edge = 40;
  if (y < top + edge) box.scrollBy(0, -12);
  else if (y > bottom - edge) box.scrollBy(0, 12);
}
