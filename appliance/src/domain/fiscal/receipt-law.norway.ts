// Receipts in the Norwegian build: every sale has one, and the register makes one copy of it at most (kassasystemforskrifta § 2-6). Nothing
// here asks for a country or a setting: what is forbidden is not in the program.
import { refuse } from '../refusal.ts';
import type { Objection } from '../register/decision.ts';
import type { ReceiptWish } from '../tab/tab.ts';

export function receiptNeeded(_wish: ReceiptWish | null, _country: string): Objection {
  return undefined;
}

/** @param copies made before */
export function tooManyCopies(copies: number, _country: string): Objection {
  return copies > 0 ? refuse('receipt.copy-limit', { max: 1 }) : undefined;
}

export function goesOnPaper(_wish: ReceiptWish | undefined): boolean {
  return true;
}
