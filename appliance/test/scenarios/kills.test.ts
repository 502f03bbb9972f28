// The plug is pulled at random moments while a file is sold and receipts are printed: nothing that was acknowledged is lost, nothing
// happens twice, the basket stands as it was, every sum is right at the end, and no receipt came out twice without saying so.
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShiftReport } from '../../src/domain/shift/report.ts';
import { openSnapshot } from '../../src/platform/database/read-only.ts';
import { putProducts, saveTable } from '../../src/replay/products-of-words.ts';
import { readSales } from '../../src/replay/read-sales.ts';
import { sellAll } from '../../src/replay/sell.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import { Box } from '../daemon-process.ts';
import { independentSum } from '../independent-sum.ts';
import { assert, longRun, note, repositoryRoot, seed, seeded, sharedData, suite, tempDir } from '../kit.ts';
import { CrashingTill } from './crashing-till.ts';
import { paperPrinter, receiptsOn } from './receipts-on-paper.ts';

const test = suite('kills');
const killsWanted = Number(process.env['COUNTERTOP_KILLS'] ?? (longRun ? 200 : 20));
const money = { step: 100n, unit: 100n, rateMillionths: 11_500_000n };
/** Commands sold between two kills, about. */
const commandsPerKill = 25;

/** Baskets, real ones where there are any, in an order that the seed decides. */
function baskets(count: number): string {
  const path =
    sharedData('grocery-baskets.csv') ?? join(repositoryRoot, 'appliance/test/samples/baskets.csv');
  const lines = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const chance = seeded(seed);
  const file = join(tempDir('baskets'), 'baskets.csv');
  writeFileSync(file, Array.from({ length: count }, () => chance.pick(lines)).join('\n'));
  return file;
}

test(`${killsWanted} kills during a replay`, { timeoutMs: 3_500_000 }, async () => {
  const chance = seeded(seed + 1);
  const printer = await paperPrinter(1);
  // Without an office: it knows nothing of what is put into this till's catalogue below. Both sides are killed in sync-kills.
  const box = await Box.started({ devices: [printer.device], env: { COUNTERTOP_ROLES: 'till' } });
  const page = await box.page('alex', 120_000);
  try {
    const path = baskets(killsWanted * 6);
    const file = await readSales(createReadStream(path), 2);
    const table = join(box.folder, 'table.csv');
    await putProducts(box.folder, file.products);
    await saveTable(table, box.folder, file.products);
    const killAt = new Set(
      Array.from(
        { length: killsWanted },
        (_, index) => 10 + index * commandsPerKill + chance.int(0, commandsPerKill - 1),
      ),
    );
    const till = new CrashingTill(box, page, { chance, killAt });
    const opened = await page.command('kills-open-shift', 'open-shift', {
      opening: [{ currency: 'NOK', amount: 0 }],
    });
    assert.ok(opened.ok);
    const sold = await sellAll(file.sales, { page: till, run: 'kills', exponent: 2 });
    await till.settled();
    assert.is(sold.refusals, 0, sold.refused.join('\n'));
    assert.is(till.killsWhileSelling, killsWanted, 'the file was sold before the last kill');
    await till.check();
    const report = (await page.query('kills-report', 'shift-report', {})) as { value: ShiftReport };
    const sum = independentSum(path, table, { money });
    assert.is(report.value.total, Number(sum.gross));
    assert.is(report.value.rounding, Number(sum.rounding));
    assert.is(report.value.receipts, sum.sales);
    assert.equal(
      Object.fromEntries(report.value.byVat.map(({ rate, gross, vat }) => [rate, [gross, vat]])),
      Object.fromEntries(
        [...sum.byVat].map(([rate, { gross, vat }]) => [rate, [Number(gross), Number(vat)]]),
      ),
    );
    assert.equal(
      Object.fromEntries(report.value.byTender.map(({ tender, count, amount }) => [tender, [count, amount]])),
      Object.fromEntries(
        [...sum.byTender].map(([tender, { count, amount }]) => [tender, [count, Number(amount)]]),
      ),
    );
    await till.allPrinted();
    const printed = receiptsOn(printer.paper());
    await judgePaper(box.folder, printed, sum.sales);
    assert.equal(box.troubles, []);
    const marked = printed.filter((each) => each.marked).length;
    note(
      `${till.killsWhileSelling} kills while selling and ${till.kills - till.killsWhileSelling} while starting (seed ${seed}): ${sum.sales} sales, ${till.acknowledged.size} commands acknowledged, ${printed.length} receipts on paper, ${marked} of them marked as printed again`,
    );
  } finally {
    page.close();
    await box.kill();
    await printer.close();
  }
});

async function judgePaper(
  folder: string,
  printed: ReturnType<typeof receiptsOn>,
  sales: number,
): Promise<void> {
  const snapshot = await openSnapshot(join(folder, databaseName));
  const jobs = await snapshot.all("SELECT subject, state FROM print_job WHERE kind = 'receipt'");
  await snapshot.close();
  assert.is(jobs.length, sales, 'one job for each receipt');
  for (let receipt = 1; receipt <= sales; receipt += 1) {
    const prints = printed.filter((each) => each.receipt === receipt);
    assert.ok(
      prints.filter(({ marked }) => !marked).length <= 1,
      `receipt ${receipt} came out twice as if it were the first`,
    );
    const state = jobs.find(({ subject }) => subject === `receipt:${receipt}`)?.['state'];
    if (state === 'printed')
      assert.ok(
        prints.some(({ whole }) => whole),
        `receipt ${receipt} is said to be printed`,
      );
    else assert.is(state, 'dismissed', `receipt ${receipt}`);
  }
}
