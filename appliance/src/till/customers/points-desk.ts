// What customers have of points, as the office says: asked when one is put on a tab, kept for a tab when they are to be used. What it said
// last is remembered for the hours when it cannot be asked, with the time it was said.
import type { CustomerId } from '../../domain/customer/customer.ts';
import type { PointsKnown } from '../../domain/customer/customer.ts';
import { ok, type Result } from '../../domain/refusal.ts';
import type { TabId } from '../../domain/tab/tab.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { AskOffice } from '../office/ask-office.ts';

/** More customers than a day has. */
const rememberedMax = 2_000;

export interface PointsWanted {
  readonly customer: CustomerId;
  readonly tab: TabId;
  /** To be kept for the tab; 0: none, and what was kept for it before is let go. */
  readonly points: number;
}

export class PointsDesk {
  readonly #askOffice: AskOffice;
  readonly #now: () => number;
  readonly #remembered = new Map<CustomerId, PointsKnown>();

  constructor(askOffice: AskOffice, now: () => number) {
    this.#askOffice = askOffice;
    this.#now = now;
  }

  /** What this tab may use, or why the office did not say. */
  async keep({ customer, tab, points }: PointsWanted): Promise<Result<PointsKnown, FailureCode>> {
    const asked = await this.#askOffice('points-for-tab', { customer, tab, points });
    if (!asked.ok) return asked;
    const known = { balance: asked.value.balance, at: this.#now() };
    this.#remember(customer, known);
    return ok(known);
  }

  /** The same without keeping any; what was said before where nobody answers now. */
  async known(customer: CustomerId, tab: TabId): Promise<PointsKnown | undefined> {
    const asked = await this.keep({ customer, tab, points: 0 });
    return asked.ok ? asked.value : this.#remembered.get(customer);
  }

  #remember(customer: CustomerId, known: PointsKnown): void {
    this.#remembered.delete(customer);
    this.#remembered.set(customer, known);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > rememberedMax && oldest !== undefined) this.#remembered.delete(oldest);
  }
}
