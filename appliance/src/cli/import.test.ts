// `countertop import`: what is taken in, what is told, and how it ends, on a catalogue that has products already.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runHere, type Finished } from '../../test/daemon-process.ts';
import { silent } from '../../test/journal/open-journal.ts';
import { assert, lacks, note, seed, seeded, sharedData, suite, tempDir } from '../../test/kit.ts';
import { fillDemoShop } from '../demo/fill.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { openSqlite, type SqliteDatabase } from '../platform/database/sqlite.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import { generatedPrice } from '../till/catalogue/generated-price.ts';
import { databaseName } from '../till/journal/files.ts';
import { importExit, importProducts } from './import.ts';

const test = suite('import');
let folder: string;
let database: SqliteDatabase;
let catalogue: Catalogue;
let before: number;

test.beforeEach(async () => {
  folder = tempDir('import');
  database = await openSqlite(join(folder, databaseName), { clock: systemClock, log: silent, readers: 1 });
  await fillDemoShop(database);
  catalogue = new Catalogue(database);
  before = await catalogue.count();
});
test.afterEach(async () => database.close());

async function run(...args: string[]): Promise<Finished> {
  return runHere(importProducts, args, { COUNTERTOP_DATA: folder, COUNTERTOP_ROLES: 'till' });
}

