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
}

/** After a busy moment the timer may fall due before the bytes that already wait are read: they get this long to be seen first. */
const graceMs = 10;

export function createScanner({ pipe, decoder, clock, silenceMs }: ScannerParts): Scanner {
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

  pipe.onData((bytes) => {
    // Read whole before anyone is told: a listener that throws must not leave a code half read.
    const events = decoder.read(bytes);
    limitSilence();
    tell(events);
  });
  pipe.onClose(() => cancelLimit());

  return {
    onScan: (listener) => void scanListeners.push(listener),
    onGarbage: (listener) => void garbageListeners.push(listener),
  };
}
