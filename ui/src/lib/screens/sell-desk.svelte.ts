// What the selling screen is busy with: which step stands beside the basket, which line is chosen, what goes in.
// Products go in as fast as fingers tap, each tap a command of its own; everything else is one action at a time.
import { goto } from '$app/navigation';
import type { CommandName, CommandBody, GridFunction } from '@countertop/appliance/protocol';
import { Action } from '$lib/action/action.svelte.ts';
import type { LineStep } from '$lib/areas/basket/LineActions.svelte';
import { ofHit, type Sellable } from '$lib/areas/grid/sellable.ts';
import type { TabStep } from '$lib/areas/tabs/TabMenu.svelte';
import type { Outcome, PageFailure } from '$lib/link/outbox.ts';
import type { Line, Till } from '$lib/link/till.svelte.ts';

export type Step =
  | {
      readonly kind:
        'grid' | 'parked' | 'tab-menu' | 'new-tab' | 'customer' | 'drawer' | 'price' | 'gift-card';
    }
  | { readonly kind: 'weigh' | 'ask-price'; readonly product: Sellable }
  | { readonly kind: 'line'; readonly what: LineStep; readonly line: string }
  | { readonly kind: 'tab'; readonly what: Exclude<TabStep, 'customer'> };

const grid: Step = { kind: 'grid' };
/** Codes that mean: this product needs a weight or a price first. */
const asksMore = new Set(['line.weight-needed', 'line.price-needed']);

export class SellDesk {
  step = $state.raw<Step>(grid);
  action: Action = $state.raw() as Action;
  /** The line the bar acts on: the one chosen, or the newest. */
  readonly line: Line | undefined = $derived.by(() => this.#lineToShow());
  /** A refusal of something sent without a step of its own: a product, a code, a change of quantity. */
  failure = $state.raw<PageFailure | undefined>();
  #chosen = $state<string | undefined>();
  readonly #till: Till;

  constructor(till: Till) {
    this.#till = till;
    this.action = new Action(till.link);
  }

  go(step: Step): void {
    this.action = new Action(this.#till.link);
    this.failure = undefined;
    this.step = step;
  }

  back(): void {
    this.go(grid);
  }

  choose(line: string): void {
    this.#chosen = line;
  }

  pick(product: Sellable): void {
    if (product.unit !== 'piece') this.go({ kind: 'weigh', product });
    else if (product.price === null) this.go({ kind: 'ask-price', product });
    else {
      if (this.step.kind !== 'grid') this.back();
      void this.send('add-product', { product: product.id });
    }
  }

  /** A key of the grid that is no product. */
  press(key: GridFunction): void {
    switch (key) {
      case 'quick-tab':
        // The next product opens a tab by itself: all there is to do is to make room for it.
        if (this.inUse) void this.act('park-tab', {});
        break;
      case 'create-tab':
        this.go({ kind: 'new-tab' });
        break;
      case 'look-up-price':
        this.go({ kind: 'price' });
        break;
      case 'gift-card':
        this.go({ kind: 'gift-card' });
        break;
      case 'open-drawer':
        this.go({ kind: 'drawer' });
        break;
      case 'return':
        void goto('/till/receipts');
        break;
      case 'discount-tab':
        if (this.inUse) this.go({ kind: 'tab', what: 'discount' });
        break;
    }
  }

  /** A tab with a name of its own; what lies in the basket is parked first. */
  async openTab(name: string): Promise<Outcome> {
    const opening = { name: 'open-tab', body: { name } } as const;
    return this.action.runAll(this.inUse ? [{ name: 'park-tab', body: {} }, opening] : [opening]);
  }

  get inUse(): boolean {
    return this.#till.tab !== null && this.#till.lines.some(({ voided }) => !voided);
  }

  /** A code typed by hand. What the product still needs is asked for. */
  async enter(code: string): Promise<void> {
    this.back();
    const outcome = await this.#till.link.command('enter-code', { code });
    if (outcome.ok) return;
    if (asksMore.has(outcome.failure.code)) await this.askFor(code);
    else this.failure = outcome.failure;
  }

  /** Opens the step that a scanned or typed code needs: its weight or its price. */
  async askFor(code: string): Promise<void> {
    const found = await this.#till.link.query('look-up', { code });
    if (!found.ok) {
      this.failure = found.failure;
      return;
    }
    const { unit } = found.value;
    this.go({
      kind: unit === 'piece' ? 'ask-price' : 'weigh',
      product: ofHit(found.value),
    });
  }

  /** So many pieces of what comes next; null: not meant any more. */
  meanNext(pieces: number | null): void {
    void this.send('next-quantity', { quantity: pieces === null ? null : pieces * 1000 });
  }

  /** Sends without waiting for what went before; only a refusal is kept. */
  async send<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<void> {
    this.failure = undefined;
    const outcome = await this.#till.link.command(name, body);
    if (!outcome.ok) this.failure = outcome.failure;
  }

  /** One action without a step of its own. An approval it needs stands in the grid's place; a refusal stands over the grid. */
  async act<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<void> {
    const action = new Action(this.#till.link);
    this.action = action;
    this.failure = undefined;
    const outcome = await action.run(name, body);
    if (!outcome.ok) this.failure = action.failure;
  }

  /** The customer is too young, or has no proof: what needs the age goes. */
  async removeAged(age: number, reason: string): Promise<void> {
    const action = new Action(this.#till.link);
    this.action = action;
    const lines = this.#till.lines.filter(
      ({ ageLimit, voided, depositOf }) => !voided && !depositOf && (ageLimit ?? 0) >= age,
    );
    await action.runAll(lines.map(({ id }) => ({ name: 'void-line', body: { line: id, reason } })));
    this.failure = action.failure;
  }

  #lineToShow(): Line | undefined {
    const { lines } = this.#till;
    const usable = lines.filter(({ voided, depositOf, prepayment }) => !voided && !depositOf && !prepayment);
    return usable.find(({ id }) => id === this.#chosen) ?? usable.at(-1);
  }
}
