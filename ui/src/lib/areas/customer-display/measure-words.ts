// How much of an article, said to a customer.
import type { Texts } from '../../i18n/texts.svelte.ts';
import type { DisplayLine } from './latest-line.ts';

const onePiece = 1000;

/** "3 ×", "0,832 kg"; nothing for one piece. */
export function shortMeasure({ quantity, unit }: DisplayLine, texts: Texts): string {
  if (unit === 'piece') return quantity === onePiece ? '' : `${texts.formats.thousandths(quantity)} ×`;
  return `${texts.formats.thousandths(quantity)} ${texts.t(`display.unit.${unit}`)}`;
}

/** "3 × 22,50", "0,832 kg × 27,90/kg"; nothing for one piece at its price. */
export function measureWords({ quantity, unit, unitPrice, discountAmount }: DisplayLine, texts: Texts): string {
  const price = texts.formats.figures(unitPrice, texts.currency);
  const figures = texts.formats.thousandths(quantity);
  if (unit !== 'piece') {
    const name = texts.t(`display.unit.${unit}`);
    return `${figures} ${name} × ${price}/${name}`;
  }
  return quantity === onePiece && discountAmount === 0 ? '' : `${figures} × ${price}`;
}
