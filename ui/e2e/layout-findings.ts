// What is wrong with how a page is laid out, as measured in the browser: it scrolls sideways, a target is too small for a finger, a text is
// cut. The functions that measure run in the page, so each stands on nothing outside itself.
import type { Page } from 'playwright-core';

/** WCAG 2.5.5: at least that many CSS pixels each way. */
const targetLeast = 44;

interface Looked {
  /** Boxes that slide sideways under a finger: what they hold is not cut. */
  readonly sliding?: string;
}

/** One line a finding; empty when all is well. */
export async function layoutFindings(page: Page, { sliding = '' }: Looked = {}): Promise<readonly string[]> {
  // What translates this file for Node names its functions by a call that the page does not know.
  await page.evaluate('globalThis.__name ??= (named) => named');
  return [
    ...(await page.evaluate(sideways)),
    ...(await page.evaluate(smallTargets, targetLeast)),
    ...(await page.evaluate(cutTexts, sliding)),
    ...(await page.evaluate(overlappingTexts)),
  ];
}

function sideways(): string[] {
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth ? [`scrolls sideways: ${scrollWidth} in ${innerWidth}`] : [];
}

function smallTargets(least: number): string[] {
  const targets = 'button, a[href], select, input:not([type=radio], [type=checkbox]), label:has(input)';
  /** How far one may press beside its middle, one way: what it is laid over with counts as well. */
  const reach = (target: Element, x: number, y: number): number => {
    const { left, top, width, height } = target.getBoundingClientRect();
    const [middleX, middleY] = [left + width / 2, top + height / 2];
    let far = 0;
    while (far <= least && target.contains(document.elementFromPoint(middleX + x * far, middleY + y * far)))
      far += 1;
    return far;
  };
  const largeEnough = (target: Element): boolean => {
    target.scrollIntoView({ block: 'center', inline: 'center' });
    return (
      reach(target, 1, 0) + reach(target, -1, 0) > least && reach(target, 0, 1) + reach(target, 0, -1) > least
    );
  };
  return [...document.querySelectorAll(targets)].flatMap((target) => {
    // A field is touched by its whole frame.
    const frame = target.matches('input') ? (target.parentElement ?? target) : target;
    const { width, height } = frame.getBoundingClientRect();
    // What only readers come to, or nobody while something lies over it.
    const shown = target.checkVisibility() && target.closest('.only-heard, [inert]') === null;
    if (!shown || width <= 1 || (width >= least && height >= least) || largeEnough(frame)) return [];
    const name = (target.getAttribute('aria-label') ?? target.textContent).trim().slice(0, 60);
    return [`target of ${Math.round(width)}x${Math.round(height)}: ${name}`];
  });
}

function cutTexts(sliding: string): string[] {
  /** The box that hides a part of what stands between these edges. */
  const cutBy = (element: Element, left: number, right: number): Element | undefined => {
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const edges = box.getBoundingClientRect();
      if (getComputedStyle(box).overflowX === 'visible') continue;
      if (sliding !== '' && box.matches(sliding)) return undefined;
      // Only for readers.
      if (edges.width <= 1) return undefined;
      if (left < edges.left - 1 || right > edges.right + 1) return box;
    }
    return undefined;
  };
  /** Words may end in an ellipsis; an amount never. */
  const mayBeCut = (element: Element, box: Element): boolean =>
    getComputedStyle(box).textOverflow === 'ellipsis' && element.closest('.amount') === null;

  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() !== null) {
    const { currentNode: text } = texts;
    const element = text.parentElement;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, width } = range.getBoundingClientRect();
    if (element?.checkVisibility() !== true || width === 0 || element.closest('.only-heard')) continue;
    const box = cutBy(element, left, right);
    if (box !== undefined && !mayBeCut(element, box))
      found.push(`cut at the side: ${(text.textContent ?? '').trim().slice(0, 60)} by ${box.className}`);
  }
  return found;
}

/** Words that lie over other words. What is pinned may lie over what slides under it. */
function overlappingTexts(): string[] {
  const isPinned = (element: Element): boolean => {
    for (let box: Element | null = element; box !== null; box = box.parentElement)
      if (['sticky', 'fixed'].includes(getComputedStyle(box).position)) return true;
    return false;
  };
  /** What is left of it by the boxes that hide a part. */
  const clipped = (element: Element, { left, top, right, bottom }: DOMRect) => {
    let seen = { left, top, right, bottom };
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      if (getComputedStyle(box).overflowX === 'visible') continue;
      const edges = box.getBoundingClientRect();
      seen = {
        left: Math.max(seen.left, edges.left),
        top: Math.max(seen.top, edges.top),
        right: Math.min(seen.right, edges.right),
        bottom: Math.min(seen.bottom, edges.bottom),
      };
    }
    return seen;
  };
  /** A line of words is as high as its font says, which is more than its letters are. */
  const letters = ({ left, top, width, height }: DOMRect): DOMRect =>
    new DOMRect(left, top + height * 0.15, width, height * 0.7);
  const seen: {
    readonly text: string;
    readonly element: Element;
    readonly box: ReturnType<typeof clipped>;
  }[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() !== null) {
    const { currentNode: text } = texts;
    const element = text.parentElement;
    if (element?.checkVisibility({ visibilityProperty: true }) !== true) continue;
    const words = (text.textContent ?? '').trim();
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of words === '' ? [] : range.getClientRects()) {
      const left = clipped(element, letters(box));
      const on = document.elementFromPoint((left.left + left.right) / 2, (left.top + left.bottom) / 2);
      if (on !== null && element.contains(on) && !isPinned(element))
        seen.push({ text: words, element, box: left });
    }
  }
  /** Lines stand close: only what is plainly in the other counts. */
  const apart = 4;
  return seen.flatMap((one, at) =>
    seen
      .slice(at + 1)
      .filter(
        ({ element, box }) =>
          element !== one.element &&
          Math.min(box.right, one.box.right) - Math.max(box.left, one.box.left) > apart &&
          Math.min(box.bottom, one.box.bottom) - Math.max(box.top, one.box.top) > apart,
      )
      .map(({ text }) => `words over words: ${one.text.slice(0, 40)} and ${text.slice(0, 40)}`),
  );
}
