// Whole files sold through the real command path: what the replay reports and what the Z-report says equal an independent sum of the file
// and the saved table, to the minor unit, and the journal is clean.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { journal } from '../../src/cli/journal.ts';
import { replay as replayCommand } from '../../src/cli/replay.ts';
import { runCommand, runHere } from '../daemon-process.ts';
import { independentSum, type Money, type Sum } from '../independent-sum.ts';
import {
  assert,
  lacks,
  longRun,
  note,
  repositoryRoot,
  seed,
  seeded,
  sharedData,
  suite,
  tempDir,
} from '../kit.ts';

const test = suite('replay');
/** The demo shop: Norwegian kroner, cash in whole kroner, a euro at 11.50. */
const money: Money = { step: 100n, unit: 100n, rateMillionths: 11_500_000n };
const openingCash = 100_000n;

interface Result {
  readonly form: string;
  readonly sales: number;
  readonly lines: number;
  readonly gross: number;
  readonly byVat: Readonly<
    Record<string, { readonly gross: number; readonly net: number; readonly vat: number }>
  >;
  readonly byTender: Readonly<Record<string, { readonly count: number; readonly amount: number }>>;
  readonly rounding: number;
  readonly refusals: number;
  readonly badRows: number;
  readonly receipts: number;
  readonly zNumber: number;
  readonly seconds: number;
}

interface Replayed {
  readonly result: Result;
  readonly sum: Sum;
  readonly problems: string;
  readonly folder: string;
}

interface ReplayOptions {
  readonly more?: readonly string[];
  readonly folder?: string;
  readonly inOwnProcess?: boolean;
}

async function replay(
  file: string,
  { more = [], folder = tempDir('replay'), inOwnProcess = false }: ReplayOptions = {},
): Promise<Replayed> {
  const table = join(folder, 'table.csv');
  const env = { COUNTERTOP_DATA: folder, COUNTERTOP_CONFIG: '', COUNTERTOP_PORT: '' };
  const args = [file, '--table', table, ...more];
  const ran = inOwnProcess
    ? await runCommand(['replay', ...args], env)
    : await runHere(replayCommand, args, env);
  assert.is(ran.code, 0, ran.stderr);
  const lines = ran.stdout.trim().split('\n');
  assert.is(lines.length, 1, ran.stdout);
  const sum = independentSum(file, table, { money });
  return { result: JSON.parse(lines[0] ?? '') as Result, sum, problems: ran.stderr, folder };
}

/** The same figures in the same shape. */
function figuresOf(sum: Sum): unknown {
  const numbers = (of: Readonly<Record<string, bigint | number>>): unknown =>
    Object.fromEntries(Object.entries(of).map(([key, value]) => [key, Number(value)]));
  return {
    sales: sum.sales,
    lines: sum.lines,
    gross: Number(sum.gross),
    rounding: Number(sum.rounding),
    byVat: Object.fromEntries(
      [...sum.byVat]
        .sort(([a], [b]) => a - b)
        .map(([rate, { gross, vat }]) => [rate, numbers({ gross, net: gross - vat, vat })]),
    ),
    byTender: Object.fromEntries(
      [...sum.byTender]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([tender, row]) => [tender, numbers({ ...row })]),
    ),
  };
}