function file(content: string | Uint8Array, name = 'products.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const counted = ({ stdout }: Finished): unknown => JSON.parse(stdout);

test('a clean file is taken whole and found at once', async () => {
  const ran = await run(
    'products',
    file('gtin,name,price\n4006381333931,Pencil HB,12.50\n5901234123457,Rubber,\n'),
  );
  assert.is(ran.code, importExit.clean);
  assert.is(ran.stderr, '');
  assert.equal(counted(ran), { imported: 2, refused: 0 });
  assert.is(await catalogue.count(), before + 2);
  assert.is((await catalogue.byCode('04006381333931'))?.price, 1_250);
  assert.is((await catalogue.byCode('05901234123457'))?.price, generatedPrice('05901234123457', 2));
  assert.equal(
    (await catalogue.search('pencil', 5)).map(({ name }) => name),
    ['Pencil HB'],
  );
});

test('bad rows are told with file and line, good ones are kept', async () => {
  const path = file(
    'gtin,name\n4006381333931,Good\n4006381333932,Wrong\n"5901234123457,open\n7038010000119,"quo"te\n5901234123457,Good too\n',
  );
  const ran = await run('products', path);
  assert.is(ran.code, importExit.someRowsBad);
  assert.equal(counted(ran), { imported: 2, refused: 3 });
  assert.equal(
    ran.stderr
      .trim()
      .split('\n')
      .map((line) => line.replace(`${path}:`, '').split(':')[0]),
    ['3', '4', '5'],
  );
  assert.ok((await catalogue.byCode('05901234123457')) !== undefined);
});

test('taken in again, a product is replaced and not doubled', async () => {
  await run('products', file('gtin,name,price\n4006381333931,Old,1\n'));
  await run('products', file('gtin,name,price\n4006381333931,New,2\n'));
  assert.is(await catalogue.count(), before + 1);
  const product = await catalogue.byCode('04006381333931');
  assert.equal([product?.name, product?.price], ['New', 200]);
  assert.equal(await catalogue.search('old', 5), []);
});

test('a SKU that another product has is told with its line', async () => {
  const ran = await run('products', file('gtin,name,sku\n4006381333931,One,S-1\n5901234123457,Two,S-1\n'));
  assert.is(ran.code, importExit.someRowsBad);
  assert.equal(counted(ran), { imported: 1, refused: 1 });
  assert.match(ran.stderr, /:3: sku S-1 belongs to another product/);
});

test('without prices they are asked for at the till when told so', async () => {
  await run(
    'products',
    file('gtin,name\n4006381333931,Ask\n'),
    '--prices',
    'ask',
    '--vat-class',
    'standard',
    '--category',
    'desk',
  );
  const product = await catalogue.byCode('04006381333931');
  assert.equal([product?.price, product?.vatClass, product?.category], [undefined, 'standard', 'desk']);
});

test('produce by PLU, with its bad entries', async () => {
  const plu = {
    '4011': 'Bananas',
    '94011': 'Bananas, organic',
    '12': 'Too short',
    '4012': '',
    abcd: 'No number',
    __proto__: 'no',
  };
  const ran = await run('plu', file(JSON.stringify(plu), 'plu.json'));
  assert.is(ran.code, importExit.someRowsBad);
  assert.match(ran.stderr, /PLU "12"/);
  assert.match(ran.stderr, /PLU 4012: name is empty/);
  assert.match(ran.stderr, /PLU "abcd"/);
  const bananas = await catalogue.byCode('4011');
  assert.is(bananas?.unit, 'kg');
});

test('files that are missing, empty, binary or something else', async () => {
  for (const [what, path, code] of [
    ['products', join(folder, 'none.csv'), importExit.unreadable],
    ['plu', join(folder, 'none.json'), importExit.unreadable],
    ['products', folder, importExit.unreadable],
    ['plu', file('{"4011":', 'cut.json'), importExit.unreadable],
    ['plu', file('["4011"]', 'list.json'), importExit.unreadable],
    ['products', file('', 'empty.csv'), importExit.someRowsBad],
    ['products', file('{"4011":"Bananas"}', 'json.csv'), importExit.someRowsBad],
    ['products', file(seeded(1).bytes(20_000), 'binary.csv'), importExit.someRowsBad],
  ] as const) {
    const ran = await run(what, path);
    assert.is(ran.code, code, `${path}: ${ran.stdout} ${ran.stderr}`);
    assert.ok(ran.stderr.length > 10 && ran.stderr.length < 1_000, ran.stderr);
  }
  assert.is(await catalogue.count(), before);
});

test('what it is asked wrongly', async () => {
  const path = file('gtin,name\n');
  for (const args of [[], ['products'], ['customers', path], ['products', path, '--prices', 'free']]) {
    const ran = await run(...args);
    assert.is(ran.code, importExit.misunderstood);
    assert.match(ran.stderr, /countertop import products/);
  }
  const ran = await run('products', path, '--vat-class', 'luxury');
  assert.is(ran.code, importExit.unreadable);
  assert.match(ran.stderr, /--vat-class must be one of food/);
});

test('30,000 real products, some of them spoilt', { timeoutMs: 240_000 }, async () => {
  const path = sharedData('products.csv');
  if (path === undefined) {
    lacks('products.csv: only small files were taken in');
    return;
  }
  const clean = await run('products', path);
  assert.is(clean.code, clean.stderr === '' ? importExit.clean : importExit.someRowsBad);
  const { imported, refused } = counted(clean) as { imported: number; refused: number };
  assert.is(await catalogue.count(), before + imported);
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  assert.is(imported + refused, lines.length - 1);
  // Every thousandth row spoilt in another way: exactly those are told, all others are kept.
  const spoil: readonly ((line: string) => string)[] = [
    (line) => `9${line}`,
    (line) => `${line.split(',')[0] ?? ''},`,
    (line) => `${line.split(',')[0] ?? ''},"open`,
    (line) => `${line.split(',')[0] ?? ''},\0`,
    (line) => `${line.split(',')[0] ?? ''},${'x'.repeat(1_000_000)}`,
    () => ',',
  ];
  const spoilt = lines.map((line, index) =>
    index > 0 && index % 1_000 === 0 ? (spoil[(index / 1_000) % spoil.length]?.(line) ?? line) : line,
  );
  await database.write('DELETE FROM product');
  const ran = await run('products', file(spoilt.join('\n'), 'spoilt.csv'));
  const told = ran.stderr
    .trim()
    .split('\n')
    .map((line) => Number(/:(\d+): /.exec(line)?.[1]));
  const wanted = Array.from(
    { length: Math.floor((lines.length - 1) / 1_000) },
    (_, index) => (index + 1) * 1_000 + 1,
  );
  const others =
    clean.stderr === ''
      ? []
      : clean.stderr
          .trim()
          .split('\n')
          .map((line) => Number(/:(\d+): /.exec(line)?.[1]));
  assert.equal(
    told.filter((line) => !others.includes(line)),
    wanted.filter((line) => !others.includes(line)),
  );
  assert.is(
    (counted(ran) as { imported: number }).imported,
    lines.length - 1 - new Set([...wanted, ...others]).size,
  );
  note(
    `import: ${imported} products of ${lines.length - 1} rows, ${refused} refused; ${wanted.length} rows spoilt, all told and nothing else lost (seed ${seed})`,
  );
});
