// What each register is sent: everything once, then differences only, whatever order things happen in and wherever a link breaks.
import {
  demoOffice,
  type DemoOfficeForTests,
  keysOf,
  ModelBox,
  productNamed,
} from '../../../test/back-office/demo-office.ts';
import { assert, suite } from '../../../test/kit.ts';
import type { SqlValue } from '../../platform/ports/database.ts';
import type { ProductItem, ShopItem, StaffItem } from '../../protocol/feed.ts';
import type { Body } from '../../protocol/office/kinds.ts';
import { demoRecords } from '../../demo/company.ts';
import { demoFeed } from '../../demo/shop.ts';

const test = suite('feed source');
const milk = productNamed('Helmelk 1 l');
const bun = productNamed('Semla');
const bag = productNamed('Bærepose');
let office: DemoOfficeForTests;
let till: ModelBox;
let stall: ModelBox;

test.beforeEach(async () => {
  office = await demoOffice();
  till = new ModelBox('B1');
  stall = new ModelBox('G1');
});
test.afterEach(async () => office.close());

const bodyOf = (kind: string, id: string) =>
  demoRecords.find((each) => each.kind === kind && each.id === id)?.body;
const productOf = (box: ModelBox, id: string) =>
  (box.items.get(`product/${id}`) as ProductItem | undefined)?.product;

test('a register gets everything once, compiled for where it stands, and then nothing', async () => {
  const feed = office.feed();
  const [first, ...rest] = await till.follow(feed);
  assert.ok(first?.whole);
  assert.equal(rest, []);
  assert.is(till.position.number, await office.records.lastNumber());
  const expected = new Map(
    demoFeed('B1', office.passwords).map(({ kind, id, body }) => [`${kind}/${id}`, body]),
  );
  assert.equal(
    till.content(),
    [...expected].sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  await stall.follow(feed);
  assert.is(productOf(stall, milk), undefined);
  assert.is(productOf(stall, bun)?.price, 5_500);
  assert.is(await feed.next('X9', { epoch: '', number: 0 }), undefined);
});

test('a price is one item for the registers of its region, and nothing for the others', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await stall.follow(feed);
  await office.edit('product', milk, { prices: { norge: 2_500 } });
  const steps = await till.follow(feed);
  assert.equal(
    steps.map(({ whole, items }) => [whole, keysOf(items)]),
    [[false, [`product/${milk}`]]],
  );
  assert.is(productOf(till, milk)?.price, 2_500);
  // The stall never had it: that it does not have it is told again, and changes nothing.
  assert.equal(
    (await stall.follow(feed)).flatMap(({ items }) => keysOf(items)),
    [`product/${milk} gone`],
  );
});

test('what is sold no more, here or at all, is taken away; what is sold again comes back', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await office.edit('product', bag, { prices: { sverige: 500 } });
  await till.follow(feed);
  assert.is(productOf(till, bag), undefined);
  await office.edit('product', bag, { variablePrice: true });
  await till.follow(feed);
  assert.equal([productOf(till, bag)?.id, productOf(till, bag)?.price], [bag, undefined]);
  await office.edit('product', bag, { active: false });
  await till.follow(feed);
  assert.is(productOf(till, bag), undefined);
});

test('what tills have no use for moves them on without a word, and at last with an empty step', async () => {
  const feed = office.feed({ idle: 5 });
  await till.follow(feed);
  const before = till.position;
  const supplier = (name: string): Body<'supplier'> => ({
    name,
    email: null,
    phone: '',
    currency: 'NOK',
    leadTimeDays: 1,
    orderDays: [],
    customerNumber: '',
    active: true,
  });
  for (const name of ['a', 'b', 'c', 'd']) {
    assert.accepted(await office.records.create('supplier', supplier(name), 'tester'));
    assert.equal(await till.follow(feed), []);
  }
  assert.equal(till.position, before);
  assert.accepted(await office.records.create('supplier', supplier('e'), 'tester'));
  const steps = await till.follow(feed);
  assert.equal(
    steps.map(({ items }) => items),
    [[]],
  );
  assert.is(till.position.number, await office.records.lastNumber());
});

test('people reach the registers of their sale points: names, roles, passwords, and that they left', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await stall.follow(feed);
  await office.edit('user', 'ingrid', { lastName: 'Berg' });
  assert.equal(
    (await till.follow(feed)).flatMap(({ items }) => keysOf(items)),
    ['staff/ingrid'],
  );
  assert.equal(
    (await stall.follow(feed)).flatMap(({ items }) => items),
    [],
  );
  await office.setPassword('ingrid', 'another');
  await till.follow(feed);
  assert.is((till.items.get('staff/ingrid') as StaffItem).pinHash, 'another');
  await office.edit('user', 'femke', { salePoints: [{ salePoint: 'goteborg', role: 'staff' }] });
  assert.equal((await till.follow(feed)).flatMap(({ items }) => keysOf(items)).sort(), [
    'role/manager gone',
    'staff/femke gone',
  ]);
  assert.equal(
    (await stall.follow(feed)).flatMap(({ items }) => keysOf(items)),
    ['staff/femke', 'role/manager gone'],
  );
  await office.edit('user', 'ingrid', { active: false });
  await till.follow(feed);
  assert.not.ok(till.items.has('staff/ingrid'));
});

