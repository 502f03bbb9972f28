// The tip that goes with a payment: which one was chosen, and what is paid with it, as the daemon adds it up. Only the answer to the last
// question counts.
import type { TabView, TipSums } from '@countertop/appliance/protocol';
import type { Link } from '../../link/link.svelte.ts';

/** A share of the tab's own, what is typed, or what would be change. */
export type TipChoice = 'none' | 'change' | 'other' | `share-${number}`;

export class Tip {
  choice = $state<TipChoice>('none');
  /** What was typed, once it is meant. */
  typed = $state<number | null>(null);
  sums = $state.raw<TipSums | undefined>();
  readonly #link: Link;
  #asked = '';

  constructor(link: Link) {
    this.#link = link;
  }

  /** Null: it is still to be typed. */
  amount(tips: TabView['tips']): number | 'change' | null {
    if (this.choice === 'none') return 0;
    if (this.choice === 'change') return 'change';
    if (this.choice === 'other') return this.typed;
    return tips.find(({ share }) => this.choice === `share-${share}`)?.amount ?? 0;
  }

  choose(choice: TipChoice): void {
    this.choice = choice;
    this.typed = null;
  }

  /** `of`: what is paid beside it; undefined: all that is due. The same question is asked once. */
  async ask(tip: number, of: number | undefined, due: number): Promise<void> {
    const question = `${String(tip)}/${String(of)}/${String(due)}`;
    if (question === this.#asked) return;
    this.#asked = question;
    this.sums = undefined;
    if (tip === 0) return;
    const answer = await this.#link.query('tip-sums', { tip, ...(of === undefined ? {} : { amount: of }) });
    if (this.#asked === question && answer.ok) this.sums = answer.value;
  }
}
