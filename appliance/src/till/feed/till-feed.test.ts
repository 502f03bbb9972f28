// What the feed brings is there whole or not at all: steps, whole copies, crashes between the pieces of one, and items nobody should send.
import fc from 'fast-check';
import { openJournal, openRaw, silent, type OpenJournal } from '../../../test/journal/open-journal.ts';
import { assert, propertyRuns, seed, suite, virtualClock } from '../../../test/kit.ts';
import { demoFeed } from '../../demo/shop.ts';
import { Fault, isFault } from '../../platform/fault.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { ProductItem, ShopItem } from '../../protocol/feed.ts';
import type { FeedItem } from '../../protocol/sync.ts';
import { Catalogue } from '../catalogue/catalogue.ts';
import { ShopStore } from '../shop/shop-store.ts';
import { StaffStore } from '../staff/staff-store.ts';
import { TillFeed } from './till-feed.ts';

const test = suite('till feed');
const clock = virtualClock();
const open: OpenJournal[] = [];
test.afterEach(async () => {
  for (const { database } of open.splice(0)) await database.close();
});

async function box(): Promise<OpenJournal> {
  const journal = await openJournal();
  open.push(journal);
  return journal;
}

const feedOf = (database: Database): TillFeed => new TillFeed({ database, clock, log: silent });
const hashes = new Map(['ingrid', 'pavel', 'femke', 'alex'].map((user) => [user, `hash of ${user}`]));
const company = demoFeed('B1', hashes);
const [shopItem] = company;
const shop = shopItem?.body as ShopItem;

function product(
  id: string,
  rest: Partial<ProductItem['product']> = {},
  codes: readonly string[] = [],
): FeedItem {
  const body: ProductItem = {
    product: {
      id,
      sku: `SKU ${id}`,
      name: `Vare ${id}`,
      category: 'dairy',
      categories: ['dairy'],
      vatClass: 'food',
      unit: 'piece',
      price: 1_000,
      active: true,
      ...rest,
    },
    codes: codes.map((code) => ({ code, kind: 'gtin' })),
  };
  return { kind: 'product', id, body };
}

const gone = (kind: string, id: string): FeedItem => ({ kind, id, body: null });
const step = (number: number, ...items: FeedItem[]) => ({ epoch: 'one', number, whole: false, items });
const whole = (number: number, ...items: FeedItem[]) => ({ epoch: 'one', number, whole: true, items });

test('a box that never heard of an office stands nowhere, and after a whole copy where that says', async () => {
  const { database } = await box();
  const feed = feedOf(database);
  assert.equal(await feed.position(), { epoch: '', number: 0 });
  const heard: unknown[] = [];
  feed.onApplied((fed) => heard.push(fed));
  await feed.apply(whole(12, ...company));
  assert.equal(await feed.position(), { epoch: 'one', number: 12 });
  assert.equal(heard, [{ shop: true, staff: true, products: true, customers: true }]);
  assert.equal(await feedOf(database).position(), { epoch: 'one', number: 12 });
  assert.is((await new StaffStore(database).active()).length, 4);
  assert.ok((await new Catalogue(database).count()) > 90);
});

test('what is not in a whole copy is gone', async () => {
  const { database } = await box();
  const feed = feedOf(database);
  await feed.apply(whole(1, ...company, product('a', {}, ['07038010000119'])));
  const few = company.filter(({ kind, id }) => kind !== 'product' && kind !== 'template' && id !== 'pavel');
  await feed.apply(whole(2, ...few, product('b')));
  const catalogue = new Catalogue(database);
  assert.is(await catalogue.count(), 1);
  assert.is(await catalogue.byCode('07038010000119'), undefined);
  assert.equal(await catalogue.search('helmelk', 5), []);
  const staff = new StaffStore(database);
  assert.equal([...(await staff.active())].map(({ id }) => id).sort(), ['alex', 'femke', 'ingrid']);
  assert.is((await staff.names()).get('pavel'), 'Pavel Dvořák');
  assert.equal((await new ShopStore(database).read())?.templates, {});
});

