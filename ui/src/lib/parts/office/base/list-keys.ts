// Where a key leads in a list: the one arithmetic of all lists, tables, trees, tabs and choices.

export interface ListPlace {
  /** Index of the place now; -1 for none. */
  readonly at: number;
  readonly length: number;
  /** Places that a page key passes. */
  readonly page?: number;
  /** Past the end comes the beginning. */
  readonly round?: boolean;
  readonly axis?: 'vertical' | 'horizontal';
}

/** The new index; undefined for a key that moves nothing. */
export function movedIndex(key: string, place: ListPlace): number | undefined {
  const { at, length, page = 10, round = false, axis = 'vertical' } = place;
  if (length === 0) return undefined;
  const held = (index: number): number => Math.min(Math.max(0, index), length - 1);
  const stepped = (index: number): number => (round ? (index + length) % length : held(index));
  const [back, on] = axis === 'vertical' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  switch (key) {
    case on:
      return stepped(at + 1);
    case back:
      return at < 0 ? length - 1 : stepped(at - 1);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    case 'PageDown':
      return held(Math.max(0, at) + page);
    case 'PageUp':
      return held(at - page);
    default:
      return undefined;
  }
}

/** A copy with one thing at another place. */
export function withMoved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const rest = items.filter((_, index) => index !== from);
  const moved = items.slice(from, from + 1);
  return [...rest.slice(0, to), ...moved, ...rest.slice(to)];
}
