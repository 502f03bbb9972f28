// Movements of cash as a list that grows downwards on demand; asked anew, it begins anew. What only the first page tells is kept from it.
import type { CashLine, CashLines } from '@countertop/appliance/protocol';
import type { PageFailure } from '../../link/outbox.ts';

type Asked<Page> =
  { readonly ok: true; readonly value: Page } | { readonly ok: false; readonly failure: PageFailure };

/** `before`: absent for the newest. */
type Ask<Page> = (page: { readonly limit: number; readonly before?: number }) => Promise<Asked<Page>>;

const pageSize = 100;

export class CashPages<Page extends CashLines> {
  lines = $state.raw<readonly CashLine[] | undefined>();
  first = $state.raw<Page | undefined>();
  more = $state(false);
  failure = $state.raw<PageFailure | undefined>();
  #ask: Ask<Page> | undefined;
  #asked = 0;

  async load(ask: Ask<Page>): Promise<void> {
    this.#ask = ask;
    await this.#load([]);
  }

  async loadMore(): Promise<void> {
    await this.#load(this.lines ?? []);
  }

  async #load(shown: readonly CashLine[]): Promise<void> {
    this.#asked += 1;
    const mine = this.#asked;
    const oldest = shown.at(-1)?.seq;
    const outcome = await this.#ask?.({
      limit: pageSize,
      ...(oldest === undefined ? {} : { before: oldest }),
    });
    if (outcome === undefined || mine !== this.#asked) return;
    this.failure = outcome.ok ? undefined : outcome.failure;
    if (!outcome.ok) return;
    if (oldest === undefined) this.first = outcome.value;
    this.more = outcome.value.more;
    this.lines = [...shown, ...outcome.value.lines];
  }
}
