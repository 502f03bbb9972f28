// What the law of the shop's country says of receipts: where a sale may go without one on paper, and how many copies a register may make. In
// the Norwegian build receipt-law.norway.ts stands in its place.
import { refuse } from '../refusal.ts';
import type { Objection } from '../register/decision.ts';
import type { ReceiptWish } from '../tab/tab.ts';

/** Countries where a sale may not end without a receipt (Norway: kassasystemforskrifta § 2-6, fiscal.md 2.4). */
const receiptAlways: ReadonlySet<string> = new Set(['NO']);

/** Countries whose law allows one copy of a receipt from the register (Norway: the same section). */
const oneCopyOnly: ReadonlySet<string> = new Set(['NO']);

export function receiptNeeded(wish: ReceiptWish | null, country: string): Objection {
  return wish?.paper === false && receiptAlways.has(country)
    ? refuse('receipt.paper-needed', { country })
    : undefined;
}

/** @param copies made before */
export function tooManyCopies(copies: number, country: string): Objection {
  return copies > 0 && oneCopyOnly.has(country) ? refuse('receipt.copy-limit', { max: 1 }) : undefined;
}

/** Whether a sale's receipt is printed of itself. */
export function goesOnPaper(wish: ReceiptWish | undefined): boolean {
  return wish?.paper !== false;
}
