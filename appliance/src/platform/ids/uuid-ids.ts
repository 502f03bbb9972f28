// UUID version 7 (RFC 9562): sortable by time, so that rows made together lie together.
import { v7 } from 'uuid';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Randomness } from '../ports/randomness.ts';

export function uuidIds(clock: Clock, randomness: Randomness): Ids {
  return { uuid: () => v7({ msecs: clock.now(), random: randomness.bytes(16) }) };
}
