// A weighing scale: pushes readings as they change. Weights are grams as integers; nothing is averaged or smoothed (OIML R76).

export type ScaleReading =
  | { readonly state: 'stable'; readonly weightGrams: number }
  | { readonly state: 'motion' | 'under-zero' | 'overload' | 'needs-zero' | 'fault' };

export interface Scale {
  onReading(listener: (reading: ScaleReading) => void): void;
  /** Asks for zero; refused by the scale when out of the zero-capture range. Throws Fault `device.timeout` | `device.refused`. */
  zero(): Promise<void>;
}
