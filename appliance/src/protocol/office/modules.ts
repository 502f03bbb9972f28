// Parts of the product that a company switches on and off for itself. Nothing phones home: a module is a matter of what people want to see.

import type { Kind } from './kinds.ts';

export const moduleNames = [
  'self-checkout',
  'kitchen',
  'stock',
  'purchasing',
  'sales-orders',
  'customers',
  'campaigns',
  'gift-cards',
  'reports',
  'accounting',
] as const;

export type ModuleName = (typeof moduleNames)[number];

/** Records that are a module's: while it is off nobody lists, opens or changes them. What refers to one still shows what it is called, and
 *  what was decided with them stays in force. */
export const moduleOfKind: Readonly<Partial<Record<Kind, ModuleName>>> = {
  supplier: 'purchasing',
  'accounting-category': 'accounting',
  department: 'accounting',
  dimension: 'accounting',
  'gift-card-type': 'gift-cards',
  customer: 'customers',
  'customer-group': 'customers',
  campaign: 'campaigns',
};
