// The VAT in a sale or a shift: per rate what it is on, what it is, and both together.
import type { PrintBlock } from '../../devices/printer/port.ts';
import { add } from '../../domain/money/money.ts';
import type { VatRow } from '../../domain/tab/totals.ts';
import { row, rowBelow, table, text } from './blocks.ts';
import type { Wording } from './wording.ts';

type Cells = readonly [rate: string, net: string, vat: string, gross: string];

/** The rows of one rate as one: what a customer is told. */
export function byRate(rows: readonly VatRow[]): VatRow[] {
  const merged = new Map<number, VatRow>();
  for (const each of rows) {
    const known = merged.get(each.rate);
    merged.set(each.rate, known === undefined ? each : { ...sumOf([known, each]), rate: each.rate });
  }
  return [...merged.values()].sort((a, b) => a.rate - b.rate);
}

/** One line for each row and, of several, their sum. `named` says a row's rate; amounts too long for columns get lines of their own. */
export function vatTable(
  rows: readonly VatRow[],
  wording: Wording,
  named = (each: VatRow): string => wording.figures.percent(each.rate),
): PrintBlock[] {
  const { words, figures, settings } = wording;
  const amounts = ({ net, vat, gross }: VatRow): [string, string, string] => {
    const { exponent } = settings.currency;
    return [figures.amount(net, exponent), figures.amount(vat, exponent), figures.amount(gross, exponent)];
  };
  const body = rows.map((each): Cells => [named(each), ...amounts(each)]);
  if (rows.length > 1) body.push([words.sum, ...amounts(sumOf(rows))]);
  const lines = table([[words.vatRate, words.net, words.vat, words.gross], ...body]);
  if (lines === undefined) return body.flatMap((cells) => stacked(cells, wording));
  return lines.map((line) => text(line, { align: 'right' }));
}

function stacked([rate, net, vat, gross]: Cells, { words }: Wording): PrintBlock[] {
  return [row(`${words.vat} ${rate}`, vat), rowBelow(words.net, net), rowBelow(words.gross, gross)];
}

/** Of rows of any rate; the rate and the code are those of the first. */
function sumOf(rows: readonly VatRow[]): VatRow {
  const [first] = rows;
  if (first === undefined) throw new RangeError('no VAT rows to add up');
  return {
    ...first,
    net: add(...rows.map((each) => each.net)),
    vat: add(...rows.map((each) => each.vat)),
    gross: add(...rows.map((each) => each.gross)),
  };
}
