// A receipt by e-mail: made here as the file a customer could take along, and handed to the office, which has the mail server. The address is
// in the office's outbox and nowhere else: the journal says that the receipt was sent, and by which mail.
import { tooManyCopies, goesOnPaper } from '../../domain/fiscal/receipt-law.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Sale } from '../../domain/register/sale.ts';
import { isAddress } from '../../platform/mail/mail.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { JournalStore } from '../journal/store.ts';
import type { AskOffice } from '../office/ask-office.ts';
import type { Printing } from '../printing/port.ts';
import { languageOf, type ReceiptLanguage } from '../receipts/wording.ts';
import type { Shop } from '../shop/shop.ts';

export interface ReceiptMailParts {
  readonly register: string;
  readonly store: Pick<JournalStore, 'returnable' | 'copies'>;
  readonly printing: Pick<Printing, 'paper'>;
  readonly askOffice: AskOffice;
  readonly shop: () => Shop;
  readonly now: () => number;
}

export interface WantedMail {
  /** Names the mail: asked for again with it, there is one. */
  readonly mail: string;
  readonly receipt: number;
  readonly to: string;
}

export type MailReceipt = (wanted: WantedMail) => Promise<Result<Sale, FailureCode>>;

/** The office has it when this is accepted. Refuses `receipt.unknown`, `receipt.copy-limit`, `mail.*`, `office.*`, `box.busy`. */
export function receiptMail(parts: ReceiptMailParts): MailReceipt {
  const { register, store, printing, askOffice, shop, now } = parts;
  return async ({ mail, receipt, to }) => {
    if (!isAddress(to)) return refuse('mail.address');
    const found = await store.returnable(register, receipt);
    if (found === undefined) return refuse('receipt.unknown', { receipt });
    const { sale } = found;
    const { country, locale } = shop().settings.shop;
    // Who has one on paper gets a copy, marked as one and counted; who wanted none gets the receipt itself.
    const isCopy = goesOnPaper(sale.wish);
    const limit = isCopy ? tooManyCopies(await store.copies(register, receipt), country) : undefined;
    if (limit !== undefined) return limit;
    const paper = await printing.paper(isCopy ? 'copy' : 'shown', { receipt });
    if (paper === undefined) return refuse('receipt.unknown', { receipt });
    // Large, and seldom asked for: not on the way of every start.
    const { pdfOf } = await import('../receipts/pdf.ts');
    const title = `${register}-${String(receipt)}`;
    const pdf = Buffer.from(await pdfOf(paper, { title, at: now() })).toString('base64');
    const language: ReceiptLanguage = languageOf(sale.wish?.language ?? locale) ?? 'en';
    const asked = await askOffice('mail-receipt', { mail, to, language, file: `${title}.pdf`, pdf });
    return asked.ok ? ok(sale) : asked;
  };
}
