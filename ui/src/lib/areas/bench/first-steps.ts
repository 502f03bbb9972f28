// How far somebody has come who tries the demo shop for the first time: read from the till and from the paper, never remembered.
import type { PaperView, TillView } from '@countertop/appliance/protocol';

export const steps = ['log-in', 'open-shift', 'scan', 'pay', 'tidy'] as const;

type Till = Pick<TillView, 'operator' | 'shift' | 'tab' | 'lastSale'>;
type Paper = Pick<PaperView, 'blocks' | 'drawer'>;

/** Index of the step to do now; all are done at the end of the list. */
export function nextStep(till: Till | undefined, paper: Paper | undefined): number {
  const sold = till?.lastSale !== null && till?.lastSale !== undefined;
  const tidy = paper?.drawer === 'closed' && paper.blocks.length === 0;
  if (sold) return tidy ? steps.length : steps.indexOf('tidy');
  if (till === undefined || (till.operator === null && till.shift === null)) return steps.indexOf('log-in');
  if (till.shift === null) return steps.indexOf('open-shift');
  return till.tab !== null && till.tab.itemCount > 0 ? steps.indexOf('pay') : steps.indexOf('scan');
}
