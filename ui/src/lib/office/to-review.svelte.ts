// How much of what the office found doubtful nobody has looked at yet: shown in the menu and on the first page.
import type { DisputedTabs, DoubtfulReturns } from '@countertop/appliance/protocol';
import type { OfficeApi } from './api.ts';
import type { Live } from './live.ts';

export class ToReview {
  returns = $state(0);
  tabs = $state(0);
  readonly #api: OfficeApi;

  constructor(api: OfficeApi) {
    this.#api = api;
  }

  /** For who may read sales. Counts now, and again when it changes, until the returned function is called. */
  follow(live: Live): () => void {
    void this.#countReturns();
    void this.#countTabs();
    return live.hear((nudge) => {
      if (nudge === 'everything') void this.#countReturns();
      if (nudge === 'everything' || nudge.what === 'shared-tabs') void this.#countTabs();
    });
  }

  async #countReturns(): Promise<void> {
    const answer = await this.#api.ask<DoubtfulReturns>('GET', '/returns/doubtful');
    if (answer.ok) this.returns = answer.value.returns.length;
  }

  async #countTabs(): Promise<void> {
    const answer = await this.#api.ask<DisputedTabs>('GET', '/shared-tabs/disputed');
    if (answer.ok) this.tabs = answer.value.tabs.length;
  }
}
