// What pages may ask without changing anything: search, past sales, reports.
import { groupsOf } from '../../domain/customer/customer.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { ShiftReport } from '../../domain/shift/report.ts';
import type { Actor } from '../../domain/staff/permission.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { QueryBody } from '../../protocol/commands.ts';
import type { CustomerHit, ReceiptName, SaleHit } from '../../protocol/views.ts';
import { type Catalogue, hitOf } from '../catalogue/catalogue.ts';
import type { AccountDesk } from '../customers/account-desk.ts';
import type { Customers } from '../customers/customers.ts';
import type { GiftCards } from '../gift-cards/gift-cards.ts';
import { giftCardAnswer } from '../gift-cards/resolve-gift-card.ts';
import type { JournalStore } from '../journal/store.ts';
import type { WorkingTimes } from '../journal/working-times.ts';
import type { AskOffice } from '../office/ask-office.ts';
import type { Printing } from '../printing/port.ts';
import type { Register } from '../register/register.ts';
import type { Shop } from '../shop/shop.ts';
import type { StaffStore } from '../staff/staff-store.ts';
import { evenPartsNow } from './even-parts-now.ts';
import { tipSums } from './tip-sums.ts';
import { cashJournal, cashReport, openShiftReport } from './cash-answers.ts';
import type { CheckedQuery } from './checked.ts';
import { findByCode } from './find-by-code.ts';
import { receiptPdf, receiptSheet } from './receipt-papers.ts';
import type { SaleOf } from './sale-of.ts';
import { accountAnswer } from './resolve-account.ts';
import { workingTimesAnswer } from './working-times-answer.ts';

export interface QueryParts {
  /** Who asks. */
  readonly actor: Actor;
  /** As it is, or as it is practised. */
  readonly register: Pick<Register, 'name' | 'state'>;
  readonly store: JournalStore;
  readonly saleOf: SaleOf;
  readonly printing: Pick<Printing, 'paper'>;
  readonly workingTimes: WorkingTimes;
  readonly catalogue: Catalogue;
  readonly customers: Pick<Customers, 'search' | 'byId'>;
  readonly accounts: AccountDesk;
  readonly staff: StaffStore;
  readonly shop: Shop;
  readonly askOffice: AskOffice;
  readonly giftCards: GiftCards;
  readonly clock: Clock;
}

type Reply = Promise<Result<unknown, FailureCode>>;

async function sales(
  query: { readonly before?: number; readonly limit: number },
  { store, register, staff }: QueryParts,
): Reply {
  const rows = await store.sales(register.name, query);
  const known = await staff.names();
  return ok(
    rows.map(({ receipt, at, total, kind, tabNumber, operator }): SaleHit => ({
      receipt,
      at,
      total: total as SaleHit['total'],
      kind,
      tabNumber,
      operator: known.get(operator) ?? operator,
    })),
  );
}

async function findReceipt(text: string, { catalogue, register, shop, clock }: QueryParts): Reply {
  const typed = text.trim();
  if (/^\d{1,15}$/.test(typed) && Number(typed) > 0)
    return ok({ receipt: Number(typed), register: null } satisfies ReceiptName);
  const found = await findByCode(typed, { catalogue, shop, now: clock.now() });
  if (!found.ok) return found;
  if (found.value.kind !== 'receipt') return refuse('code.unknown', { code: typed });
  const { receipt, register: of } = found.value;
  return ok({ receipt, register: of === register.name ? null : of } satisfies ReceiptName);
}

async function zReports(limit: number, { store, register }: QueryParts): Reply {
  const entries = await store.closes(register.name, limit);
  return ok(entries.map((entry) => (entry.payload as unknown as { readonly report: ShiftReport }).report));
}

async function lookUp(code: string, { catalogue, shop, clock }: QueryParts): Reply {
  const found = await findByCode(code, { catalogue, shop, now: clock.now() });
  if (!found.ok) return found;
  return found.value.kind === 'product'
    ? ok(hitOf(found.value.product, found.value.gtin))
    : refuse('code.unknown', { code });
}

async function customers(wanted: QueryBody<'search-customers'>, parts: QueryParts): Reply {
  const found = await parts.customers.search(wanted.text, wanted.limit);
  const known = parts.shop.settings.customerGroups ?? [];
  return ok(
    found.map((customer): CustomerHit => {
      const { id, number, name } = customer;
      return { id, number, name, groups: groupsOf(customer, known).map((group) => group.name) };
    }),
  );
}

export async function answerQuery(query: CheckedQuery, parts: QueryParts): Reply {
  switch (query.name) {
    case 'search-products':
      return ok(await parts.catalogue.search(query.body.text, query.body.limit));
    case 'search-customers':
      return customers(query.body, parts);
    case 'account-of-customer':
      return accountAnswer(query.body.customer, parts);
    case 'sales':
      return sales(
        {
          limit: query.body.limit,
          ...(query.body.before === undefined ? {} : { before: query.body.before }),
        },
        parts,
      );
    case 'sale':
      return (await parts.saleOf(query.body.register ?? parts.register.name, query.body.receipt))();
    case 'receipt-sheet':
      return receiptSheet(query.body.receipt, parts);
    case 'receipt-pdf':
      return receiptPdf(query.body.receipt, parts);
    case 'state-of-mail':
      return parts.askOffice('state-of-mail', query.body);
    case 'find-receipt':
      return findReceipt(query.body.text, parts);
    case 'working-times':
      return ok(
        await workingTimesAnswer(parts.workingTimes, {
          wanted: query.body,
          actor: parts.actor,
          names: await parts.staff.names(),
          now: parts.clock.now(),
        }),
      );
    case 'z-reports':
      return zReports(query.body.limit, parts);
    case 'shift-report':
      return openShiftReport(parts, parts.clock.now());
    case 'cash-journal':
      return cashJournal(query.body, parts);
    case 'cash-report':
      return cashReport(query.body, parts);
    case 'stock-of-product':
      return parts.askOffice('stock-of-product', query.body);
    case 'gift-card':
      return giftCardAnswer(query.body.card, parts.giftCards);
    case 'even-parts':
      return evenPartsNow(query.body.parts, parts);
    case 'tip-sums':
      return tipSums(query.body, parts);
    case 'look-up':
      return lookUp(query.body.code, parts);
  }
}
