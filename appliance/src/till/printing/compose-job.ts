// What a job puts on paper, composed from the journal when its turn comes: a receipt printed late says what it would have said at once.
import type { PrintDocument } from '../../devices/printer/port.ts';
import type { Entry } from '../../domain/journal/entry.ts';
import type { RegisterEventPayloads } from '../../domain/register/events.ts';
import type { Bill, Sale } from '../../domain/register/sale.ts';
import type { ShiftReport } from '../../domain/shift/report.ts';
import type { JournalStore } from '../journal/store.ts';
import type { CustomerName } from '../customers/customers.ts';
import { composeGiftReceipt, composeReceipt, composeReport, composeTestPage } from '../receipts/compose.ts';
import type { Marking } from '../receipts/compose.ts';
import type { AccountReceived } from '../../domain/customer/account.ts';
import { composeOnAccount } from '../receipts/compose-on-account.ts';
import { composeGiftCard } from '../receipts/compose-gift-card.ts';
import { marking, rule } from '../receipts/blocks.ts';
import { languageOf, wordingOf } from '../receipts/wording.ts';
import type { Logo, Shop } from '../shop/shop.ts';
import { composeBill } from '../receipts/compose-bill.ts';
import { composeRound } from '../receipts/compose-round.ts';
import type { Compose } from './carry-out.ts';

export interface JobSources {
  readonly register: string;
  readonly store: Pick<JournalStore, 'entries' | 'sales'>;
  /** Asked for each job: the office may change what stands at the head and foot of a receipt at any time. */
  readonly shop: () => Pick<Shop, 'settings' | 'categories' | 'logo'>;
  /** By id, also of those who left. */
  readonly staffNames: () => Promise<ReadonlyMap<string, string>>;
  /** Undefined: nobody of this id, or not any more. */
  readonly customer: (id: string) => Promise<CustomerName | undefined>;
  /** Of the gift card that the till made of this id. */
  readonly giftCardCode: (madeOf: string) => string;
}

/** What is asked once for a job. */
interface JobFacts {
  readonly register: string;
  readonly shop: Pick<Shop, 'settings' | 'categories' | 'logo'>;
  readonly nameOf: (user: string) => string;
  readonly customer: JobSources['customer'];
}

/** Undefined for a kind nobody knows and for what the journal does not hold. */
export function jobComposer(sources: JobSources): Compose {
  const compose = composer(sources);
  return async (job) => {
    const document = await compose(job);
    if (document === undefined || job.insteadOf === undefined) return document;
    const { words } = wordingOf(sources.shop().settings);
    return { blocks: [marking(`${words.backupFrom} ${job.insteadOf}`), rule, ...document.blocks] };
  };
}

function composer(sources: JobSources): Compose {
  return async ({ kind, request, at }) => {
    const names = await sources.staffNames();
    const { register, customer } = sources;
    const nameOf = (user: string): string => names.get(user) ?? user;
    const facts: JobFacts = { register, shop: sources.shop(), nameOf, customer };
    switch (kind) {
      case 'receipt':
      case 'training':
        return receiptAt(await entryAt(numberIn(request, 'seq'), sources), request, facts);
      case 'shown':
        return receiptAt(await saleEntry(numberIn(request, 'receipt'), sources), {}, facts);
      case 'copy':
        return receiptAt(
          await saleEntry(numberIn(request, 'receipt'), sources),
          { ...request, copy: true },
          facts,
        );
      case 'gift':
        return receiptAt(await saleEntry(numberIn(request, 'receipt'), sources), request, {
          ...facts,
          compose: composeGiftReceipt,
        });
      case 'gift-card':
        return giftCardAt(await entryAt(numberIn(request, 'seq'), sources), request, {
          ...facts,
          codeOf: sources.giftCardCode,
        });
      case 'bill':
        return billAt(await entryAt(numberIn(request, 'seq'), sources), request, facts);
      case 'round':
        return roundAt(await entryAt(numberIn(request, 'seq'), sources), request, facts);
      case 'on-account':
        return onAccountAt(await entryAt(numberIn(request, 'seq'), sources), request, facts);
      case 'x-report':
      case 'z-report':
        return reportAt(await entryAt(numberIn(request, 'seq'), sources), request, facts);
      case 'test':
        return composeTestPage({ settings: facts.shop.settings, register, at, ...logoOf(facts) });
      default:
        return undefined;
    }
  };
}

