// Which role a new person at a register most likely has: enough to sell and to open a shift, and no more. Whoever gets more is given it on purpose.
import type { Body, OfficeRecord } from '@countertop/appliance/protocol';

type Role = Pick<OfficeRecord<'role'>, 'id' | 'body'>;

const needed = ['sale.sell', 'register.open_close'] as const;

/** Id of the one with the fewest rights among those that can work a register; of the fewest of all where none can. */
export function modestRole(roles: readonly Role[]): string | undefined {
  const active = roles.filter(({ body }) => body.active);
  const able = active.filter(({ body }) => needed.every((right) => body.grants[right] === 'allowed'));
  const [first] = (able.length > 0 ? able : active).toSorted((a, b) => weight(a.body) - weight(b.body));
  return first?.id;
}

function weight({ grants, office }: Body<'role'>): number {
  const allowed = Object.values(grants).filter((grant) => grant === 'allowed').length;
  const rights = Object.values(office).filter((right) => right !== 'none').length;
  return allowed + rights;
}
