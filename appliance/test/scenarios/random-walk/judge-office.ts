// What must hold of the office once everything has reached it: it has both journals entry for entry, and its figures are those of the sales.
import type { Dashboard, DashboardBlock } from '../../../src/protocol/office/figures.ts';
import type { Sale } from '../../../src/domain/register/sale.ts';
import { assert } from '../../kit.ts';
import { giftCardsOf } from '../../register-oracle.ts';
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

/** Resolves with how many entries it compared. */
export async function judgeOffice(shop: WalkShop, sold: readonly DatedSale[]): Promise<number> {
  let entries = 0;
  await shop.desk.signIn();
  for (const { box: till, register } of shop.tills)
    entries += await sameJournals({ office: shop.office, till, register, officePort: shop.officePort });
  const days = new Set(sold.map(({ at }) => dayOf.format(at)));
  for (const day of days) {
    const sales = sold.filter(({ at }) => dayOf.format(at) === day).map(({ sale }) => sale);
    const block = await countedDay(shop, day);
    assert.ok(block !== undefined, `figures of ${day}`);
    const total = sum(sales.map((sale) => sale.total)) - giftCardsOf(sales);
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
  return entries;
}
