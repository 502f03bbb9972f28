// What an operator may do. Three answers: allowed, denied, or allowed once somebody who may do it approves on the spot.
// Names and default roles follow the register's table (register.*, shifts.*, printing.*); the shop may change what a role holds.

export const permissions = [
  'register.open_close',
  'register.cash_in',
  'register.cash_out',
  'register.open_drawer',
  'shifts.manage',
  'sale.sell',
  'sale.void_line',
  'sale.void_tab',
  'sale.price_override',
  'sale.discount',
  'sale.return',
  'sale.return_without_receipt',
  'sale.refund_other_tender',
  'sale.reopen_payment',
  'sale.reopen',
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
}

export type UserId = string;

/** Who acts, with the rights of that moment. The till fills it in; rules only read it. */
export interface Actor {
  readonly user: UserId;
  readonly grants: Readonly<Partial<Record<Permission, Grant>>>;
  /** Somebody with the right, who entered a PIN for exactly this command. */
  readonly approvedBy?: {
    readonly user: UserId;
    readonly grants: Readonly<Partial<Record<Permission, Grant>>>;
  };
}

/** What an actor may do now: `approval` becomes `allowed` when the approver holds the permission outright. */
export function grantFor(actor: Actor, permission: Permission): Grant {
  const own = actor.grants[permission] ?? 'denied';
  if (own === 'approval' && actor.approvedBy?.grants[permission] === 'allowed') return 'allowed';
  return own;
}
