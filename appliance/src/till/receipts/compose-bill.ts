// The bill before it is paid: what it would come to, marked as no receipt at head and foot, larger than any amount on it (fiscal.md 2.4).
import type { PrintDocument } from '../../devices/printer/port.ts';
import { add, negate, zero } from '../../domain/money/money.ts';
import type { Bill } from '../../domain/register/sale.ts';
import { blank, centred, marking, row, rule, text } from './blocks.ts';
import type { ReceiptFacts } from './compose.ts';
import { issuer } from './issuer.ts';
import { saleLine } from './receipt-lines.ts';
import { sums } from './receipt-sums.ts';
import { byRate, vatTable } from './vat-table.ts';
import { wordingOf } from './wording.ts';

export function composeBill(bill: Bill, facts: ReceiptFacts): PrintDocument {
  const wording = wordingOf(facts.settings, facts.language);
  const { words, figures, settings } = wording;
  const { tab, paid, due } = bill;
  const amount = (of: typeof due): string => figures.amount(of, settings.currency.exponent);
  const mark = [blank, marking(words.billMark), blank];
  return {
    blocks: [
      ...mark,
      ...issuer(wording),
      blank,
      row(words.billNumber, figures.plain(bill.number)),
      row(words.date, figures.dateTime(facts.at)),
      row(words.register, facts.register),
      row(words.operator, facts.operator),
      row(words.tab, tab.number),
      ...(tab.name === undefined ? [] : [row('', tab.name)]),
      ...(tab.table === undefined ? [] : [row(words.table, tab.table.name)]),
      ...(tab.guests === undefined ? [] : [row(words.guests, figures.count(tab.guests))]),
      ...(settings.dining.switchable ? [text(words.dining[bill.dining], { bold: true })] : []),
      rule,
      row('', settings.currency.code),
      ...bill.lines.flatMap((line) => saleLine(line, wording)),
      rule,
      ...sums({ ...bill, rounding: zero }, wording, { totalSize: 1 }),
      ...(paid === 0
        ? []
        : [
            row(words.paidSoFar, amount(negate(add(paid, zero)))),
            row(words.leftToPay, amount(due), { bold: true }),
          ]),
      blank,
      ...vatTable(byRate(bill.vat), wording),
      ...(facts.marking === 'reprint' ? [blank, centred(words.reprint, { bold: true })] : []),
      ...mark,
      { kind: 'feed', lines: 1 },
      { kind: 'cut' },
    ],
  };
}
