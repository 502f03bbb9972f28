// The slip of a gift card whose code the till made: handed over as the card, so its code stands here and nowhere else.
import type { PrintDocument } from '../../devices/printer/port.ts';
import type { SaleLine } from '../../domain/register/sale.ts';
import { blank, centred, marking, row, rule } from './blocks.ts';
import type { ReceiptFacts } from './compose.ts';
import { issuer } from './issuer.ts';
import { wordingOf } from './wording.ts';

export function composeGiftCard(line: SaleLine, code: string, facts: ReceiptFacts): PrintDocument {
  const wording = wordingOf(facts.settings, facts.language);
  const { words, figures, settings } = wording;
  const { code: currency, exponent } = settings.currency;
  const { expiresAt } = line.giftCard ?? {};
  return {
    blocks: [
      ...issuer(wording),
      blank,
      marking(line.product.name),
      marking(`${figures.amount(line.total, exponent)} ${currency}`),
      blank,
      { kind: 'qr', data: code },
      centred(code, { bold: true }),
      blank,
      row(words.date, figures.dateTime(facts.at)),
      ...(expiresAt === undefined ? [] : [row(words.giftCard.validUntil, figures.dateTime(expiresAt))]),
      rule,
      centred(words.giftCard.slipNote),
      ...(facts.marking === 'reprint' ? [blank, centred(words.reprint, { bold: true })] : []),
      { kind: 'feed', lines: 1 },
      { kind: 'cut' },
    ],
  };
}