function reported({
  sales,
  lines,
  gross,
  rounding,
  byVat,
  byTender,
}: Pick<Result, 'sales' | 'lines' | 'gross' | 'rounding' | 'byVat' | 'byTender'>): unknown {
  const rates = Object.entries(byVat).map(([key, row]) => [Number(key.split('/')[1]), row] as const);
  return {
    sales,
    lines,
    gross,
    rounding,
    byVat: Object.fromEntries(rates.sort(([a], [b]) => a - b)),
    byTender: Object.fromEntries(Object.entries(byTender).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

interface ZReport {
  readonly zNumber: number;
  readonly total: number;
  readonly rounding: number;
  readonly receipts: number;
  readonly byVat: readonly {
    readonly rate: number;
    readonly code: string;
    readonly gross: number;
    readonly net: number;
    readonly vat: number;
  }[];
  readonly byTender: readonly { readonly tender: string; readonly count: number; readonly amount: number }[];
  readonly cash: readonly {
    readonly currency: string;
    readonly opening: number;
    readonly sales: number;
    readonly expected: number;
    readonly counted: number;
    readonly difference: number;
  }[];
}

/** The Z-report as it stands in the journal, signed. */
async function zReport(folder: string, zNumber: number): Promise<ZReport> {
  const exported = await runHere(journal, ['export', '--format', 'json'], { COUNTERTOP_DATA: folder });
  assert.is(exported.code, 0, exported.stderr);
  const { entries } = JSON.parse(exported.stdout) as {
    entries: { type?: string; payload?: { report?: ZReport } }[];
  };
  const closed = entries.find(
    ({ type, payload }) => type === 'shift.closed' && payload?.report?.zNumber === zNumber,
  );
  assert.ok(closed?.payload?.report !== undefined, 'no such Z-report in the journal');
  return closed.payload.report;
}

async function judge({ result, sum, folder }: Replayed): Promise<void> {
  assert.is(result.refusals, 0);
  assert.equal(reported(result), figuresOf(sum));
  const z = await zReport(folder, result.zNumber);
  const asResult = {
    sales: result.sales,
    lines: result.lines,
    gross: z.total,
    rounding: z.rounding,
    byVat: Object.fromEntries(
      z.byVat.map(({ rate, code, gross, net, vat }) => [`${code}/${rate}`, { gross, net, vat }]),
    ),
    byTender: Object.fromEntries(z.byTender.map(({ tender, count, amount }) => [tender, { count, amount }])),
  };
  assert.equal(reported(asResult), figuresOf(sum));
  assert.is(z.receipts, sum.sales);
  const cash = Object.fromEntries(
    z.cash.map(({ currency, expected, counted, difference }) => [currency, [expected, counted, difference]]),
  );
  const { own, foreign } = sum.drawer;
  const expected = Number(openingCash + own);
  assert.equal(cash['NOK'], [expected, expected, 0]);
  if (foreign > 0n) assert.equal(cash['EUR'], [Number(foreign), Number(foreign), 0]);
  const verified = await runHere(journal, ['verify'], { COUNTERTOP_DATA: folder });
  assert.is(verified.code, 0, verified.stderr);
  assert.match(verified.stdout, /journal: clean/);
  assert.match(verified.stdout, new RegExp(`last receipt ${sum.sales},`));
}

const sample = (name: string): string => join(repositoryRoot, 'appliance/test/samples', name);

test('a sample of baskets, with every tender', { timeoutMs: 120_000 }, async () => {
  const replayed = await replay(sample('baskets.csv'), { inOwnProcess: true });
  assert.is(replayed.result.form, 'baskets');
  assert.is(replayed.result.sales, 26);
  assert.is(replayed.result.badRows, 0);
  assert.equal(Object.keys(replayed.result.byTender).sort(), ['card', 'cash', 'eur', 'voucher']);
  await judge(replayed);
});

test(
  'a sample of orders: nothing due, cash that rounds to nothing, bad rows told',
  { timeoutMs: 120_000 },
  async () => {
    const replayed = await replay(sample('orders.csv'));
    assert.is(replayed.result.form, 'orders');
    assert.is(replayed.result.sales, 19);
    assert.is(replayed.result.badRows, 3);
    for (const line of [15, 17, 18]) assert.match(replayed.problems, new RegExp(`orders\\.csv:${line}: `));
    await judge(replayed);
  },
);

test('two files on one box are two shifts, each with its own Z-report', { timeoutMs: 120_000 }, async () => {
  const first = await replay(sample('baskets.csv'));
  const second = await replay(sample('orders.csv'), { folder: first.folder });
  assert.is(first.result.zNumber, 1);
  assert.is(second.result.zNumber, 2);
  const z = await zReport(first.folder, 2);
  assert.is(z.total, Number(second.sum.gross));
});

test('a run that is repeated sells nothing twice and tells the same', { timeoutMs: 120_000 }, async () => {
  const first = await replay(sample('baskets.csv'), { more: ['--run', 'once-only'] });
  const again = await replay(sample('baskets.csv'), { more: ['--run', 'once-only'], folder: first.folder });
  assert.equal({ ...again.result, seconds: 0 }, { ...first.result, seconds: 0 });
  await judge(again);
});

/** So many sales of a file, chosen by the seed, in the order of the file; all of them in a long run. */
function share(path: string, count: number): string {
  const [header, ...rest] = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const orders = header?.startsWith('order,') === true;
  const keyOf = (line: string): string => (orders ? line.slice(0, line.indexOf(',')) : line);
  const lines = orders ? rest : [header ?? '', ...rest];
  const chosen = new Set(
    longRun
      ? lines.map(keyOf)
      : seeded(seed)
          .shuffled([...new Set(lines.map(keyOf))])
          .slice(0, count),
  );
  const file = join(tempDir('share'), orders ? 'orders.csv' : 'baskets.csv');
  writeFileSync(
    file,
    [...(orders ? [header] : []), ...lines.filter((line) => chosen.has(keyOf(line)))].join('\n'),
  );
  return file;
}

for (const [name, count] of [
  ['grocery-baskets.csv', 300],
  ['takeaway-orders.csv', 200],
] as const) {
  test(`real ${name}`, { timeoutMs: 3_000_000 }, async () => {
    const path = sharedData(name);
    if (path === undefined) {
      lacks(`${name}: only the sample was replayed`);
      return;
    }
    const replayed = await replay(share(path, count));
    const { sales, lines, seconds } = replayed.result;
    note(
      `${name}: ${sales} sales, ${lines} lines${longRun ? ' (all)' : ` (a share, seed ${seed})`} in ${seconds} s equal the independent sum`,
    );
    await judge(replayed);
  });
}
