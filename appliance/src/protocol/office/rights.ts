// What a role grants: permissions at the register, rights in areas of the office. An area covers lists, pages and routes of one matter.
import type { Permission } from '../../domain/staff/permission.ts';

export type { Grant, Permission } from '../../domain/staff/permission.ts';

const named = [
  'register.open_close',
  'register.cash_in',
  'register.cash_out',
  'register.open_drawer',
  'register.training',
  'shifts.manage',
  'sale.sell',
  'sale.void_line',
  'sale.void_tab',
  'sale.price_override',
  'sale.discount',
  'sale.return',
  'sale.return_without_receipt',
  'sale.return_unverified',
  'sale.return_above_limit',
  'sale.refund_other_tender',
  'sale.reopen_payment',
  'sale.reopen',
  'payment.on_account',
  'printing.copy',
  'printing.x_report',
  'printing.z_report',
  'setup.devices',
] as const satisfies readonly Permission[];

/** Fails to compile when the domain knows a permission that is not named here. */
export const permissions = named satisfies Exclude<Permission, (typeof named)[number]> extends never
  ? typeof named
  : never;

export const officeAreas = [
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
] as const;

export type OfficeArea = (typeof officeAreas)[number];
export type OfficeRight = 'none' | 'read' | 'edit';
