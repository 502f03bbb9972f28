// What can still be given back of a sale: each line less what was returned of it before.
import type { ReturnableSale, SaleLine } from '@countertop/appliance/protocol';
import type { Key } from '../../i18n/sections.ts';

export interface ReturnableLine {
  readonly line: SaleLine;
  /** Thousandths that can still be returned. */
  readonly left: number;
  /** Thousandths that one touch adds: a piece, or everything of what was weighed. */
  readonly step: number;
}

/** What is given most often as a reason for bringing goods back. */
export const returnReasons: readonly Key[] = [
  'reason.changed-mind',
  'returns.faulty',
  'returns.wrong-size',
  'reason.wrong-item',
];

const piece = 1000;

export function returnableLines({ sale, returned }: ReturnableSale): readonly ReturnableLine[] {
  return sale.lines
    .filter(
      ({ returnOf, prepayment, quantity, product }) =>
        returnOf === undefined &&
        prepayment === undefined &&
        quantity > 0 &&
        product.kind !== 'deposit-return',
    )
    .map((line) => {
      const left = line.quantity - (returned[line.id]?.quantity ?? 0);
      return { line, left, step: line.product.unit === 'piece' ? piece : left };
    });
}

/** The choice with one line set: the deposits of a line come back with it, as far as they can, until somebody says otherwise. */
export function withReturned(
  choice: Readonly<Record<string, number>>,
  lines: readonly ReturnableLine[],
  { line, quantity }: { readonly line: string; readonly quantity: number },
): Record<string, number> {
  const after: Record<string, number> = { ...choice, [line]: quantity };
  for (const { line: other, left } of lines) {
    if (other.parent === line) after[other.id] = Math.min(left, quantity);
  }
  return after;
}
