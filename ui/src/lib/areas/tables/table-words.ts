// What a table says of itself: on the plan in short, in the list in full.
import type { TableState } from '@countertop/appliance/protocol';
import type { Texts } from '../../i18n/texts.svelte.ts';

export type TableLook = 'free' | 'mine' | 'others' | 'billed';

/** Who waits to pay comes before whose it is. */
export function lookOf(state: TableState | undefined): TableLook {
  if (state === undefined) return 'free';
  if (state.billed) return 'billed';
  return state.mine ? 'mine' : 'others';
}

/** "3 guests · since 12:40 · of Olav · has the bill" */
export function stateWords(state: TableState, texts: Texts): string {
  const bills = state.tabs.length + state.elsewhere.length;
  return [
    state.tabs.length === 0 ? texts.t('elsewhere.table') : '',
    state.guests === null ? '' : texts.t('tables.guests', { count: state.guests }),
    texts.t('tables.since', { time: texts.formats.time(state.since) }),
    bills > 1 ? texts.t('tables.bills', { count: bills }) : '',
    state.mine ? '' : texts.t('tables.of-others', { names: state.owners.join(', ') }),
    state.billed ? texts.t('tables.billed') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
