// The record store over the real database: one door for all kinds, its refusals, its list of changes, and that what is used stays.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { product, withShop } from '../../../test/back-office/open-records.ts';
import type { Body } from '../../protocol/office/kinds.ts';
import type { RecordStore } from './record-store.ts';

const test = suite('records');

/** How many active products a list has. */
async function productCount(records: RecordStore): Promise<number> {
  const page = await records.list('product');
  assert.accepted(page);
  return page.value.total;
}

test('a record is made with what was left out filled in, found, changed, and its past is told', () =>
  withShop(async ({ records, shop, clock }) => {
    const made = await records.create('product', product(shop, { sku: ' S-1 ', name: 'Kaffe  ' }), 'ann');
    assert.accepted(made);
    const { id, revision, body } = made.value;
    assert.is(revision, 1);
    assert.equal([body.name, body.sku, body.unit, body.codes, body.soldOffline], [
      'Kaffe', 'S-1', 'piece', [], true,
    ]); // prettier-ignore
    assert.equal(await records.find('product', id), made.value);
    assert.equal(await records.byKey('product', 's-1'), made.value);
    await clock.advance(1_000);
    const changed = await records.change('product', { id, revision, body: { ...body, name: 'Te' } }, 'bob');
    assert.accepted(changed);
    assert.is(changed.value.revision, 2);
    assert.is(changed.value.changedAt, made.value.changedAt + 1_000);
    const history = await records.history('product', id);
    assert.equal(
      history.map(({ by, revision: at, before, after }) => [by, at, before === null, (after as Body<'product'>).name]),
      [['bob', 2, false, 'Te'], ['ann', 1, true, 'Kaffe']],
    ); // prettier-ignore
    assert.is(history[0]?.number, await records.lastNumber());
    const late = await records.change('product', { id, revision: 1, body }, 'ann');
    assert.refused(late, 'record.changed-meanwhile');
    assert.equal(late.refusal.data, { revision: 2 });
    assert.refused(
      await records.change('product', { id: 'none', revision: 1, body }, 'ann'),
      'record.unknown',
    );
  }));

test('what changes nothing is no change', () =>
  withShop(async ({ records, shop }) => {
    const made = await records.create('product', product(shop, { sku: '1' }), 'ann');
    assert.accepted(made);
    const before = await records.lastNumber();
    const { body, ...rest } = made.value;
    const turned = Object.fromEntries(Object.entries(body).reverse()) as Body<'product'>;
    const same = await records.change('product', { ...rest, body: turned }, 'ann');
    assert.accepted(same);
    assert.is(same.value.revision, 1);
    assert.is(await records.lastNumber(), before);
  }));

test('keys are taken without regard to case, and free again when given up', () =>
  withShop(async ({ records, shop }) => {
    const first = await records.create('product', product(shop, { sku: 'Abc', name: 'First' }), 'ann');
    assert.accepted(first);
    const second = await records.create('product', product(shop, { sku: 'aBC' }), 'ann');
    assert.refused(second, 'record.key-taken');
    assert.equal(second.refusal.data, { field: 'sku', value: 'aBC', holder: 'First' });
    const { body, ...rest } = first.value;
    assert.accepted(await records.change('product', { ...rest, body: { ...body, sku: 'Other' } }, 'ann'));
    assert.accepted(await records.create('product', product(shop, { sku: 'aBC' }), 'ann'));
  }));

test('a GTIN is one code however long it is written', () =>
  withShop(async ({ records, shop }) => {
    assert.accepted(
      await records.create('product', product(shop, { sku: '1', codes: ['7038010000010'] }), 'ann'),
    );
    const again = await records.create(
      'product',
      product(shop, { sku: '2', codes: ['07038010000010'] }),
      'ann',
    );
    assert.refused(again, 'record.key-taken');
    const wrong = await records.create(
      'product',
      product(shop, { sku: '3', codes: ['7038010000011'] }),
      'ann',
    );
    assert.refused(wrong, 'product.code-check-digit');
    assert.equal(wrong.refusal.data, { field: 'codes', value: '7038010000011', expected: '0' });
    const odd = await records.create('product', product(shop, { sku: '3', codes: ['703801000'] }), 'ann');
    assert.refused(odd, 'product.code-length');
  }));

