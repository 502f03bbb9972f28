// What is given back for part of a line that was sold: based on what the customer really paid, never more than that in all (W9).
import { type Minor, minor, scale, subtract } from '../money/money.ts';
import type { Thousandths } from '../quantity/quantity.ts';
import { refuse, ok, type Result } from '../refusal.ts';
import type { SaleLine } from '../register/sale.ts';

/** Positive amounts, VAT contained in `gross`. */
export interface ReturnAmounts {
  readonly gross: Minor;
  readonly vat: Minor;
}

export interface WantedReturn {
  readonly line: Pick<SaleLine, 'quantity' | 'total' | 'vat'>;
  /** Sum of the earlier returns of this line, all positive. */
  readonly returned: ReturnAmounts & { readonly quantity: Thousandths };
  /** How much comes back now, positive. */
  readonly quantity: Thousandths;
}

/**
 * The share of the line, rounded half away from zero; the last return takes what is left. However a line is divided into returns, they
 * add up to its total and VAT, and none holds more VAT than money. Refuses a quantity that is not positive, or more than is left; of a
 * line that was itself paid out (a return, a returned deposit) nothing was sold.
 */
export function returnAmounts({
  line,
  returned,
  quantity,
}: WantedReturn): Result<ReturnAmounts, 'return.more-than-sold'> {
  const left = Math.max(0, line.total < 0 ? 0 : line.quantity - returned.quantity);
  if (quantity <= 0 || quantity > left) return refuse('return.more-than-sold', { left });
  const grossLeft = subtract(line.total, returned.gross);
  const vatLeft = subtract(line.vat, returned.vat);
  if (quantity === left) return ok({ gross: grossLeft, vat: vatLeft });
  const gross = minor(Math.min(scale(line.total, quantity, line.quantity), grossLeft));
  if (gross === 0) return ok({ gross, vat: gross });
  // What stays must still hold the VAT that stays.
  const vatMin = Math.max(0, vatLeft - (grossLeft - gross));
  const vatMax = Math.min(vatLeft, gross);
  return ok({ gross, vat: minor(Math.min(Math.max(scale(line.vat, gross, line.total), vatMin), vatMax)) });
}
