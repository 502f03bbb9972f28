// Follows a pointer or finger from where it went down on a grip until it comes up. Less than a few pixels is a press; Escape and a lost pointer
// give up; near an edge of what scrolls, it scrolls.

export interface PointerDrag {
  /** Scrolls, or lies in what does. */
  readonly within: HTMLElement;
  /** CSS pixels of the viewport. */
  readonly onmove: (x: number, y: number) => void;
  /** Once, at the end; false: given up, or never moved. */
  readonly onend: (kept: boolean) => void;
}

const slack = 5;
const edge = 40;
const scrollStep = 12;

export function followPointer(start: PointerEvent, drag: PointerDrag): void {
  let moved = false;
  const stop = new AbortController();
  const until = { signal: stop.signal };
  const end = (kept: boolean): void => {
    stop.abort();
    drag.onend(kept && moved);
  };
  const move = ({ pointerId, clientX, clientY }: PointerEvent): void => {
    if (pointerId !== start.pointerId) return;
    moved ||= Math.hypot(clientX - start.clientX, clientY - start.clientY) > slack;
    if (!moved) return;
    scrollAlong(drag.within, clientY);
    drag.onmove(clientX, clientY);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    end(false);
  };
  addEventListener('pointermove', move, until);
  addEventListener('pointerup', ({ pointerId }) => pointerId === start.pointerId && end(true), until);
  addEventListener('pointercancel', ({ pointerId }) => pointerId === start.pointerId && end(false), until);
  addEventListener('keydown', key, { ...until, capture: true });
}

function scrollAlong(list: HTMLElement, y: number): void {
  let box: HTMLElement | null = list;
  while (
    box !== null &&
    (box.scrollHeight <= box.clientHeight || getComputedStyle(box).overflowY === 'visible')
  )
    box = box.parentElement;
  if (box === null) return;
  const { top, bottom } = box.getBoundingClientRect();
  if (y < top + edge) box.scrollBy(0, -scrollStep);
  else if (y > bottom - edge) box.scrollBy(0, scrollStep);
}
