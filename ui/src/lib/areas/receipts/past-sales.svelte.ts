// Past sales as a list that grows downwards on demand, and one of them in full.
import type { ReceiptName, ReturnableSale, SaleHit } from '@countertop/appliance/protocol';
import type { Link } from '../../link/link.svelte.ts';
import type { PageFailure } from '../../link/outbox.ts';

export class PastSales {
  list = $state.raw<readonly SaleHit[] | undefined>();
  failure = $state.raw<PageFailure | undefined>();
  complete = $state(false);
  readonly #link: Link;
  readonly #pageSize: number;

  constructor(link: Link, pageSize: number) {
    this.#link = link;
    this.#pageSize = pageSize;
  }

  async loadFirst(): Promise<void> {
    await this.#load([]);
  }

  async loadMore(): Promise<void> {
    await this.#load(this.list ?? []);
  }

  async #load(before: readonly SaleHit[]): Promise<void> {
    const oldest = before.at(-1)?.receipt;
    const outcome = await this.#link.query('sales', {
      limit: this.#pageSize,
      ...(oldest === undefined ? {} : { before: oldest }),
    });
    this.failure = outcome.ok ? undefined : outcome.failure;
    if (!outcome.ok) return;
    this.complete = outcome.value.length < this.#pageSize;
    this.list = [...before, ...outcome.value];
  }
}

/** One sale, asked for by its receipt. */
export class OneSale {
  value = $state.raw<ReturnableSale | undefined>();
  failure = $state.raw<PageFailure | undefined>();
  readonly #link: Link;
  #asked = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  async load({ receipt, register }: ReceiptName): Promise<void> {
    this.#asked += 1;
    const mine = this.#asked;
    this.value = undefined;
    this.failure = undefined;
    const outcome = await this.#link.query('sale', {
      receipt,
      ...(register === null ? {} : { register }),
    });
    if (mine !== this.#asked) return;
    if (outcome.ok) this.value = outcome.value;
    else this.failure = outcome.failure;
  }

  /** What is typed to find a receipt; undefined, and `failure` says why, where it names none. */
  async find(text: string): Promise<ReceiptName | undefined> {
    this.value = undefined;
    const outcome = await this.#link.query('find-receipt', { text });
    this.failure = outcome.ok ? undefined : outcome.failure;
    return outcome.ok ? outcome.value : undefined;
  }
}
