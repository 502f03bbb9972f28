// Limits on waiting: a time, and the wish to stop.
import { Fault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';

/** The promise, or Fault `device.timeout` after that time. */
export async function within<T>(clock: Clock, limitMs: number, promise: Promise<T>): Promise<T> {
  let cancel: () => void = () => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    cancel = clock.after(limitMs, () => {
      reject(new Fault('device.timeout', { limitMs }));
    });
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    cancel();
  }
}

/** Throws Fault `stopped` when the signal says so. Asked again after each wait. */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new Fault('stopped');
}
