// The command path: a line added, an order sold line by line, whole baskets that share commits; each interleaved with bare durable commits.
import { demoItems } from '../src/demo/products.ts';
import type { RegisterCommand } from '../src/domain/register/commands.ts';
import { minor } from '../src/domain/money/money.ts';
import { type Floor, openFloor } from './floor.ts';
import { type Line, ms, Samples } from './sample.ts';
import { type BenchTill, openBenchTill } from './till.ts';

const linesPerOrder = 10;
const goods = demoItems.filter(
  ({ product }) =>
    product.unit === 'piece' &&
    product.price !== undefined &&
    product.ageLimit === undefined &&
    product.deposit === undefined &&
    product.kind === undefined,
);

export function addLine(till: BenchTill, index: number): RegisterCommand {
  const id = till.nextId();
  const product = goods[index % goods.length]?.product;
  if (product === undefined) throw new Error('the demo catalogue has no goods');
  return { type: 'add-line', tabId: `t-${id}`, lineId: id, product, source: 'count' };
}

export function pay(till: BenchTill): RegisterCommand {
  return { type: 'take-payment', paymentId: till.nextId(), tender: 'cash', tendered: minor(10_000_000) };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** One order line by line; the time of each line goes to `adds`. */
async function order(till: BenchTill, adds?: Samples): Promise<void> {
  for (let line = 0; line < linesPerOrder; line += 1) {
    const took = await timed(async () => accepted(till.submit(addLine(till, line))));
    adds?.add(took);
  }
  await accepted(till.submit(pay(till)));
}

export async function accepted(outcome: ReturnType<BenchTill['submit']>): Promise<void> {
  const { ok, ...rest } = await outcome;
  if (!ok) throw new Error(`refused: ${JSON.stringify(rest)}`);
}

/** Baskets sent whole: their commands wait together and share commits. */
export async function baskets(till: BenchTill, count: number): Promise<void> {
  const outcomes: Promise<void>[] = [];
  for (let basket = 0; basket < count; basket += 1) {
    for (let line = 0; line < linesPerOrder; line += 1)
      outcomes.push(accepted(till.submit(addLine(till, line))));
    outcomes.push(accepted(till.submit(pay(till))));
  }
  await Promise.all(outcomes);
}

async function bareCommits(floor: Floor, count: number, samples: Samples): Promise<void> {
  for (let commit = 0; commit < count; commit += 1) samples.add(await timed(async () => floor.commit()));
}

export async function benchSelling(folder: string, rounds: number): Promise<readonly Line[]> {
  const till = await openBenchTill(folder);
  const floor = await openFloor(folder);
  const adds = new Samples();
  const commits = new Samples();
  let orderMs = 0;
  let bareMs = 0;
  let basketMs = 0;
  const perBatch = 20;
  await order(till);
  await baskets(till, perBatch);
  for (let round = 0; round < rounds; round += 1) {
    bareMs += await timed(async () => bareCommits(floor, linesPerOrder + 1, commits));
    orderMs += await timed(async () => order(till, adds));
    if (round % 10 === 0) basketMs += await timed(async () => baskets(till, perBatch));
  }
  await till.close();
  await floor.close();
  const basketRounds = Math.ceil(rounds / 10);
  const orderRate = (rounds * 1000) / orderMs;
  const bareRate = (rounds * 1000) / bareMs;
  const basketRate = (basketRounds * perBatch * 1000) / basketMs;
  return [
    {
      what: 'line added: command → durable → answered',
      value: `p50 ${ms(adds.p50)}, p99 ${ms(adds.p99)}`,
      beside: `one durable commit p50 ${ms(commits.p50)}, p99 ${ms(commits.p99)}`,
      ratio: { value: adds.p50 / commits.p50, target: 2.5, atMost: true },
    },
    {
      what: `orders of ${linesPerOrder} lines, one at a time, paid`,
      value: `${orderRate.toFixed(1)} /s`,
      beside: `${linesPerOrder + 1} bare durable commits ${bareRate.toFixed(1)} /s`,
      ratio: { value: orderRate / bareRate, target: 0.6, atMost: false },
    },
    {
      what: `whole baskets of ${linesPerOrder} lines, shared commits`,
      value: `${basketRate.toFixed(1)} /s`,
      beside: `orders one line at a time ${orderRate.toFixed(1)} /s`,
      ratio: { value: basketRate / orderRate, target: 5, atMost: false },
    },
  ];
}