test('references lead somewhere, and who is used stays until nobody uses it', () =>
  withShop(async ({ records, shop }) => {
    const lost = await records.create('product', product(shop, { sku: '1', category: 'nowhere' }), 'ann');
    assert.refused(lost, 'reference.unknown');
    assert.equal(lost.refusal.data, { field: 'category', kind: 'category', value: 'nowhere' });
    const priced = await records.create(
      'product',
      product(shop, { sku: '1', prices: { nowhere: 5 } }),
      'ann',
    );
    assert.refused(priced, 'product.price-without-region');
    const made = await records.create('product', product(shop, { sku: '1', name: 'Pils' }), 'ann');
    assert.accepted(made);
    const kept = await records.remove('category', { id: shop.beer, revision: 1 }, 'ann');
    assert.refused(kept, 'record.in-use');
    assert.equal(kept.refusal.data, { name: 'Øl', by: 'Pils', count: 1, needed: true });
    const beer = await records.find('category', shop.beer);
    const off = { id: shop.beer, revision: 1, body: { ...beer!.body, active: false } };
    assert.refused(await records.change('category', off, { by: 'ann', acceptUse: true }), 'record.in-use');
    const moved = { ...made.value, body: { ...made.value.body, category: shop.bread } };
    assert.accepted(await records.change('product', moved, 'ann'));
    assert.accepted(await records.change('category', off, 'ann'));
    const back = { ...moved, revision: 2, body: made.value.body };
    assert.refused(await records.change('product', back, 'ann'), 'reference.inactive');
    assert.accepted(await records.remove('category', { id: shop.beer, revision: 2 }, 'ann'));
    assert.is(await records.find('category', shop.beer), undefined);
    assert.is((await records.history('category', shop.beer))[0]?.after, null);
  }));

test('what others can do without is put out of use only by who was told', () =>
  withShop(async ({ records, shop }) => {
    const deposit = await records.create('product', product(shop, { sku: 'pant', kind: 'deposit' }), 'ann');
    assert.accepted(deposit);
    const bottle = product(shop, { sku: '1', name: 'Cola', deposit: deposit.value.id });
    assert.accepted(await records.create('product', bottle, 'ann'));
    const off = { ...deposit.value, body: { ...deposit.value.body, active: false } };
    const told = await records.change('product', off, 'ann');
    assert.refused(told, 'record.in-use');
    assert.equal(told.refusal.data, { name: 'Product pant', by: 'Cola', count: 1, needed: false });
    assert.accepted(await records.change('product', off, { by: 'ann', acceptUse: true }));
  }));

test('what a journal bears is not deleted', () =>
  withShop(async ({ records, shop, sold }) => {
    const made = await records.create('product', product(shop, { sku: '1' }), 'ann');
    assert.accepted(made);
    sold.add(made.value.id);
    assert.refused(await records.remove('product', made.value, 'ann'), 'record.in-journal');
    sold.clear();
    assert.refused(
      await records.remove('product', { id: made.value.id, revision: 7 }, 'ann'),
      'record.changed-meanwhile',
    );
    assert.accepted(await records.remove('product', made.value, 'ann'));
    assert.refused(await records.remove('product', made.value, 'ann'), 'record.unknown');
    assert.accepted(await records.create('product', product(shop, { sku: '1' }), 'ann'));
  }));

