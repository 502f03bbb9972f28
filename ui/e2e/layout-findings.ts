// What is wrong with how a page is laid out, as measured in the browser: it scrolls sideways, a target is too small for a finger, a text is
// cut. The functions that measure run in the page, so each stands on nothing outside itself.
import type { Page } from 'playwright-core';

/** WCAG 2.5.5: at least that many CSS pixels each way. */
const targetLeast = 44;

/** One line a finding; empty when all is well. */
export async function layoutFindings(page: Page): Promise<readonly string[]> {
  // What translates this file for Node names its functions by a call that the page does not know.
  await page.evaluate('globalThis.__name ??= (named) => named');
  return [
    ...(await page.evaluate(sideways)),
    ...(await page.evaluate(smallTargets, targetLeast)),
    ...(await page.evaluate(cutTexts)),
  ];
}

function sideways(): string[] {
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth ? [`scrolls sideways: ${scrollWidth} in ${innerWidth}`] : [];
}

function smallTargets(least: number): string[] {
  const targets = 'button, a[href], select, input:not([type=radio], [type=checkbox]), label:has(input)';
  return [...document.querySelectorAll(targets)].flatMap((target) => {
    // A field is touched by its whole frame.
    const frame = target.matches('input') ? (target.parentElement ?? target) : target;
    const { width, height } = frame.getBoundingClientRect();
    const shown = target.checkVisibility() && target.closest('.only-heard') === null;
    if (!shown || width === 0 || (width >= least && height >= least)) return [];
    const name = (target.getAttribute('aria-label') ?? target.textContent).trim().slice(0, 60);
    return [`target of ${Math.round(width)}x${Math.round(height)}: ${name}`];
  });
}

function cutTexts(): string[] {
  /** The box that hides a part of what stands between these edges. */
  const cutBy = (element: Element, left: number, right: number): Element | undefined => {
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const edges = box.getBoundingClientRect();
      if (getComputedStyle(box).overflowX === 'visible') continue;
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
