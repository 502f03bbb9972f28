// What lies on the scale, at this moment and for this product: shown to cashier and customer together, and taken once. Only a stable weight
// counts, and the pan must have moved before the next is taken (the guard that checkout scales have in Dialog 06 as answer 21).
import type { Scale, ScaleReading, ScaleTrouble } from '../../devices/scale/port.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import { type Minor, minor } from '../../domain/money/money.ts';
import { type Thousandths, thousandths } from '../../domain/quantity/quantity.ts';
import { ok, type Refused, refuse, type Result } from '../../domain/refusal.ts';
import {
  type ScalePlate,
  type TakenWeight,
  takeWeight,
  type WeighedGoods,
} from '../../domain/weighing/take-weight.ts';
import type { WeighingRules } from '../../domain/weighing/weighing-rules.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { ScaleView } from '../../protocol/views.ts';

export interface Weighed {
  /** Stable and net, thousandths of a kilogram. */
  readonly weight: Thousandths;
  /** The line was refused after all: the same weight may be taken again. */
  readonly giveBack: () => void;
}

export interface WeighingParts {
  readonly rules: () => WeighingRules;
  /** The connected one. */
  readonly scale: () => Pick<Scale, 'range' | 'can' | 'offer'> | undefined;
  readonly now: () => number;
}

type Goods = Pick<Product, 'id' | 'name' | 'price'>;

interface OnPan extends WeighedGoods {
  readonly product: string;
  readonly name: string;
  readonly since: number;
}

/** Nobody weighs one thing longer: whoever opened it has gone. */
const forgottenAfterMs = 5 * 60_000;
const unknownPlate: ScalePlate = { minGrams: 0, maxGrams: 0, intervalGrams: null };

/** What says that the pan has moved. Not a fault or a scale that was unplugged: what was sold may still lie there. */
const movements: ReadonlySet<ScaleReading['state']> = new Set([
  'motion',
  'under-zero',
  'overload',
  'below-minimum',
]);

export class Weighing {
  readonly #parts: WeighingParts;
  #name: string | null = null;
  #reading: ScaleReading | undefined;
  #at = 0;
  /** The last stable one, whatever came since. */
  #rested: Extract<ScaleReading, { state: 'stable' }> | undefined;
  /** Who has the weight that lies on the pan. */
  #taken: Weighed | null = null;
  #onPan: OnPan | null = null;

  constructor(parts: WeighingParts) {
    this.#parts = parts;
  }

  get view(): ScaleView {
    const reading = this.#reading;
    const scale = this.#parts.scale();
    return {
      name: this.#name,
      state: reading?.state ?? 'none',
      weight: reading?.state === 'stable' ? thousandths(reading.weightGrams) : null,
      net: reading?.state === 'stable' && reading.net === true,
      plate: scale?.range ?? null,
      can: scale?.can ?? { zero: false, tare: false, price: false },
      goods: this.#goodsView(),
      at: this.#at,
    };
  }

  take(name: string, reading: ScaleReading, at: number): void {
    if (this.#onPan !== null && at - this.#onPan.since > forgottenAfterMs) this.clear();
    if (this.#moved(reading)) this.#taken = null;
    if (reading.state === 'stable') this.#rested = reading;
    this.#name = name;
    this.#reading = reading;
    this.#at = at;
  }

  /** Goods are being weighed: their price is shown with the weight, and told to a scale that computes it. */
  put(goods: Goods, { tareGrams, price }: { readonly tareGrams: number; readonly price?: Minor }): void {
    const { id: product, name } = goods;
    const unitPrice = goods.price ?? price ?? null;
    this.#onPan = { product, name, unitPrice, tareGrams, since: this.#parts.now() };
    this.offer();
  }

  /** Nothing is being weighed any more. */
  clear(): void {
    if (this.#onPan === null) return;
    this.#onPan = null;
    this.offer();
  }

  /** A container was scanned. Refused when nothing is being weighed: it is no weight of goods. */
  tare(tareGrams: number): Result<null, FailureCode> {
    if (this.#onPan === null) return refuse('scale.tare-label');
    this.#onPan = { ...this.#onPan, tareGrams, since: this.#parts.now() };
    this.offer();
    return ok(null);
  }

  /** Tells the scale what is being weighed; also one that has just come. */
  offer(): void {
    const { unitPrice, tareGrams, name } = this.#onPan ?? { unitPrice: null, tareGrams: 0, name: '' };
    this.#parts.scale()?.offer(unitPrice === null ? null : { unitPrice, tareGrams, text: name });
  }

  /** Takes the weight off the scale: whoever asks next, even at the same moment, must wait for another. */
  weigh(goods: WeighedGoods): Result<Weighed, FailureCode> {
    const net = this.#net(goods);
    if (!net.ok) return net;
    if (this.#taken !== null) return refuse('scale.same-weight');
    const weighed: Weighed = {
      weight: net.value.net,
      giveBack: () => {
        if (this.#taken === weighed) this.#taken = null;
      },
    };
    this.#taken = weighed;
    return ok(weighed);
  }

  #net(goods: WeighedGoods): Result<TakenWeight, FailureCode> {
    const reading = this.#reading;
    if (reading === undefined) return refuse('scale.missing');
    if (reading.state !== 'stable') return this.#trouble(reading.state);
    const { weightGrams: grams, net = false, price } = reading;
    return takeWeight({ grams, net, price: price === undefined ? null : minor(price) }, goods, {
      plate: this.#parts.scale()?.range ?? unknownPlate,
      rules: this.#parts.rules(),
    });
  }

  #trouble(state: ScaleTrouble): Refused<FailureCode> {
    if (state === 'not-moved') return refuse('scale.same-weight');
    if (state !== 'below-minimum') return refuse('scale.not-stable', { state });
    return refuse('scale.below-minimum', { min: this.#parts.scale()?.range.minGrams ?? 0 });
  }

  #goodsView(): ScaleView['goods'] {
    const goods = this.#onPan;
    if (goods === null) return null;
    const { product, name, unitPrice, tareGrams } = goods;
    const net = this.#net(goods);
    const shown = net.ok ? { net: net.value.net, total: net.value.total } : { net: null, total: null };
    const why = !net.ok ? net.refusal.code : this.#taken === null ? null : 'scale.same-weight';
    return { product, name, unitPrice, tare: thousandths(tareGrams), ...shown, why };
  }

  /** A tare taken or cleared changes what is shown, and moves nothing. */
  #moved(reading: ScaleReading): boolean {
    if (reading.state !== 'stable') return movements.has(reading.state);
    const rested = this.#rested;
    return rested === undefined || (rested.net === reading.net && rested.weightGrams !== reading.weightGrams);
  }
}
