// What may still be done when the disk has no room but the reserve.
import type { RegisterCommandType } from '../../domain/register/commands.ts';

/** No goods any more, but money for those on the tab, and the close of the shift. */
export const finishing: ReadonlySet<RegisterCommandType> = new Set<RegisterCommandType>([
  'check-age',
  'void-line',
  'void-tab',
  'take-payment',
  'start-payment',
  'settle-payment',
  'reverse-payment',
  'complete-tab',
  'move-cash',
  'close-shift',
]);