test('a step changes what it names: prices, names, codes that pass from one product to another', async () => {
  const { database } = await box();
  const feed = feedOf(database);
  await feed.apply(
    whole(1, ...company, product('a', {}, ['1', '2']), product('b', {}, ['3']), product('c', {}, ['4'])),
  );
  const heard: unknown[] = [];
  feed.onApplied((fed) => heard.push(fed));
  await feed.apply(
    step(
      2,
      product('a', { price: 1_100 }, ['2', '1']),
      product('b', { sku: 'SKU c', name: 'Geitost' }, ['4']),
      product('c', { sku: 'SKU b' }, ['3']),
      product('new', {}, ['5']),
      gone('product', 'never was'),
    ),
  );
  const catalogue = new Catalogue(database);
  assert.equal(heard, [{ shop: false, staff: false, products: true, customers: false }]);
  assert.is((await catalogue.byId('a'))?.price, 1_100);
  assert.is((await catalogue.byCode('1'))?.id, 'a');
  assert.is((await catalogue.byCode('4'))?.id, 'b');
  assert.is((await catalogue.byCode('3'))?.id, 'c');
  assert.is((await catalogue.byCode('5'))?.id, 'new');
  assert.equal(
    (await catalogue.search('geit', 5)).map(({ id }) => id),
    ['b'],
  );
  assert.equal(
    (await catalogue.search('tost', 5)).map(({ id }) => id),
    ['b'],
  );
  await feed.apply(step(3, gone('product', 'b'), gone('product', 'a')));
  assert.equal(await catalogue.search('geit', 5), []);
  assert.is(await catalogue.byCode('4'), undefined);
  assert.is(await catalogue.byId('a'), undefined);
  assert.equal(await feed.position(), { epoch: 'one', number: 3 });
});

test('people come, change and go; wrong attempts and locks stay with them', async () => {
  const { database } = await box();
  const feed = feedOf(database);
  const staff = new StaffStore(database);
  await feed.apply(whole(1, ...company));
  await staff.changeAttempts('ingrid', () => ({ failedAttempts: 5, lockedUntil: 99 }));
  const of = (kind: string, id: string) => company.find((item) => item.kind === kind && item.id === id)?.body;
  const manager = { ...(of('role', 'manager') as object), grants: { 'sale.sell': 'allowed' } };
  await feed.apply(
    step(
      2,
      { kind: 'role', id: 'manager', body: manager },
      {
        kind: 'staff',
        id: 'ingrid',
        body: { ...(of('staff', 'ingrid') as object), role: 'manager', name: 'Inga' },
      },
      gone('staff', 'pavel'),
      gone('role', 'staff'),
    ),
  );
  const ingrid = await staff.member('ingrid');
  assert.equal([ingrid?.name, ingrid?.failedAttempts, ingrid?.lockedUntil], ['Inga', 5, 99]);
  assert.equal(ingrid?.role, { id: 'manager', name: 'Manager', grants: { 'sale.sell': 'allowed' } });
  assert.is(await staff.member('pavel'), undefined);
  assert.ok(await staff.hasLeft('pavel'));
  await feed.apply(whole(3, ...company));
  assert.equal((await staff.member('ingrid'))?.failedAttempts, 5);
  assert.not.ok(await staff.hasLeft('pavel'));
});

test('templates and campaigns come and go one by one, the shop stays', async () => {
  const { database } = await box();
  const feed = feedOf(database);
  await feed.apply(whole(1, ...company));
  const before = await new ShopStore(database).read();
  const campaign = { id: 'c', name: 'C', kind: 'percentage', priority: 0 };
  await feed.apply(step(2, { kind: 'campaign', id: 'c', body: campaign }, gone('template', 'brygga')));
  const plan = await new ShopStore(database).read();
  assert.equal(plan?.item, shop);
  assert.equal([plan?.templates, plan?.campaigns], [{}, { ...before?.campaigns, c: campaign }]);
});

test('a class of VAT and a tender that the shop gave up are remembered, and forgotten when they come back', async () => {
  const { database } = await box();
  const feed = feedOf(database);
  await feed.apply(whole(1, ...company));
  const schedule = shop.vat.schedule.map(({ from, classes }) => ({
    from,
    classes: classes.filter(({ id }) => id !== 'exempt'),
  }));
  const less = {
    ...shop,
    vat: { ...shop.vat, schedule },
    tenders: shop.tenders.filter(({ id }) => id !== 'eur'),
  };
  await feed.apply(step(2, { kind: 'shop', id: 'shop', body: less }));
  await feed.apply(step(3, { kind: 'shop', id: 'shop', body: { ...less, languages: ['en'] } }));
  const retired = async () => (await new ShopStore(database).read())?.retired;
  assert.equal(
    (await retired())?.classes.map(({ id, retired: is }) => [id, is]),
    [['exempt', true]],
  );
  assert.equal(
    (await retired())?.tenders.map(({ id, active }) => [id, active]),
    [['eur', false]],
  );
  await feed.apply(step(4, { kind: 'shop', id: 'shop', body: shop }));
  assert.equal(await retired(), { classes: [], tenders: [] });
});

