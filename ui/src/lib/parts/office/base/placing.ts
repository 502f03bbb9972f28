// Where something that unfolds from a field or a button stands: below it, above it where there is no room, never off the screen.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly maxHeight: number;
}

/** The viewport, and at which end of the anchor it stands. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly align?: 'start' | 'end';
}

const gap = 4;
const margin = 8;

/** All in CSS pixels of the viewport. `wanted` is the size it would have with room enough. */
export function placeAt(
  anchor: Box,
  wanted: { readonly width: number; readonly height: number },
  { align = 'start', ...viewport }: Room,
): Placed {
  const below = viewport.height - (anchor.top + anchor.height) - gap - margin;
  const above = anchor.top - gap - margin;
  const up = wanted.height > below && above > below;
  const maxHeight = Math.max(0, up ? above : below);
  const height = Math.min(wanted.height, maxHeight);
  const start = align === 'start' ? anchor.left : anchor.left + anchor.width - wanted.width;
  const left = Math.max(margin, Math.min(start, viewport.width - wanted.width - margin));
  return { left, top: up ? anchor.top - gap - height : anchor.top + anchor.height + gap, maxHeight };
}
