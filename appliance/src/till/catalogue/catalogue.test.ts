// The catalogue on a real database: found by the beginnings and the middles of words, replaced whole, and never two products under one code.
import { join } from 'node:path';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import { demoItems } from '../../demo/products.ts';
import { systemClock } from '../../platform/clock/system-clock.ts';
import { openSqlite, type SqliteDatabase } from '../../platform/database/sqlite.ts';
import { pinoLog } from '../../platform/log/pino-log.ts';
import { Catalogue } from './catalogue.ts';

const test = suite('catalogue');

let database: SqliteDatabase;
let catalogue: Catalogue;

test.before(async () => {
  database = await openSqlite(join(tempDir('catalogue'), 'till.db'), {
    clock: systemClock,
    log: pinoLog('silent'),
  });
  catalogue = new Catalogue(database);
  await catalogue.put(demoItems);
});
test.after(async () => {
  await database.close();
});

const names = async (text: string, limit = 20) =>
  (await catalogue.search(text, limit)).map(({ name }) => name);

test('words that begin so come before words that hold it', async () => {
  const found = await names('melk');
  assert.ok(found.includes('Helmelk 1 l'));
  assert.ok(found.includes('Lettmelk 1 l'));
  assert.ok(found.indexOf('Melkesjokolade 200 g') < found.indexOf('Helmelk 1 l'));
});

test('two letters, without accents, several words, digits of a code', async () => {
  assert.ok((await names('co')).includes('Cola 0,5 l'));
  assert.ok((await names('loff brod')).length === 0);
  assert.ok((await names('grovbrod')).length <= 1);
  assert.equal(await names('cola 1,5'), ['Cola 1,5 l']);
  assert.ok((await names('4011')).includes('Bananer'));
});

test('each product once, never more than asked for, nothing for signs alone', async () => {
  const found = await names('er', 50);
  assert.is(new Set(found).size, found.length);
  assert.is((await names('a', 3)).length, 3);
  assert.equal(await names('"*-'), []);
});

test('a product put again is found under its new name only', async () => {
  const [item] = demoItems;
  if (item === undefined) throw new Error('the demo shop is empty');
  await catalogue.put([{ ...item, product: { ...item.product, name: 'Zimtäpfel' } }]);
  assert.equal(await names('zimtapfel'), ['Zimtäpfel']);
  assert.not.ok((await names('gravenstein')).includes(item.product.name));
  await catalogue.put([item]);
  assert.equal(await names('imtäpf'), []);
});

test('a code that another product has stays with it, and is told', async () => {
  const [first, second] = demoItems;
  if (first === undefined || second === undefined) throw new Error('the demo shop is empty');
  const conflicts = await catalogue.put([{ ...second, codes: first.codes }]);
  assert.equal(conflicts, [{ id: second.product.id, what: 'code', value: first.codes[0]?.code ?? '' }]);
  assert.is((await catalogue.byCode(first.codes[0]?.code ?? ''))?.id, first.product.id);
  await catalogue.put([second]);
});
