// Keeps what unfolded at its field or button while the page scrolls or the window changes. Goes with the browser's own top layer (`popover`),
// so nothing cuts it off.
import type { Attachment } from 'svelte/attachments';
import { placeAt } from './placing.ts';

export interface Anchoring {
  readonly anchor: HTMLElement | undefined;
  /** At least as wide as its anchor. */
  readonly asWide?: boolean;
  readonly align?: 'start' | 'end';
}

/** The element becomes shown in the top layer for as long as it is on the page. */
export function anchored({ anchor, asWide = false, align = 'start' }: Anchoring): Attachment<HTMLElement> {
  return (panel) => {
    if (anchor === undefined) return undefined;
    panel.showPopover();
    const place = (): void => {
      const box = anchor.getBoundingClientRect();
      if (asWide) panel.style.width = `${box.width}px`;
      panel.style.maxHeight = '';
      const wanted = { width: panel.offsetWidth, height: panel.scrollHeight + 2 };
      const placed = placeAt(box, wanted, { width: innerWidth, height: innerHeight, align });
      panel.style.left = `${placed.left}px`;
      panel.style.top = `${placed.top}px`;
      panel.style.maxHeight = `${placed.maxHeight}px`;
    };
    place();
    const size = new ResizeObserver(place);
    size.observe(anchor);
    for (const child of panel.children) size.observe(child);
    // Its own scrolling moves nothing.
    const scrolled = ({ target }: Event): void => {
      if (!(target instanceof Node && panel.contains(target))) place();
    };
    addEventListener('scroll', scrolled, true);
    addEventListener('resize', place);
    return () => {
      size.disconnect();
      removeEventListener('scroll', scrolled, true);
      removeEventListener('resize', place);
    };
  };
}
