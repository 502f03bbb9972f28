// What a driver is given to stand on: the pipe and the clock, with every call back into the driver guarded, so that a driver that
// throws ends its own connection and not the process.
import type { Clock } from '../platform/ports/clock.ts';
import type { Pipe } from './transport/pipe.ts';

type Fail = (error: unknown) => void;

export function guardPipe(pipe: Pipe, fail: Fail): Pipe {
  return {
    write: (bytes) => pipe.write(bytes),
    close: () => pipe.close(),
    onData: (listener) => pipe.onData((bytes) => guard(fail, () => listener(bytes))),
    onClose: (listener) => pipe.onClose((reason) => guard(fail, () => listener(reason))),
  };
}

export function guardClock(clock: Clock, fail: Fail): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after: (delayMs, run) => clock.after(delayMs, () => guard(fail, run)),
  };
}

function guard(fail: Fail, run: () => void): void {
  try {
    run();
  } catch (error) {
    fail(error);
  }
}
