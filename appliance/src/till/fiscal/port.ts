// What the law of a country wants of a sale before it is one. A provider signs it, lets it pass to be signed later, or stops it.
import type { FiscalMark } from '../../domain/fiscal/fiscal-mark.ts';
import type { Sale } from '../../domain/register/sale.ts';

export interface FiscalMoment {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Signature of the transaction before; undefined: there was none. */
  readonly previous: string | undefined;
  /** Practised, in a series of numbers of its own. */
  readonly training: boolean;
}

/** `signed` and `deferred` become part of the sale. `blocked`: there is no sale; `reason` is for the log and who mends it. */
export type FiscalAnswer =
  | { readonly outcome: 'signed' | 'deferred'; readonly mark: FiscalMark }
  | { readonly outcome: 'blocked'; readonly reason: string };

export interface FiscalProvider {
  readonly id: string;
  /** What signs now, for whoever checks later. */
  readonly key: {
    readonly version: string;
    /** SubjectPublicKeyInfo, DER, base64. */
    readonly publicKey: string;
  };
  /** On the way of every sale: answers at once, and throws nothing. */
  sign(sale: Sale, moment: FiscalMoment): FiscalAnswer;
}
