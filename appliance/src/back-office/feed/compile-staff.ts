// Who may log in at a register, and with which rights: users of its sale point who log in with a POS password, and their roles there.
import type { RoleItem, StaffItem } from '../../protocol/feed.ts';
import type { Role } from '../../protocol/office/people.ts';
import type { Standing, World } from './world.ts';

/** What a box checks people by, by user. */
export interface RegisterHashes {
  /** Of POS passwords. */
  readonly posHashes: ReadonlyMap<string, string>;
  /** Absent: nobody has a badge. */
  readonly badgeHashes?: ReadonlyMap<string, string>;
}

export interface StaffItems {
  readonly roles: ReadonlyMap<string, RoleItem>;
  readonly staff: ReadonlyMap<string, StaffItem>;
}

/**
 * At a self-checkout, only those who are enabled for it. Without a POS password, or with a role out of use, nobody gets in.
 * @param hashes by user
 */
export function compileStaff(
  world: World,
  { register, salePoint, open }: Standing,
  { posHashes, badgeHashes }: RegisterHashes,
): StaffItems {
  const roles = new Map<string, RoleItem>();
  const staff = new Map<string, StaffItem>();
  const unattended = register.body.purpose === 'self-checkout';
  for (const { id, body } of open ? world.all('user') : []) {
    const pinHash = posHashes.get(id);
    const badge = badgeHashes?.get(id);
    const place = body.salePoints.find((each) => each.salePoint === salePoint.id);
    const role = place && world.find('role', place.role);
    if (!body.active || !body.pinLogin || pinHash === undefined || role?.body.active !== true) continue;
    if (unattended && !body.selfCheckout) continue;
    roles.set(role.id, {
      name: role.body.name,
      grants: role.body.grants,
      ...discountsOf(role.body),
    });
    const { firstName, lastName, language, colour } = body;
    staff.set(id, {
      name: `${firstName} ${lastName}`.trim(),
      language,
      role: role.id,
      pinHash,
      ...(badge === undefined ? {} : { badgeHash: badge }),
      colour,
    });
  }
  return { roles, staff };
}

function discountsOf(role: Role): Pick<RoleItem, 'discounts'> {
  const line = { percent: role.lineDiscountMax ?? null, amount: role.lineDiscountAmountMax ?? null };
  const tab = { percent: role.tabDiscountMax ?? null, amount: role.tabDiscountAmountMax ?? null };
  const limited = [...Object.values(line), ...Object.values(tab)].some((limit) => limit !== null);
  return limited ? { discounts: { line, tab, above: role.discountAbove ?? 'approval' } } : {};
}
