// A wire between a box and an office on a virtual clock: frames in order, late as the test wants, cut as wires are cut, with either end
// hearing of it at once, late, or never.
import type { Clock } from '../../src/platform/ports/clock.ts';
import type { Link } from '../../src/platform/ports/link.ts';

export interface WireOptions {
  readonly clock: Clock;
  /** Milliseconds the next frame takes; frames stay in order. */
  readonly delayMs?: () => number;
}

export interface Wire {
  readonly box: Link;
  readonly office: Link;
  /** Nothing passes any more. Each end hears of it after so many milliseconds, or never. */
  cut(heardMs: { readonly box?: number; readonly office?: number }): void;
  /** Every frame that was sent, also those that never arrived. */
  readonly sent: readonly { readonly by: 'box' | 'office'; readonly frame: string }[];
}

class End implements Link {
  readonly #clock: Clock;
  readonly #delayMs: () => number;
  readonly #onSend: (frame: string) => void;
  other: End | undefined;
  pendingBytes = 0;
  closed = false;
  dead = false;
  #arrival = 0;
  #frames: (frame: string) => void = () => undefined;
  #closes: (code: number) => void = () => undefined;

  constructor(clock: Clock, delayMs: () => number, onSend: (frame: string) => void) {
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#onSend = onSend;
  }

  send(frame: string): void {
    if (this.closed) return;
    this.#onSend(frame);
    this.pendingBytes += frame.length;
    this.#later(() => {
      this.pendingBytes -= frame.length;
      if (!this.dead) this.other?.hear(frame);
    });
  }

  close(code: number, _reason: string): void {
    if (this.closed) return;
    this.closed = true;
    this.#later(() => {
      if (!this.dead) this.other?.hearClose(code);
    });
  }

  onFrame(listener: (frame: string) => void): void {
    this.#frames = listener;
  }

  onClose(listener: (code: number) => void): void {
    this.#closes = listener;
  }

  hear(frame: string): void {
    if (!this.closed) this.#frames(frame);
  }

  hearClose(code: number): void {
    if (this.closed) return;
    this.closed = true;
    this.#closes(code);
  }

  #later(run: () => void): void {
    this.#arrival = Math.max(this.#arrival, this.#clock.monotonic() + this.#delayMs());
    this.#clock.after(this.#arrival - this.#clock.monotonic(), run);
  }
}

export function virtualWire({ clock, delayMs = () => 1 }: WireOptions): Wire {
  const sent: Wire['sent'][number][] = [];
  const box = new End(clock, delayMs, (frame) => sent.push({ by: 'box', frame }));
  const office = new End(clock, delayMs, (frame) => sent.push({ by: 'office', frame }));
  box.other = office;
  office.other = box;
  return {
    box,
    office,
    sent,
    cut(heardMs) {
      box.dead = true;
      office.dead = true;
      for (const [end, ms] of [
        [box, heardMs.box],
        [office, heardMs.office],
      ] as const) {
        if (ms !== undefined)
          clock.after(ms, () => {
            end.hearClose(1006);
          });
      }
    },
  };
}
