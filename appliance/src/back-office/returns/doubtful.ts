// Returns that do not fit what was sold: found when the journals of all registers are together. Only goods that came back more than once, or
// without being looked up, can be so; only their receipts are read again.
import { sql } from 'kysely';
import { exponentOf } from '../../domain/money/currencies.ts';
import type { Sale } from '../../domain/register/sale.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type {
  DoubtfulReturn,
  DoubtfulReturns,
  DoubtfulReturnsQuery,
  ReturnDoubt,
} from '../../protocol/office/returns.ts';
import type { Scope } from '../api/session-port.ts';
import type { StateOf } from '../figures/state.ts';
import type { FigureQueries } from '../figures/tables.ts';
import { namesOf, type RecordsNow, visiblePlaces } from '../figures/visible.ts';
import {
  keyOf,
  lastReceipts,
  type OriginalSale,
  originalSales,
  pairsOf,
  type ReceiptKey,
} from './original-sales.ts';
import type { ReturnedGoodsRow, ReturnQueries, ReturnReviewRow } from './tables.ts';

const daysStandard = 92;
const dayMs = 86_400_000;
/** Goods of receipts looked through at once. */
const suspectsMax = 1_000;

export interface DoubtfulParts {
  readonly queries: ReturnQueries;
  readonly figures: FigureQueries;
  readonly records: RecordsNow;
  readonly clock: Clock;
  readonly state: StateOf;
}

interface Asked {
  readonly scope: Scope;
  readonly query: DoubtfulReturnsQuery;
}

/** Seen by whoever sees one of the places where the goods came back. */
export async function doubtfulReturns(
  { queries, figures, records, clock, state }: DoubtfulParts,
  { scope, query: { days = daysStandard, reviewed = false } }: Asked,
): Promise<DoubtfulReturns> {
  const places = new Map(
    (await visiblePlaces(figures, { scope })).map((place) => [place.id, place.currency]),
  );
  const since = clock.now() - days * dayMs;
  const suspects = await suspectsOf(queries, { since, places: [...places.keys()] });
  const known = new Set((await records.all('register')).map(({ body }) => body.name));
  const doubtful = await judged(queries, suspects.slice(0, suspectsMax), known);
  const seen = doubtful.filter(({ review }) => reviewed || review === undefined);
  const users = await namesOf(
    records,
    'user',
    seen.flatMap(({ rows, original, review }) => [
      ...rows.map(({ user }) => user),
      ...(original === undefined ? [] : [original.user]),
      ...(review === undefined ? [] : [review.user]),
    ]),
  );
  return {
    state: await state(scope),
    returns: seen.map((one) => shown(one, { users, currencyOf: (place) => places.get(place) })),
    more: suspects.length > suspectsMax,
  };
}

type Suspect = Pick<ReturnedGoodsRow, 'of_register' | 'of_receipt' | 'product'>;

/** The latest first, one more than are looked through. */
async function suspectsOf(
  queries: ReturnQueries,
  { since, places }: { readonly since: number; readonly places: readonly number[] },
): Promise<readonly Suspect[]> {
  if (places.length === 0) return [];
  return queries
    .selectFrom('returned_goods')
    .select(['of_register', 'of_receipt', 'product'])
    .groupBy(['of_register', 'of_receipt', 'product'])
    .having(sql<boolean>`max(at) >= ${since} AND (count(*) > 1 OR count(of_line) < count(*))`)
    .having(sql<boolean>`max(place IN (${sql.join(places)})) = 1`)
    .orderBy(sql`max(at)`, 'desc')
    .limit(suspectsMax + 1)
    .execute();
}

interface Doubtful {
  readonly doubt: ReturnDoubt;
  readonly rows: readonly [ReturnedGoodsRow, ...ReturnedGoodsRow[]];
  readonly original: OriginalSale | undefined;
  readonly sold: Sums;
  readonly back: Sums;
  readonly review: ReturnReviewRow | undefined;
}

interface Sums {
  readonly quantity: number;
  readonly gross: number;
}

