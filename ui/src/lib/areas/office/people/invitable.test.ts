// Who can be invited to the office, and what the others lack.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { invitable } from './invitable.ts';

const test = suite('invitable');
const stored = { email: 'ola@example.no', officeRole: 'lead' };

test('a stored e-mail and a stored role are enough', () => {
  assert.is(invitable({ ...stored, firstName: 'changed' }, stored), undefined);
});

test('what is only typed is saved first', () => {
  assert.is(invitable({ ...stored, email: 'other@example.no' }, stored), 'save-first');
  assert.is(invitable(stored, { email: null, officeRole: 'lead' }), 'save-first');
  assert.is(invitable({ ...stored, officeRole: null }, stored), 'save-first');
});

test('without e-mail there is nowhere to write to, without role nothing to be let into', () => {
  const none = { email: null, officeRole: null };
  assert.is(invitable(none, none), 'no-email');
  assert.is(invitable({ ...stored, officeRole: null }, { ...stored, officeRole: null }), 'no-role');
});
