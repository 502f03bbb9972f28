// What a till shows that outlives its process: the same before and after the plug was pulled, and before and after somebody practised.
import type { TillView } from '../../../src/protocol/views.ts';
import { assert } from '../../kit.ts';

export type Standing = Pick<TillView, 'shift' | 'tab' | 'parked' | 'tables' | 'lastSale' | 'lastClose'>;

/** Without what depends on who looks. */
export function standingOf({ shift, tab, parked, tables, lastSale, lastClose }: TillView): Standing {
  const seats = Object.entries(tables).map(([id, table]) => [id, { ...table, mine: false }] as const);
  return {
    shift: shift === null ? null : { ...shift, expectedCash: null },
    tab,
    parked,
    tables: Object.fromEntries(seats),
    lastSale,
    lastClose,
  };
}

export function sameStanding(view: TillView, before: Standing, when: string): void {
  const now = standingOf(view);
  for (const part of ['shift', 'tab', 'parked', 'tables', 'lastSale', 'lastClose'] as const)
    assert.equal(now[part], before[part], `${part}, ${when}`);
}

/** Pieces on all tabs. */
export function piecesOn({ tab, parked }: TillView): number {
  return Object.values(parked).reduce((sum, { itemCount }) => sum + itemCount, tab?.itemCount ?? 0);
}
