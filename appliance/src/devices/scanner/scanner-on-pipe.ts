// A scanner is a decoder on a pipe with a time limit on silence inside a code. All models are built on this.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Pipe } from '../transport/pipe.ts';
import type { Scan, Scanner } from './port.ts';
import type { ScanDecoder, ScanEvent } from './read-code.ts';

export interface ScannerParts {
  readonly pipe: Pipe;
  readonly decoder: ScanDecoder;
  readonly clock: Clock;
  /** Longest silence inside a code. */
  readonly silenceMs: number;
  /** What makes it beep once. Absent: nothing does. */
  readonly beep?: Uint8Array;
}

const badBeeps = 3;
/** Apart enough to be counted by ear. */
const betweenBeepsMs = 200;

/** After a busy moment the timer may fall due before the bytes that already wait are read: they get this long to be seen first. */
const graceMs = 10;

export function createScanner({ pipe, decoder, clock, silenceMs, beep }: ScannerParts): Scanner {
  const scanListeners: ((scan: Scan) => void)[] = [];
  const garbageListeners: ((reason: string) => void)[] = [];
  let cancelLimit: () => void = () => undefined;

  const tell = (events: readonly ScanEvent[]): void => {
    for (const event of events) {
      if (event.kind === 'scan') for (const listener of scanListeners) listener(event.scan);
      else for (const listener of garbageListeners) listener(event.reason);
    }
  };
  const limitSilence = (): void => {
    cancelLimit();
    if (!decoder.unfinished) return;
    cancelLimit = clock.after(silenceMs, () => {
      cancelLimit = clock.after(graceMs, () => tell(decoder.timeOut()));
    });
  };

  let cancelBeep: () => void = () => undefined;
  // A scanner that takes no bytes is as good as one that is silent.
  const beeps = (left: number): void => {
    if (beep === undefined || left === 0) return;
    void pipe.write(beep).catch(() => undefined);
    cancelBeep = clock.after(betweenBeepsMs, () => beeps(left - 1));
  };

  pipe.onData((bytes) => {
    // Read whole before anyone is told: a listener that throws must not leave a code half read.
    const events = decoder.read(bytes);
    limitSilence();
    tell(events);
  });
  pipe.onClose(() => {
    cancelLimit();
    cancelBeep();
  });

  return {
    onScan: (listener) => void scanListeners.push(listener),
    signal: (how) => {
      cancelBeep();
      beeps(how === 'good' ? 1 : badBeeps);
    },
    onGarbage: (listener) => void garbageListeners.push(listener),
  };
}
