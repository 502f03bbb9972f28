// The Clock port without time: it stands still until a test advances it, then runs what is due in order.
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/platform/ports/clock.ts';

export interface VirtualClock extends Clock {
  /** Lets time pass and runs what falls due, each at its own time, with promises and finished I/O settled after each. */
  advance(ms: number): Promise<void>;
  /** The wall clock jumps, as after a time sync; no timer moves. */
  setWall(nowMs: number): void;
  /** Timers not yet run or cancelled. */
  readonly waiting: number;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

// More than this at one moment is a loop, not a schedule.
const runsAtOneMomentMax = 10_000;

/** @param wall where the wall clock starts, milliseconds since 1970; the morning of 1 March 2024 unless told */
export function virtualClock(wall: number = Date.UTC(2024, 2, 1, 8)): VirtualClock {
  let elapsed = 0;
  let wallAtZero = wall;
  let order = 0;
  const timers = new Set<Timer>();

  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (timer.at > until) continue;
      if (first === undefined || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
        first = timer;
    }
    return first;
  };

  const advance = async (ms: number): Promise<void> => {
    const until = elapsed + ms;
    let atThisMoment = 0;
    await turn();
    for (let timer = next(until); timer !== undefined; timer = next(until)) {
      atThisMoment = timer.at > elapsed ? 1 : atThisMoment + 1;
      if (atThisMoment > runsAtOneMomentMax)
        throw new Error(`${String(atThisMoment)} timers ran without time passing`);
      elapsed = Math.max(elapsed, timer.at);
      timers.delete(timer);
      timer.run();
      await turn();
    }
    elapsed = until;
  };

  return {
    now: () => wallAtZero + elapsed,
    monotonic: () => elapsed,
    after: (delayMs, run) => {
      const timer: Timer = { at: elapsed + Math.max(0, delayMs), order, run };
      order += 1;
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance,
    setWall: (nowMs) => {
      wallAtZero = nowMs - elapsed;
    },
    get waiting() {
      return timers.size;
    },
  };
}
