// Records as tills take them: codes, prices, what categories hand down, rates over time, tenders, campaigns, people.
import { assert, suite } from '../../../test/kit.ts';
import { demoRecords } from '../../demo/company.ts';
import { demoProducts } from '../../demo/products.ts';
import { withCheckDigit } from '../../domain/barcode/gtin.ts';
import { variableMeasurePresets } from '../../domain/barcode/variable-measure-presets.ts';
import { feedItems } from '../../protocol/feed.ts';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { Body, Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import { compileCampaigns } from './compile-campaigns.ts';
import { compileCategories, compileTemplates } from './compile-grid.ts';
import { compileProduct, shelvesOf } from './compile-product.ts';
import { compileRegister } from './compile-register.ts';
import { compileShop } from './compile-shop.ts';
import { compileStaff } from './compile-staff.ts';
import { compileTenders } from './compile-tenders.ts';
import { compileVat } from './compile-vat.ts';
import { effectiveOf } from './open-feed.ts';
import { type Standing, standingOf, type World, worldOf } from './world.ts';

const test = suite('compile');

/** The demo company with some records changed or added. */
function company(...changed: readonly OfficeRecord[]): World {
  return worldOf([...demoRecords, ...changed]);
}
function record<K extends Kind>(kind: K, id: string, change: Partial<Body<K>>): OfficeRecord<K> {
  const before = demoRecords.find((each) => each.kind === kind && each.id === id)?.body;
  return { kind, id, revision: 2, changedAt: 0, body: { ...(before as Body<K>), ...change } };
}
function standing(world: World, register = 'B1'): Standing {
  const found = standingOf(world, register);
  if (found === undefined) throw new Error(`no ${register}`);
  return found;
}
const standard = effectiveOf({});
const milk = demoProducts.find(({ body }) => body.name === 'Helmelk 1 l') as OfficeRecord<'product'>;

function sold(change: Partial<Body<'product'>>, world = company(), patterns = variableMeasurePresets.NO) {
  const body = { ...milk.body, ...change };
  return compileProduct({ ...milk, body }, { region: 'norge', patterns, shelves: shelvesOf(world) });
}

test('a product has the price of the region, or none where it is asked for, or is not there at all', () => {
  assert.is(sold({})?.product.price, 2_390);
  assert.is(sold({ prices: { norge: 0 } })?.product.price, 0);
  assert.is(sold({ prices: { sverige: 100 } }), undefined);
  assert.is(sold({ active: false }), undefined);
  const asked = sold({ prices: { norge: 100 }, variablePrice: true });
  assert.not.ok(Object.hasOwn(asked?.product ?? {}, 'price'));
  assert.is(sold({ prices: {}, variablePrice: true })?.product.id, milk.id);
});

test('age limit and exclusion from discounts come from the nearest category that has them', () => {
  const world = company(
    record('category', 'drinks', { ageLimit: 18 }),
    record('category', 'dairy', { parent: 'cafe', noDiscount: false }),
    record('category', 'cafe', { parent: 'drinks', noDiscount: true }),
  );
  const { product } = sold({}, world) ?? {};
  assert.equal(
    [product?.categories, product?.ageLimit, product?.noDiscount],
    [['dairy', 'cafe', 'drinks'], 18, true],
  );
  assert.is(sold({ ageLimit: 16 }, world)?.product.ageLimit, 16);
  const nearer = company(
    record('category', 'drinks', { ageLimit: 18 }),
    record('category', 'dairy', { parent: 'drinks', ageLimit: 21 }),
  );
  assert.is(sold({}, nearer)?.product.ageLimit, 21);
  assert.not.ok('noDiscount' in (sold({})?.product ?? {}));
});

test('a ring of categories, and one that is gone, end where they began', () => {
  const ring = company(
    record('category', 'dairy', { parent: 'cafe' }),
    record('category', 'cafe', { parent: 'dairy', ageLimit: 18 }),
  );
  assert.is(sold({}, ring)?.product.id, milk.id);
  assert.equal(sold({ category: 'gone' })?.product.categories, ['gone']);
});

test('every code in the form that the till looks for', () => {
  const zeroed = withCheckDigit('231234560000');
  const identity = `0${zeroed}`;
  const { codes } =
    sold({ codes: ['7038010000119', '96385074', zeroed, '7038010000118'], plu: '4011' }) ?? {};
  assert.equal(codes, [
    { code: '07038010000119', kind: 'gtin' },
    { code: '00000096385074', kind: 'gtin' },
    { code: identity, kind: 'variable-measure' },
    { code: '4011', kind: 'plu' },
  ]);
  // A label from the scale leads to the same identity as one with another weight.
  const [label] = sold({ codes: [withCheckDigit('231234561234')] })?.codes ?? [];
  assert.equal(label, { code: identity, kind: 'variable-measure' });
  const [plain] = sold({ codes: [zeroed] }, company(), [] as never)?.codes ?? [];
  assert.equal(plain, { code: identity, kind: 'gtin' });
});

test('what the office says of how it is sold reaches the till, and only what differs from the usual', () => {
  const said = sold({
    soldOffline: false,
    addOn: true,
    tare: 15,
    kind: 'deposit',
    noDiscount: true,
    shortName: 'Melk',
    colour: 'blue',
  });
  const { soldOffline, addOn, tare, kind, noDiscount, shortName, colour } = said?.product ?? {};
  assert.equal(
    [soldOffline, addOn, tare, kind, noDiscount, shortName, colour],
    [false, true, 15, 'deposit', true, 'Melk', 'blue'],
  );
  const usual = Object.keys(sold({})?.product ?? {});
  assert.not.ok(
    usual.some((key) =>
      ['soldOffline', 'addOn', 'tare', 'kind', 'noDiscount', 'shortName', 'deposit'].includes(key),
    ),
  );
});

test('VAT over time: each change once, at the midnight of the shop, in whatever order it was written down', () => {
  const values = [
    { validFrom: '2030-07-01', rate: 1_700 },
    { validFrom: '2020-01-01', rate: 1_500 },
    { validFrom: '2030-01-01', rate: 1_600 },
  ];
  const world = company(record('vat-rate', 'no-food', { values }));
  const { region } = standing(world);
  const schedule = compileVat(world, region, 'Europe/Oslo');
  const food = (index: number) =>
    schedule[index]?.classes.find(({ id }) => id === 'food')?.rates['take-away'];
  assert.equal(
    schedule.map(({ from }) => from),
    [0, Date.UTC(2029, 11, 31, 23), Date.UTC(2030, 5, 30, 22)],
  );
  assert.equal([food(0)?.rate, food(1)?.rate, food(2)?.rate], [1_500, 1_600, 1_700]);
  const served = schedule[2]?.classes.find(({ id }) => id === 'served')?.rates;
  assert.equal([served?.['take-away'].rate, served?.['eat-in']], [1_700, { rate: 2_500, code: '3' }]);
  assert.equal(compileVat(world, region, 'Asia/Tokyo')[1]?.from, Date.UTC(2029, 11, 31, 15));
  assert.equal(compileVat(worldOf([]), region, 'Europe/Oslo'), [{ from: 0, classes: [] }]);
});

test('tenders in the order of the payment screen, with foreign cash at the rate of its day', () => {
  const currencies = [
    {
      currency: 'EUR',
      rates: [
        { validFrom: '2030-01-02', rateMillionths: 12_000_000 },
        { validFrom: '2030-01-01', rateMillionths: 11_000_000 },
      ],
      denominations: [],
      active: true,
    },
    {
      currency: 'JPY',
      rates: [{ validFrom: '2030-01-01', rateMillionths: 70_000 }],
      denominations: [],
      active: true,
    },
    {
      currency: 'NOK',
      rates: [{ validFrom: '2030-01-01', rateMillionths: 1 }],
      denominations: [],
      active: true,
    },
    {
      currency: 'SEK',
      rates: [{ validFrom: '2030-01-01', rateMillionths: 1 }],
      denominations: [],
      active: false,
    },
    {
      currency: 'QQQ',
      rates: [{ validFrom: '2030-01-01', rateMillionths: 1 }],
      denominations: [],
      active: true,
    },
  ];
  const invoice = record('tender-type', 'voucher', {
    name: 'Faktura',
    kind: 'invoice',
    overTender: true,
    givesChange: false,
  });
  const own = record('tender-type', 'voucher', {
    name: 'Gave',
    kind: 'own',
    overTender: true,
    givesChange: true,
  });
  const world = company(
    record('shop', 'brygga', { currencies }),
    { ...invoice, id: 'invoice' },
    { ...own, id: 'own' },
  );
  const tenders = compileTenders(world, standing(world));
  assert.equal(
    tenders.map(({ id, kind, overpay }) => `${id} ${kind} ${overpay}`),
    [
      'cash cash change',
      'card card refuse',
      'eur foreign-cash change',
      'jpy foreign-cash change',
      'voucher other refuse',
      'gift-card other refuse',
      'account other refuse',
      'invoice other keep',
      'own other change',
    ],
  );
  const [, , euro, yen] = tenders;
  assert.equal(euro?.foreign, {
    currency: { code: 'EUR', exponent: 2 },
    rates: [
      [0, 11_000_000],
      [Date.UTC(2030, 0, 1, 23), 12_000_000],
    ],
  });
  assert.equal(yen?.foreign?.currency, { code: 'JPY', exponent: 0 });
  const cashless = company(record('tender-type', 'cash', { active: false }));
  assert.equal(
    compileTenders(cashless, standing(cashless)).map(({ id }) => id),
    ['card', 'voucher', 'gift-card', 'account'],
  );
});

test('campaigns of the shop, in the words of the till', () => {
  const base = demoRecords.find(({ id }) => id === 'three-buns') as OfficeRecord<'campaign'>;
  const what = { products: ['a'], categories: ['cafe'], excluded: ['b'] };
  const on = { products: ['a'], categories: ['cafe'], exceptProducts: ['b'] };
  const none = { products: [], categories: [], excluded: [] };
  const of = (kind: Body<'campaign'>['kind'], rest: Partial<Body<'campaign'>> = {}) => {
    const world = company({ ...base, body: { ...base.body, shops: [], kind, ...rest } });
    return compileCampaigns(world, standing(world).shop).find(({ id }) => id === base.id);
  };
  const at = { id: 'three-buns', name: base.body.name, priority: 0, validFrom: Date.UTC(2019, 11, 31, 23) };
  assert.equal(of({ type: 'percentage', basisPoints: 1_000, ...what }), {
    ...at,
    kind: 'percentage',
    basisPoints: 1_000,
    on,
  });
  assert.equal(of({ type: 'amount-off', amount: 500, ...what }), {
    ...at,
    kind: 'amount-off',
    amount: 500,
    on,
  });
  assert.equal(of({ type: 'fixed-price', price: 500, ...what }), {
    ...at,
    kind: 'fixed-price',
    price: 500,
    on,
  });
  assert.equal(of({ type: 'n-for-price', take: 2, price: 500, ...what }), {
    ...at,
    kind: 'n-for-price',
    take: 2,
    price: 500,
    on,
  });
  assert.equal(of({ type: 'spend', threshold: 9, basisPoints: 100, ...none }), {
    ...at,
    kind: 'spend',
    threshold: 9,
    basisPoints: 100,
    on: {},
  });
  assert.equal(
    of({
      type: 'mix-and-match',
      buy: { quantity: 2, ...what },
      get: { quantity: 1, ...none },
      basisPoints: 5_000,
    }),
    {
      ...at,
      kind: 'mix-and-match',
      parts: [
        { count: 2, on, basisPoints: 0 },
        { count: 1, on: {}, basisPoints: 5_000 },
      ],
    },
  );
  const timed = of({ type: 'percentage', basisPoints: 1, ...none }, {
    validFrom: '2026-03-28', validUntil: '2026-03-29', weekdays: [6, 7], from: '22:00', until: '02:30', customerGroups: ['club'], dining: 'eat-in', limit: 2,
  }); // prettier-ignore
  assert.equal(timed, {
    ...at,
    kind: 'percentage',
    basisPoints: 1,
    on: {},
    validFrom: Date.UTC(2026, 2, 27, 23),
    // The last day has twenty-three hours.
    validUntil: Date.UTC(2026, 2, 29, 22),
    weekdays: [6, 7],
    hours: { from: 1_320, until: 150 },
    customerGroups: ['club'],
    dining: ['eat-in'],
    limitPerSale: 2,
  });
  assert.is(of({ type: 'percentage', basisPoints: 1, ...none }, { shops: ['goteborg'] }), undefined);
  assert.is(of({ type: 'percentage', basisPoints: 1, ...none }, { active: false }), undefined);
});

test('templates of the shop by name, at their times; categories that are in use, in their order', () => {
  const shown = (shops: string[]) => [
    { shops, weekdays: [1], from: '07:00', until: '11:00' },
    { shops: ['goteborg'], weekdays: [], from: '00:00', until: '00:00' },
  ];
  const world = company(
    record('template', 'brygga', { name: 'Z' }),
    { ...record('template', 'brygga', { name: 'A', shown: shown([]) }), id: 'a' },
    { ...record('template', 'brygga', { name: 'B', shown: shown(['goteborg']) }), id: 'b' },
    { ...record('template', 'brygga', { name: 'C', active: false }), id: 'c' },
    record('category', 'dairy', { active: false }),
    record('category', 'cafe', { position: -1 }),
  );
  const templates = [...compileTemplates(world, standing(world).shop)];
  assert.equal(
    templates.map(([id, { position, shown: when }]) => [id, position, when.length]),
    [
      ['a', 0, 1],
      ['brygga', 1, 1],
    ],
  );
  const categories = compileCategories(world).map(({ id }) => id);
  assert.equal(categories.slice(0, 2), ['cafe', 'fruit-and-vegetables']);
  assert.not.ok(categories.includes('dairy'));
});

test('who gets in: the sale point, a password, a role in use, and at a self-checkout whoever is enabled for it', () => {
  const all = new Map(['ingrid', 'pavel', 'femke', 'alex', 'astrid'].map((id) => [id, 'x']));
  const staffOf = (world: World, hashes = all) => [
    ...compileStaff(world, standing(world), { posHashes: hashes }).staff.keys(),
  ];
  assert.equal(staffOf(company()), ['ingrid', 'pavel', 'femke', 'alex']);
  assert.equal(staffOf(company(), new Map([['pavel', 'x']])), ['pavel']);
  assert.equal(
    staffOf(
      company(record('user', 'ingrid', { active: false }), record('user', 'pavel', { pinLogin: false })),
    ),
    ['femke', 'alex'],
  );
  assert.equal(staffOf(company(record('role', 'staff', { active: false }))), ['femke', 'alex']);
  assert.equal(staffOf(company(record('register', 'b1', { purpose: 'self-checkout' }))), ['femke', 'alex']);
  assert.equal(staffOf(company(record('sale-point', 'brygga', { active: false }))), []);
  const { roles, staff } = compileStaff(company(), standing(company()), {
    posHashes: new Map([['ingrid', 'x']]),
  });
  assert.equal([...roles.keys()], ['staff']);
  assert.equal(staff.get('ingrid'), {
    name: 'Ingrid Solberg',
    language: 'nb',
    role: 'staff',
    pinHash: 'x',
    colour: 'green',
  });
});

test('cash is rounded as the shop says or as its currency does, labels are read as the shop says or its country', () => {
  const shopOf = (values: Parameters<typeof effectiveOf>[0]) =>
    compileShop(company(), { standing: standing(company()), settings: effectiveOf(values), logo: null });
  assert.equal(shopOf({}).cashRounding, { step: 100, applies: 'cash' });
  assert.equal(shopOf({ 'cash.rounding-step': 50 }).cashRounding, { step: 50, applies: 'cash' });
  assert.equal(shopOf({}).patterns, variableMeasurePresets.NO);
  assert.equal(shopOf({ 'labels.patterns': [] }).patterns, []);
});

test('what is compiled is what the schemas of the feed take', () => {
  const world = company();
  const facts = { settings: standard, logo: null, posHashes: new Map([['alex', 'x']]) };
  for (const register of ['B1', 'G1'])
    for (const { kind, id, body } of compileRegister(world, {
      ...facts,
      standing: standing(world, register),
    })) {
      const check = TypeCompiler.Compile(feedItems[kind as keyof typeof feedItems]);
      assert.equal(
        [...check.Errors(body)].map(({ path, message }) => `${path} ${message}`),
        [],
        `${kind} ${id}`,
      );
    }
});

test('a register without a sale point, shop, region or known currency stands nowhere', () => {
  const lone = (...gone: readonly Kind[]) => worldOf(demoRecords.filter(({ kind }) => !gone.includes(kind)));
  for (const kind of ['register', 'sale-point', 'shop', 'price-region'] as const)
    assert.is(standingOf(lone(kind), 'B1'), undefined, kind);
  assert.is(standingOf(company(record('price-region', 'norge', { currency: 'QQQ' })), 'B1'), undefined);
});
