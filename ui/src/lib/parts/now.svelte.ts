// The present as something to watch: `second` for countdowns, `minute` for clocks. Ticks only while somebody looks.
import { createSubscriber } from 'svelte/reactivity';

class Now {
  readonly #eachSecond = createSubscriber((update) => {
    const timer = setInterval(update, 1_000);
    return () => {
      clearInterval(timer);
    };
  });

  get second(): number {
    this.#eachSecond();
    return Math.floor(Date.now() / 1_000) * 1_000;
  }

  get minute(): number {
    return Math.floor(this.second / 60_000) * 60_000;
  }
}

export const now = new Now();