type Request = Readonly<Record<string, unknown>>;

async function receiptAt(
  entry: Entry | undefined,
  request: Request,
  { compose = composeReceipt, ...facts }: JobFacts & { readonly compose?: typeof composeReceipt },
): Promise<PrintDocument | undefined> {
  const practised = entry?.type === 'training.receipt';
  if (entry === undefined || (entry.type !== 'sale.completed' && !practised)) return undefined;
  const { sale } = entry.payload as { readonly sale: Sale };
  const customer = sale.customer === undefined ? undefined : await facts.customer(sale.customer);
  const language = sale.wish?.language === undefined ? undefined : languageOf(sale.wish.language);
  return compose(sale, {
    settings: facts.shop.settings,
    at: entry.at,
    register: facts.register,
    operator: facts.nameOf(entry.who),
    ...(customer === undefined ? {} : { customer }),
    ...logoOf(facts),
    ...(language === undefined ? {} : { language }),
    ...(practised ? { marking: 'training' } : markingOf(request)),
  });
}

function giftCardAt(
  entry: Entry | undefined,
  request: Request,
  { codeOf, ...facts }: JobFacts & { readonly codeOf: JobSources['giftCardCode'] },
): PrintDocument | undefined {
  if (entry?.type !== 'sale.completed') return undefined;
  const line = (entry.payload as { readonly sale: Sale }).sale.lines[numberIn(request, 'line') ?? -1];
  if (line?.giftCard?.madeOf === undefined) return undefined;
  return composeGiftCard(line, codeOf(line.giftCard.madeOf), {
    settings: facts.shop.settings,
    at: entry.at,
    register: facts.register,
    operator: facts.nameOf(entry.who),
    ...markingOf(request),
  });
}

async function onAccountAt(
  entry: Entry | undefined,
  request: Request,
  facts: JobFacts,
): Promise<PrintDocument | undefined> {
  if (entry?.type !== 'account.paid') return undefined;
  const { received } = entry.payload as { readonly received: AccountReceived };
  const customer = await facts.customer(received.customer);
  return composeOnAccount(received, {
    settings: facts.shop.settings,
    at: entry.at,
    register: facts.register,
    operator: facts.nameOf(entry.who),
    ...(customer === undefined ? {} : { customer }),
    ...markingOf(request),
  });
}

function billAt(entry: Entry | undefined, request: Request, facts: JobFacts): PrintDocument | undefined {
  if (entry?.type !== 'bill.printed') return undefined;
  return composeBill((entry.payload as { readonly bill: Bill }).bill, {
    settings: facts.shop.settings,
    at: entry.at,
    register: facts.register,
    operator: facts.nameOf(entry.who),
    ...markingOf(request),
  });
}

/** What of the round goes to this printer. */
function roundAt(entry: Entry | undefined, request: Request, facts: JobFacts): PrintDocument | undefined {
  if (entry?.type !== 'round.sent') return undefined;
  const round = entry.payload as RegisterEventPayloads['round.sent'];
  const lines = round.lines.filter(({ printer }) => printer === request['printer']);
  return composeRound(
    { ...round, lines },
    {
      settings: facts.shop.settings,
      at: entry.at,
      register: facts.register,
      operator: facts.nameOf(entry.who),
      ...markingOf(request),
    },
  );
}

function reportAt(
  entry: Entry | undefined,
  request: Request,
  { shop, nameOf }: JobFacts,
): PrintDocument | undefined {
  const isReport = entry?.type === 'shift.closed' || entry?.type === 'shift.x-reported';
  if (entry === undefined || !isReport) return undefined;
  const names = new Map(shop.categories.map(({ id, name }) => [id, name]));
  return composeReport((entry.payload as { readonly report: ShiftReport }).report, {
    settings: shop.settings,
    names: nameOf,
    categories: (category) => names.get(category) ?? category,
    ...markingOf(request),
  });
}

/** A copy stays marked as a copy, however often it is tried: the law wants that mark. */
function markingOf(request: Request): { readonly marking?: Marking } {
  if (request['copy'] !== undefined && request['copy'] !== false) return { marking: 'copy' };
  return request['reprint'] === true ? { marking: 'reprint' } : {};
}

function logoOf({ shop: { logo } }: JobFacts): { readonly logo?: Logo } {
  return logo === undefined ? {} : { logo };
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
