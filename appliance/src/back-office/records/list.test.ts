// Lists of records: searched, filtered, sorted, paged, called by their keys; and quick with 100,000.
import { assert, suite } from '../../../test/kit.ts';
import { blankCategory, product, withShop } from '../../../test/back-office/open-records.ts';
import type { Body } from '../../protocol/office/kinds.ts';
import { createQueries } from '../../platform/query/queries.ts';
import { type ListQuery, readPage } from './list.ts';
import type { RecordStore } from './record-store.ts';
import type { RecordTables } from './tables.ts';

const test = suite('record lists');

const names = (records: readonly { readonly body: object }[]): string[] =>
  records.map(({ body }) => (body as { readonly name: string }).name);

async function listed(records: RecordStore, query: Parameters<RecordStore['list']>[1]): Promise<string[]> {
  const page = await records.list('product', query);
  assert.accepted(page);
  return names(page.value.records);
}

test('a search finds beginnings and parts of words, across fields, without case and accents', () =>
  withShop(async ({ records, shop }) => {
    const put = (name: string, sku: string, more: Partial<Body<'product'>> = {}) =>
      records.create('product', product(shop, { name, sku, ...more }), 'ann');
    await put('Helmelk 1 l', 'M-1', { codes: ['7038010000010'] });
    await put('Melkesjokolade', 'M-2');
    await put('Crème brûlée', 'D-1');
    await put('Øl', 'B-1', { plu: '4011' });
    await put('Gammel melk', 'M-9', { active: false });
    assert.equal(await listed(records, { search: 'melk' }), ['Melkesjokolade', 'Helmelk 1 l']);
    assert.equal(await listed(records, { search: 'MELK 1' }), ['Helmelk 1 l', 'Melkesjokolade'].slice(0, 1));
    assert.equal(await listed(records, { search: 'creme BRU' }), ['Crème brûlée']);
    assert.equal(await listed(records, { search: '703801' }), ['Helmelk 1 l']);
    assert.equal(await listed(records, { search: 'øl' }), ['Øl']);
    assert.equal(await listed(records, { search: '4011' }), ['Øl']);
    assert.equal(await listed(records, { search: 'melk', active: 'inactive' }), ['Gammel melk']);
    assert.is((await listed(records, { search: 'melk', active: 'all' })).length, 3);
    assert.equal(await listed(records, { search: 'nothing of the sort' }), []);
    assert.is((await listed(records, { search: '"*) (' })).length, 4);
    const renamed = await records.byKey('product', 'M-1');
    await records.change(
      'product',
      { ...renamed!, body: { ...renamed!.body, name: 'Lettvann', codes: [] } },
      'ann',
    );
    assert.equal(await listed(records, { search: 'helm' }), []);
    assert.equal(await listed(records, { search: 'vann' }), ['Lettvann']);
  }));

test('a list is filtered, sorted and paged', () =>
  withShop(async ({ records, shop }) => {
    const put = (sku: string, more: Partial<Body<'product'>> = {}) =>
      records.create('product', product(shop, { sku, name: sku, ...more }), 'ann');
    await put('b', { cost: 300 });
    await put('A', { cost: 20, category: shop.bread });
    await put('c', { cost: 1_000, unit: 'kg' });
    await put('Å', { category: shop.drinks });
    assert.equal(await listed(records, {}), ['A', 'b', 'c', 'Å']);
    assert.equal(await listed(records, { direction: 'down' }), ['Å', 'c', 'b', 'A']);
    assert.equal(await listed(records, { sort: 'cost', direction: 'down' }), ['c', 'b', 'A', 'Å']);
    assert.equal(await listed(records, { sort: 'sku' }), ['A', 'b', 'c', 'Å']);
    assert.equal(await listed(records, { filters: { category: shop.drinks } }), ['b', 'c', 'Å']);
    assert.equal(await listed(records, { filters: { category: [shop.bread, shop.beer] } }), ['A', 'b', 'c']);
    assert.equal(await listed(records, { filters: { unit: 'kg' } }), ['c']);
    assert.equal(await listed(records, { filters: { soldOffline: 'false' } }), []);
    assert.equal(await listed(records, { filters: { cost: '20' } }), ['A']);
    const page = await records.list('product', { page: 2, pageSize: 3 });
    assert.accepted(page);
    assert.equal([names(page.value.records), page.value.total], [['Å'], 4]);
    assert.refused(await records.list('product', { sort: 'body' }), 'list.field-unknown');
    assert.refused(await records.list('product', { filters: { "x' or 1": '1' } }), 'list.field-unknown');
  }));

