// What a role may do, sorted by how freely: for who wants to see it as a whole before they change it. What is not named is denied.
import type { Grant, OfficeArea, OfficeRight, Permission } from '@countertop/appliance/protocol';

/** In the order of a day: open, sell, put right, close. */
export const permissionsInOrder: readonly Permission[] = [
  'register.open_close',
  'register.cash_in',
  'register.cash_out',
  'register.open_drawer',
  'sale.sell',
  'sale.void_line',
  'sale.void_tab',
  'sale.price_override',
  'sale.discount',
  'sale.return',
  'sale.reopen_payment',
  'printing.copy',
  'printing.x_report',
  'printing.z_report',
  'setup.devices',
];

/** As the menu has them. */
export const areasInOrder: readonly OfficeArea[] = [
  'sales',
  'assortment',
  'stock',
  'shops',
  'templates',
  'tenders',
  'customers',
  'users',
  'settings',
  'boxes',
  'journal',
];

export const grantsInOrder: readonly Grant[] = ['allowed', 'approval', 'denied'];
export const rightsInOrder: readonly OfficeRight[] = ['edit', 'read', 'none'];

export function permissionsBy(
  held: Readonly<Partial<Record<Permission, Grant>>>,
): Readonly<Record<Grant, readonly Permission[]>> {
  const of = (grant: Grant) => permissionsInOrder.filter((each) => (held[each] ?? 'denied') === grant);
  return { allowed: of('allowed'), approval: of('approval'), denied: of('denied') };
}

export function areasBy(
  held: Readonly<Partial<Record<OfficeArea, OfficeRight>>>,
): Readonly<Record<OfficeRight, readonly OfficeArea[]>> {
  const of = (right: OfficeRight) => areasInOrder.filter((each) => (held[each] ?? 'none') === right);
  return { edit: of('edit'), read: of('read'), none: of('none') };
}

/** Who may edit both users and settings could give themselves the rest: the office lets them see and do everything. */
export function isAdministrator(held: Readonly<Partial<Record<OfficeArea, OfficeRight>>>): boolean {
  return held.users === 'edit' && held.settings === 'edit';
}
