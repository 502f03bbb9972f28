// What a till shows that outlives its process: the same before and after the plug was pulled, and before and after somebody practised.
import type { TillView } from '../../../src/protocol/views.ts';
import { assert } from '../../kit.ts';

type Parked = TillView['parked'][string];

export interface Standing extends Pick<TillView, 'shift' | 'tab' | 'lastSale' | 'lastClose'> {
  /** In the order in which they are shown. */
  readonly parked: readonly (readonly [string, Omit<Parked, 'position'>])[];
}

const nobodyMoved: ReadonlySet<string> = new Set();

/** Without what depends on who looks, and without tabs that went to or came from the other till. */
export function standingOf(
  { shift, tab, parked, lastSale, lastClose }: TillView,
  moved: ReadonlySet<string> = nobodyMoved,
): Standing {
  return {
    shift: shift === null ? null : { ...shift, expectedCash: null },
    tab: tab === null || moved.has(tab.id) ? null : tab,
    parked: Object.entries(parked)
      .filter(([id]) => !moved.has(id))
      .toSorted(([, one], [, other]) => one.position - other.position)
      .map(([id, { position, ...rest }]) => [id, rest]),
    lastSale,
    lastClose,
  };
}

export function sameStanding(now: Standing, before: Standing, when: string): void {
  for (const part of ['shift', 'tab', 'parked', 'lastSale', 'lastClose'] as const)
    assert.equal(now[part], before[part], `${part}, ${when}`);
}

export function tabsOf({ tab, parked }: TillView): ReadonlyMap<string, number> {
  const waiting = Object.entries(parked).map(([id, { itemCount }]) => [id, itemCount] as const);
  return new Map(tab === null ? waiting : [...waiting, [tab.id, tab.itemCount]]);
}

/** Pieces on all tabs but those that moved. */
export function piecesOn(view: TillView, moved: ReadonlySet<string> = nobodyMoved): number {
  return [...tabsOf(view)].reduce((sum, [id, pieces]) => (moved.has(id) ? sum : sum + pieces), 0);
}
