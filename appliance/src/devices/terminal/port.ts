// A card terminal. It is asked once for each payment, by the payment's own id, and answers for it whenever it is asked what became of it.
// Drawn so that both families of protocols fit: nexo knows a payment by a number the till gave it; ZVT only counts, so that the till writes
// down before each payment how far it had counted.
import type { CardFacts } from '../../domain/payment/payment.ts';

/** A payment as the journal knows it. */
export interface CardPayment {
  /** Never used for another payment: what makes a repeat harmless. */
  readonly payment: string;
  readonly direction: 'pay' | 'refund';
  /** Minor units, more than zero, without the tip. */
  readonly amount: number;
  readonly tip: number;
  readonly currency: string;
  /** What the terminal said before this payment, for one that has `mark`. Absent: another payment was asked for since, or it says none. */
  readonly mark?: string;
  /** What the terminal called it once it was approved. */
  readonly reference?: string;
}

export interface CardRequest extends CardPayment {
  /** The terminal may ask the guest for a tip. */
  readonly askTip: boolean;
}

export type CardAnswer =
  | {
      readonly outcome: 'approved';
      /** Without the tip; less than was asked where the card gave no more. */
      readonly amount: number;
      readonly tip: number;
      readonly reference: string;
      readonly card: CardFacts;
    }
  | { readonly outcome: 'declined'; readonly reason: string }
  /** It was approved and then taken back. */
  | { readonly outcome: 'reversed'; readonly reference: string };

export type CardInquiry = CardAnswer | { readonly outcome: 'running' } | { readonly outcome: 'not-found' };

/** What a terminal counted since it was last closed; it begins anew then. */
export interface TerminalTotals {
  /** Minor units: what was paid less what was given back, tips and all. */
  readonly net: number;
  readonly currency: string;
  /** How many transactions; absent: it does not say. */
  readonly count?: number;
  /** To be printed as they are. */
  readonly slip: readonly string[];
}

/**
 * Everything that asks settles within the driver's time limits. A Fault (`device.timeout`, `device.gone`, `device.protocol`) says that
 * nobody knows what happened, never that nothing did; `device.busy`: another request is under way, and nothing was sent.
 */
export interface Terminal {
  /** How far it has counted; only of models that know a payment by nothing else. Written down before the payment is asked for. */
  readonly mark?: () => Promise<string>;
  request(request: CardRequest): Promise<CardAnswer>;
  reverse(payment: CardPayment): Promise<CardAnswer>;
  inquire(payment: CardPayment): Promise<CardInquiry>;
  /** A wish: the answer of the request still comes, and may be an approval. */
  abort(payment: string): Promise<void>;
  /** Closes the terminal's day. Throws `device.refused` where it does not. */
  reconcile(): Promise<TerminalTotals>;
  /** An answer that nobody waits for any more. */
  onLateAnswer(listener: (payment: string, answer: CardAnswer) => void): void;
}
