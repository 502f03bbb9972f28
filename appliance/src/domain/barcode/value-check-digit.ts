// The check digit over the price or weight inside a variable-measure label (GS1 General Specifications 7.9.2–7.9.4). It catches a misread
// that the label's own check digit lets through.

/** Each digit weighed as the standard names it: 2-, 3, 5+ and 5-. */
const twoMinus = [0, 2, 4, 6, 8, 9, 1, 3, 5, 7] as const;
const three = [0, 3, 6, 9, 2, 5, 8, 1, 4, 7] as const;
const fivePlus = [0, 5, 1, 6, 2, 7, 3, 8, 4, 9] as const;
const fiveMinus = [0, 5, 9, 4, 8, 3, 7, 2, 6, 1] as const;

const weightsOfFour = [twoMinus, twoMinus, three, fiveMinus] as const;
const weightsOfFive = [fivePlus, twoMinus, fiveMinus, fivePlus, twoMinus] as const;

/** The check digit of a value of 4 or 5 digits. Throws a RangeError for anything else. */
export function valueCheckDigit(value: string): string {
  if (/^\d{4}$/.test(value)) return String((3 * weighted(value, weightsOfFour)) % 10);
  if (/^\d{5}$/.test(value))
    return String(
      fiveMinus.findIndex((weight) => weight === (10 - (weighted(value, weightsOfFive) % 10)) % 10),
    );
  throw new RangeError(`not a value of 4 or 5 digits: ${value}`);
}

function weighted(value: string, weights: readonly (readonly number[])[]): number {
  return weights.reduce((sum, table, place) => sum + Number(table[Number(value.charAt(place))]), 0);
}
