// What is wrong with how a page is laid out, as measured in the browser: it scrolls sideways, a target is too small for a finger, a text is cut.
import type { Page } from 'playwright-core';

/** WCAG 2.5.5: at least that many CSS pixels each way. */
const targetLeast = 44;

/** One line a finding; empty when all is well. */
export async function layoutFindings(page: Page): Promise<readonly string[]> {
  // What translates this file for Node names its functions by a call that the page does not know.
  await page.evaluate('globalThis.__name ??= (named) => named');
  return page.evaluate(measured, targetLeast);
}

/** Runs in the page, so it stands on nothing outside itself. */
function measured(least: number): string[] {
  const findings: string[] = [];
  const said = (element: Element): string =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60)}`;
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest('.only-heard') === null;

  const { scrollWidth } = document.scrollingElement ?? document.documentElement;
  if (scrollWidth > innerWidth) findings.push(`scrolls sideways: ${scrollWidth} in ${innerWidth}`);

  for (const target of document.querySelectorAll('button, a[href], select, input:not([type=radio], [type=checkbox]), label:has(input)')) {
    // A field is touched by its whole frame; a link within a sentence is part of it.
    const frame = target.matches('input') ? (target.parentElement ?? target) : target;
    const { width, height } = frame.getBoundingClientRect();
    if (!isShown(target) || width === 0) continue;
    if (width < least || height < least) findings.push(`target of ${Math.round(width)}x${Math.round(height)}: ${said(target)}`);
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const own = text.parentElement;
    if (own === null || (text.textContent ?? '').trim() === '' || !isShown(own)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, width } = range.getBoundingClientRect();
    if (width === 0) continue;
    for (let box: Element | null = own; box !== null && box !== document.documentElement; box = box.parentElement) {
      const { overflowX, textOverflow, clipPath } = getComputedStyle(box);
      const edges = box.getBoundingClientRect();
      // Only for readers.
      if (clipPath !== 'none' && edges.width <= 1) break;
      if (overflowX === 'visible') continue;
      if (left >= edges.left - 1 && right <= edges.right + 1) continue;
      const isAmount = own.closest('.amount') !== null;
      if (textOverflow === 'ellipsis' && !isAmount) break;
      findings.push(`cut at the side: ${(text.textContent ?? '').trim().slice(0, 60)} in ${said(box)}`);
      break;
    }
  }
  return findings;
}
