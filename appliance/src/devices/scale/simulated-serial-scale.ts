// The other half of a serial wire: a scale that answers what it is asked, and its bad days. A protocol only says what it answers.
import type { Clock } from '../../platform/ports/clock.ts';
import { SimulatedPan } from './simulated-pan.ts';

export interface SerialScaleParts {
  send(bytes: Uint8Array): void;
  readonly clock: Clock;
  readonly noise: (count: number) => Uint8Array;
}

export interface ScaleProtocol {
  /** Takes the first whole question off what came; undefined: none yet, and noise before one is passed over. */
  question(heard: string): { readonly asked: string; readonly rest: string } | undefined;
  /** Undefined: it does not answer that. */
  answer(asked: string, pan: SimulatedPan): string | undefined;
  /** Power came back. */
  reboot?(): void;
  /** What it says by itself then. */
  readonly greeting?: string;
}

/** `spoilt`: a character arrives as another, the check sum does not fit. `half`: the answer stops in the middle. */
export type BadDay = 'half' | 'spoilt' | 'noise-before' | 'noise-instead';

const heardMax = 256;
const rebootMs = 1_500;

export class SerialScaleSimulator extends SimulatedPan {
  readonly #parts: SerialScaleParts;
  readonly #protocol: ScaleProtocol;
  #heard = '';
  #dark = false;
  silent = false;
  badDay: BadDay | undefined;

  constructor(parts: SerialScaleParts, protocol: ScaleProtocol) {
    super(parts.clock);
    this.#parts = parts;
    this.#protocol = protocol;
  }

  receive(bytes: Uint8Array): void {
    if (this.silent || this.#dark) return;
    this.#heard = (this.#heard + Buffer.from(bytes).toString('latin1')).slice(-heardMax);
    for (;;) {
      const next = this.#protocol.question(this.#heard);
      if (next === undefined) return;
      this.#heard = next.rest;
      const answer = this.#protocol.answer(next.asked, this);
      if (answer !== undefined) this.#say(answer);
    }
  }

  garbage(): void {
    this.#send(this.#parts.noise(24));
  }

  /** Serial scales say nothing unasked. */
  tell(): void {
    // Nothing: the next question is answered.
  }

  /** Half of what it says, then dark for a second and a half. */
  cutPower(): void {
    this.badDay = 'half';
    this.#dark = true;
    this.#heard = '';
    this.#parts.clock.after(rebootMs, () => {
      this.#dark = false;
      this.badDay = undefined;
      this.reboot();
      this.#protocol.reboot?.();
      if (this.#protocol.greeting !== undefined) this.#send(Buffer.from(this.#protocol.greeting, 'latin1'));
    });
  }

  #say(answer: string): void {
    const bytes = Buffer.from(answer, 'latin1');
    const middle = Math.floor(bytes.length / 2);
    const broken = bytes.findIndex((byte, index) => index >= middle && byte !== 0x20);
    switch (this.badDay) {
      case undefined:
        return this.#send(bytes);
      case 'half':
        return this.#send(bytes.subarray(0, middle));
      case 'spoilt':
        return this.#send(bytes.map((byte, index) => (index === broken ? 0x7f : byte)));
      case 'noise-before':
        this.garbage();
        return this.#send(bytes);
      case 'noise-instead':
        return this.garbage();
    }
  }

  #send(bytes: Uint8Array): void {
    this.#parts.send(bytes);
  }
}

/** Kilograms as scales write them: `271` is `0.271`, padded in front. */
export function kilograms(grams: number, width: number, pad = '0'): string {
  const digits = String(Math.abs(grams)).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.padStart(width, pad);
}
