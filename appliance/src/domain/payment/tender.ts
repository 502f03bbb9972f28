// A tender is a means of payment the shop accepts. Its kind decides the rules (rounding, change, drawer); its id and name are the shop's.
import type { Currency } from '../money/money.ts';

export type TenderKind = 'cash' | 'foreign-cash' | 'card' | 'gift-card' | 'account' | 'other';

export interface Tender {
  readonly id: string;
  readonly name: string;
  readonly kind: TenderKind;
  /** SAF-T basic code of the means of payment (fiscal.md 2.2), e.g. 12001 cash, 12002 debit card. */
  readonly code: string;
  readonly opensDrawer: boolean;
  /** `other` tenders only: may more be given than is due. `change`: the rest is paid out in cash; `keep`: nobody gets it back, as with a meal voucher. */
  readonly overpay: 'refuse' | 'change' | 'keep';
  /** `card` only: a terminal that stands apart, whose answer somebody reads. Absent: the till asks its own, where it has one. */
  readonly apart?: true;
  /** `foreign-cash` only: what one unit of the foreign currency is worth in units of the shop's, in millionths (EUR at 11.50 NOK: 11_500_000). */
  readonly foreign?: { readonly currency: Currency; readonly rateMillionths: number };
  readonly active: boolean;
}
