// Sales per product between any two days: whole months and odd days together must give what the days alone give.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { folding } from '../../../test/back-office/folding.ts';
import { MemoryArchive } from '../../../test/back-office/memory-archive.ts';
import { MemoryRecords } from '../../../test/back-office/memory-records.ts';
import { played } from '../../../test/back-office/sealed-journal.ts';
import { moves } from '../../../test/register-moves.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { dayText, shiftedDay } from './business-day.ts';
import { productSales } from './product-sales.ts';
import { salesFold } from './sales-fold.ts';
import { figureQueries } from './tables.ts';

const test = suite('sales per product');

test('any range is the sum of its days', { timeoutMs: 60_000 }, async () => {
  const records = new MemoryRecords();
  records.shop('oslo', { registers: ['B1', 'B2'] });
  records.change('cost', 'bread', { body: 900 });
  const around = await folding(new MemoryArchive(), records);
  // Some two hundred days with something sold on many of them, over the end of a year and a leap day.
  for (const register of ['B1', 'B2']) {
    const list = fc.sample(moves(3), { numRuns: 6, seed: 7 }).flat();
    const from = Date.UTC(2023, 10, 1, 8);
    const { entries } = played({ register, settings: sampleSettings(), from, stepMs: 30_000_000 }, list);
    around.archive.put(register, entries);
  }
  await (await around.start([salesFold])).settled();
  const parts = {
    queries: figureQueries(around.database),
    state: async () => ({ building: false, behind: 0, stopped: [] }),
  };
  const begin = 20_231_101;
  const spans = fc.tuple(fc.nat(220), fc.nat(220), fc.integer({ min: 1, max: 4 }));
  let rows = 0;
  await fc.assert(
    fc.asyncProperty(spans, async ([offset, length, page]) => {
      const from = shiftedDay(begin, offset);
      const to = shiftedDay(from, length);
      const pageSize = 3;
      const query = { from: dayText(from), to: dayText(to), page, pageSize };
      const answer = await productSales(parts, { scope: 'all', query });
      assert.accepted(answer);
      const expected = await around.database.all(
        `SELECT product, sum(sold) AS sold, sum(returned) AS returned, sum(gross) AS gross, sum(net) AS net,
           sum(discounts) AS discounts, sum(cost) AS cost, sum(cost_net) AS cost_net
         FROM sales_product WHERE day >= ? AND day <= ? GROUP BY product ORDER BY gross DESC, product`,
        [from, to],
      );
      assert.is(answer.value.total, expected.length);
      assert.equal(
        answer.value.rows.map(({ product, sold, returned, gross, net, discounts, margin }) => ({
          product,
          sold,
          returned,
          gross,
          net,
          discounts,
          cost: margin?.cost ?? 0,
          cost_net: margin?.net ?? 0,
        })),
        expected.slice((page - 1) * pageSize, page * pageSize),
      );
      rows += answer.value.rows.length;
    }),
  );
  assert.ok(rows > 50, String(rows));
  await around.close();
});
