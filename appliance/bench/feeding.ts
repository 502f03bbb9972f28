// A whole catalogue comes down the feed while the till scans: how much longer a scan takes than on the same box at rest. And one changed price, from
// the office's record to the till's database.
import { demoFeed } from '../src/demo/shop.ts';
import { systemClock } from '../src/platform/clock/system-clock.ts';
import { pinoLog } from '../src/platform/log/pino-log.ts';
import type { FeedItem } from '../src/protocol/sync.ts';
import type { ProductItem } from '../src/protocol/feed.ts';
import { TillFeed } from '../src/till/feed/till-feed.ts';
import { scan } from './draining.ts';
import { type Line, ms, Samples } from './sample.ts';
import { timed } from './selling.ts';
import { openBenchTill } from './till.ts';

const stepsMeasured = 100;

export async function benchFeeding(folder: string, products: number): Promise<readonly Line[]> {
  const till = await openBenchTill(folder);
  const feed = new TillFeed({ database: till.database, clock: systemClock, log: pinoLog('silent') });
  const company = demoFeed('B1').filter(({ kind }) => kind !== 'product');
  const goods = Array.from({ length: products }, (_, index) => productItem(index, 1_000));
  const [idle, during] = [new Samples(), new Samples()];
  await feed.apply({ epoch: 'bench', number: 1, whole: true, items: [...company, ...goods] });
  await scan(till, idle, () => idle.count >= 100);
  const state = { done: false };
  const from = performance.now();
  const applying = feed
    .apply({ epoch: 'bench', number: 2, whole: true, items: [...company, ...goods] })
    .then(() => (state.done = true));
  await scan(till, during, () => state.done);
  await applying;
  const seconds = (performance.now() - from) / 1000;
  const steps = new Samples();
  for (let number = 3; number < 3 + stepsMeasured; number += 1) {
    const items = [productItem(number, number)];
    steps.add(await timed(async () => feed.apply({ epoch: 'bench', number, whole: false, items })));
  }
  await till.close();
  return [
    {
      what: `scan while ${products} products come in, p50`,
      value: `${ms(during.p50)} of ${during.count} scans`,
      beside: `at rest p50 ${ms(idle.p50)}`,
    },
    { what: 'the same, p99', value: ms(during.p99), beside: `at rest p99 ${ms(idle.p99)}` },
    {
      what: 'the catalogue: checked, indexed, put in place',
      value: `${(products / seconds).toFixed(0)} products/s`,
      beside: `${seconds.toFixed(1)} s for all`,
    },
    { what: 'one price into the till, p50', value: ms(steps.p50), beside: `p99 ${ms(steps.p99)}` },
  ];
}

function productItem(index: number, price: number): FeedItem {
  const body: ProductItem = {
    product: {
      id: `bench-${index}`,
      sku: `BENCH-${index}`,
      name: `Havrekjeks med sjokolade ${index}`,
      category: 'sweets-and-snacks',
      categories: ['sweets-and-snacks'],
      vatClass: 'food',
      unit: 'piece',
      price,
      active: true,
    },
    codes: [{ code: String(7_000_000_000_000 + index).padStart(14, '0'), kind: 'gtin' }],
  };
  return { kind: 'product', id: body.product.id, body };
}
