// From power to ready with a full catalogue, beside a bare Node process that opens the same database; the memory it then holds;
// and how quickly a catalogue is taken in.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withCheckDigit } from '../src/domain/barcode/gtin.ts';
import { minor } from '../src/domain/money/money.ts';
import { systemClock } from '../src/platform/clock/system-clock.ts';
import { openSqlite } from '../src/platform/database/sqlite.ts';
import { pinoLog } from '../src/platform/log/pino-log.ts';
import { Catalogue } from '../src/till/catalogue/catalogue.ts';
import type { CatalogueItem } from '../src/till/catalogue/catalogue-item.ts';
import { databaseName } from '../src/till/journal/files.ts';
import { end, memory, start, startDaemon } from './process.ts';
import { type Line, ms, Samples } from './sample.ts';

const products = 30_000;

function items(): readonly CatalogueItem[] {
  return Array.from({ length: products }, (_none, index): CatalogueItem => {
    const gtin = withCheckDigit(`28${String(index).padStart(10, '0')}`).padStart(14, '0');
    return {
      product: {
        id: `bench-${index}`,
        sku: `BENCH-${index}`,
        name: `Vare nummer ${index}`,
        category: 'bench',
        vatClass: 'food',
        unit: 'piece',
        price: minor(1000 + (index % 9000)),
        active: true,
      },
      codes: [{ code: gtin, kind: 'gtin' }],
    };
  });
}

/** Takes the catalogue in; beside it, the same rows into a plain table in as many statements. */
async function importing(folder: string): Promise<Line> {
  const list = items();
  const database = await openSqlite(join(folder, databaseName), {
    clock: systemClock,
    log: pinoLog('silent'),
  });
  const from = performance.now();
  await new Catalogue(database).put(list);
  const took = performance.now() - from;
  await database.transaction(async (tx) =>
    tx.run('CREATE TABLE bench_plain (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID'),
  );
  const plainFrom = performance.now();
  await database.transaction(async (tx) => {
    for (let at = 0; at < products; at += 1_000) {
      await tx.run(
        "INSERT INTO bench_plain SELECT value ->> '$.product.id', value -> '$.product' FROM json_each(?)",
        [JSON.stringify(list.slice(at, at + 1_000))],
      );
    }
  });
  const plain = performance.now() - plainFrom;
  await database.transaction(async (tx) => tx.run('DROP TABLE bench_plain'));
  await database.close();
  return {
    what: `catalogue import, ${products} products`,
    value: `${Math.round((products * 1000) / took)} rows/s`,
    beside: `rows into a plain table ${Math.round((products * 1000) / plain)} rows/s`,
    ratio: { value: took / plain, target: 10, atMost: true },
  };
}

/** The bare process: loads the package, opens the file, reads one row, says so. */
function bareScript(folder: string): string {
  const path = join(folder, 'bare.cjs');
  const sqlite = createRequire(import.meta.url).resolve('sqlite3');
  const file = join(folder, databaseName);
  writeFileSync(
    path,
    `const { Database } = require(${JSON.stringify(sqlite)});
const database = new Database(${JSON.stringify(file)}, () => {
  database.get('SELECT count(*) AS n FROM product WHERE number < 10', () => { console.log('ready'); setTimeout(() => {}, 1e9); });
});
`,
  );
  return path;
}

export async function benchStarting(folder: string, rounds: number): Promise<readonly Line[]> {
  await end(await startDaemon(folder));
  const importLine = await importing(folder);
  const script = bareScript(folder);
  const ready = new Samples();
  const bare = new Samples();
  let residentMb = 0;
  let peakMb = 0;
  for (let round = 0; round < rounds; round += 1) {
    const floor = await start({ args: [script], ready: (line) => (line === 'ready' ? 1 : undefined) });
    bare.add(floor.readyMs);
    floor.child.removeAllListeners('exit');
    floor.child.kill('SIGKILL');
    const daemon = await startDaemon(folder);
    ready.add(daemon.readyMs);
    await new Promise((resolve) => setTimeout(resolve, 500));
    ({ residentMb, peakMb } = memory(daemon));
    await end(daemon);
  }
  return [
    importLine,
    {
      what: `start to READY, ${products} products`,
      value: `p50 ${ms(ready.p50)}`,
      beside: `bare Node opening the same database p50 ${ms(bare.p50)}`,
      ratio: { value: ready.p50 / bare.p50, target: 3, atMost: true },
    },
    {
      what: 'resident memory of the daemon, idle after start',
      value: `${residentMb.toFixed(0)} MB (peak ${peakMb.toFixed(0)} MB)`,
      beside: 'target 90 MB (peak 130 MB)',
      ratio: { value: residentMb / 90, target: 1, atMost: true },
    },
  ];
}
