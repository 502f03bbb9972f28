// A bounded queue between a device and those who listen to it: the driver's callback only posts, listeners run one item at a time
// at their own pace, and a flood is cut off and counted instead of filling the memory.
import type { Clock } from '../platform/ports/clock.ts';
import type { Log } from '../platform/ports/log.ts';
import { within } from './transport/within.ts';

export type Listener<T> = (item: T) => void | Promise<void>;

export interface Mailbox<T> {
  post(item: T): void;
  /** Returns what ends the subscription. Each item goes to the listeners in the order they came. */
  subscribe(listener: Listener<T>): () => void;
  /** Items cut off since the start. */
  readonly dropped: number;
  /** What waits is thrown away, and nothing is taken any more. */
  stop(): void;
}

export interface MailboxOptions {
  /** For the log. */
  readonly name: string;
  readonly limit: number;
  /** What to cut off when full: events keep the earliest, states the latest. */
  readonly whenFull: 'drop-newest' | 'drop-oldest';
  readonly clock: Clock;
  readonly log: Log;
}

/** A listener that takes longer is left behind, so that one stuck part does not silence a device for the others. */
const listenerLimitMs = 30_000;
/** Items in a row before the rest of the process gets its turn. */
const itemsInARow = 64;

export function createMailbox<T>({ name, limit, whenFull, clock, log }: MailboxOptions): Mailbox<T> {
  const listeners = new Set<Listener<T>>();
  let waiting: T[] = [];
  let draining = false;
  let stopped = false;
  let dropped = 0;
  let droppedInThisFlood = 0;

  const hand = async (item: T, listener: Listener<T>): Promise<void> => {
    // It may have left while another one took its time.
    if (!listeners.has(listener)) return;
    try {
      const done = listener(item);
      if (done instanceof Promise) await within(clock, listenerLimitMs, done);
    } catch (error) {
      log.error({ err: error, mailbox: name }, 'a listener of a device failed');
    }
  };
  const drain = async (): Promise<void> => {
    let inARow = 0;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, itemsInARow - inARow);
      for (const item of batch) for (const listener of [...listeners]) await hand(item, listener);
      inARow += batch.length;
      if (inARow < itemsInARow) continue;
      inARow = 0;
      await new Promise<void>((resolve) => clock.after(0, resolve));
    }
    draining = false;
    if (droppedInThisFlood === 0) return;
    log.warn({ mailbox: name, dropped: droppedInThisFlood }, 'a device sent more than could be taken');
    droppedInThisFlood = 0;
  };

  return {
    post(item) {
      if (stopped) return;
      if (waiting.length >= limit) {
        dropped += 1;
        droppedInThisFlood += 1;
        if (whenFull === 'drop-newest') return;
        waiting.shift();
      }
      waiting.push(item);
      if (draining) return;
      draining = true;
      // Not before the callback of the device has returned.
      queueMicrotask(() => void drain());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get dropped() {
      return dropped;
    },
    stop() {
      stopped = true;
      waiting = [];
    },
  };
}
