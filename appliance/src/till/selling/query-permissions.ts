// Which rights let somebody see what a query answers: one of them is enough, also where it needs approval, which is given for a command and
// not for looking. What is sold here, and for how much, everybody sees who stands at the register.
import { refuse, type Refused } from '../../domain/refusal.ts';
import type { Actor, Permission } from '../../domain/staff/permission.ts';
import type { QueryName } from '../../protocol/commands.ts';

type OneOf = readonly [Permission, ...Permission[]];

export const queryPermissions: Readonly<Record<QueryName, OneOf | null>> = {
  'search-products': null,
  'look-up': null,
  'stock-of-product': ['sale.sell'],
  'search-customers': ['sale.sell'],
  'even-parts': ['sale.sell'],
  'gift-card': ['sale.sell'],
  'tip-sums': ['sale.sell'],
  // One's own; those of others are left out of the answer.
  'working-times': null,
  sales: ['printing.copy', 'sale.return'],
  'account-of-customer': ['payment.on_account'],
  sale: ['printing.copy', 'sale.return'],
  'receipt-sheet': ['printing.copy', 'sale.return'],
  'receipt-pdf': ['printing.copy'],
  'state-of-mail': ['printing.copy'],
  'find-receipt': ['printing.copy', 'sale.return'],
  'shift-report': ['printing.x_report', 'register.open_close'],
  'z-reports': ['printing.z_report'],
  // One's own shift is seen by whoever works with its drawer; any other period is what Z-reports tell.
  'cash-journal': ['register.cash_in', 'register.cash_out', 'register.open_close'],
  'cash-report': ['printing.z_report'],
};

/** Undefined: it may be seen. */
export function deniedQuery(
  name: QueryName,
  { grants }: Pick<Actor, 'grants'>,
): Refused<'permission.denied'> | undefined {
  const needed = queryPermissions[name];
  if (needed === null || needed.some((each) => (grants[each] ?? 'denied') !== 'denied')) return undefined;
  const [permission] = needed;
  return refuse('permission.denied', { permission });
}
