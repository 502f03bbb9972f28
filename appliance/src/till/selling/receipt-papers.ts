// A receipt where there is no printer: on the screen as it stands on paper, and its copy as a file to take along.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { ReceiptFile, SheetLine } from '../../protocol/views.ts';
import type { JournalStore } from '../journal/store.ts';
import type { Printing } from '../printing/port.ts';
import { sheetOf } from '../receipts/sheet.ts';

interface PaperParts {
  readonly register: { readonly name: string };
  readonly store: Pick<JournalStore, 'copies'>;
  readonly printing: Pick<Printing, 'paper'>;
  readonly clock: Clock;
}

export async function receiptSheet(
  receipt: number,
  { printing }: Pick<PaperParts, 'printing'>,
): Promise<Result<readonly SheetLine[], FailureCode>> {
  const paper = await printing.paper('shown', { receipt });
  return paper === undefined ? refuse('receipt.unknown', { receipt }) : ok(sheetOf(paper));
}

/** Only once a copy was made of it: what can be handed on is counted, and limited where the law limits it. */
export async function receiptPdf(
  receipt: number,
  { register, store, printing, clock }: PaperParts,
): Promise<Result<ReceiptFile, FailureCode>> {
  const paper = await printing.paper('copy', { receipt });
  if (paper === undefined) return refuse('receipt.unknown', { receipt });
  if ((await store.copies(register.name, receipt)) === 0) return refuse('receipt.no-copy', { receipt });
  // Large, and seldom asked for: not on the way of every start.
  const { pdfOf } = await import('../receipts/pdf.ts');
  const title = `${register.name}-${String(receipt)}`;
  const content = await pdfOf(paper, { title, at: clock.now() });
  return ok({ name: `${title}.pdf`, content: Buffer.from(content).toString('base64') });
}
