// What must hold of the office once everything has reached it: it has both journals entry for entry, and its figures are those of the sales.
import type { Dashboard, DashboardBlock, StockList } from '../../../src/protocol/office/figures.ts';
import type { DoubtfulReturns } from '../../../src/protocol/office/returns.ts';
import type { Sale } from '../../../src/domain/register/sale.ts';
import { assert } from '../../kit.ts';
import { giftCardsOf, prepaidOutside } from '../../register-oracle.ts';
import { sameJournals, until } from '../two-boxes.ts';
import type { WalkShop } from './two-tills.ts';

const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' });
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export interface DatedSale {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly sale: Sale;
}

function summed(pairs: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [key, amount] of pairs) sums[key] = (sums[key] ?? 0) + amount;
  return Object.fromEntries(Object.entries(sums).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Waits until the office has counted all it has. */
async function countedDay({ desk }: WalkShop, day: string): Promise<DashboardBlock | undefined> {
  let dashboard: Dashboard | undefined;
  await until(async () => {
    dashboard = (await desk.get(`/api/dashboard?day=${day}`)) as unknown as Dashboard;
    const { building, behind } = dashboard.state;
    return !building && behind === 0;
  }, 'all counted');
  assert.equal(dashboard?.state.stopped, []);
  return dashboard?.currencies.find(({ currency }) => currency === 'NOK');
}

export interface Walked {
  readonly sold: readonly DatedSale[];
  /** Receipts of which more came back than was sold, `<register>/<receipt>`. */
  readonly twice: ReadonlySet<string>;
}

/** Call when nobody does anything any more. */
export async function judgeOffice(shop: WalkShop, { sold, twice }: Walked): Promise<void> {
  await shop.desk.signIn();
  for (const { box: till, register } of shop.tills)
    await sameJournals({ office: shop.office, till, register, officePort: shop.officePort });
  await judgeFigures(shop, sold);
  await judgeStock(
    shop,
    sold.map(({ sale }) => sale),
  );
  const { returns } = (await shop.desk.get('/api/returns/doubtful')) as unknown as DoubtfulReturns;
  const found = new Set(returns.map(({ register, receipt }) => `${register}/${String(receipt)}`));
  for (const receipt of twice)
    assert.ok(found.has(receipt), `nobody is told that ${receipt} came back twice`);
}

/** What is sold leaves the store, what comes back returns to it. */
async function judgeStock({ desk }: WalkShop, sales: readonly Sale[]): Promise<void> {
  const lines = sales
    .flatMap((sale) => sale.lines)
    .filter(({ product, giftCard }) => (product.kind ?? 'goods') === 'goods' && giftCard === undefined);
  const moved = summed(lines.map(({ product, quantity }) => [product.id, -quantity]));
  const { products } = (await desk.get('/api/stock?pageSize=200')) as unknown as StockList;
  const levels = new Map(products.map(({ product, quantities }) => [product, quantities['bergen'] ?? 0]));
  for (const [product, quantity] of Object.entries(moved))
    assert.is(levels.get(product), quantity, `stock of ${product}`);
}

async function judgeFigures(shop: WalkShop, sold: readonly DatedSale[]): Promise<void> {
  const days = new Set(sold.map(({ at }) => dayOf.format(at)));
  for (const day of days) {
    const sales = sold.filter(({ at }) => dayOf.format(at) === day).map(({ sale }) => sale);
    const block = await countedDay(shop, day);
    assert.ok(block !== undefined, `figures of ${day}`);
    const total = sum(sales.map((sale) => sale.total)) - giftCardsOf(sales) - prepaidOutside(sales);
    assert.is(block.now.total, total, 'total in the office');
    assert.is(block.now.rounding, sum(sales.map(({ rounding }) => rounding)), 'rounding in the office');
    assert.equal(
      summed(block.tenders.map(({ tender, amount }) => [tender, amount])),
      summed(
        sales.flatMap(({ payments }) => payments.map(({ tender, amount }) => [tender, amount] as const)),
      ),
      'tenders in the office',
    );
    assert.equal(
      summed(block.vat.map(({ code, rate, vat }) => [`${code}/${String(rate)}`, vat])),
      summed(
        sales.flatMap(({ vat }) => vat.map((row) => [`${row.code}/${String(row.rate)}`, row.vat] as const)),
      ),
      'VAT in the office',
    );
  }
}
