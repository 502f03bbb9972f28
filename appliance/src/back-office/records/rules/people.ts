// Users: what belongs together in one person. Who may change whom is the guard's part (people/guard.ts).
import { no } from '../refusals.ts';
import type { KindRules } from './rule.ts';

export const userRules: KindRules<'user'> = {
  async check({ after }, world) {
    if (after.officeRole !== null && after.email === null) return no('user.email-needed', { field: 'email' });
    if (after.defaultStore !== null && !after.stores.includes(after.defaultStore))
      return no('user.default-store', { field: 'defaultStore' });
    const points = after.salePoints.map(({ salePoint }) => salePoint);
    const twice = points.find((point, index) => points.indexOf(point) !== index);
    if (twice !== undefined) {
      const point = await world.find('sale-point', twice);
      return no('user.sale-point-twice', { field: 'salePoints', salePoint: point?.body.name ?? twice });
    }
    return undefined;
  },
};
