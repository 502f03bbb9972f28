// A role as a whole: every permission and every area stands in exactly one place, and none is forgotten that the office knows.
import { officeAreas, permissions } from '../../../../../../appliance/src/protocol/office/rights.ts';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import {
  areasBy,
  areasInOrder,
  isAdministrator,
  permissionsBy,
  permissionsInOrder,
} from './role-overview.ts';

const test = suite('role overview');

test('every permission and every area of the office is shown, once', () => {
  assert.equal([...permissionsInOrder].sort(), [...permissions].sort());
  assert.equal([...areasInOrder].sort(), [...officeAreas].sort());
});

test('what is not named is denied, or none', () => {
  const { allowed, approval, denied } = permissionsBy({
    'sale.sell': 'allowed',
    'sale.return': 'approval',
    'sale.discount': 'denied',
  });
  assert.equal(allowed, ['sale.sell']);
  assert.equal(approval, ['sale.return']);
  assert.is(denied.length, permissions.length - 2);
  const { edit, read, none } = areasBy({ sales: 'read', users: 'edit' });
  assert.equal(edit, ['users']);
  assert.equal(read, ['sales']);
  assert.is(none.length, officeAreas.length - 2);
});

test('an administrator edits users and settings; one of them is not enough', () => {
  assert.ok(isAdministrator({ users: 'edit', settings: 'edit' }));
  assert.not(isAdministrator({ users: 'edit', settings: 'read' }));
  assert.not(isAdministrator({ settings: 'edit' }));
});
