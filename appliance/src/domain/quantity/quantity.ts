// Quantities are integers in thousandths of their unit: 1 piece = 1000, 0.195 kg = 195. One rule for pieces, weights and measures.
import type { Brand } from '../brand.ts';
import { type Minor, scale } from '../money/money.ts';

/** Thousandths of the unit of the product. Negative on return lines. */
export type Thousandths = Brand<number, 'Thousandths'>;

/** What a product is counted in. `piece` lines hold whole pieces only. */
export type Unit = 'piece' | 'kg' | 'litre' | 'metre';

export const onePiece = 1000 as Thousandths;

/** Makes a quantity. Throws a RangeError for anything but a safe integer. */
export function thousandths(value: number): Thousandths {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a quantity in thousandths: ${value}`);
  return (value === 0 ? 0 : value) as Thousandths;
}

export function pieces(count: number): Thousandths {
  return thousandths(count * 1000);
}

/** Price for a quantity: unit price × quantity, rounded half away from zero to the minor unit (OIML R76: total to the nearest). */
export function priceFor(unitPrice: Minor, quantity: Thousandths): Minor {
  return scale(unitPrice, quantity, 1000);
}
