// Which right each command needs: one table, read by the rules and by the view of what is allowed now.
import { refuse } from '../refusal.ts';
import { grantFor, type Actor, type Permission } from '../staff/permission.ts';
import type { RegisterCommand, RegisterCommandType } from './commands.ts';
import type { Objection } from './decision.ts';

/**
 * Command → permission. Some depend on more than the name: money paid out by another tender than it came in by needs
 * `sale.refund_other_tender` besides, money of a prepayment that is more than its order comes to needs `sale.return` besides, `move-cash` out needs `register.cash_out`, goods against a
 * receipt that nobody could look up need `sale.return_unverified` and no other, and `change-quantity` needs
 * `sale.void_line` besides when the quantity goes down (the rule itself checks that: it knows the line).
 * What a terminal answers is a fact that nobody may refuse, so `settle-payment` needs none while the payment is started;
 * deciding what became of an unknown one needs `sale.sell` (again by the rule itself). Everybody clocks in and out for themselves.
 */
export const commandPermissions = {
  'open-shift': 'register.open_close',
  'close-shift': 'register.open_close',
  'x-report': 'printing.x_report',
  'move-cash': 'register.cash_in',
  'open-drawer': 'register.open_drawer',
  'clock-in': null,
  'clock-out': null,
  'correct-working-time': 'shifts.manage',
  'delete-working-time': 'shifts.manage',
  'open-tab': 'sale.sell',
  'park-tab': 'sale.sell',
  'recall-tab': 'sale.sell',
  'void-tab': 'sale.void_tab',
  'move-to-table': 'sale.sell',
  'set-guests': 'sale.sell',
  'set-seat': 'sale.sell',
  'set-course': 'sale.sell',
  'split-lines': 'sale.sell',
  'split-by-seat': 'sale.sell',
  'merge-tab': 'sale.sell',
  'transfer-tab': 'sale.sell',
  'hand-over-tab': 'sale.sell',
  'take-over-tab': 'sale.sell',
  'give-up-tab': 'sale.void_tab',
  'send-round': 'sale.sell',
  'print-bill': 'sale.sell',
  'reopen-sale': 'sale.reopen',
  'rename-tab': 'sale.sell',
  'note-tab': 'sale.sell',
  'switch-dining': 'sale.sell',
  'discount-tab': 'sale.discount',
  'set-customer': 'sale.sell',
  'add-coupon': 'sale.sell',
  'remove-coupon': 'sale.sell',
  'redeem-points': 'sale.sell',
  'check-age': 'sale.sell',
  'add-line': 'sale.sell',
  'add-return': 'sale.return',
  'return-without-receipt': 'sale.return_without_receipt',
  'sell-gift-card': 'sale.sell',
  'sell-prepayment': 'sale.sell',
  'pay-back-prepayment': 'sale.return',
  'change-quantity': 'sale.sell',
  'override-price': 'sale.price_override',
  'discount-line': 'sale.discount',
  'note-line': 'sale.sell',
  'void-line': 'sale.void_line',
  'take-payment': 'sale.sell',
  'receive-on-account': 'payment.on_account',
  'start-payment': 'sale.sell',
  'settle-payment': null,
  'reverse-payment': 'sale.reopen_payment',
  'complete-tab': 'sale.sell',
  'copy-receipt': 'printing.copy',
  'wish-receipt': 'sale.sell',
  'print-gift-receipt': 'sale.sell',
  'mail-receipt': 'printing.copy',
  'start-training': 'register.training',
  // Leaving it is always right.
  'end-training': null,
  'look-up-price': 'sale.sell',
} as const satisfies Readonly<Record<RegisterCommandType, Permission | null>>;

/** The permission this very command needs; null for none. */
export function permissionOf(command: RegisterCommand): Permission | null {
  if (command.type === 'move-cash' && command.direction === 'out') return 'register.cash_out';
  if (command.type === 'return-without-receipt' && command.unverified !== undefined)
    return 'sale.return_unverified';
  return commandPermissions[command.type];
}

export function requirePermission(actor: Actor, permission: Permission): Objection {
  const grant = grantFor(actor, permission);
  if (grant === 'allowed') return undefined;
  return refuse(grant === 'approval' ? 'permission.approval-needed' : 'permission.denied', { permission });
}
