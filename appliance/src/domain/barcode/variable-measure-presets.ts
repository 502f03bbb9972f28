// Ready pattern tables for the label numbers of some countries, to start a shop from. What GS1 has published per country is followed;
// the Netherlands have no national structure that we could confirm, so a Dutch shop writes down what its scale prints.
import type { VariableMeasurePattern } from './variable-measure.ts';

/** Sweden: https://gs1.se/en/support/how-do-i-create-my-variable-weight-numbers/. The second digit says kilograms or kronor and how many decimals. */
function nordic(currency: string): readonly VariableMeasurePattern[] {
  return [
    { layout: '20IIIIIIVVVV', meaning: 'price', decimals: 2, currency },
    { layout: '21IIIIIIVVVV', meaning: 'price', decimals: 1, currency },
    { layout: '22IIIIIIVVVV', meaning: 'price', decimals: 0, currency },
    ...baltic,
  ];
}

/** Finland and the Baltic states give weights only. */
const baltic: readonly VariableMeasurePattern[] = [
  { layout: '23IIIIIIVVVV', meaning: 'weight', decimals: 3 },
  { layout: '24IIIIIIVVVV', meaning: 'weight', decimals: 2 },
  { layout: '25IIIIIIVVVV', meaning: 'weight', decimals: 1 },
];

/** By ISO 3166 country. */
export const variableMeasurePresets = {
  // No Norwegian document is public; goods on sale follow the Swedish structure.
  NO: nordic('NOK'),
  SE: nordic('SEK'),
  FI: baltic,
  EE: baltic,
  LV: baltic,
  LT: baltic,
  // GS1 Denmark, "GTIN-13 pris" and "GTIN-13 vægt".
  DK: [
    { layout: '21IIIIVVVVVV', meaning: 'price', decimals: 2, currency: 'DKK' },
    { layout: '22IIIIVVVVVV', meaning: 'price', decimals: 2, currency: 'DKK' },
    { layout: '23IIIIVVVVVV', meaning: 'price', decimals: 2, currency: 'DKK' },
    { layout: '24IIIIVVVVVV', meaning: 'price', decimals: 2, currency: 'DKK' },
    { layout: '26IIIIVVVVVV', meaning: 'weight', decimals: 3 },
    { layout: '27IIIIIVVVVV', meaning: 'weight', decimals: 3 },
    { layout: '28IIIIVVVVVV', meaning: 'weight', decimals: 3 },
  ],
  // GS1 Germany, "Globale Artikelnummer (GTIN) in der Anwendung".
  DE: [
    { layout: '22IIIICVVVVV', meaning: 'price', decimals: 2, currency: 'EUR' },
    { layout: '23IIIICVVVVV', meaning: 'price', decimals: 2, currency: 'EUR' },
    { layout: '25IIIICVVVVV', meaning: 'count', decimals: 0 },
    { layout: '26IIIICVVVVV', meaning: 'count', decimals: 0 },
    { layout: '28IIIICVVVVV', meaning: 'weight', decimals: 3 },
    { layout: '29IIIICVVVVV', meaning: 'weight', decimals: 3 },
  ],
  // GS1 UK, "How to barcode variable measure items": a 5-digit prefix of 20 or 28, reference, price verifier, price.
  GB: [
    { layout: '20IIIIICVVVV', meaning: 'price', decimals: 2, currency: 'GBP' },
    { layout: '28IIIIICVVVV', meaning: 'price', decimals: 2, currency: 'GBP' },
  ],
  // 29 is given out by GS1 Czech Republic, 28 is the shop's own. Scales fill the digit before the weight differently, so it is not read.
  CZ: [
    { layout: '28IIIIXVVVVV', meaning: 'weight', decimals: 3 },
    { layout: '29IIIIXVVVVV', meaning: 'weight', decimals: 3 },
  ],
  // GS1 US random-weight numbers, UPC-A with number system 2.
  US: [{ layout: '02IIIIICVVVV', meaning: 'price', decimals: 2, currency: 'USD' }],
} as const satisfies Readonly<Record<string, readonly VariableMeasurePattern[]>>;

/** @public */
export type PresetCountry = keyof typeof variableMeasurePresets;
