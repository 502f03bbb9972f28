// Blind count: who closes the shift does not know what should be in the drawer, so that what is counted is what is there.
import { type ShopSettings, usualCloseout } from '../shop/settings.ts';
import type { Actor } from '../staff/permission.ts';

/** Whoever may print any Z-report outright sees the cash of every shift anyway. */
export function seesExpectedCash(
  { grants }: Pick<Actor, 'grants'>,
  { closeout }: Pick<ShopSettings, 'closeout'>,
): boolean {
  return !(closeout ?? usualCloseout).blindCount || grants['printing.z_report'] === 'allowed';
}
