// The receipt of money that a customer owed: no goods and no VAT, which the sale's own receipt had.
import type { PrintDocument } from '../../devices/printer/port.ts';
import type { AccountReceived } from '../../domain/customer/account.ts';
import { blank, centred, row, rule } from './blocks.ts';
import type { ReceiptFacts } from './compose.ts';
import { issuer } from './issuer.ts';
import { amountOf, paymentRows } from './receipt-sums.ts';
import { wordingOf } from './wording.ts';

export function composeOnAccount(received: AccountReceived, facts: ReceiptFacts): PrintDocument {
  const wording = wordingOf(facts.settings, facts.language);
  const { words, figures } = wording;
  const { number, amount, payment, left } = received;
  const sum = amountOf(wording);
  return {
    blocks: [
      ...issuer(wording),
      blank,
      centred(words.account.heading, { bold: true }),
      blank,
      row(words.account.number, figures.plain(number)),
      row(words.date, figures.dateTime(facts.at)),
      row(words.register, facts.register),
      row(words.operator, facts.operator),
      ...(facts.customer === undefined ? [] : [row(words.customer, facts.customer.name)]),
      rule,
      row(words.sum, sum(amount), { bold: true }),
      ...(payment.rounding === 0 ? [] : [row(words.rounding, sum(payment.rounding))]),
      ...paymentRows(payment, wording),
      ...(payment.change === 0 ? [] : [row(words.change, sum(payment.change))]),
      ...(left === undefined ? [] : [row(words.account.left, sum(left))]),
      ...(facts.marking === 'reprint' ? [blank, centred(words.reprint, { bold: true })] : []),
      { kind: 'feed', lines: 1 },
      { kind: 'cut' },
    ],
  };
}
