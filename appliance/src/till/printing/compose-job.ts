// What a job puts on paper, composed from the journal when its turn comes: a receipt printed late says what it would have said at once.
import type { PrintDocument } from '../../devices/printer/port.ts';
import type { Entry } from '../../domain/journal/entry.ts';
import type { Sale } from '../../domain/register/sale.ts';
import type { ShiftReport } from '../../domain/shift/report.ts';
import type { JournalStore } from '../journal/store.ts';
import { composeReceipt, composeReport, composeTestPage } from '../receipts/compose.ts';
import type { Marking } from '../receipts/compose.ts';
import type { Shop } from '../shop/shop-store.ts';
import type { Compose } from './carry-out.ts';

export interface JobSources {
  readonly register: string;
  readonly store: Pick<JournalStore, 'entries' | 'sales'>;
  readonly shop: Pick<Shop, 'settings' | 'grid'>;
  readonly staffNames: ReadonlyMap<string, string>;
}

/** Undefined for a kind nobody knows and for what the journal does not hold. */
export function jobComposer(sources: JobSources): Compose {
  return async ({ kind, request, at }) => {
    const { register, shop } = sources;
    const { settings } = shop;
    switch (kind) {
      case 'receipt':
        return receiptAt(await entryAt(numberIn(request, 'seq'), sources), request, sources);
      case 'copy':
        return receiptAt(
          await saleEntry(numberIn(request, 'receipt'), sources),
          { ...request, copy: true },
          sources,
        );
      case 'x-report':
      case 'z-report':
        return reportAt(await entryAt(numberIn(request, 'seq'), sources), request, sources);
      case 'test':
        return composeTestPage({ settings, register, at });
      default:
        return undefined;
    }
  };
}

type Request = Readonly<Record<string, unknown>>;

function receiptAt(
  entry: Entry | undefined,
  request: Request,
  sources: JobSources,
): PrintDocument | undefined {
  const sale = entry?.type === 'sale.completed' ? (entry.payload as { readonly sale: Sale }).sale : undefined;
  if (entry === undefined || sale === undefined) return undefined;
  const { register, shop } = sources;
  const operator = nameOf(entry.who, sources);
  return composeReceipt(sale, {
    settings: shop.settings,
    at: entry.at,
    register,
    operator,
    ...markingOf(request),
  });
}

function reportAt(
  entry: Entry | undefined,
  request: Request,
  sources: JobSources,
): PrintDocument | undefined {
  const isReport = entry?.type === 'shift.closed' || entry?.type === 'shift.x-reported';
  if (entry === undefined || !isReport) return undefined;
  const { settings, grid } = sources.shop;
  return composeReport((entry.payload as { readonly report: ShiftReport }).report, {
    settings,
    names: (user) => nameOf(user, sources),
    categories: (category) => grid.folders[category]?.name ?? category,
    ...markingOf(request),
  });
}

/** A copy stays marked as a copy, however often it is tried: the law wants that mark. */
function markingOf(request: Request): { readonly marking?: Marking } {
  if (request['copy'] !== undefined && request['copy'] !== false) return { marking: 'copy' };
  return request['reprint'] === true ? { marking: 'reprint' } : {};
}

function nameOf(user: string, { staffNames }: JobSources): string {
  return staffNames.get(user) ?? user;
}

async function entryAt(seq: number | undefined, { store, register }: JobSources): Promise<Entry | undefined> {
  if (seq === undefined) return undefined;
  const [entry] = await store.entries(register, seq - 1, 1);
  return entry?.seq === seq ? entry : undefined;
}

async function saleEntry(receipt: number | undefined, sources: JobSources): Promise<Entry | undefined> {
  if (receipt === undefined) return undefined;
  const { store, register } = sources;
  const [row] = await store.sales(register, { before: receipt + 1, limit: 1 });
  return row?.receipt === receipt ? entryAt(row.seq, sources) : undefined;
}

function numberIn(request: Request, key: string): number | undefined {
  const value = request[key];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