test('settings and records of the shop are sent where they change something', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await stall.follow(feed);
  const place = { level: 'shop', owner: 'brygga' } as const;
  const values = { 'receipt.footer-lines': ['Ha det'], 'limits.open-tabs': 7 };
  assert.accepted(await office.settings.set(place, { values }, 'tester'));
  assert.equal(
    (await till.follow(feed)).flatMap(({ items }) => keysOf(items)),
    ['shop/shop'],
  );
  assert.equal((till.items.get('shop/shop') as ShopItem).receipt.footerLines, ['Ha det']);
  assert.equal(
    (await stall.follow(feed)).flatMap(({ items }) => items),
    [],
  );
  await office.edit('vat-rate', 'no-food', {
    values: [
      ...(bodyOf('vat-rate', 'no-food') as Body<'vat-rate'>).values,
      { validFrom: '2030-01-01', rate: 1_700 },
    ],
  });
  await till.follow(feed);
  const { schedule } = (till.items.get('shop/shop') as ShopItem).vat;
  assert.equal(
    schedule.map(({ from }) => from),
    [0, Date.UTC(2029, 11, 31, 23)],
  );
});

test('a category renamed is a category; one with another age limit is all the products below it', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await office.edit('category', 'cafe', { name: 'Kaffe' });
  assert.equal(
    (await till.follow(feed)).flatMap(({ items }) => keysOf(items)),
    ['shop/shop'],
  );
  await office.edit('category', 'cafe', { ageLimit: 16, parent: 'drinks' });
  const [step] = await till.follow(feed);
  const inside = [...till.items.keys()].filter((key) => {
    const item = till.items.get(key) as Partial<ProductItem>;
    return item.product?.category === 'cafe';
  });
  assert.equal(
    keysOf(step?.items ?? [])
      .filter((key) => key.startsWith('product/') && !key.endsWith('gone'))
      .sort(),
    inside.sort(),
  );
  for (const key of inside)
    assert.equal(
      [
        (till.items.get(key) as ProductItem).product.ageLimit,
        (till.items.get(key) as ProductItem).product.categories,
      ],
      [16, ['cafe', 'drinks']],
    );
});

test('a category that touches more than a step can carry is sent as everything anew', async () => {
  const feed = office.feed({ products: 3 });
  await till.follow(feed);
  await office.edit('category', 'cafe', { noDiscount: true });
  const steps = await till.follow(feed);
  assert.equal(
    steps.map(({ whole }) => whole),
    [true],
  );
  assert.is(productOf(till, productNamed('Te'))?.noDiscount, true);
});

test('what was sent and not applied is sent again', async () => {
  const feed = office.feed();
  await till.follow(feed);
  const before = { ...till.position };
  await office.edit('user', 'ingrid', { lastName: 'Berg' });
  await office.edit('product', milk, { prices: { norge: 2_500 } });
  const lost = await feed.next('B1', before);
  assert.ok(lost !== undefined);
  // Sent ahead, on the same link, nothing is sent twice.
  assert.is(await feed.next('B1', { epoch: lost.epoch, number: lost.number }), undefined);
  // The link broke: the box still stands where it stood. Meanwhile it was taken back.
  await office.edit('user', 'ingrid', { lastName: 'Solberg' });
  const [again] = await till.follow(feed);
  assert.equal([...keysOf(again?.items ?? [])].sort(), [`product/${milk}`, 'staff/ingrid'].sort());
  assert.is((till.items.get('staff/ingrid') as StaffItem).name, 'Ingrid Solberg');
});

test('another process of the office goes on where the last one was', async () => {
  await till.follow(office.feed());
  assert.equal(await till.follow(office.feed()), []);
  await office.edit('product', milk, { prices: { norge: 2_500 } });
  const steps = await till.follow(office.feed());
  assert.equal(
    steps.map(({ whole, items }) => [whole, keysOf(items)]),
    [[false, [`product/${milk}`]]],
  );
  assert.is(till.wholes, 1);
});

test('a box that is further than it was ever sent has seen an office that is lost: everything anew', async () => {
  const feed = office.feed();
  await till.follow(feed);
  const { epoch } = till.position;
  till.position = { epoch, number: till.position.number + 5 };
  // The restored office has meanwhile come further than the box.
  for (let price = 1; price <= 10; price += 1)
    await office.edit('product', milk, { prices: { norge: price } });
  const [step] = await till.follow(feed);
  assert.ok(step?.whole);
  assert.is.not(step.epoch, epoch);
  assert.is(productOf(till, milk)?.price, 10);
});

