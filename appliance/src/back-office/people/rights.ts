// What somebody may do in the office: the rights of their role, and the places they were given. Nobody gives, or takes from another, more than
// they hold themselves.
//
// An administrator is who may edit both users and settings: they could give themselves every place and every right, so that to close a place
// to them would only be theatre. Their scope is `all`. Everybody else sees what their sale points and stores are.
import type { Role, User } from '../../protocol/office/people.ts';
import { officeAreas, type OfficeArea, type OfficeRight } from '../../protocol/office/rights.ts';
import type { OfficeSession, Scope } from '../api/session-port.ts';

const rank: Readonly<Record<OfficeRight, number>> = { none: 0, read: 1, edit: 2 };

export function holds(right: OfficeRight, needed: OfficeRight): boolean {
  return rank[right] >= rank[needed];
}

/** What is not named is none; a role that is not active grants nothing. */
export function rightOf(role: Role, area: OfficeArea): OfficeRight {
  return role.active ? (role.office[area] ?? 'none') : 'none';
}

export function isAdministratorRole(role: Role): boolean {
  return rightOf(role, 'users') === 'edit' && rightOf(role, 'settings') === 'edit';
}

export function isAdministrator({ rights }: Pick<OfficeSession, 'rights'>): boolean {
  return rights('users') === 'edit' && rights('settings') === 'edit';
}

/** `shops`: those of the user's sale points. */
export function scopeOf(user: User, role: Role, shops: readonly string[]): Scope {
  if (isAdministratorRole(role)) return 'all';
  return {
    salePoints: new Set(user.salePoints.map(({ salePoint }) => salePoint)),
    stores: new Set(user.stores),
    shops: new Set(shops),
  };
}

/** True when the role gives no right, in no area, that the actor lacks. Asked of an inactive role as if it were active: it may become so. */
export function roleIsWithin(actor: Pick<OfficeSession, 'rights'>, role: Role): boolean {
  return officeAreas.every((area) => holds(actor.rights(area), role.office[area] ?? 'none'));
}

/** True when all these places are open to the actor. */
export function placesAreWithin(
  scope: Scope,
  places: { readonly salePoints: readonly string[]; readonly stores: readonly string[] },
): boolean {
  if (scope === 'all') return true;
  return (
    places.salePoints.every((id) => scope.salePoints.has(id)) &&
    places.stores.every((id) => scope.stores.has(id))
  );
}
