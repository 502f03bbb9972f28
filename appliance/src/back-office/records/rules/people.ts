// Users and roles: what belongs together in one person, and that somebody is always left who can let others in.
import type { Role, User } from '../../../protocol/office/people.ts';
import { type RecordNo, no } from '../refusals.ts';
import type { World } from '../world.ts';
import type { KindRules } from './rule.ts';

export const userRules: KindRules<'user'> = {
  async check({ before, after }, world) {
    if (after.officeRole !== null && after.email === null) return no('user.email-needed');
    if (after.defaultStore !== null && !after.stores.includes(after.defaultStore))
      return no('user.default-store');
    const points = after.salePoints.map(({ salePoint }) => salePoint);
    const twice = points.find((point, index) => points.indexOf(point) !== index);
    if (twice !== undefined) {
      const point = await world.find('sale-point', twice);
      return no('user.sale-point-twice', { salePoint: point?.body.name ?? twice });
    }
    if (before === undefined || !entersOffice(before)) return undefined;
    const same = entersOffice(after) && after.officeRole === before.officeRole;
    return same ? undefined : lastOne(before, world);
  },
  checkRemoval: ({ body }, world) => (entersOffice(body) ? lastOne(body, world) : undefined),
};

export const roleRules: KindRules<'role'> = {
  async check({ id, before, after }, world) {
    if (before === undefined || !managesUsers(before) || managesUsers(after)) return undefined;
    const users = await world.all('user');
    const held = users.some(({ body }) => entersOffice(body) && body.officeRole === id);
    return held && !(await someoneManages(world)) ? no('user.last-administrator') : undefined;
  },
};

function entersOffice({ active, officeRole }: User): boolean {
  return active && officeRole !== null;
}

function managesUsers({ active, office }: Role): boolean {
  return active && office.users === 'edit';
}

/** Refused when this was the last who may change users. */
async function lastOne({ officeRole }: User, world: World): Promise<RecordNo | undefined> {
  const role = officeRole === null ? undefined : await world.find('role', officeRole);
  if (role === undefined || !managesUsers(role.body) || (await someoneManages(world))) return undefined;
  return no('user.last-administrator');
}

async function someoneManages(world: World): Promise<boolean> {
  for (const { body } of await world.all('user')) {
    if (!body.active || body.officeRole === null) continue;
    const role = await world.find('role', body.officeRole);
    if (role !== undefined && managesUsers(role.body)) return true;
  }
  return false;
}
