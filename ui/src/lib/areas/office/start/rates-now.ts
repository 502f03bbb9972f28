// Which rates of VAT hold today, told once each: several rates of a country have the same figure (no VAT, exempt, outside its scope).
import type { OfficeRecord } from '@countertop/appliance/protocol';

/** Basis points, the highest first. */
export function ratesNow(
  rates: readonly OfficeRecord<'vat-rate'>[],
  { country, today }: { readonly country: string; readonly today: string },
): readonly number[] {
  const now = rates
    .filter(({ body }) => body.active && body.country === country)
    .flatMap(({ body }) => {
      const begun = body.values.filter(({ validFrom }) => validFrom <= today);
      const latest = begun.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
      return latest === undefined ? [] : [latest.rate];
    });
  return [...new Set(now)].sort((a, b) => b - a);
}
