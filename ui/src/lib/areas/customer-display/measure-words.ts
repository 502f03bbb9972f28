// How much of an article, said to a customer.
import type { Texts } from '../../i18n/texts.svelte.ts';
import type { DisplayLine } from './latest-line.ts';

const onePiece = 1000;
/** Weights and measures are written as the scale shows them, zeros included. */
const asMeasured = { code: '', exponent: 3 };

/** "3 ×", "0,832 kg"; nothing for one piece. */
export function shortMeasure(
  { quantity, unit }: Pick<DisplayLine, 'quantity' | 'unit'>,
  texts: Texts,
): string {
  if (unit === 'piece') return quantity === onePiece ? '' : `${texts.formats.thousandths(quantity)} ×`;
  return `${texts.formats.figures(quantity, asMeasured)} ${texts.t(`unit.${unit}`)}`;
}

/** "3 × 22,50", "0,832 kg × 27,90/kg"; nothing for one piece at its price. */
export function measureWords(
  { quantity, unit, unitPrice, discountAmount }: DisplayLine,
  texts: Texts,
): string {
  const price = texts.formats.figures(unitPrice, texts.currency);
  if (unit !== 'piece')
    return `${shortMeasure({ quantity, unit }, texts)} × ${price}/${texts.t(`unit.${unit}`)}`;
  return quantity === onePiece && discountAmount === 0
    ? ''
    : `${texts.formats.thousandths(quantity)} × ${price}`;
}
