// Who may change whom. The right to edit users must not become the right to everything: nobody changes, makes or resets somebody who may do
// more than they, and an administrator always remains.
import { refuse, type Refusal } from '../../domain/refusal.ts';
import type { Role, User } from '../../protocol/office/people.ts';
import type { OfficeSession } from '../api/session-port.ts';
import type { Seats } from '../seats/seats.ts';
import type { PeopleRecords } from './people-records.ts';
import { isAdministratorRole, placesAreWithin, roleIsWithin } from './rights.ts';

export type GuardRefusal = 'right.more-than-own' | 'user.last-administrator';
export type Actor = Pick<OfficeSession, 'user' | 'rights' | 'scope'>;

export interface Guard {
  /**
   * May the actor make this change of a user record? Without `before` it is a new one, without `after` a deletion. The same change asked with
   * `before` and `after` alike: may the actor set this user's passwords, seat or second factor?
   */
  user(actor: Actor, id: string, change: Change<User>): Promise<Refusal<GuardRefusal> | undefined>;
  /** May the actor make this change of a role record? */
  role(actor: Actor, id: string, change: Change<Role>): Promise<Refusal<GuardRefusal> | undefined>;
  /** May the seat be taken from this user? */
  seat(user: string): Promise<Refusal<GuardRefusal> | undefined>;
  /** What the record store asks before it keeps a change of any kind (`Author.admit`). */
  admit(actor: Actor): (change: RecordChange) => Promise<Refusal<GuardRefusal> | undefined>;
}

export interface RecordChange extends Change<object> {
  readonly kind: string;
  readonly id: string;
}

export interface Change<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

export interface GuardParts {
  readonly records: PeopleRecords;
  readonly seats: Seats;
}

const more = refuse('right.more-than-own').refusal;
const lastOne = refuse('user.last-administrator').refusal;

export function createGuard({ records, seats }: GuardParts): Guard {
  const roleOf = async (user: User | undefined): Promise<Role | undefined> => {
    const id = user?.officeRole ?? null;
    return id === null ? undefined : records.role(id);
  };

  /** Somebody else who can sign in and may do everything; `without`: a role that is about to lose it. */
  async function otherAdministrator(except: string | undefined, without?: string): Promise<boolean> {
    for (const { user: id, confirmedAt } of await seats.linked()) {
      if (id === except || confirmedAt === null) continue;
      const user = await records.user(id);
      if (user?.active !== true || user.officeRole === null || user.officeRole === without) continue;
      const role = await records.role(user.officeRole);
      if (role !== undefined && isAdministratorRole(role)) return true;
    }
    return false;
  }

  async function isSeatedAdministrator(id: string, user: User | undefined): Promise<boolean> {
    const role = user?.active === true ? await roleOf(user) : undefined;
    return role !== undefined && isAdministratorRole(role) && (await seats.isConfirmed(id));
  }

  const guard: Guard = {
    async user(actor, id, { before, after }) {
      for (const user of [before, after]) {
        const role = await roleOf(user);
        if (role !== undefined && !roleIsWithin(actor, role)) return more;
      }
      if (!placesAreWithin(actor.scope, added(before, after))) return more;
      const stays = after?.active === true ? await roleOf(after) : undefined;
      if (stays !== undefined && isAdministratorRole(stays)) return undefined;
      if (!(await isSeatedAdministrator(id, before))) return undefined;
      return (await otherAdministrator(id)) ? undefined : lastOne;
    },
    async role(actor, id, { before, after }) {
      for (const role of [before, after]) if (role !== undefined && !roleIsWithin(actor, role)) return more;
      if (before === undefined || !isAdministratorRole(before)) return undefined;
      if (after !== undefined && isAdministratorRole(after)) return undefined;
      return (await otherAdministrator(undefined, id)) ? undefined : lastOne;
    },
    async seat(user) {
      if (!(await isSeatedAdministrator(user, await records.user(user)))) return undefined;
      return (await otherAdministrator(user)) ? undefined : lastOne;
    },
    admit(actor) {
      // The store has checked both against the schema of their kind.
      return async ({ kind, id, before, after }) => {
        if (kind === 'user') return guard.user(actor, id, { before, after } as Change<User>);
        if (kind === 'role') return guard.role(actor, id, { before, after } as Change<Role>);
        return undefined;
      };
    },
  };
  return guard;
}

/** Places that the change gives, or, in a deletion, none. */
function added(before: User | undefined, after: User | undefined) {
  const had = new Set([
    ...(before?.salePoints ?? []).map(({ salePoint }) => salePoint),
    ...(before?.stores ?? []),
  ]);
  return {
    salePoints: (after?.salePoints ?? []).map(({ salePoint }) => salePoint).filter((id) => !had.has(id)),
    stores: (after?.stores ?? []).filter((id) => !had.has(id)),
  };
}
