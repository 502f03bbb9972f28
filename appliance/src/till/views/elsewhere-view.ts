// The tabs of the shop's other registers as pages show them: priced as they would be here.
import type { TabElsewhereView } from '../../protocol/tab-views.ts';
import type { TillView } from '../../protocol/views.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { Shop } from '../shop/shop.ts';
import { elsewhereKey, type TabElsewhere } from '../tabs/kept-tabs.ts';
import type { ShopAround } from '../tabs/shop-tabs.ts';
import { ownerNamed } from './owner-named.ts';
import type { TabViews } from './tab-view.ts';

export interface AroundParts {
  readonly state: RegisterState;
  readonly shop: Shop;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly tabViews: TabViews;
  /** Tabs of the shop's other registers. */
  readonly elsewhere: readonly TabElsewhere[];
  readonly around: ShopAround;
}

type Around = Pick<TillView, 'elsewhere' | 'registers' | 'takenElsewhere'>;

export function aroundView(parts: AroundParts): Around {
  const { registers, taken } = parts.around;
  const ordered = [...parts.elsewhere].sort(
    (one, other) =>
      one.content.openedAt - other.content.openedAt || one.content.number.localeCompare(other.content.number),
  );
  return {
    elsewhere: Object.fromEntries(
      ordered.map((tab, position) => [elsewhereKey(tab), elsewhereView(tab, position, parts)]),
    ),
    registers,
    takenElsewhere: Object.fromEntries(
      taken.flatMap(({ tab, by }) => (Object.hasOwn(parts.state.tabs, tab) ? [[tab, by]] : [])),
    ),
  };
}

function elsewhereView(
  { register, state, to, content }: TabElsewhere,
  position: number,
  { shop, staffNames, tabViews, around }: Omit<AroundParts, 'state' | 'elsewhere'>,
): TabElsewhereView {
  const view = tabViews.view(content, shop.settings);
  return {
    position,
    register,
    tab: content.id,
    state,
    to,
    away: isAway(around, register),
    number: content.number,
    name: content.name ?? null,
    place: ownerNamed(view.place, staffNames),
    total: view.total,
    itemCount: view.itemCount,
    openedAt: content.openedAt,
  };
}

/** Without news of it, nobody hears it. */
function isAway({ registers }: ShopAround, register: string): boolean {
  return registers.find(({ name }) => name === register)?.away ?? true;
}
