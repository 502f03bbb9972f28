// A weighing scale: pushes readings as they change. Weights are grams as integers; nothing is averaged or smoothed (OIML R76).
import { Fault } from '../../platform/fault.ts';

/** Why there is no weight to sell by. */
export type ScaleTrouble =
  | 'motion'
  | 'under-zero'
  | 'overload'
  /** It stands outside the range in which it zeroes itself. */
  | 'needs-zero'
  /** Less lies on it than it may be sold by. */
  | 'below-minimum'
  /** It has not moved since it was weighed last, and the scale itself gives no weight twice. */
  | 'not-moved'
  /** It weighs only what it knows the price of; see `offer`. */
  | 'no-price'
  /** It says so, cannot be understood or gives no answer. */
  | 'fault';

export interface StableReading {
  readonly state: 'stable';
  readonly weightGrams: number;
  /** The scale has taken a tare off already. */
  readonly net?: true;
  /** What the scale makes of it, in minor units, where it computes prices. */
  readonly price?: number;
}

export type ScaleReading = StableReading | { readonly state: ScaleTrouble };

/** As on the plate of the scale; null or 0: not known. */
export interface ScaleRange {
  readonly minGrams: number;
  readonly maxGrams: number;
  /** The verification scale interval e. */
  readonly intervalGrams: number | null;
}

/** What is weighed next. */
export interface OfferedGoods {
  /** Minor units per kilogram. */
  readonly unitPrice: number;
  readonly tareGrams: number;
  readonly text: string;
}

export interface Scale {
  readonly range: ScaleRange;
  /** What it can be asked for over its wire. */
  readonly can: { readonly zero: boolean; readonly tare: boolean; readonly price: boolean };
  onReading(listener: (reading: ScaleReading) => void): void;
  /** Asks for zero; refused by the scale when out of the zero-capture range. Throws Fault `device.timeout` | `device.refused`. */
  zero(): Promise<void>;
  /** What lies on it now is the container; its readings are net from here on. Throws as `zero` does. */
  tare(): Promise<void>;
  clearTare(): Promise<void>;
  /** To a scale that computes prices: what lies on it, or null for nothing. Others do not listen. */
  offer(goods: OfferedGoods | null): void;
}

export function cannot(what: 'zero' | 'tare'): Promise<never> {
  return Promise.reject(new Fault('device.refused', { cannot: what }));
}

export function sameReading(a: ScaleReading, b: ScaleReading | undefined): boolean {
  if (a.state !== 'stable' || b?.state !== 'stable') return a.state === b?.state;
  return a.weightGrams === b.weightGrams && a.net === b.net && a.price === b.price;
}