test('a category is known by its path, and its tree has no rings', () =>
  withShop(async ({ records, shop }) => {
    assert.is((await records.byKey('category', 'drikke >  ØL'))?.id, shop.beer);
    assert.is(await records.byKey('category', 'Øl'), undefined);
    assert.is(await records.byKey('category', 'Drikke > '), undefined);
    const again = await records.create(
      'category',
      { ...blankCategory, name: 'ØL', parent: shop.drinks },
      'ann',
    );
    assert.refused(again, 'record.key-taken');
    assert.accepted(
      await records.create('category', { ...blankCategory, name: 'Øl', parent: shop.bread }, 'ann'),
    );
    const ring = {
      id: shop.drinks,
      revision: 1,
      body: { ...blankCategory, name: 'Drikke', parent: shop.beer },
    };
    assert.refused(await records.change('category', ring, 'ann'), 'category.cycle');
    const path = { ...blankCategory, name: 'A > B', parent: null };
    assert.refused(await records.create('category', path, 'ann'), 'category.name-separator');
  }));

test('100,000 products: every list goes by an index, and none sorts them all', { timeoutMs: 60_000 }, () =>
  withShop(async ({ records, database, shop }) => {
    // Straight into the table: what is asked is how it is read.
    await database.write(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
       INSERT INTO record (kind, id, revision, active, name_text, body, changed_at)
         SELECT 'product', 'p' || i, 1, i % 10 > 0, 'name ' || (i * 7919 % 100000),
                json_object('name', 'Name ' || i, 'kind', 'goods', 'sku', 'S' || i, 'plu', NULL, 'cost', i * 31 % 5000, 'category', ?1), 0 FROM n`,
      [shop.bread],
    );
    await database.write(
      `INSERT INTO reference (target, field, holder)
         SELECT 'category/' || ?1, 'category', number FROM record WHERE kind = 'product' AND number % 100 = 0`,
      [shop.beer],
    );
    await database.write("INSERT INTO record_part (rowid, text) SELECT number, body ->> 'name' FROM record");
    const plans: string[] = [];
    const spied: typeof database = Object.assign(Object.create(database) as typeof database, {
      all: async (sql: string, parameters: readonly string[] = []) => {
        const steps = await database.all(`EXPLAIN QUERY PLAN ${sql}`, parameters);
        plans.push(steps.map(({ detail }) => String(detail)).join('; '));
        return database.all(sql, parameters);
      },
    });
    const planOf = async (query: ListQuery): Promise<string> => {
      plans.length = 0;
      assert.accepted(await readPage(createQueries<RecordTables>(spied), 'product', query));
      return plans.join('\n');
    };
    for (const [query, index] of [
      [{}, 'record_name'],
      [{ direction: 'down', page: 1_000 }, 'record_name'],
      [{ sort: 'sku' }, 'record_product_sku'],
      [{ sort: 'sku', direction: 'down', active: 'inactive' }, 'record_product_sku'],
      [{ sort: 'plu' }, 'record_product_plu'],
      [{ sort: 'cost' }, 'record_product_cost'],
      [{ filters: { kind: 'goods' } }, 'record_product_kind'],
    ] as const) {
      const plan = await planOf(query);
      assert.match(plan, index, JSON.stringify(query));
      assert.not.match(plan, /TEMP B-TREE|SCAN record\b/, JSON.stringify(query));
    }
    assert.match(await planOf({ filters: { category: shop.beer } }), /reference USING .*PRIMARY KEY/);
    assert.match(await planOf({ search: 'name 4711' }), /record_part VIRTUAL TABLE/);
    const page = await records.list('product', { search: '4711', filters: { category: shop.drinks } });
    assert.accepted(page);
    const all = await records.list('product', { page: 1_800 });
    assert.accepted(all);
    assert.equal([all.value.total, all.value.records.length], [90_000, 50]);
  }),
);
