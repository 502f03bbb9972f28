// Rights and who may change whom: a matrix of every right, and no way from a little power to all of it.
import fc from 'fast-check';
import {
  admit,
  closeOffices,
  everything,
  type MemoryRecords,
  openOffice,
  role,
  user,
} from '../../../test/people/people-ground.ts';
import { assert, suite } from '../../../test/kit.ts';
import type { Role, User } from '../../protocol/office/people.ts';
import { officeAreas, type OfficeRight } from '../../protocol/office/rights.ts';
import type { Scope } from '../api/session-port.ts';
import { holds, isAdministratorRole, placesAreWithin, rightOf, roleIsWithin, scopeOf } from './rights.ts';

const test = suite('rights and guard');
test.afterEach(closeOffices);
const rights: readonly OfficeRight[] = ['none', 'read', 'edit'];

test('a right holds what is at or below it', () => {
  const table = rights.map((held) => rights.map((needed) => holds(held, needed)));
  assert.equal(table, [
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ]);
});

test('every area has the right its role names, none where it names none or is not active', () => {
  for (const area of officeAreas) {
    for (const right of rights) {
      const one = role({ [area]: right });
      for (const asked of officeAreas) assert.is(rightOf(one, asked), asked === area ? right : 'none');
      assert.is(rightOf({ ...one, active: false }, area), 'none');
    }
  }
});

test('an administrator is who may edit users and settings, both', () => {
  for (const users of rights)
    for (const settings of rights)
      assert.is(isAdministratorRole(role({ users, settings })), users === 'edit' && settings === 'edit');
  assert.not.ok(isAdministratorRole(role(everything, { active: false })));
});

test('the scope is the places of the user, and everything for an administrator', () => {
  const someone = user({ salePoints: [{ salePoint: 'bar', role: 'clerk' }], stores: ['cellar'] });
  assert.is(scopeOf(someone, role(everything), []), 'all');
  assert.equal(scopeOf(someone, role({ sales: 'edit', users: 'edit' }), ['oslo']), {
    salePoints: new Set(['bar']),
    stores: new Set(['cellar']),
    shops: new Set(['oslo']),
  });
});

const anyOffice = fc.record(
  Object.fromEntries(officeAreas.map((area) => [area, fc.constantFrom(...rights)])) as Record<
    (typeof officeAreas)[number],
    fc.Arbitrary<OfficeRight>
  >,
  { requiredKeys: [] },
);

test('a role is within another exactly when no area of it is more', () => {
  fc.assert(
    fc.property(anyOffice, anyOffice, (own, other) => {
      const actor = { rights: (area: (typeof officeAreas)[number]) => rightOf(role(own), area) };
      const rank = (right: OfficeRight | undefined): number => rights.indexOf(right ?? 'none');
      const within = officeAreas.every((area) => rank(other[area]) <= rank(own[area]));
      assert.is(roleIsWithin(actor, role(other)), within);
    }),
  );
});

test('places are within when each of them is', () => {
  const scope: Scope = { salePoints: new Set(['bar']), stores: new Set(['cellar']), shops: new Set() };
  assert.ok(placesAreWithin('all', { salePoints: ['x'], stores: ['y'] }));
  assert.ok(placesAreWithin(scope, { salePoints: ['bar'], stores: ['cellar'] }));
  assert.not.ok(placesAreWithin(scope, { salePoints: ['bar', 'kiosk'], stores: [] }));
  assert.not.ok(placesAreWithin(scope, { salePoints: [], stores: ['loft'] }));
});

const actorOf = (records: MemoryRecords, roleId: string, scope: Scope) => {
  const own = records.roles.get(roleId)!;
  return { user: 'actor', rights: (area: (typeof officeAreas)[number]) => rightOf(own, area), scope };
};
const bar: Scope = { salePoints: new Set(['bar']), stores: new Set(['cellar']), shops: new Set(['oslo']) };

