// Customers as a till needs them: found by what they say of themselves, and in which groups they are. Address, notes and numbers of their
// books stay in the office, and so does everybody who is out of use. Their groups are small and sent like campaigns.
import type { CustomerGroupItem, CustomerItem } from '../../protocol/feed.ts';
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import type { Standing, World } from './world.ts';

/** Undefined: no till knows them. */
export function compileCustomer({ body }: OfficeRecord<'customer'>): CustomerItem | undefined {
  if (!body.active) return undefined;
  const { name, number, phone, email, groups, creditLimit } = body;
  return {
    name,
    number,
    ...(phone === '' ? {} : { phone }),
    ...(email === null ? {} : { email }),
    groups: groups.toSorted(),
    ...(typeof creditLimit === 'number' ? { creditLimit } : {}),
  };
}

export function compileCustomerGroups(world: World): ReadonlyMap<string, CustomerGroupItem> {
  return new Map(
    world
      .all('customer-group')
      .filter(({ body }) => body.active)
      .map(({ id, body }) => [id, groupOf(body)]),
  );
}

function groupOf({
  name,
  discount,
  pointsPerUnit,
  pointsPerUnitOff = 0,
  pointsMin = 1,
  pointsShareMax: shareMax = 10_000,
  pointsOfflineMax: offlineMax = 0,
}: OfficeRecord<'customer-group'>['body']): CustomerGroupItem {
  const plain = { name, discount, pointsPerUnit };
  return pointsPerUnitOff === 0
    ? plain
    : { ...plain, redeeming: { pointsPerUnitOff, pointsMin, shareMax, offlineMax } };
}

/** Nobody looks a customer up at a self-checkout or in a kitchen: such a box holds none. */
export function knowsCustomers({ register, open }: Standing): boolean {
  return open && register.body.purpose === 'till';
}
