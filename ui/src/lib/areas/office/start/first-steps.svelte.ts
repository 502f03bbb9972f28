// How far the company is on its way to the first sale, as the office counts it; asked again whenever something of it may have changed.
import type { FirstSteps } from '@countertop/appliance/protocol';
import type { Office } from '$lib/office/office.svelte.ts';

export class Steps {
  /** Undefined: not known yet, or not for this person to know. */
  now = $state.raw<FirstSteps | undefined>();
  /** Nothing more is to be heard: it was told, or it cannot be. */
  settled = $state(false);
  readonly #office: Office;

  /** In a component: it hears the office while that is shown. */
  constructor(office: Office) {
    this.#office = office;
    $effect(() => {
      void this.ask();
      return office.live.hear((nudge) => {
        // The way is over with the first sale: then there is nothing to ask for.
        if (this.now?.sold !== true && (nudge === 'everything' || nudge.what !== 'stock')) void this.ask();
      });
    });
  }

  async ask(): Promise<void> {
    if (this.#office.may('shops')) {
      const answer = await this.#office.api.ask<FirstSteps>('GET', '/first-steps');
      if (answer.ok) this.now = answer.value;
    }
    this.settled = true;
  }
}

/** Steps by name, in their order, with whether each is done. */
export function stepsOf(now: FirstSteps) {
  return {
    shop: now.shops > 0,
    products: now.products > 0,
    template: now.templates > 0,
    seller: now.sellers > 0,
    register: now.registers > 0,
    sale: now.sold,
  };
}

export function stepsDone(now: FirstSteps): { readonly done: number; readonly all: number } {
  const all = Object.values(stepsOf(now));
  return { done: all.filter(Boolean).length, all: all.length };
}

/** Who may make shop, store and register in one go. */
export function mayStart(office: Office): boolean {
  return (['shops', 'stock', 'boxes'] as const).every((area) => office.may(area, 'edit'));
}
