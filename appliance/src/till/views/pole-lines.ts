// What stands on a pole display: what was added last and what it all comes to; what is weighed, with its price; what is due; the change.
import { spread } from '../../devices/pole-display/pole-text.ts';
import { columns, type PoleDisplay, type PoleLines } from '../../devices/pole-display/port.ts';
import type { CustomerDisplayView, ScaleView } from '../../protocol/views.ts';
import type { DevicesOfKind } from '../../devices/devices-of-kind.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { type Wording, wordingOf } from '../receipts/wording.ts';

type Sums = Pick<CustomerDisplayView, 'shop' | 'state' | 'lines' | 'total' | 'due' | 'lastSale'>;

export function poleLines(
  { shop, state, lines, total, due, lastSale }: Sums,
  goods: ScaleView['goods'],
  { words, figures }: Pick<Wording, 'words' | 'figures'>,
): PoleLines {
  const amount = (minor: number): string => figures.amount(minor, shop.currency.exponent);
  if (state === 'closed') return { upper: centred(shop.name), lower: '' };
  if (goods !== null) {
    const each = goods.unitPrice === null ? '' : `${amount(goods.unitPrice)}/kg`;
    const weight = goods.net === null ? '-' : `${figures.measure(goods.net)} kg`;
    return {
      upper: spread(goods.name, each),
      lower: spread(weight, goods.total === null ? '-' : amount(goods.total)),
    };
  }
  if (state === 'thanks' && lastSale !== null)
    return {
      upper: spread(words.total, amount(lastSale.total + lastSale.rounding)),
      lower: spread(words.change, amount(lastSale.change)),
    };
  const last = lastAdded(lines);
  if (last === undefined) return { upper: centred(shop.name), lower: '' };
  const upper = spread(last.name, amount(last.total));
  return state === 'paying'
    ? { upper: spread(words.total, amount(total)), lower: spread(words.leftToPay, amount(due)) }
    : { upper, lower: spread(words.total, amount(total)) };
}

function lastAdded(lines: Sums['lines']): Sums['lines'][string] | undefined {
  return Object.values(lines)
    .filter(({ depositOf }) => depositOf === null)
    .toSorted((one, other) => other.position - one.position)[0];
}

function centred(text: string): string {
  const left = Math.max(0, Math.floor((columns - [...text].length) / 2));
  return `${' '.repeat(left)}${text}`;
}

export interface PoleScreen {
  readonly view: CustomerDisplayView;
  readonly goods: ScaleView['goods'];
  readonly settings: ShopSettings;
}

/** Shows it on the pole, where there is one. Formats of a language cost time: they are kept while the shop's settings stay the same. */
export function poleOf(poles: DevicesOfKind<PoleDisplay>): (screen: PoleScreen) => void {
  let wording: Wording | undefined;
  return ({ view, goods, settings }) => {
    const pole = poles.connected();
    if (pole === undefined) return;
    if (wording?.settings !== settings) wording = wordingOf(settings);
    pole.show(poleLines(view, goods, wording));
  };
}
