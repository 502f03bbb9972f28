// What goes over a device's wire, for a technician's eyes: off until it is asked for, bounded, and without what must not be seen.
import type { ByteLineView } from '../../protocol/device-set-up.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { DriverManifest } from '../../devices/device.ts';
import type { Pipe } from '../../devices/transport/pipe.ts';
import { withoutSecrets } from './without-secrets.ts';

const linesMax = 300;
/** Of one chunk: a receipt's picture is long, and its beginning says what it is. */
const shownBytesMax = 64;
/** It is forgotten on: nobody watches a wire for longer. */
const onForMs = 30 * 60_000;

/** On their wires go card numbers: what a model says of the bytes is shown, the bytes are not. */
const closedKinds: ReadonlySet<string> = new Set(['terminal', 'badge-reader']);

export interface ByteLogDevice {
  readonly name: string;
  readonly manifest: Pick<DriverManifest<unknown>, 'kind' | 'describe'>;
}

export class ByteLog {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #on = new Map<string, () => void>();
  #lines: ByteLineView[] = [];
  #seq = 0;

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Oldest first. */
  get lines(): readonly ByteLineView[] {
    return this.#lines;
  }

  get devices(): readonly string[] {
    return [...this.#on.keys()];
  }

  /** On for half an hour. Off forgets what was written down of it. */
  turn(device: string, on: boolean): void {
    this.#on.get(device)?.();
    this.#on.delete(device);
    if (on)
      this.#on.set(
        device,
        this.#clock.after(onForMs, () => {
          this.turn(device, false);
        }),
      );
    else this.#lines = this.#lines.filter((line) => line.device !== device);
    this.#onChange();
  }

  stop(): void {
    for (const cancel of this.#on.values()) cancel();
    this.#on.clear();
  }

  /** The pipe, heard along. */
  tap(device: ByteLogDevice, pipe: Pipe): Pipe {
    return {
      write: async (bytes) => {
        this.#note(device, 'out', bytes);
        return pipe.write(bytes);
      },
      onData: (listener) => {
        pipe.onData((bytes) => {
          this.#note(device, 'in', bytes);
          listener(bytes);
        });
      },
      onClose: (listener) => {
        pipe.onClose(listener);
      },
      close: async () => pipe.close(),
    };
  }

  #note({ name, manifest }: ByteLogDevice, direction: 'in' | 'out', bytes: Uint8Array): void {
    if (!this.#on.has(name)) return;
    const isOpen = !closedKinds.has(manifest.kind);
    const shown = isOpen ? withoutSecrets(bytes.subarray(0, shownBytesMax)) : [];
    this.#seq += 1;
    this.#lines.push({
      seq: this.#seq,
      at: this.#clock.now(),
      device: name,
      direction,
      count: bytes.length,
      hex: shown.map((byte) => byte?.toString(16).padStart(2, '0') ?? '••').join(' '),
      text: shown.map((byte) => (byte === undefined ? '•' : readable(byte))).join(''),
      meaning: manifest.describe?.(bytes, direction) ?? '',
    });
    if (this.#lines.length > linesMax) this.#lines.shift();
    this.#onChange();
  }
}

function readable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
