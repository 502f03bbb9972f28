// "Three of these": said before the goods, by hand or by key, and meant for the next thing that is counted. Told aloud it would be forgotten as
// soon; nothing of it is journalled, the line is.
import { type Thousandths, thousandths } from '../../domain/quantity/quantity.ts';
import type { Clock } from '../../platform/ports/clock.ts';

/** Whoever says a number and turns to somebody else does not mean the goods of a minute later. */
const meantMs = 60_000;

export interface Meant {
  readonly quantity: Thousandths;
  /** The goods were refused after all: the next ones are meant. */
  readonly giveBack: () => void;
}

export class NextQuantity {
  readonly #clock: Clock;
  readonly #onForgotten: () => void;
  #quantity: Thousandths | null = null;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, onForgotten: () => void) {
    this.#clock = clock;
    this.#onForgotten = onForgotten;
  }

  /** Thousandths; null: nobody said anything. */
  get quantity(): Thousandths | null {
    return this.#quantity;
  }

  /** @param quantity thousandths; null: not meant any more */
  say(quantity: number | null): void {
    this.#cancel();
    this.#cancel = () => undefined;
    this.#quantity = quantity === null ? null : thousandths(quantity);
    if (quantity === null) return;
    this.#cancel = this.#clock.after(meantMs, () => {
      this.say(null);
      this.#onForgotten();
    });
  }

  take(): Meant | undefined {
    const quantity = this.#quantity;
    if (quantity === null) return undefined;
    this.say(null);
    return {
      quantity,
      giveBack: () => {
        if (this.#quantity === null) this.say(quantity);
      },
    };
  }
}
