// What the law of a country wants of weighing for sale, as far as a till can hold it. A shop may be stricter or, where its inspector says
// so, otherwise: each rule is a setting of the office. The duties and their sources stand in `appliance/docs/weighing.md`.

export interface WeighingRules {
  /** Whether less than the Min on the scale's plate is sold by weight (OIML R76-1 T.3.1.2, NAWI directive 2014/31/EU annex I 7.1). */
  readonly belowMinimum: 'refuse' | 'allow';
  /** A tare that the till takes off is a multiple of the scale interval e (OIML R76-1 4.6). */
  readonly tareInSteps: boolean;
  /** `scale`: only a scale that computes the price itself, and shows it, weighs for sale. `till`: the till may, too. */
  readonly priceBy: 'till' | 'scale';
}

/** Member states of the OIML and of the NAWI directive; where we know no better, the strict ones hold. */
const oiml: WeighingRules = { belowMinimum: 'refuse', tareInSteps: true, priceBy: 'till' };

/** Where light loads are advised against and not forbidden (NIST Handbook 44, scales code, recommended minimum load). */
const handbook44: WeighingRules = { belowMinimum: 'allow', tareInSteps: true, priceBy: 'till' };

const otherwise: ReadonlyMap<string, WeighingRules> = new Map([
  ['US', handbook44],
  ['CA', handbook44],
]);

/** @param country ISO 3166-1 alpha-2 */
export function weighingRulesOf(country: string): WeighingRules {
  return otherwise.get(country) ?? oiml;
}

/** Those of a shop: its own, or those of its country. */
export function weighingRules(settings: {
  readonly shop: { readonly country: string };
  readonly weighing?: Partial<WeighingRules>;
}): WeighingRules {
  return { ...weighingRulesOf(settings.shop.country), ...settings.weighing };
}