async function judged(
  queries: ReturnQueries,
  suspects: readonly Suspect[],
  known: ReadonlySet<string>,
): Promise<readonly Doubtful[]> {
  const receipts = [...new Map(suspects.map((one) => [keyOf(receiptOf(one)), receiptOf(one)])).values()];
  const originals = await originalSales(queries, receipts);
  const last = await lastReceipts(queries, new Set(receipts.map(({ register }) => register)));
  const [rows, reviews] = [await rowsOf(queries, receipts), await reviewsOf(queries, receipts)];
  return suspects.flatMap((suspect) => {
    const [first, ...more] = rows.get(goodsKey(suspect)) ?? [];
    if (first === undefined) return [];
    const original = originals.get(keyOf(receiptOf(suspect)));
    const sold = sumOf(linesSold(original?.sale, suspect.product));
    const back = sumOf([first, ...more]);
    const lastReceipt = last.get(suspect.of_register);
    // A register that sells without a link has its journal still to come; of one that never was, nothing comes.
    const mayCome =
      suspect.of_receipt > (lastReceipt ?? 0) &&
      (lastReceipt !== undefined || known.has(suspect.of_register));
    const missing = mayCome ? undefined : 'receipt-unknown';
    const doubt = original === undefined ? missing : tooMuch(sold, back);
    if (doubt === undefined) return [];
    const review = reviews.get(goodsKey(suspect));
    // What was looked at was less: it is to be looked at again.
    const current = review !== undefined && review.quantity >= back.quantity ? review : undefined;
    return [{ doubt, rows: [first, ...more] as const, original, sold, back, review: current }];
  });
}

function tooMuch(sold: Sums, back: Sums): ReturnDoubt | undefined {
  if (back.quantity > sold.quantity) return 'more-than-sold';
  return back.gross > sold.gross ? 'more-than-paid' : undefined;
}

const receiptOf = ({ of_register, of_receipt }: Suspect): ReceiptKey => ({
  register: of_register,
  receipt: of_receipt,
});

const goodsKey = (one: Suspect): string => `${keyOf(receiptOf(one))}/${one.product}`;

function linesSold(sale: Sale | undefined, product: string): readonly Sums[] {
  return (sale?.lines ?? [])
    .filter((line) => line.returnOf === undefined && line.product.id === product)
    .map(({ quantity, total }) => ({ quantity, gross: total }));
}

function sumOf(parts: readonly Sums[]): Sums {
  return {
    quantity: parts.reduce((sum, { quantity }) => sum + quantity, 0),
    gross: parts.reduce((sum, { gross }) => sum + gross, 0),
  };
}

async function rowsOf(
  queries: ReturnQueries,
  receipts: readonly ReceiptKey[],
): Promise<ReadonlyMap<string, readonly ReturnedGoodsRow[]>> {
  const { rows } = await sql<ReturnedGoodsRow>`
    SELECT goods.* FROM json_each(${pairsOf(receipts)}) AS wanted CROSS JOIN returned_goods AS goods
    WHERE goods.of_register = wanted.value ->> 0 AND goods.of_receipt = wanted.value ->> 1
    ORDER BY goods.at, goods.register, goods.seq`.execute(queries);
  const grouped = new Map<string, ReturnedGoodsRow[]>();
  for (const row of rows) {
    const same = grouped.get(goodsKey(row));
    if (same === undefined) grouped.set(goodsKey(row), [row]);
    else same.push(row);
  }
  return grouped;
}

async function reviewsOf(
  queries: ReturnQueries,
  receipts: readonly ReceiptKey[],
): Promise<ReadonlyMap<string, ReturnReviewRow>> {
  const { rows } = await sql<ReturnReviewRow>`
    SELECT review.* FROM json_each(${pairsOf(receipts)}) AS wanted CROSS JOIN return_review AS review
    WHERE review.of_register = wanted.value ->> 0 AND review.of_receipt = wanted.value ->> 1`.execute(
    queries,
  );
  return new Map(rows.map((row) => [goodsKey(row), row]));
}

interface Around {
  readonly users: ReadonlyMap<string, string>;
  readonly currencyOf: (place: number) => string | undefined;
}

function shown({ doubt, rows, original, sold, back, review }: Doubtful, around: Around): DoubtfulReturn {
  const [{ of_register, of_receipt, product, name, unit }] = rows;
  const named = (user: string) => ({ user, userName: around.users.get(user) ?? null });
  const code = rows.map(({ place }) => around.currencyOf(place)).find((each) => each !== undefined) ?? '';
  return {
    register: of_register,
    receipt: of_receipt,
    product,
    name,
    unit,
    currency: code,
    exponent: exponentOf(code),
    doubt,
    sold: original === undefined ? null : { at: original.at, ...named(original.user), ...sold },
    returns: rows.map(({ register, receipt, at, user, quantity, gross, of_line }) => ({
      register,
      receipt,
      at,
      ...named(user),
      quantity,
      gross,
      verified: of_line !== null,
    })),
    ...back,
    review: review === undefined ? null : { at: review.at, ...named(review.user), note: review.note },
  };
}
