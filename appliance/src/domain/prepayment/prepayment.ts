// Money paid in on an order before its goods are handed over, as a line tells of it: received by a receipt of its own, used on the receipt of
// the goods, or paid back. Where the country taxes it when it is received (Directive 2006/112/EC art. 65: the goods of an order are known) the
// line holds that VAT for ever, so that both receipts together hold the VAT of the order; otherwise it is owed and no turnover (fiscal.md 4.1, W12).
import type { Minor } from '../money/money.ts';
import type { Payment } from '../payment/payment.ts';
import type { BasisPoints } from '../vat/vat.ts';

/** The order as its tab was known; the id stays with it wherever it goes. */
export interface OrderRef {
  readonly tab: string;
  readonly number: string;
  readonly name?: string;
  /** What it came to then. */
  readonly total: Minor;
}

export interface PrepaymentOnLine {
  readonly does: 'receive' | 'use' | 'pay-back';
  readonly order: OrderRef;
  /** Due when it was received. Absent: due with the goods. */
  readonly taxed?: PrepaidVat;
  /** Where it was received, and how. Absent while it is being received. */
  readonly received?: {
    readonly register: string;
    readonly receipt: number;
    readonly paidWith: readonly Pick<Payment, 'tender' | 'amount'>[];
  };
}

/** `vat`: positive. */
export interface PrepaidVat {
  readonly rate: BasisPoints;
  readonly vatCode: string;
  readonly vat: Minor;
}

/** The EU, and the United Kingdom, which kept the rule: a payment is a tax point. */
const taxedAtReceipt: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Whether VAT is due when a prepayment is received; elsewhere, as in Norway, it follows the goods. */
export function isTaxedAtReceipt(country: string): boolean {
  return taxedAtReceipt.has(country);
}
