// The menu as the rail wants it: words, icons, and only what this person may see.
import Banknote from '@lucide/svelte/icons/banknote';
import IdCard from '@lucide/svelte/icons/id-card';
import House from '@lucide/svelte/icons/house';
import Package from '@lucide/svelte/icons/package';
import ShoppingCart from '@lucide/svelte/icons/shopping-cart';
import Settings from '@lucide/svelte/icons/settings';
import Store from '@lucide/svelte/icons/store';
import UserRound from '@lucide/svelte/icons/user-round';
import Users from '@lucide/svelte/icons/users';
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { Office } from '$lib/office/office.svelte.ts';
import { menu, type MenuEntry } from '$lib/office/pages/menu.ts';
import type { Icon } from '$lib/parts/icon.ts';
import type { RailItem, RailSection } from '$lib/parts/office/frame/rail.ts';

const icons: Readonly<Record<string, Icon>> = {
  home: House,
  pos: ShoppingCart,
  'tender-types': Banknote,
  inventory: Package,
  shops: Store,
  users: UserRound,
  customers: Users,
  settings: Settings,
  personnel: IdCard,
};

export function menuSections(office: Office, texts: Texts): readonly RailSection[] {
  // Pictures are for the sections; what stands under them is found by its name.
  const items = menu.flatMap((entry) => {
    const item = itemOf(entry, office, texts);
    const icon = icons[entry.name];
    return item === undefined ? [] : [icon === undefined ? item : { ...item, icon }];
  });
  return [{ key: 'office', items }];
}

function itemOf(entry: MenuEntry, office: Office, texts: Texts): RailItem | undefined {
  if (!office.may(entry.area) || !office.hasModule(entry.module)) return undefined;
  if (entry.administrator === true && office.me?.administrator !== true) return undefined;
  const items = entry.entries?.flatMap((each) => itemOf(each, office, texts) ?? []);
  if (items?.length === 0) return undefined;
  const href = entry.path ?? items?.[0]?.href;
  if (href === undefined) return undefined;
  return {
    href,
    label: texts.t(`menu.${entry.name}` as Key),
    badge: badgeOf(entry, office, items),
    // Everything lies under /office; only itself is home.
    ...(href === '/office' ? { exact: true } : {}),
    ...(items === undefined ? {} : { items }),
  };
}

/** How much waits for somebody to look at it, here and under it. */
function badgeOf(
  { name }: MenuEntry,
  { toReview }: Office,
  items: readonly RailItem[] = [],
): string | undefined {
  const own = name === 'returns' ? toReview.returns : name === 'disputed-tabs' ? toReview.tabs : 0;
  const count = items.reduce((sum, { badge }) => sum + Number(badge ?? 0), own);
  return count === 0 ? undefined : String(count);
}
