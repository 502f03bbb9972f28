// Dragging by finger, pen or mouse: what is held follows the pointer, and where it is let go is the cell under it. Only after the pointer has
// moved a little, so that a press stays a press.

const slack = 8;

export class Drag<Held> {
  held = $state.raw<Held | undefined>();
  /** Where the pointer is, CSS pixels of the window. */
  x = $state(0);
  y = $state(0);
  /** The cell under the pointer, if there is one. */
  over = $state<number | undefined>();
  readonly #drop: (held: Held, cell: number) => void;
  #justDropped = false;

  constructor(drop: (held: Held, cell: number) => void) {
    this.#drop = drop;
  }

  /** True once after a drag: the press that ends it is none of its own. */
  swallowsClick(): boolean {
    const dropped = this.#justDropped;
    this.#justDropped = false;
    return dropped;
  }

  start(event: PointerEvent, held: Held): void {
    if (event.button !== 0) return;
    const from = { x: event.clientX, y: event.clientY };
    const source = event.currentTarget as HTMLElement;
    // At once: a quick hand is off the source before the first move is told.
    source.setPointerCapture(event.pointerId);
    const follow = (next: PointerEvent): void => {
      const far = Math.hypot(next.clientX - from.x, next.clientY - from.y) > slack;
      if (this.held === undefined && !far) return;
      this.held = held;
      this.x = next.clientX;
      this.y = next.clientY;
      this.over = cellAt(next.clientX, next.clientY);
      next.preventDefault();
    };
    const end = (next: PointerEvent): void => {
      source.removeEventListener('pointermove', follow);
      source.removeEventListener('pointerup', end);
      source.removeEventListener('pointercancel', end);
      const { over } = this;
      const dragged = this.held !== undefined;
      this.held = undefined;
      this.over = undefined;
      this.#justDropped = dragged;
      setTimeout(() => (this.#justDropped = false));
      if (dragged && next.type === 'pointerup' && over !== undefined) this.#drop(held, over);
    };
    source.addEventListener('pointermove', follow);
    source.addEventListener('pointerup', end);
    source.addEventListener('pointercancel', end);
  }
}

function cellAt(x: number, y: number): number | undefined {
  const cell = document
    .elementsFromPoint(x, y)
    .find((each) => each instanceof HTMLElement && 'cell' in each.dataset);
  return cell instanceof HTMLElement ? Number(cell.dataset['cell']) : undefined;
}