test('many edits are all in or none, and tell what is wrong with which', () =>
  withShop(async ({ records, shop }) => {
    const before = await records.lastNumber();
    const refused = await records.changeMany(
      'product',
      [
        { body: product(shop, { sku: '1' }) },
        { body: product(shop, { sku: '1' }) },
        { body: product(shop, { sku: '2', category: 'none' }) },
        { body: { name: 'no SKU' } as unknown as Body<'product'> },
        { id: 'none', body: product(shop, { sku: '3' }) },
      ],
      'ann',
    );
    assert.not.ok(refused.ok);
    assert.equal(
      refused.ok ? [] : refused.problems.map(({ index, refusal }) => [index, refusal.code]),
      [[1, 'record.key-taken'], [2, 'reference.unknown'], [3, 'record.malformed'], [4, 'record.unknown']],
    ); // prettier-ignore
    assert.is(await records.lastNumber(), before);
    assert.is(await productCount(records), 0);
  }));

test('a list of new records may refer to each other, whichever comes first, over several transactions', () =>
  withShop(async ({ records, shop }) => {
    const id = (index: number): string => `p-${String(index)}`;
    const edits = Array.from({ length: 1_500 }, (_none, index) => ({
      id: id(index),
      isNew: true,
      body: product(shop, {
        sku: String(index),
        ...(index === 0 ? { deposit: id(1_499) } : {}),
        ...(index === 1_499 ? { kind: 'deposit' as const } : { addOns: [id((index + 1) % 1_499)] }),
      }),
    }));
    const done = await records.changeMany('product', edits, 'ann');
    assert.ok(done.ok);
    const order = (await records.changesAfter(0, 10_000)).filter(({ kind }) => kind === 'product');
    const place = new Map(order.map(({ id: each, number }) => [each, number]));
    assert.ok(place.get(id(1_499))! < place.get(id(0))!);
    assert.is((await records.usage('product', id(1_499))).count, 1);
  }));

test('a patch alters many at once, maps member by member', () =>
  withShop(async ({ records, shop }) => {
    const put = async (sku: string, prices: Record<string, number>) => {
      const made = await records.create('product', product(shop, { sku, prices, station: 'Bar' }), 'ann');
      assert.accepted(made);
      return made.value.id;
    };
    const ids = [await put('1', {}), await put('2', { [shop.region]: 100 })];
    const done = await records.patchMany(
      'product',
      { ids, patch: { prices: { [shop.region]: 250 }, station: null, category: shop.bread } },
      'ann',
    );
    assert.ok(done.ok && done.value.changed === 2);
    for (const { body } of await records.findMany('product', ids))
      assert.equal([body.prices, body.station, body.category], [{ [shop.region]: 250 }, null, shop.bread]);
    assert.is((await records.usage('category', shop.beer)).count, 0);
    assert.is((await records.usage('price-region', shop.region)).count, 3);
  }));

test('who follows the list of changes hears of every write after it is on disk, and may stop', () =>
  withShop(async ({ records, shop }) => {
    const heard: number[] = [];
    const stop = records.onChange((number) => heard.push(number));
    const first = await records.create('product', product(shop, { sku: '1' }), 'ann');
    assert.accepted(first);
    assert.accepted(await records.touch('product', first.value.id, 'ann'));
    const last = await records.lastNumber();
    assert.equal(heard, [last - 1, last]);
    const [touched] = await records.changesAfter(last - 1, 10);
    assert.equal([touched?.before, touched?.after, touched?.id], [null, null, first.value.id]);
    assert.is((await records.changesAfter(0, 3)).length, 3);
    stop();
    assert.accepted(await records.remove('product', { id: first.value.id, revision: 1 }, 'ann'));
    assert.is(heard.length, 2);
  }));

test('writes at once come one after the other: one of two changes on the same revision loses', () =>
  withShop(async ({ records, shop }) => {
    const made = await records.create('product', product(shop, { sku: '1' }), 'ann');
    assert.accepted(made);
    const change = (name: string) =>
      records.change('product', { ...made.value, body: { ...made.value.body, name } }, name);
    const both = await Promise.all([change('a'), change('b')]);
    assert.equal(both.map(({ ok }) => ok), [true, false]); // prettier-ignore
    const twice = await Promise.all(
      ['x', 'X'].map((sku) => records.create('product', product(shop, { sku }), 'ann')),
    );
    assert.equal(twice.map(({ ok }) => ok), [true, false]); // prettier-ignore
  }));

