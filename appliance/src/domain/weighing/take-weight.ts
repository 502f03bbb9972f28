// From what lies on the pan to what is sold: which weight may be taken, and why not. Nothing is averaged, rounded or remembered here; the
// weight is the scale's, less the tare (OIML R76-1, WELMEC 2.2).
import type { Minor } from '../money/money.ts';
import { priceFor, type Thousandths, thousandths } from '../quantity/quantity.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import type { WeighingRules } from './weighing-rules.ts';

/** A stable weight as a scale shows it, grams. */
export interface ShownWeight {
  readonly grams: number;
  /** The scale has taken a tare off. */
  readonly net: boolean;
  /** What the scale makes of it, where it computes prices. */
  readonly price: Minor | null;
}

/** As on the plate; 0 and null: not known. */
export interface ScalePlate {
  readonly minGrams: number;
  readonly maxGrams: number;
  readonly intervalGrams: number | null;
}

export interface WeighedGoods {
  readonly tareGrams: number;
  /** Per kilogram; null: asked for later. */
  readonly unitPrice: Minor | null;
}

export type WeightRefusal =
  | 'scale.pan-empty'
  | 'scale.below-minimum'
  | 'scale.tare-twice'
  | 'scale.tare-steps'
  | 'scale.price-by-scale'
  | 'scale.price-differs';

export interface TakenWeight {
  /** Thousandths of a kilogram. */
  readonly net: Thousandths;
  /** What it costs; null: not known yet. */
  readonly total: Minor | null;
}

export function takeWeight(
  shown: ShownWeight,
  goods: WeighedGoods,
  { plate, rules }: { readonly plate: ScalePlate; readonly rules: WeighingRules },
): Result<TakenWeight, WeightRefusal> {
  const tare = tareOf(shown, goods, { plate, rules });
  if (!tare.ok) return tare;
  const grams = shown.grams - tare.value;
  if (grams <= 0) return refuse('scale.pan-empty');
  if (rules.belowMinimum === 'refuse' && grams < plate.minGrams)
    return refuse('scale.below-minimum', { min: plate.minGrams });
  const net = thousandths(grams);
  const total = goods.unitPrice === null ? null : priceFor(goods.unitPrice, net);
  if (shown.price === null)
    return rules.priceBy === 'scale' ? refuse('scale.price-by-scale') : ok({ net, total });
  // The customer sees the scale's price: the receipt may say no other.
  return total === null || total === shown.price ? ok({ net, total }) : refuse('scale.price-differs');
}

/** What is left to take off: a scale that computes prices was told the tare, and weighs without it. */
function tareOf(
  { net, price }: ShownWeight,
  { tareGrams }: WeighedGoods,
  { plate, rules }: { readonly plate: ScalePlate; readonly rules: WeighingRules },
): Result<number, WeightRefusal> {
  if (tareGrams === 0) return ok(0);
  if (net) return refuse('scale.tare-twice');
  const step = plate.intervalGrams ?? 1;
  if (rules.tareInSteps && tareGrams % step !== 0) return refuse('scale.tare-steps', { step });
  return ok(price === null ? tareGrams : 0);
}
