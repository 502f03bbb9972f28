// A time limit on something that may never answer.
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
