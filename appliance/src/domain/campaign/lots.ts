// Units of a line that are worth the same: pieces, or the whole of what is weighed. Deals are made of units; a lot keeps thousands of
// equal pieces as one number.
import { onePiece, type Thousandths } from '../quantity/quantity.ts';
import type { CampaignLine } from './campaign.ts';

export interface Lot {
  readonly line: CampaignLine;
  /** Units in it. */
  readonly count: number;
  /** Minor units of money that one unit costs. */
  readonly worth: number;
  /** Thousandths of piece, kilogram, … in one unit. */
  readonly thousandths: Thousandths;
  /** Whole pieces, that can be part of a group. */
  readonly counted: boolean;
}

/** The lots of all lines in an order of their own, by line and worth. `left`: what of a line's amount is still to pay. */
export function lotsOf(
  lines: readonly CampaignLine[],
  left: (line: CampaignLine) => number = ({ amount }) => amount,
): readonly Lot[] {
  return lines
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .flatMap((line) => lotsOfLine(line, left(line)));
}

/** Where pieces do not divide the amount, some are worth one minor unit more. */
function lotsOfLine(line: CampaignLine, left: number): readonly Lot[] {
  const { quantity, counted } = line;
  if (!counted || quantity % onePiece !== 0)
    return [{ line, count: 1, worth: left, thousandths: quantity, counted: false }];
  const pieces = quantity / onePiece;
  const dearer = left % pieces;
  const worth = (left - dearer) / pieces;
  return [
    { line, count: dearer, worth: worth + 1, thousandths: onePiece, counted },
    { line, count: pieces - dearer, worth, thousandths: onePiece, counted },
  ].filter((lot) => lot.count > 0);
}