test('who may edit users makes, changes and removes those who may no more than they', async () => {
  const office = await openOffice();
  const personnel = actorOf(office.records, 'personnel', bar);
  const clerk = user({ officeRole: 'clerk' });
  const cases: readonly [User | undefined, User | undefined, string][] = [
    [undefined, clerk, 'yes'],
    [clerk, { ...clerk, active: false }, 'yes'],
    [clerk, undefined, 'yes'],
    [undefined, user({ officeRole: null }), 'yes'],
    [clerk, user({ officeRole: 'personnel' }), 'yes'],
    [clerk, user({ officeRole: 'administrator' }), 'right.more-than-own'],
    [undefined, user({ officeRole: 'administrator' }), 'right.more-than-own'],
    [user({ officeRole: 'administrator' }), clerk, 'right.more-than-own'],
    [user({ officeRole: 'administrator' }), undefined, 'right.more-than-own'],
    [
      user({ officeRole: 'administrator' }),
      user({ officeRole: 'administrator', email: 'mine@example.no' }),
      'right.more-than-own',
    ],
    [clerk, { ...clerk, salePoints: [{ salePoint: 'bar', role: 'clerk' }] }, 'yes'],
    [clerk, { ...clerk, salePoints: [{ salePoint: 'kiosk', role: 'clerk' }] }, 'right.more-than-own'],
    [clerk, { ...clerk, stores: ['loft'] }, 'right.more-than-own'],
    // Places somebody has already are not given by a change of something else.
    [{ ...clerk, stores: ['loft'] }, { ...clerk, stores: ['loft'], firstName: 'Other' }, 'yes'],
    [{ ...clerk, stores: ['loft'] }, clerk, 'yes'],
  ];
  for (const [index, [before, after, expected]] of cases.entries()) {
    const answer = await office.people.guard.user(personnel, 'somebody', { before, after });
    assert.is(answer?.code ?? 'yes', expected, `case ${String(index)}`);
  }
});

test('a role gives no right its maker lacks, and none is taken from who has more', async () => {
  const office = await openOffice();
  const { guard } = office.people;
  const personnel = actorOf(office.records, 'personnel', bar);
  const ask = async (before: Role | undefined, after: Role | undefined): Promise<string> =>
    (await guard.role(personnel, 'some-role', { before, after }))?.code ?? 'yes';
  assert.is(await ask(undefined, role({ users: 'edit' })), 'yes');
  assert.is(await ask(undefined, role({ settings: 'read' })), 'right.more-than-own');
  assert.is(await ask(role({ sales: 'read' }), role({ sales: 'edit' })), 'right.more-than-own');
  assert.is(await ask(role({ settings: 'edit' }), role({})), 'right.more-than-own');
  // An inactive role may be made active by anybody later.
  assert.is(await ask(undefined, role({ settings: 'edit' }, { active: false })), 'right.more-than-own');
});

test('an administrator always remains: by user, role and seat', async () => {
  const office = await openOffice();
  const { guard } = office.people;
  const kari = actorOf(office.records, 'administrator', 'all');
  const own = office.records.users.get('kari')!;
  const administrator = office.records.roles.get('administrator')!;
  const lastUser = async (after: User | undefined): Promise<string> =>
    (await guard.user(kari, 'kari', { before: own, after }))?.code ?? 'yes';
  const lastRole = async (after: Role | undefined): Promise<string> =>
    (await guard.role(kari, 'administrator', { before: administrator, after }))?.code ?? 'yes';
  const losses = [
    undefined,
    { ...own, active: false },
    { ...own, officeRole: null },
    { ...own, officeRole: 'clerk' },
  ];
  for (const after of losses) assert.is(await lastUser(after), 'user.last-administrator');
  assert.is(await lastUser({ ...own, firstName: 'Other' }), 'yes');
  for (const after of [
    undefined,
    role({ ...everything, users: 'read' }),
    role(everything, { active: false }),
  ])
    assert.is(await lastRole(after), 'user.last-administrator');
  assert.is((await guard.seat('kari'))?.code, 'user.last-administrator');

  // One more by the same role, invited but not confirmed: does not count.
  office.records.users.set('ola', user({ number: '2', email: 'ola@example.no' }));
  assert.accepted(await office.people.accounts.invite('ola', undefined, 'kari'));
  assert.is(await lastUser(losses[1]), 'user.last-administrator');
  assert.is(await guard.seat('ola'), undefined);

  await admit(office, 'per');
  for (const after of losses) assert.is(await lastUser(after), 'yes');
  assert.is(await guard.seat('kari'), undefined);
  assert.is(await lastRole(role({})), 'user.last-administrator', 'both hold the same role');
  office.records.roles.set('owner', role(everything));
  office.records.change('per', { officeRole: 'owner' });
  assert.is(await lastRole(role({})), 'yes');
});

test('the record store asks by kind', async () => {
  const office = await openOffice();
  const admitChange = office.people.guard.admit(actorOf(office.records, 'personnel', bar));
  const asked = async (kind: string, after: object): Promise<string> =>
    (await admitChange({ kind, id: 'x', before: undefined, after }))?.code ?? 'yes';
  assert.is(await asked('user', user()), 'right.more-than-own');
  assert.is(await asked('role', role({ settings: 'read' })), 'right.more-than-own');
  assert.is(await asked('product', { name: 'Coffee' }), 'yes');
});
