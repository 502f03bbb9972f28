// Equal parts of what is due, as the daemon divides it: a page adds nothing up. Only the answer to the last question counts.
import type { EvenParts } from '@countertop/appliance/protocol';
import type { Link } from '../../link/link.svelte.ts';
import type { PageFailure } from '../../link/outbox.ts';

export class EvenShare {
  parts = $state.raw<EvenParts['parts']>([]);
  failure = $state.raw<PageFailure | undefined>();
  readonly #link: Link;
  #asked = '';

  constructor(link: Link) {
    this.#link = link;
  }

  /** `due`: what they are parts of; the same question is asked once. */
  async ask(parts: number, due: number): Promise<void> {
    const question = `${String(parts)}/${String(due)}`;
    if (question === this.#asked) return;
    this.#asked = question;
    const answer = await this.#link.query('even-parts', { parts });
    if (this.#asked !== question) return;
    this.failure = answer.ok ? undefined : answer.failure;
    if (answer.ok) this.parts = answer.value.parts;
  }
}
