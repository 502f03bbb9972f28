// Which right each command needs: one table, read by the rules and by the view of what is allowed now.
import { refuse } from '../refusal.ts';
import { grantFor, type Actor, type Permission } from '../staff/permission.ts';
import type { RegisterCommand, RegisterCommandType } from './commands.ts';
import type { Objection } from './decision.ts';

/**
 * Command → permission. Two depend on more than the name: `move-cash` out needs `register.cash_out`, and `change-quantity` needs
 * `sale.void_line` besides when the quantity goes down (the rule itself checks that: it knows the line).
 * What a terminal answers is a fact that nobody may refuse, so `settle-payment` needs none while the payment is started;
 * deciding what became of an unknown one needs `sale.sell` (again by the rule itself).
 */
export const commandPermissions = {
  'open-shift': 'register.open_close',
  'close-shift': 'register.open_close',
  'x-report': 'printing.x_report',
  'move-cash': 'register.cash_in',
  'open-drawer': 'register.open_drawer',
  'open-tab': 'sale.sell',
  'park-tab': 'sale.sell',
  'recall-tab': 'sale.sell',
  'void-tab': 'sale.void_tab',
  'rename-tab': 'sale.sell',
  'note-tab': 'sale.sell',
  'switch-dining': 'sale.sell',
  'discount-tab': 'sale.discount',
  'set-customer': 'sale.sell',
  'check-age': 'sale.sell',
  'add-line': 'sale.sell',
  'add-return': 'sale.return',
  'change-quantity': 'sale.sell',
  'override-price': 'sale.price_override',
  'discount-line': 'sale.discount',
  'note-line': 'sale.sell',
  'void-line': 'sale.void_line',
  'take-payment': 'sale.sell',
  'start-payment': 'sale.sell',
  'settle-payment': null,
  'reverse-payment': 'sale.reopen_payment',
  'complete-tab': 'sale.sell',
  'copy-receipt': 'printing.copy',
  'look-up-price': 'sale.sell',
} as const satisfies Readonly<Record<RegisterCommandType, Permission | null>>;

/** The permission this very command needs; null for none. */
export function permissionOf(command: RegisterCommand): Permission | null {
  if (command.type === 'move-cash' && command.direction === 'out') return 'register.cash_out';
  return commandPermissions[command.type];
}

export function requirePermission(actor: Actor, permission: Permission): Objection {
  const grant = grantFor(actor, permission);
  if (grant === 'allowed') return undefined;
  return refuse(grant === 'approval' ? 'permission.approval-needed' : 'permission.denied', { permission });
}
