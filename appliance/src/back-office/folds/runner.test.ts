// Folding, whatever happens around it: the same tables from any batches, restarts, orders and rebuilds, each entry once, and a stop that is
// seen where an entry cannot be taken.
import fc from 'fast-check';
import { assert, note, propertyRuns, seeded, suite } from '../../../test/kit.ts';
import { dump, folding, type Folding } from '../../../test/back-office/folding.ts';
import { MemoryArchive } from '../../../test/back-office/memory-archive.ts';
import { MemoryRecords } from '../../../test/back-office/memory-records.ts';
import { looseEntry, played, type PlayedRegister } from '../../../test/back-office/sealed-journal.ts';
import { moves } from '../../../test/register-moves.ts';
import { shops } from '../../../test/register-shops.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { Fault } from '../../platform/fault.ts';
import type { Database } from '../../platform/ports/database.ts';
import { salesFold } from '../figures/sales-fold.ts';
import { type Fold, FoldStop } from './fold.ts';

const test = suite('folds');
const day = Date.UTC(2024, 2, 1, 7);
const folds: readonly Fold[] = [salesFold];

/** Two shops in two zones, three registers; costs that change on the way. */
function sampleRecords(): MemoryRecords {
  const records = new MemoryRecords();
  records.shop('oslo', { registers: ['B1', 'B2'] });
  records.shop('bergen', { registers: ['B3'], timeZone: 'Pacific/Auckland' });
  records.change('cost', 'bread', { body: 1_000 });
  records.change('cost', 'bread', { at: day + 3_600_000, body: 1_200 });
  records.change('cost', 'soda', { body: null });
  records.change('cost', 'flowers', { at: day + 1_800_000, body: 77 });
  return records;
}

const threeRegisters = fc.tuple(moves(3), moves(3), moves(3)).map((lists) =>
  lists.map((list, index) =>
    played(
      {
        register: `B${index + 1}`,
        settings: shops[index] ?? (shops[0] as (typeof shops)[number]),
        from: day + index * 40_000,
        stepMs: 900_000,
      },
      list,
    ),
  ),
);

async function foldedAtOnce(registers: readonly PlayedRegister[]): Promise<readonly string[]> {
  const around = await folding(new MemoryArchive(), sampleRecords());
  registers.forEach(({ entries }, index) => around.archive.put(`B${index + 1}`, entries));
  const running = await around.start(folds);
  await running.settled();
  const rows = await dump(around.database, folds);
  assert.equal(running.state(), { building: [], behind: 0, troubles: [] });
  await around.close();
  return rows;
}

test('any batches, orders, restarts and rebuilds give the same tables', { timeoutMs: 240_000 }, async () => {
  const runs = Math.ceil(propertyRuns / 8);
  let [lines, restarts, rebuilds] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(threeRegisters, fc.integer(), async (registers, from) => {
      const expected = await foldedAtOnce(registers);
      const chance = seeded(from);
      const around = await folding(new MemoryArchive(), sampleRecords());
      const rest = registers.map(({ entries }) => [...entries]);
      let running = await around.start(folds, { batch: chance.int(1, 40) });
      while (rest.some((entries) => entries.length > 0)) {
        const index = chance.int(0, 2);
        around.archive.put(`B${index + 1}`, rest[index]?.splice(0, chance.int(1, 30)) ?? []);
        if (chance.happens(0.2)) await running.settled();
        if (chance.happens(0.2)) {
          await running.stop();
          const anew = chance.happens(0.3);
          if (anew) rebuilds += 1;
          else restarts += 1;
          const version = anew ? chance.int(2, 1_000_000) : await versionOf(around);
          running = await around.start([{ ...salesFold, version }], { batch: chance.int(1, 40) });
        }
      }
      await running.settled();
      const rows = await dump(around.database, folds);
      await around.close();
      lines += rows.length;
      assert.equal(rows, expected);
    }),
    { numRuns: runs },
  );
  note(`folds: ${lines} rows compared, ${restarts} restarts, ${rebuilds} rebuilds`);
  assert.ok(
    lines > runs * 20 && restarts > runs && rebuilds > runs / 4,
    'the runs reach what they are to prove',
  );
});

async function versionOf({ database }: Folding): Promise<number> {
  return Number((await database.get('SELECT version FROM fold'))?.['version'] ?? 0);
}

/** Counts entries by what they say. */
const counting: Fold = {
  name: 'counting',
  version: 1,
  tables: [{ name: 'stock_level', merge: 'sum', keys: ['product', 'store'], values: ['quantity'] }],
  types: new Set(['counted']),
  rowsOf({ register, content }) {
    const { what } = content as { readonly what: string };
    if (what === 'bad') throw new FoldStop('content-invalid', 'bad');
    if (what === 'bug') throw new TypeError('a defect');
    const [table] = counting.tables;
    if (table === undefined) throw new Error('no table');
    return [{ table, row: { product: what, store: register, quantity: 1 } }];
  },
};

const counted = (seq: number, what: string) =>
  looseEntry({ seq, at: day + seq, type: 'counted', content: { what } });
const counts = async ({ database }: Folding) =>
  (await database.all('SELECT product, quantity FROM stock_level ORDER BY product')).map(
    ({ product, quantity }) => `${String(product)} ${String(quantity)}`,
  );

