// The office's menu: the ten sections of the guide, in its order and under its names, then Sales orders and Personnel. An entry stands here when
// its page does, and is shown to who may read its area.
import type { OfficeArea } from '@countertop/appliance/protocol';
import type { ModuleName } from '../me.ts';

export interface MenuEntry {
  /** Words under `menu.<name>`. */
  readonly name: string;
  readonly path?: string;
  readonly area?: OfficeArea;
  /** Only for who may edit both users and settings. */
  readonly administrator?: boolean;
  /** Not shown while this part of the product is switched off. */
  readonly module?: ModuleName;
  readonly entries?: readonly MenuEntry[];
}

const list = (name: string, area: OfficeArea, more: Partial<MenuEntry> = {}): MenuEntry => ({
  name,
  area,
  path: `/office/${name}`,
  ...more,
});

/** The part of the product that a page belongs to; undefined: none that could be switched off. */
export function moduleOf(path: string, entries: readonly MenuEntry[] = menu): ModuleName | undefined {
  for (const entry of entries) {
    if (entry.path === path && entry.module !== undefined) return entry.module;
    const under = moduleOf(path, entry.entries ?? []);
    if (under !== undefined) return under;
  }
  return undefined;
}

export const menu: readonly MenuEntry[] = [
  { name: 'home', path: '/office' },
  { name: 'pos', path: '/office/pos' },
  { name: 'tender-types', area: 'tenders', path: '/office/tender-types' },
  {
    name: 'inventory',
    entries: [
      list('categories', 'assortment'),
      list('products', 'assortment'),
      list('modifier-groups', 'assortment'),
      list('stock', 'stock', { module: 'stock' }),
      list('suppliers', 'stock', { module: 'purchasing' }),
      list('accounting-categories', 'assortment', { module: 'accounting' }),
      list('departments', 'assortment', { module: 'accounting' }),
      list('dimensions', 'assortment', { module: 'accounting' }),
      list('gift-card-types', 'tenders', { module: 'gift-cards' }),
      list('gift-cards', 'tenders', { module: 'gift-cards' }),
    ],
  },
  {
    name: 'shops',
    entries: [
      list('shops', 'shops'),
      list('shop-groups', 'shops'),
      list('sale-points', 'shops'),
      list('stores', 'stock'),
      list('templates', 'templates'),
      list('floor-plans', 'templates'),
    ],
  },
  {
    name: 'users',
    entries: [list('users', 'users'), list('roles', 'users')],
  },
  {
    name: 'customers',
    entries: [
      list('customers', 'customers', { module: 'customers' }),
      list('customer-groups', 'customers', { module: 'customers' }),
      list('campaigns', 'customers', { module: 'campaigns' }),
      list('prepayments', 'sales'),
    ],
  },
  {
    name: 'settings',
    entries: [
      list('registers', 'boxes'),
      list('boxes', 'boxes'),
      list('reason-codes', 'stock'),
      list('vat-rates', 'shops'),
      list('vat-classes', 'shops'),
      list('price-regions', 'shops'),
      list('configuration', 'settings'),
      list('modules', 'settings'),
      list('audit', 'journal'),
      list('outbox', 'settings', { administrator: true }),
    ],
  },
  {
    // Where the guide to users looks for them; they stand under Users too, as the guide to the office has it.
    name: 'personnel',
    entries: [
      list('users', 'users'),
      list('sign-ins', 'journal'),
      list('returns', 'sales'),
      list('disputed-tabs', 'sales'),
    ],
  },
];
