// The other half of the wire: a scanner on a serial line, with its bad days. It only makes bytes.
import type { Clock } from '../../../platform/ports/clock.ts';

export interface SerialSimulatorParts {
  send(bytes: Uint8Array): void;
  readonly clock: Clock;
  readonly noise: (count: number) => Uint8Array;
  /** What comes before and after each code; nothing and CR unless told. */
  readonly before?: string;
  readonly after?: string;
}

export class SerialSimulator {
  readonly #parts: SerialSimulatorParts;
  silent = false;

  constructor(parts: SerialSimulatorParts) {
    this.#parts = parts;
  }

  scan(text: string, aim = ''): void {
    this.#send(this.bytesOf(text, aim));
  }

  bytesOf(text: string, aim = ''): Uint8Array {
    const { before = '', after = '\r' } = this.#parts;
    return new TextEncoder().encode(`${before}${aim}${text}${after}`);
  }

  /** A line of 1200 baud and worse: byte by byte with pauses. */
  scanSlowly(text: string, gapMs: number): void {
    this.bytesOf(text).forEach((byte, index) => {
      this.#parts.clock.after(index * gapMs, () => this.#send(Uint8Array.of(byte)));
    });
  }

  /** A code that begins and never ends. */
  halfScan(text: string, aim = ''): void {
    const { after = '\r' } = this.#parts;
    const bytes = this.bytesOf(text, aim);
    this.#send(bytes.subarray(0, bytes.length - Math.max(1, after.length)));
  }

  /** Noise of a line with the wrong speed, as a code of its own. */
  garbage(): void {
    const noise = this.#parts.noise(12).map((byte) => byte | 0x80);
    this.#send(Uint8Array.of(0x00, ...noise, 0x00));
    this.#send(new TextEncoder().encode(this.#parts.after ?? '\r'));
  }

  #send(bytes: Uint8Array): void {
    if (!this.silent) this.#parts.send(bytes);
  }
}
