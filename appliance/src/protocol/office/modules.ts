// Parts of the product that a company switches on and off for itself. Nothing phones home: a module is a matter of what people want to see.

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