test('an item that is not what its kind says stops the step, and nothing of it is taken', async () => {
  const { database } = await box();
  const feed = feedOf(database);
  await feed.apply(whole(1, ...company));
  const wrong: readonly FeedItem[] = [
    { kind: 'product', id: 'x', body: { product: { id: 'x' }, codes: [] } },
    { kind: 'product', id: 'x', body: 'milk' },
    { kind: 'staff', id: 'x', body: { name: '' } },
    { kind: 'shop', id: 'shop', body: { ...shop, currency: { code: 'NOK', exponent: 1 } } },
    { kind: 'shop', id: 'shop', body: { ...shop, shop: { ...shop.shop, timeZone: 'Europe/Nowhere' } } },
    { kind: 'shop', id: 'shop', body: { ...shop, patterns: [shop.patterns[0], shop.patterns[0]] } },
    { kind: 'shop', id: 'shop', body: { ...shop, vat: { ...shop.vat, schedule: [] } } },
  ];
  for (const item of wrong) {
    for (const change of [step(2, product('new'), item), whole(2, product('new'), item)]) {
      const thrown = await assert.rejects(feed.apply(change));
      assert.ok(isFault(thrown, 'config.invalid'), JSON.stringify(item));
    }
  }
  assert.equal(await feed.position(), { epoch: 'one', number: 1 });
  assert.is(await new Catalogue(database).byId('new'), undefined);
});

test('a kind from a later office is passed over, and asked for again by a box that has learnt it', async () => {
  const { database } = await box();
  const feed = feedOf(database);
  await feed.apply(whole(1, ...company));
  await feed.apply(step(2, { kind: 'hologram', id: 'x', body: { deep: [1] } }, product('new')));
  assert.is((await new Catalogue(database).byId('new'))?.id, 'new');
  assert.equal(await feed.position(), { epoch: 'one', number: 2 });
  await database.write('UPDATE feed SET version = 0');
  assert.equal(await feed.position(), { epoch: '', number: 0 });
});

test('a register that has sold keeps its currency; one that has not follows the shop', async () => {
  const { database, path } = await box();
  const feed = feedOf(database);
  await feed.apply(whole(1, ...company));
  await feed.apply(whole(2, ...demoFeed('G1', hashes)));
  assert.is((await new ShopStore(database).read())?.item.currency.code, 'SEK');
  const raw = await openRaw(path);
  await raw.run(
    `INSERT INTO entry(register, seq, at, who, type, v, subject, payload, prev, hash) VALUES ('B1', 1, 0, 'x', 'shift.opened', 1, '', '{}', ?, ?)`,
    ['0'.repeat(64), '1'.repeat(64)],
  );
  await raw.close();
  const thrown = await assert.rejects(feed.apply(whole(3, ...company)));
  assert.ok(isFault(thrown, 'config.invalid'));
  assert.equal(await feed.position(), { epoch: 'one', number: 2 });
});

/** A database whose process ends in its `last`th transaction: nothing is written from there on. */
function dyingAfter(database: Database, last: number): Database {
  let left = last;
  return {
    write: (sql, parameters) => database.write(sql, parameters),
    get: (sql, parameters) => database.get(sql, parameters),
    all: (sql, parameters) => database.all(sql, parameters),
    close: () => database.close(),
    transaction: (work) =>
      database.transaction(async (tx) => {
        const value = await work(tx);
        left -= 1;
        if (left < 0) throw new Fault('stopped', { what: 'killed' });
        return value;
      }),
  };
}

const tablesOf = async (database: Database): Promise<readonly string[]> => {
  const rows = await database.all(
    "SELECT name FROM sqlite_schema WHERE name LIKE 'product%' AND sql IS NOT NULL AND type = 'table' ORDER BY name",
  );
  return rows
    .map((row) => String(row['name']))
    .filter((name) => !/_(data|idx|content|docsize|config)$/.test(name));
};

