// What can still be given back of a sale: each line less what was returned of it before. Deposits follow their line by themselves.
import type { ReturnableSale, SaleLine } from '@countertop/appliance/protocol';

export interface ReturnableLine {
  readonly line: SaleLine;
  /** Thousandths that can still be returned. */
  readonly left: number;
  /** Thousandths that one touch adds: a piece, or everything of what was weighed. */
  readonly step: number;
}

const piece = 1000;

export function returnableLines({ sale, returned }: ReturnableSale): readonly ReturnableLine[] {
  return sale.lines
    .filter((line) => line.returnOf === undefined && line.parent === undefined && line.quantity > 0 && line.product.kind !== 'deposit-return')
    .map((line) => {
      const left = line.quantity - (returned[line.id]?.quantity ?? 0);
      return { line, left, step: line.product.unit === 'piece' ? piece : left };
    });
}