test('who may not is told before anything is written', () =>
  withShop(async ({ records, shop }) => {
    const seen: unknown[] = [];
    const admit = ({ before, after }: { before: object | undefined; after: object | undefined }) => {
      seen.push([before === undefined, after === undefined]);
      return { code: 'right.needed', data: {} } as const;
    };
    const nobody = { by: 'ann', admit };
    assert.refused(await records.create('product', product(shop, { sku: '1' }), nobody), 'right.needed');
    const made = await records.create('product', product(shop, { sku: '1' }), 'ann');
    assert.accepted(made);
    assert.refused(await records.remove('product', made.value, nobody), 'right.needed');
    const changed = { ...made.value, body: { ...made.value.body, name: 'new' } };
    assert.refused(await records.change('product', changed, nobody), 'right.needed');
    assert.equal(seen, [[true, false], [false, true], [false, false]]); // prettier-ignore
  }));

test('the list of changes cannot be altered by SQL', () =>
  withShop(async ({ database }) => {
    await assert.rejects(database.write("UPDATE change SET by = 'x'"));
    await assert.rejects(database.write('DELETE FROM change'));
  }));

test('texts that no record may hold are refused, whatever they look like', () =>
  withShop(async ({ records, shop }) => {
    const bad = ['a\u0000b', '\ud800', 'a\u001bx', '', ' ', 'x'.repeat(101)];
    for (const name of bad) {
      const made = await records.create('product', product(shop, { sku: '1', name }), 'ann');
      assert.refused(made, 'record.malformed');
      assert.is(made.refusal.data['field'], 'name');
    }
    const deep = JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`) as never;
    assert.refused(await records.create('product', deep, 'ann'), 'record.malformed');
    const polluted = JSON.parse('{"name":"x","prices":{"__proto__":1}}') as never;
    assert.refused(await records.create('product', polluted, 'ann'), 'record.malformed');
  }));

test('whatever is thrown at it, the store refuses and stays whole', () =>
  withShop(async ({ records, database, shop }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.object({ key: fc.constantFrom(...Object.keys(product(shop, { sku: '1' })), 'prices', 'codes') }),
        async (body) => {
          const made = await records.create('product', body as unknown as Body<'product'>, 'ann');
          if (made.ok) assert.equal(await records.find('product', made.value.id), made.value);
        },
      ),
      { numRuns: 100 },
    );
    assert.equal(await database.all('PRAGMA integrity_check'), [{ integrity_check: 'ok' }]);
  }));

test('beside the records stand exactly the keys, references and texts they have', () =>
  withShop(async ({ records, database, shop }) => {
    for (let index = 0; index < 30; index += 1) {
      const codes = index % 3 === 0 ? ['7038010000010'] : [];
      const made = await records.create(
        'product',
        product(shop, { sku: String(index), codes: index === 0 ? codes : [], category: shop.bread }),
        'ann',
      );
      assert.accepted(made);
      if (index % 2 === 0)
        await records.change(
          'product',
          { ...made.value, body: { ...made.value.body, category: shop.beer, sku: `n${String(index)}` } },
          'ann',
        );
      if (index % 5 === 4)
        await records.remove('product', { id: made.value.id, revision: index % 2 === 0 ? 2 : 1 }, 'ann');
    }
    const count = async (sql: string) => Number((await database.get(sql))?.['n']);
    assert.is(await count("SELECT count(*) n FROM record WHERE kind = 'product'"), 24);
    assert.is(await count("SELECT count(*) n FROM unique_key WHERE kind = 'product' AND name = 'sku'"), 24);
    assert.is(await count("SELECT count(*) n FROM reference WHERE field = 'category'"), 24);
    assert.is(
      await count(
        'SELECT count(*) n FROM reference r WHERE NOT EXISTS (SELECT 1 FROM record WHERE number = r.holder)',
      ),
      0,
    );
    assert.is(
      await count("SELECT count(*) n FROM record_part WHERE record_part MATCH 'product'"),
      await count("SELECT count(*) n FROM record WHERE kind = 'product'"),
    );
  }));