test(
  'killed anywhere in a whole copy, the box has the old one, and takes the new at the next attempt',
  { timeoutMs: 60_000 },
  async () => {
    const { database } = await box();
    const many = (price: number) => Array.from({ length: 350 }, (_, at) => product(`p${at}`, { price }));
    await feedOf(database).apply(whole(1, ...company, ...many(1_000)));
    const catalogue = new Catalogue(database);
    let attempts = 0;
    for (let last = 0; ; last += 1) {
      const price = 2_000 + last;
      const dying = feedOf(dyingAfter(database, last));
      try {
        await dying.apply(whole(2 + last, ...company, ...many(price)));
      } catch (error) {
        assert.ok(isFault(error, 'stopped'));
      }
      attempts += 1;
      const { number } = await feedOf(database).position();
      const wanted = number === 1 ? 1_000 : price;
      for (const id of ['p0', 'p99', 'p100', 'p349'])
        assert.is((await catalogue.byId(id))?.price, wanted, `${last} ${id}`);
      assert.is((await catalogue.search('vare', 100)).length, 100);
      if (number !== 1) break;
    }
    assert.ok(attempts > 10, `${attempts} places to die in`);
    // The last attempt died in throwing the old catalogue away: the next step tidies up.
    await feedOf(database).apply(step(1_000, product('p0', { price: 5 })));
    assert.is((await catalogue.byId('p0'))?.price, 5);
    assert.equal(await tablesOf(database), ['product', 'product_code', 'product_part', 'product_search']);
  },
);

test(
  'while a whole copy comes in, others write between its pieces and nobody sees half of it',
  { timeoutMs: 60_000 },
  async () => {
    const { database } = await box();
    const feed = feedOf(database);
    const many = (price: number) => Array.from({ length: 2_000 }, (_, at) => product(`p${at}`, { price }));
    await feed.apply(whole(1, ...company, ...many(1)));
    const state = { done: false };
    const applying = feed.apply(whole(2, ...company, ...many(2))).then(() => (state.done = true));
    let between = 0;
    while (!state.done) {
      await database.write("UPDATE feed SET epoch = 'one'");
      between += 1;
      const row = await database.get(
        `SELECT (SELECT number FROM feed) AS number, (SELECT min(body ->> '$.price') FROM product WHERE id LIKE 'p%' AND id NOT LIKE 'pant%') AS low,
              (SELECT max(body ->> '$.price') FROM product WHERE id LIKE 'p%' AND id NOT LIKE 'pant%') AS high`,
      );
      assert.equal([row?.['low'], row?.['high']], [row?.['number'], row?.['number']]);
    }
    await applying;
    assert.ok(between >= 10, `${between} writes between the pieces`);
  },
);

test(
  'steps in any order of events leave the same as a whole copy of the end',
  { timeoutMs: 60_000 },
  async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const change = fc.record({
      id: fc.constantFrom(...ids),
      gone: fc.boolean(),
      price: fc.integer({ min: 1, max: 3 }),
      name: fc.constantFrom('Geitost', 'Brunost', 'Helmelk'),
      codes: fc.subarray(['1', '2', '3']),
    });
    const { database } = await box();
    const stepwise = feedOf(database);
    const other = await box();
    const anew = feedOf(other.database);
    const content = async (from: Database) => ({
      products: await from.all('SELECT id, sku, active, body FROM product ORDER BY id'),
      codes: await from.all(
        'SELECT c.code, c.kind, p.id FROM product_code c JOIN product p ON p.number = c.product ORDER BY c.code',
      ),
      begin: await from.all(
        `SELECT p.id FROM product_search s JOIN product p ON p.number = s.rowid WHERE product_search MATCH '"geit"*' ORDER BY p.id`,
      ),
      hold: await from.all(
        `SELECT p.id FROM product_part s JOIN product p ON p.number = s.rowid WHERE product_part MATCH '"ost"' ORDER BY p.id`,
      ),
      words: await from.get('SELECT count(*) AS n FROM product_search'),
    });
    let number = 1;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 5 }), async (steps) => {
        await stepwise.apply(whole(number, ...company.filter(({ kind }) => kind !== 'product')));
        const end = new Map<string, FeedItem>();
        const holder = new Map<string, string>();
        for (const changes of steps) {
          const items = new Map<string, FeedItem>();
          for (const { id, gone: isGone, price, name, codes } of changes) {
            for (const [code, who] of holder) if (who === id) holder.delete(code);
            // The office sees to it that a code has one product.
            const own = isGone ? [] : codes.filter((code) => !holder.has(code));
            for (const code of own) holder.set(code, id);
            const item = isGone ? gone('product', id) : product(id, { price, name }, own);
            items.set(id, item);
            if (isGone) end.delete(id);
            else end.set(id, item);
          }
          number += 1;
          await stepwise.apply(step(number, ...items.values()));
        }
        await anew.apply(whole(number, ...company.filter(({ kind }) => kind !== 'product'), ...end.values()));
        assert.equal(await content(database), await content(other.database));
      }),
      { numRuns: Math.ceil(propertyRuns / 16), seed },
    );
  },
);
