// A new person gets no more than they need to sell.
import type { Body } from '@countertop/appliance/protocol';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { modestRole } from './modest-role.ts';

const test = suite('modest role');

const role = (id: string, grants: Body<'role'>['grants'], more: Partial<Body<'role'>> = {}) => ({
  id,
  body: { name: id, grants, office: {}, active: true, ...more },
});
const sells = { 'sale.sell': 'allowed', 'register.open_close': 'allowed' } as const;

test('the fewest rights with which one can work a register', () => {
  const roles = [
    role('administrator', { ...sells, 'sale.return': 'allowed', 'setup.devices': 'allowed' }),
    role('office', sells, { office: { users: 'edit', sales: 'read', stock: 'none' } }),
    role('staff', { ...sells, 'sale.return': 'approval', 'printing.copy': 'allowed' }),
    role('gone', sells, { active: false }),
    role('self-checkout', { 'sale.sell': 'allowed' }),
  ];
  assert.is(modestRole(roles), 'staff');
  assert.is(modestRole(roles.slice(4)), 'self-checkout');
  assert.is(modestRole([]), undefined);
});
