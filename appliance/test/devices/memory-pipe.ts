// A pipe without a wire, for drivers on a virtual clock: the test plays the other end. Writes, limits and endings are those of every
// real transport, since it stands on the same WirePipe.
import type { Clock } from '../../src/platform/ports/clock.ts';
import { WirePipe } from '../../src/devices/transport/wire-pipe.ts';

export interface MemoryPipe {
  readonly pipe: WirePipe;
  /** What the driver wrote, in order. */
  readonly written: Uint8Array[];
  /** Bytes or a report from the device. */
  arrive(bytes: Uint8Array): void;
  unplug(): void;
}

export function memoryPipe(clock: Clock, onWrite: (bytes: Uint8Array) => void = () => undefined): MemoryPipe {
  const written: Uint8Array[] = [];
  const pipe = new WirePipe(
    {
      async send(bytes) {
        written.push(bytes);
        onWrite(bytes);
      },
      shut: async () => undefined,
    },
    { clock, writeTimeoutMs: () => 1_000 },
  );
  return {
    pipe,
    written,
    arrive: (bytes) => pipe.deliver(bytes),
    unplug: () => pipe.lost(),
  };
}

/** A log that keeps what it is told. */
export function recordingLog() {
  const lines: { readonly level: string; readonly message: string; readonly data: object }[] = [];
  const at = (level: string) => (data: object, message: string) => void lines.push({ level, message, data });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
