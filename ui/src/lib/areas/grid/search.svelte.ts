// Search over the whole catalogue as one types: asks a moment after the last key, shows only the answer to the last question.
import type { ProductHit } from '@countertop/appliance/protocol';
import type { Link } from '../../link/link.svelte.ts';
import type { PageFailure } from '../../link/outbox.ts';

const pauseMs = 90;
const hitsMax = 40;

export class ProductSearch {
  text = $state('');
  hits = $state.raw<readonly ProductHit[]>([]);
  failure = $state.raw<PageFailure | undefined>();
  /** The text that `hits` answer. */
  answered = $state('');
  /** Which hit Enter would take. */
  at = $state(0);
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  get active(): boolean {
    return this.text.trim() !== '';
  }

  /** For an `$effect`: asks when the text changes, and forgets the question when it changes again. */
  follow(): (() => void) | undefined {
    const text = this.text.trim();
    if (text === '') {
      this.hits = [];
      this.answered = '';
      return undefined;
    }
    let current = true;
    const timer = setTimeout(() => void this.#ask(text, () => current), pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }

  move(step: number): void {
    this.at = Math.max(0, Math.min(this.hits.length - 1, this.at + step));
  }

  clear(): void {
    this.text = '';
  }

  async #ask(text: string, isCurrent: () => boolean): Promise<void> {
    const outcome = await this.#link.query('search-products', { text, limit: hitsMax });
    if (!isCurrent()) return;
    this.failure = outcome.ok ? undefined : outcome.failure;
    this.hits = outcome.ok ? outcome.value : [];
    this.answered = text;
    this.at = 0;
  }
}
