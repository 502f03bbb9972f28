// A card terminal. It is asked once for each payment, by the payment's own id, and answers for it whenever it is asked what became of it.
// Drawn so that both families of protocols fit: nexo (payment, reversal, status by reference) and ZVT (authorisation, reversal, repeat).
import type { CardFacts } from '../../domain/payment/payment.ts';

export interface CardRequest {
  /** Never used for another payment: what makes a repeat harmless. */
  readonly payment: string;
  readonly direction: 'pay' | 'refund';
  /** Minor units, more than zero, without the tip. */
  readonly amount: number;
  readonly tip: number;
  readonly currency: string;
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

/**
 * Everything that asks settles within the driver's time limits. A Fault (`device.timeout`, `device.gone`, `device.protocol`) says that
 * nobody knows what happened, never that nothing did; `device.busy`: another request is under way, and nothing was sent.
 */
export interface Terminal {
  request(request: CardRequest): Promise<CardAnswer>;
  reverse(payment: string): Promise<CardAnswer>;
  inquire(payment: string): Promise<CardInquiry>;
  /** A wish: the answer of the request still comes, and may be an approval. */
  abort(payment: string): Promise<void>;
  /** An answer that nobody waits for any more. */
  onLateAnswer(listener: (payment: string, answer: CardAnswer) => void): void;
}
