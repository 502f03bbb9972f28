// The roles a shop starts with; the back office may change them. The register's defaults follow the table of the register manual:
// Staff opens, closes, moves cash and opens the drawer; shifts and printing a Z later are a manager's.
import { permissions, type Permission, type Role } from '../../domain/staff/permission.ts';

const all = Object.fromEntries(permissions.map((permission) => [permission, 'allowed'])) as Record<
  Permission,
  'allowed'
>;

export const defaultRoles: readonly Role[] = [
  {
    id: 'staff',
    name: 'Staff',
    grants: {
      'register.open_close': 'allowed',
      'register.cash_in': 'allowed',
      'register.cash_out': 'allowed',
      'register.open_drawer': 'allowed',
      'register.training': 'approval',
      'shifts.manage': 'denied',
      'sale.sell': 'allowed',
      'sale.void_line': 'allowed',
      'sale.void_tab': 'approval',
      'sale.price_override': 'approval',
      'sale.discount': 'approval',
      'sale.return': 'approval',
      'sale.return_without_receipt': 'approval',
      'sale.return_unverified': 'approval',
      'sale.return_above_limit': 'approval',
      'sale.refund_other_tender': 'approval',
      'sale.reopen_payment': 'approval',
      'sale.reopen': 'approval',
      'payment.on_account': 'allowed',
      'printing.copy': 'allowed',
      'printing.x_report': 'allowed',
      'printing.z_report': 'approval',
      'setup.devices': 'denied',
    },
  },
  { id: 'manager', name: 'Manager', grants: all },
  { id: 'administrator', name: 'Administrator', grants: all },
];
