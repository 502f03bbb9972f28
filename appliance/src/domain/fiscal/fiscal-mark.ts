// What the law of a country adds to a sale: its signature, or that it follows. It is part of the sale and so of the journal, for ever.

export type FiscalMark =
  | {
      readonly provider: string;
      readonly signature: string;
      /** Which key signed; its public half is in the journal, too. */
      readonly keyVersion: string;
      /** The shop's own day and time that were signed: `YYYY-MM-DD HH:MM:SS`. */
      readonly signedAt: string;
    }
  /** Not signed yet, and why: sold on all the same, as the law of the place allows. */
  | { readonly provider: string; readonly deferred: string };
