// The office's menu: the ten sections of the guide, in its order and under its names, then Sales orders and Personnel. An entry stands here when
// its page does, and is shown to who may read its area.
import type { OfficeArea } from '@countertop/appliance/protocol';

export interface MenuEntry {
  /** Words under `menu.<name>`. */
  readonly name: string;
  readonly path?: string;
  readonly area?: OfficeArea;
  readonly entries?: readonly MenuEntry[];
}

const list = (name: string, area: OfficeArea, path = name): MenuEntry => ({
  name,
  area,
  path: `/office/${path}`,
});

export const menu: readonly MenuEntry[] = [
  { name: 'home', path: '/office' },
  { name: 'tender-types', area: 'tenders', path: '/office/tender-types' },
  {
    name: 'inventory',
    entries: [
      list('categories', 'assortment'),
      list('products', 'assortment'),
      list('modifier-groups', 'assortment'),
      list('stock', 'stock'),
      list('suppliers', 'stock'),
      list('accounting-categories', 'assortment'),
      list('departments', 'assortment'),
      list('dimensions', 'assortment'),
      list('gift-card-types', 'tenders'),
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
    ],
  },
  {
    name: 'users',
    entries: [list('users', 'users'), list('roles', 'users')],
  },
  {
    name: 'customers',
    entries: [
      list('customers', 'customers'),
      list('customer-groups', 'customers'),
      list('campaigns', 'customers'),
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
    ],
  },
];
