// How this box stands with shop and office, asked plainly: a box without a shop has no link that could say it.
import type { BoxView } from '@countertop/appliance/protocol';

export type Standing = Omit<BoxView, 'identifyUntil'> & { readonly hasShop: boolean };

const everyMs = 3_000;
const answerMs = 5_000;

export class BoxStanding {
  /** As it last answered; undefined: not yet. */
  now = $state.raw<Standing | undefined>();
  /** It answered when it was asked last. */
  answers = $state(false);
  /** It is there, and there is nothing to sell by: what needs the link waits in vain. */
  readonly lacksShop = $derived(this.answers && this.now?.hasShop === false);

  /** In a component: asks again and again while that is shown and `wanted` holds. */
  constructor(wanted: () => boolean = () => true) {
    $effect(() => {
      if (!wanted()) return undefined;
      void this.#ask();
      const timer = setInterval(() => void this.#ask(), everyMs);
      return () => clearInterval(timer);
    });
  }

  async #ask(): Promise<void> {
    try {
      const response = await fetch('/setup/box.json', { signal: AbortSignal.timeout(answerMs) });
      this.answers = response.ok;
      if (response.ok) this.now = (await response.json()) as Standing;
    } catch {
      // The box is starting anew, or gone: it is asked again.
      this.answers = false;
    }
  }
}
