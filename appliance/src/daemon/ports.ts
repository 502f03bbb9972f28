// What a daemon is given, and what it gives: shared by its parts.
import type { Clock } from '../platform/ports/clock.ts';
import type { Ids } from '../platform/ports/ids.ts';
import type { Log } from '../platform/ports/log.ts';
import type { Randomness } from '../platform/ports/randomness.ts';

export interface DaemonPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  readonly log: Log;
  /** Asks for a stop and a new start: the box was paired, a shop came, the office wants it. Whoever started the daemon carries it out. */
  readonly restart: (reason: string) => void;
}

/** What was started, to be ended in the reverse order: when the box stops, or when the start failed half-way. */
export type Ends = ((reason: string) => unknown)[];

export async function endAll(ends: Ends, reason: string): Promise<void> {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end(reason);
}

export const version = '0.1.0';
