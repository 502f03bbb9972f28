// What happens to a shop that nobody decides: plugs that are pulled, lines that are cut, printers that fail, and an office that changes a rule.
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../kit.ts';
import type { WalkShop, WalkTill } from './two-tills.ts';

/** Milliseconds after which a plug is pulled: before, while and after a command becomes durable. */
const pullWithinMs = 12;

/** What is mended quickly is named more often. */
export const happenings = [
  'till killed',
  'till killed in the middle',
  'office killed',
  'line cut',
  'line mended',
  'line mended',
  'line mended',
  'printer fails',
  'printer mended',
  'blind count',
] as const;
export type Happening = (typeof happenings)[number];

/** A machine dies and comes back. */
export async function killed(till: WalkTill): Promise<void> {
  await till.box.kill();
  await till.box.start();
  // Whoever stood there logs in again, and is shown what is.
  await till.query('shift-report', {});
}

/** The same while something is under way; what was sent is sent again until there is an answer. */
export async function killedDuring<T>(till: WalkTill, underWay: Promise<T>, chance: Chance): Promise<T> {
  await pause(chance.fraction() * pullWithinMs);
  await killed(till);
  return underWay;
}

export function printerFails({ printer: { simulator } }: WalkTill, chance: Chance): void {
  switch (chance.int(0, 4)) {
    case 0:
      simulator.paperOut();
      break;
    case 1:
      simulator.openCover();
      break;
    case 2:
      simulator.unplug();
      break;
    case 3:
      simulator.haveBadDay({ unplugAfterBytes: chance.int(1, 900), lineMs: 1 });
      break;
    default:
      simulator.haveBadDay({ silentAfterBytes: chance.int(1, 900), lineMs: 1 });
  }
}

export function printerMended({ printer: { simulator } }: WalkTill): void {
  simulator.haveBadDay({ lineMs: 1 });
  simulator.refill();
  simulator.closeCover();
  simulator.mend();
  simulator.plug();
}

/** Whether the drawer is counted without being told what should be in it; the till learns it when it is linked. */
export async function blindCount({ desk }: WalkShop, wanted: boolean): Promise<void> {
  await desk.put('/api/settings', { values: { 'closeout.blind-count': wanted }, cleared: [] });
}
