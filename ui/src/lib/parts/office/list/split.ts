// How wide the left of two panes may be: never so wide that the other cannot be read, never gone.

export interface SplitLimits {
  readonly whole: number;
  readonly min: number;
  /** Least width of the other pane. */
  readonly otherMin: number;
}

export function heldWidth(width: number, { whole, min, otherMin }: SplitLimits): number {
  return Math.round(Math.max(min, Math.min(width, whole - otherMin)));
}

/** The width after a key on the divider; undefined for a key that means nothing there. */
export function widthByKey(key: string, width: number, limits: SplitLimits): number | undefined {
  const step = 24;
  switch (key) {
    case 'ArrowLeft':
      return heldWidth(width - step, limits);
    case 'ArrowRight':
      return heldWidth(width + step, limits);
    case 'Home':
      return limits.min;
    case 'End':
      return heldWidth(limits.whole, limits);
    default:
      return undefined;
  }
}
