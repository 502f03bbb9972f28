// What a role may do, sorted by how freely: for who wants to see it as a whole before they change it. What is not named is denied.
import type { Grant, OfficeArea, OfficeRight, Permission } from '@countertop/appliance/protocol';

/** All words of a type in the order they are written: the compiler finds the one that was forgotten. */
function everyOne<Word extends string>(words: Readonly<Record<Word, true>>): readonly Word[] {
  return Object.keys(words) as Word[];
}

/** In the order of a day: open, sell, put right, close. */
export const permissionsInOrder = everyOne<Permission>({
  'register.open_close': true,
  'register.cash_in': true,
  'register.cash_out': true,
  'register.open_drawer': true,
  'register.training': true,
  'shifts.manage': true,
  'sale.sell': true,
  'sale.void_line': true,
  'sale.void_tab': true,
  'sale.price_override': true,
  'sale.discount': true,
  'sale.return': true,
  'sale.return_without_receipt': true,
  'sale.return_unverified': true,
  'sale.return_above_limit': true,
  'sale.refund_other_tender': true,
  'sale.reopen_payment': true,
  'sale.reopen': true,
  'payment.on_account': true,
  'printing.copy': true,
  'printing.x_report': true,
  'printing.z_report': true,
  'setup.devices': true,
});

/** As the menu has them. */
export const areasInOrder = everyOne<OfficeArea>({
  sales: true,
  assortment: true,
  stock: true,
  shops: true,
  templates: true,
  tenders: true,
  customers: true,
  users: true,
  settings: true,
  boxes: true,
  journal: true,
});

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