test('a box of another life, and one too far behind, take everything anew', async () => {
  const feed = office.feed({ farBehind: 5 });
  await till.follow(feed);
  till.position = { epoch: 'of another', number: till.position.number };
  await till.follow(feed);
  assert.is(till.wholes, 2);
  for (let price = 1; price <= 6; price += 1)
    await office.edit('product', milk, { prices: { norge: price } });
  await till.follow(feed);
  assert.is(till.wholes, 3);
});

test('a register that is moved takes everything anew; one out of use lets nobody in', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await office.edit('register', 'b1', { salePoint: 'goteborg' });
  const [step] = await till.follow(feed);
  assert.ok(step?.whole);
  assert.is((till.items.get('shop/shop') as ShopItem).currency.code, 'SEK');
  assert.is(productOf(till, milk), undefined);
  await office.edit('register', 'b1', { active: false });
  await till.follow(feed);
  assert.equal(
    [...till.items.keys()].filter((key) => /^(staff|role)\//.test(key)),
    [],
  );
  await office.edit('register', 'b1', { active: true });
  await till.follow(feed);
  assert.ok(till.items.has('staff/astrid'));
});

test('other label patterns are other codes: everything anew', async () => {
  const feed = office.feed();
  await till.follow(feed);
  const values = { 'labels.patterns': [] };
  assert.accepted(await office.settings.set({ level: 'company', owner: '' }, { values }, 'tester'));
  const [step] = await till.follow(feed);
  assert.ok(step?.whole);
  const cheese = till.items.get(`product/${productNamed('Jarlsberg fra disken')}`) as ProductItem;
  assert.equal(
    cheese.codes.map(({ kind }) => kind),
    ['gtin'],
  );
});

test('a price costs no look at people, shops or the other products', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await stall.follow(feed);
  const read: string[] = [];
  const { records } = office;
  const [all, each, find] = [records.all, records.each, records.findMany];
  records.all = (async (kind: never) => {
    read.push(`all ${String(kind)}`);
    return all.call(records, kind);
  }) as typeof records.all;
  records.each = ((kind: never) => {
    read.push(`each ${String(kind)}`);
    return each.call(records, kind);
  }) as typeof records.each;
  records.findMany = (async (kind: never, ids: readonly string[]) => {
    read.push(`find ${ids.length}`);
    return find.call(records, kind, ids);
  }) as typeof records.findMany;
  await office.edit('product', bag, { prices: { norge: 600, sverige: 600 } });
  await till.follow(feed);
  await stall.follow(feed);
  assert.equal(read, ['find 1', 'find 1']);
  await office.edit('user', 'ingrid', { colour: 'red' });
  await till.follow(feed);
  assert.equal(read.slice(2), ['all user', 'each user']);
});

test('many changes come in steps that a box applies without its till noticing', async () => {
  const feed = office.feed({ step: 3 });
  await till.follow(feed);
  const names = ['Te', 'Kiwi', 'Mango', 'Ananas', 'Agurk', 'Tomater', 'Sitron'];
  for (const name of names) await office.edit('product', productNamed(name), { prices: { norge: 77 } });
  const steps = await till.follow(feed);
  assert.equal(
    steps.map(({ items }) => items.length),
    [3, 3, 1],
  );
  const numbers = steps.map(({ number }) => number);
  assert.equal(
    numbers,
    [...numbers].sort((one, other) => one - other),
  );
});

test('told of every change', async () => {
  const feed = office.feed();
  let told = 0;
  feed.onChange(() => (told += 1));
  await office.edit('product', milk, { prices: { norge: 2_500 } });
  await office.setPassword('ingrid', 'x');
  const values = { 'limits.open-tabs': 7 };
  assert.accepted(await office.settings.set({ level: 'company', owner: '' }, { values }, 'tester'));
  assert.is(told, 3);
});

test('what changes while a step is being made is in the next one', async () => {
  let meanwhile = async (): Promise<void> => undefined;
  // Looks at what was sent before it looks at what changed since: in between is when it must not lose anything.
  const database = new Proxy(office.database, {
    get(target, name) {
      if (name !== 'all') {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return async (sql: string, parameters: readonly SqlValue[]) => {
        const rows = await target.all(sql, parameters);
        if (sql.includes('feed_register')) await meanwhile();
        return rows;
      };
    },
  });
  const feed = office.feed({}, { database });
  await till.follow(feed);
  const nameOf = (): unknown => (till.items.get('shop/shop') as ShopItem | undefined)?.shop.name;
  for (const [name, change] of [
    ['alone', async () => undefined],
    ['after a price', async () => office.edit('product', milk, { prices: { norge: 2_500 } })],
  ] as const) {
    let done = false;
    meanwhile = async () => {
      if (done) return;
      done = true;
      await office.edit('shop', 'brygga', { name });
    };
    await change();
    await till.follow(feed);
    await till.follow(feed);
    assert.ok(done);
    assert.is(nameOf(), name);
  }
});