test('a fold stops before an entry it cannot take, for that register only, and says so', async () => {
  const around = await folding();
  const second: Fold = { ...counting, name: 'second', tables: [], rowsOf: () => [] };
  const running = await around.start([counting, second], { batch: 2 });
  around.archive.put(
    'OFFICE',
    ['a', 'a', 'b', 'bad', 'c'].map((what, index) => counted(index + 1, what)),
  );
  around.archive.put('B2', [counted(1, 'd'), counted(2, 'bug'), counted(3, 'e')]);
  await running.settled();
  assert.equal(await counts(around), ['a 2', 'b 1', 'd 1']);
  const { troubles, behind, building } = running.state();
  assert.equal(troubles.map(({ fold, register, seq, code }) => `${fold} ${register} ${seq} ${code}`).sort(), [
    'counting B2 2 fault',
    'counting OFFICE 4 content-invalid',
  ]);
  assert.equal([behind, building], [4, []]);
  // More of the same journal changes nothing; another program does.
  around.archive.put('OFFICE', [counted(6, 'c')]);
  await running.settled();
  assert.equal(await counts(around), ['a 2', 'b 1', 'd 1']);
  await running.stop();
  const mended: Fold = { ...counting, rowsOf: (entry) => (entry.seq === 4 ? [] : counting.rowsOf(entry)) };
  const again = await around.start([mended, second]);
  await again.settled();
  assert.equal(await counts(around), ['a 2', 'b 1', 'c 2', 'd 1']);
  assert.equal(
    again.state().troubles.map(({ register }) => register),
    ['B2'],
  );
  await around.close();
});

test('what the records cannot place yet is waited for, and folded once they can', async () => {
  const around = await folding();
  const sold = played({ register: 'B1', settings: sampleSettings(), from: day, stepMs: 1_000 }, buying);
  around.archive.put('B1', sold.entries);
  const running = await around.start(folds);
  await running.settled();
  assert.equal(
    running.state().troubles.map(({ code }) => code),
    ['place-unknown'],
  );
  assert.equal(await dump(around.database, folds), []);
  around.records.shop('oslo', { registers: ['B1'] });
  await around.clock.advance(15_000);
  await running.settled();
  assert.equal(running.state(), { building: [], behind: 0, troubles: [] });
  assert.ok((await dump(around.database, folds)).length > 0);
  await around.close();
});

const buying = [
  { kind: 'add', pick: 9, size: 5, who: 0 },
  { kind: 'add', pick: 9, size: 5, who: 0 },
  { kind: 'pay exactly', pick: 1, size: 0, who: 0 },
  { kind: 'pay exactly', pick: 4, size: 0, who: 0 },
];

test('a store that fails now and then, before a commit or after it, loses nothing and counts nothing twice', async () => {
  const around = await folding();
  const chance = seeded(11);
  let failed = 0;
  const flaky: Database = {
    write: async (...of) => around.database.write(...of),
    get: async (...of) => around.database.get(...of),
    all: async (...of) => around.database.all(...of),
    close: async () => undefined,
    transaction: async (work) => {
      const when = chance.int(0, 3);
      if (when < 2) failed += 1;
      if (when === 0) throw new Fault('storage.busy', {});
      const value = await around.database.transaction(work);
      if (when === 1) throw new Fault('storage.failed', {});
      return value;
    },
  };
  await (await around.start([counting])).stop();
  around.records.shop('oslo', { registers: ['B1'] });
  const running = await around.start([counting], { batch: 7, database: flaky });
  for (let seq = 1; seq <= 300; seq += 3) {
    around.archive.put('B1', [counted(seq, 'x'), counted(seq + 1, 'y'), counted(seq + 2, 'x')]);
    await around.clock.advance(chance.int(0, 3_000));
    await running.settled();
  }
  // Little by little: a transaction has its own limit on the same clock.
  for (let tries = 0; tries < 40; tries += 1) {
    await around.clock.advance(20_000);
    await running.settled();
  }
  assert.equal(await counts(around), ['x 200', 'y 100']);
  assert.equal(await around.database.all('SELECT seq FROM placement_head'), [{ seq: 300 }]);
  assert.ok(failed > 20, `${failed} faults`);
  await around.close();
});

test('somebody who waits for an entry is told, or told that it takes too long', async () => {
  const around = await folding();
  const running = await around.start([counting]);
  const soon = running.reached('OFFICE', 2, 1_000);
  const heard: string[] = [];
  running.onFolded(({ register, types }) => heard.push(`${register} ${[...types].join()}`));
  around.archive.put('OFFICE', [counted(1, 'a'), counted(2, 'a')]);
  assert.is(await soon, true);
  assert.is(await running.reached('OFFICE', 1, 1_000), true);
  const never = running.reached('OFFICE', 3, 1_000);
  await around.clock.advance(1_000);
  assert.is(await never, false);
  assert.equal(heard, ['OFFICE counted']);
  const ended = running.reached('OFFICE', 3, 1_000);
  await running.stop();
  assert.is(await ended, false);
  await around.close();
});

test('costs are those of then, also when a rebuild comes after the records changed', async () => {
  const around = await folding(new MemoryArchive(), sampleRecords());
  const sold = played({ register: 'B1', settings: sampleSettings(), from: day, stepMs: 1_000 }, buying);
  around.archive.put('B1', sold.entries);
  await (await around.start(folds)).settled();
  const before = await dump(around.database, folds);
  assert.ok(
    before.some((line) => line.includes('"cost":5000')),
    before.join('\n'),
  );
  // Dated before the sale, as a clock that was set back would: what was counted stays.
  around.records.change('cost', 'bread', { at: day - 1, body: 5 });
  around.records.change('register', 'B1', { at: day - 1, body: { salePoint: 'bergen-counter' } });
  const running = await around.start([{ ...salesFold, version: 2 }]);
  await running.settled();
  assert.equal(await dump(around.database, folds), before);
  await around.close();
});
