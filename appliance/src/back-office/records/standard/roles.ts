// The roles an office begins with. At the register as the till's own manual has them: Staff opens, closes, moves cash and opens the drawer; what
// costs money needs approval; Z later and shifts are a manager's.
import type { Role } from '../../../protocol/office/people.ts';
import { officeAreas, permissions } from '../../../protocol/office/rights.ts';
import type { RoleId } from './words.ts';

type Grants = Role['grants'];
type Office = Role['office'];

const staff: Grants = {
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
};

const shiftLead: Grants = {
  ...staff,
  'sale.void_tab': 'allowed',
  'sale.price_override': 'allowed',
  'sale.discount': 'allowed',
  'sale.return': 'allowed',
  'sale.reopen_payment': 'allowed',
  'sale.reopen': 'allowed',
};

const everything = Object.fromEntries(permissions.map((each) => [each, 'allowed'])) as Grants;
const wholeOffice = Object.fromEntries(officeAreas.map((area) => [area, 'edit'])) as Office;

export const standardRoles: Readonly<Record<RoleId, { readonly grants: Grants; readonly office: Office }>> = {
  staff: { grants: staff, office: {} },
  'shift-lead': { grants: shiftLead, office: { sales: 'read', assortment: 'read', stock: 'read' } },
  manager: {
    grants: everything,
    office: {
      ...wholeOffice,
      users: 'read',
      settings: 'read',
      boxes: 'read',
      shops: 'read',
      journal: 'read',
    },
  },
  administrator: { grants: everything, office: wholeOffice },
  // A machine in the customer's hands: it sells, and calls somebody for everything else.
  'self-checkout': { grants: { 'sale.sell': 'allowed', 'sale.void_line': 'approval' }, office: {} },
};
