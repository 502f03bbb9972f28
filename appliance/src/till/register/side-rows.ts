// What must become true in the same commit as the events: rows to find sales by, what has been returned, and jobs for printer and drawer.
import { goesOnPaper } from '../../domain/fiscal/receipt-law.ts';
import type { Entry } from '../../domain/journal/entry.ts';
import type { RegisterEvent, RegisterEventPayloads } from '../../domain/register/events.ts';
import type { Sale } from '../../domain/register/sale.ts';
import type { PrintJobRow, ReturnedRow, SaleRow } from '../journal/store.ts';

export interface SideRows {
  readonly sales: SaleRow[];
  readonly returned: ReturnedRow[];
  readonly jobs: PrintJobRow[];
}

export interface PrintWish {
  /** Print what the command produces (receipt, report); false leaves only the drawer. */
  readonly print: boolean;
}

function saleRow(sale: Sale, entry: Entry): SaleRow {
  return {
    register: entry.register,
    receipt: sale.receipt,
    seq: entry.seq,
    tab: sale.tab.id,
    tabNumber: sale.tab.number,
    shift: sale.shift,
    kind: sale.kind,
    at: entry.at,
    total: sale.total,
    operator: entry.who,
  };
}

function returnedRows(sale: Sale, register: string): ReturnedRow[] {
  const rows: ReturnedRow[] = [];
  for (const { returnOf, quantity } of sale.lines) {
    if (returnOf?.receipt === undefined || returnOf.line === undefined) continue;
    rows.push({
      register: returnOf.register ?? register,
      receipt: returnOf.receipt,
      line: returnOf.line,
      quantity: Math.abs(quantity),
      gross: returnOf.gross,
      vat: returnOf.vat,
    });
  }
  return rows;
}

/** Kind, subject and request of the job an event asks for, if any. The paper is composed from the journal when its turn comes. */
function jobOf(
  event: RegisterEvent,
  seq: number,
  wish: PrintWish,
): Pick<PrintJobRow, 'kind' | 'subject' | 'request'> | undefined {
  switch (event.type) {
    case 'drawer.opened':
      // It is open already.
      if (event.payload.reason === 'key') return undefined;
      return { kind: 'drawer', subject: `drawer:${event.payload.reason}`, request: {} };
    case 'sale.completed':
      return wish.print && goesOnPaper(event.payload.sale.wish)
        ? { kind: 'receipt', subject: `receipt:${event.payload.sale.receipt}`, request: { seq } }
        : undefined;
    case 'receipt.gift-printed':
      return {
        kind: 'gift',
        subject: `receipt:${event.payload.receipt}`,
        request: { receipt: event.payload.receipt },
      };
    case 'training.receipt':
      return { kind: 'training', subject: `training:${event.payload.sale.receipt}`, request: { seq } };
    case 'bill.printed':
      return { kind: 'bill', subject: `bill:${event.payload.bill.number}`, request: { seq } };
    case 'account.paid': {
      const { number } = event.payload.received;
      return { kind: 'on-account', subject: `on-account:${number}`, request: { seq } };
    }
    case 'receipt.copied':
      return wish.print
        ? {
            kind: 'copy',
            subject: `receipt:${event.payload.receipt}`,
            request: { receipt: event.payload.receipt, copy: event.payload.copy },
          }
        : undefined;
    case 'shift.closed':
      return wish.print
        ? { kind: 'z-report', subject: `z-report:${event.payload.report.zNumber ?? 0}`, request: { seq } }
        : undefined;
    case 'shift.x-reported':
      return wish.print
        ? { kind: 'x-report', subject: `x-report:${event.payload.report.shift}`, request: { seq } }
        : undefined;
    default:
      return undefined;
  }
}

/** One for each printer that something of the round goes to. */
function roundSlips({ head, number, lines }: RegisterEventPayloads['round.sent'], seq: number) {
  return [...new Set(lines.map(({ printer }) => printer))].map((printer, index) => ({
    kind: 'round',
    subject: `round:${head.number}:${number}`,
    request: { seq, ...(printer === undefined ? {} : { printer }) },
    index,
  }));
}

/** Who bought cards that the till made is given them on paper, whatever they wanted of the receipt. */
function giftCardSlips({ lines }: Sale, seq: number) {
  return lines.flatMap(({ giftCard }, line) =>
    giftCard?.madeOf === undefined
      ? []
      : [{ kind: 'gift-card', subject: `gift-card:${giftCard.last4}`, request: { seq, line }, index: line }],
  );
}

function slipsOf(event: RegisterEvent, seq: number) {
  if (event.type === 'round.sent') return roundSlips(event.payload, seq);
  return event.type === 'sale.completed' ? giftCardSlips(event.payload.sale, seq) : [];
}

export interface Written {
  readonly event: RegisterEvent;
  readonly entry: Entry;
}

/** Adds the rows that an event, once written, brings along. */
export function addSideRows(rows: SideRows, { event, entry }: Written, wish: PrintWish): void {
  if (event.type === 'sale.completed') {
    rows.sales.push(saleRow(event.payload.sale, entry));
    rows.returned.push(...returnedRows(event.payload.sale, entry.register));
  }
  const { register, seq, at } = entry;
  const job = jobOf(event, seq, wish);
  if (job !== undefined) rows.jobs.push({ id: `${register}-${seq}`, register, at, ...job });
  for (const { index, ...slip } of slipsOf(event, seq))
    rows.jobs.push({ id: `${register}-${seq}-${index}`, register, at, ...slip });
}
