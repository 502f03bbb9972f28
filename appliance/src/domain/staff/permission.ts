// What an operator may do. Three answers: allowed, denied, or allowed once somebody who may do it approves on the spot.
// Names and default roles follow the register's table (register.*, shifts.*, printing.*); the shop may change what a role holds.

import type { DiscountLimits } from './discount-limits.ts';

export const permissions = [
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
] as const;

export type Permission = (typeof permissions)[number];
export type Grant = 'allowed' | 'approval' | 'denied';

export interface Role {
  readonly id: string;
  readonly name: string;
  /** A permission that is not named is denied. */
  readonly grants: Readonly<Partial<Record<Permission, Grant>>>;
  /** Absent: none. */
  readonly discounts?: DiscountLimits;
}

export type UserId = string;

/** Somebody with the rights of that moment. */
export interface Person extends Pick<Role, 'grants' | 'discounts'> {
  readonly user: UserId;
}

/** Who acts. The till fills it in; rules only read it. */
export interface Actor extends Person {
  /** Somebody with the right, who entered a PIN or had their badge scanned for exactly this command. */
  readonly approvedBy?: Person;
}

/** What an actor may do now: `approval` becomes `allowed` when the approver holds the permission outright. */
export function grantFor(actor: Actor, permission: Permission): Grant {
  const own = actor.grants[permission] ?? 'denied';
  if (own === 'approval' && actor.approvedBy?.grants[permission] === 'allowed') return 'allowed';
  return own;
}
