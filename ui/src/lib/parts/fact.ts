// One pair of a summary: what, and how much or which words.
import type { CurrencyShape } from '../i18n/formats.ts';

export interface Fact {
  readonly label: string;
  /** Said in words or figures. */
  readonly text?: string | undefined;
  /** Minor units; shown as an amount. */
  readonly amount?: number | undefined;
  /** The shop's unless told. */
  readonly currency?: CurrencyShape | undefined;
  /** How many, beside the amount. */
  readonly count?: number | undefined;
  readonly strong?: boolean;
  readonly meaning?: 'good' | 'danger' | undefined;
  /** Shows + before what is not less than zero. */
  readonly signed?: boolean;
}
