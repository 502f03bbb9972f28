// What pages may ask without changing anything: search, past sales, reports.
import { groupsOf } from '../../domain/customer/customer.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { buildReport } from '../../domain/shift/build-report.ts';
import type { ShiftReport } from '../../domain/shift/report.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { QueryBody } from '../../protocol/commands.ts';
import type { CustomerHit, SaleHit } from '../../protocol/views.ts';
import { type Catalogue, hitOf } from '../catalogue/catalogue.ts';
import type { Customers } from '../customers/customers.ts';
import type { JournalStore } from '../journal/store.ts';
import type { Register } from '../register/register.ts';
import type { Shop } from '../shop/shop.ts';
import type { StaffStore } from '../staff/staff-store.ts';
import type { CheckedQuery } from './checked.ts';
import { findByCode } from './find-by-code.ts';

export interface QueryParts {
  readonly register: Register;
  readonly store: JournalStore;
  readonly catalogue: Catalogue;
  readonly customers: Pick<Customers, 'search'>;
  readonly staff: StaffStore;
  readonly shop: Shop;
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

async function sale(receipt: number, { store, register }: QueryParts): Reply {
  const original = await store.returnable(register.name, receipt);
  return original === undefined ? refuse('receipt.unknown', { receipt }) : ok(original);
}

async function zReports(limit: number, { store, register }: QueryParts): Reply {
  const entries = await store.closes(register.name, limit);
  return ok(entries.map((entry) => (entry.payload as unknown as { readonly report: ShiftReport }).report));
}

function shiftReport({ register, shop, clock }: QueryParts): Result<ShiftReport, FailureCode> {
  const { state } = register;
  if (state.shift === null) return refuse('shift.not-open');
  return ok(
    buildReport(state, {
      at: clock.now(),
      by: state.operator ?? state.shift.openedBy,
      settings: shop.settings,
    }),
  );
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
    case 'sales':
      return sales(
        {
          limit: query.body.limit,
          ...(query.body.before === undefined ? {} : { before: query.body.before }),
        },
        parts,
      );
    case 'sale':
      return sale(query.body.receipt, parts);
    case 'z-reports':
      return zReports(query.body.limit, parts);
    case 'shift-report':
      return shiftReport(parts);
    case 'look-up':
      return lookUp(query.body.code, parts);
  }
}
