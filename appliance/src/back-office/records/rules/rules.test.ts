// The rules of each kind: what a schema cannot say, one case for what is right and one for each way of being wrong.
import { assert, suite } from '../../../../test/kit.ts';
import { type OpenRecords, type SmallShop, withShop } from '../../../../test/back-office/open-records.ts';
import { sampleBody } from '../../../../test/back-office/sample-bodies.ts';
import type { Body, Kind } from '../../../protocol/office/kinds.ts';
import { isDay, outOfOrder } from './day.ts';

const test = suite('record rules');
type Around = OpenRecords & { readonly shop: SmallShop };

let count = 0;

/** A new record of the kind, valid but for what is told. */
async function tried({ records, shop }: Around, kind: Kind, more: object) {
  count += 1;
  const body = { ...sampleBody(kind, shop, count), ...more } as Body<Kind>;
  return records.create(kind, body, 'ann');
}

async function made(around: Around, kind: Kind, more: object = {}): Promise<string> {
  const record = await tried(around, kind, more);
  assert.accepted(record);
  return record.value.id;
}

async function changed<K extends Kind>(
  { records }: Around,
  [kind, id]: readonly [K, string],
  more: Partial<Body<K>>,
) {
  const record = (await records.find(kind, id))!;
  return records.change(kind, { ...record, body: { ...record.body, ...more } }, 'ann');
}

test('products: parts that are no product’s own, deposits that are deposits, variants of wholes', () =>
  withShop(async (around) => {
    const plain = await made(around, 'product');
    const deposit = await made(around, 'product', { kind: 'deposit' });
    const bottle = await made(around, 'product', { deposit });
    assert.refused(await tried(around, 'product', { deposit: plain }), 'product.deposit-kind');
    assert.refused(await changed(around, ['product', bottle], { deposit: bottle }), 'product.own-part');
    assert.refused(await changed(around, ['product', bottle], { addOns: [bottle] }), 'product.own-part');
    const variant = { of: plain, colour: 'Red', size: 'M' };
    const red = await made(around, 'product', { variant });
    assert.refused(
      await tried(around, 'product', { variant: { of: red, colour: 'x', size: '' } }),
      'product.variant-of-variant',
    );
    assert.refused(
      await tried(around, 'product', { variant: { ...variant, colour: 'RED' } }),
      'record.key-taken',
    );
    await made(around, 'product', { variant: { ...variant, size: 'L' } });
    assert.refused(
      await changed(around, ['product', plain], { variant: { ...variant, of: plain } }),
      'product.own-part',
    );
  }));

test('products are sold only in regions that know their VAT, and regions keep what products need', () =>
  withShop(async (around) => {
    const { shop, records } = around;
    const exempt = await made(around, 'vat-class', { name: 'Exempt' });
    const missing = await tried(around, 'product', { vatClass: exempt });
    assert.refused(missing, 'product.vat-missing');
    assert.equal(missing.refusal.data, { field: 'vatClass', region: 'Norge', vatClass: 'Exempt' });
    await made(around, 'product', { vatClass: exempt, prices: {} });
    const product = await made(around, 'product');
    assert.refused(await changed(around, ['product', product], { vatClass: exempt }), 'product.vat-missing');
    const region = (await records.find('price-region', shop.region))!;
    const rest = region.body.vat.filter(({ vatClass }) => vatClass !== shop.food);
    assert.refused(
      await changed(around, ['price-region', shop.region], { vat: rest }),
      'region.class-in-use',
    );
    assert.refused(
      await changed(around, ['price-region', shop.region], { currency: 'EUR' }),
      'region.currency-fixed',
    );
    const standard = region.body.vat.filter(({ vatClass }) => vatClass !== shop.standard);
    assert.accepted(await changed(around, ['price-region', shop.region], { vat: standard }));
    assert.accepted(await changed(around, ['product', product], { prices: {} }));
    assert.accepted(await changed(around, ['price-region', shop.region], { vat: [], currency: 'EUR' }));
  }));

test('price regions: rates of their own country, each class once, a currency there is', () =>
  withShop(async (around) => {
    const { shop } = around;
    const swedish = await made(around, 'vat-rate', { country: 'SE' });
    const line = { vatClass: shop.food, takeAway: shop.rate15, eatIn: null };
    assert.refused(await tried(around, 'price-region', { vat: [line, line] }), 'region.class-twice');
    assert.refused(
      await tried(around, 'price-region', { vat: [{ ...line, eatIn: swedish }] }),
      'region.rate-of-other-country',
    );
    assert.refused(await tried(around, 'price-region', { currency: 'QQQ' }), 'currency.unknown');
    await made(around, 'price-region', { vat: [line] });
    assert.refused(await changed(around, ['vat-rate', shop.rate15], { country: 'SE' }), 'vat.country-fixed');
    assert.accepted(await changed(around, ['vat-rate', swedish], { country: 'NO' }));
  }));

test('VAT rates: days that exist, one after the other', () =>
  withShop(async (around) => {
    const values = (...days: string[]) => ({ values: days.map((validFrom) => ({ validFrom, rate: 1 })) });
    await made(around, 'vat-rate', values('2024-02-29', '2024-03-01'));
    assert.refused(await tried(around, 'vat-rate', values('2023-02-29')), 'day.unknown');
    assert.refused(await tried(around, 'vat-rate', values('2024-01-02', '2024-01-02')), 'vat.days-order');
    assert.refused(await tried(around, 'vat-rate', values('2024-01-02', '2024-01-01')), 'vat.days-order');
    assert.ok(isDay('2000-02-29') && !isDay('1900-02-29') && !isDay('2024-04-31'));
    assert.is(outOfOrder([]), undefined);
  }));

test('shops: zones and locales there are, currencies that are foreign, once, with days in order', () =>
  withShop(async (around) => {
    for (const timeZone of ['Middle/Earth', '+02:00', 'x'])
      assert.refused(await tried(around, 'shop', { timeZone }), 'shop.time-zone-unknown');
    for (const locale of ['xx-XX', 'no_NO', '--'])
      assert.refused(await tried(around, 'shop', { locale }), 'shop.locale-unknown');
    const euro = {
      currency: 'EUR',
      rates: [{ validFrom: '2026-01-01', rateMillionths: 11_500_000 }],
      denominations: [],
      active: true,
    };
    const later = { validFrom: '2025-01-01', rateMillionths: 1 };
    await made(around, 'shop', { currencies: [euro] });
    assert.refused(await tried(around, 'shop', { currencies: [euro, euro] }), 'shop.currency-twice');
    assert.refused(
      await tried(around, 'shop', { currencies: [{ ...euro, currency: 'NOK' }] }),
      'shop.currency-own',
    );
    assert.refused(
      await tried(around, 'shop', { currencies: [{ ...euro, currency: 'QQQ' }] }),
      'currency.unknown',
    );
    assert.refused(
      await tried(around, 'shop', { currencies: [{ ...euro, rates: [...euro.rates, later] }] }),
      'vat.days-order',
    );
    const none = { ...later, validFrom: '2025-02-30' };
    assert.refused(await tried(around, 'shop', { currencies: [{ ...euro, rates: [none] }] }), 'day.unknown');
  }));

test('a register that has sold keeps its name, and its sale point stays in its shop', () =>
  withShop(async (around) => {
    const { shop, sold } = around;
    const other = await made(around, 'shop');
    assert.accepted(await changed(around, ['register', shop.register], { name: 'B2' }));
    assert.accepted(await changed(around, ['sale-point', shop.counter], { shop: other }));
    sold.add(shop.register);
    assert.refused(await changed(around, ['register', shop.register], { name: 'B3' }), 'register.name-fixed');
    assert.refused(
      await changed(around, ['sale-point', shop.counter], { shop: shop.shop }),
      'sale-point.shop-fixed',
    );
    assert.accepted(await changed(around, ['register', shop.register], { cardTerminal: 'T1' }));
    assert.accepted(await changed(around, ['sale-point', shop.counter], { name: 'Bar' }));
    assert.refused(
      await around.records.remove('register', { id: shop.register, revision: 3 }, 'ann'),
      'record.in-journal',
    );
  }));

test('choices, gift cards, accounts and suppliers', () =>
  withShop(async (around) => {
    const options = [
      { name: 'a', prices: {} },
      { name: 'b', prices: {} },
    ];
    await made(around, 'modifier-group', { min: 1, max: 2, options });
    assert.refused(await tried(around, 'modifier-group', { min: 2, max: 1, options }), 'modifier.limits');
    assert.refused(await tried(around, 'modifier-group', { max: 3, options }), 'modifier.limits');
    assert.refused(
      await tried(around, 'modifier-group', { options: [{ name: 'a', prices: { x: 1 } }] }),
      'reference.unknown',
    );
    assert.refused(
      await tried(around, 'gift-card-type', { purpose: 'single' }),
      'gift-card.vat-class-needed',
    );
    await made(around, 'gift-card-type', { purpose: 'single', vatClass: around.shop.food });
    const value = { code: 'a', name: 'A' };
    assert.refused(await tried(around, 'dimension', { values: [value, value] }), 'dimension.code-twice');
    const dimension = await made(around, 'dimension');
    await made(around, 'accounting-category', { dimensions: [{ dimension, code: 'a' }] });
    assert.refused(
      await tried(around, 'accounting-category', { dimensions: [{ dimension, code: 'b' }] }),
      'accounting.dimension-code',
    );
    assert.refused(await tried(around, 'supplier', { currency: 'QQQ' }), 'currency.unknown');
  }));

test('floor plans: tables within the room, each once, none upon another, and a sale point of that shop', () =>
  withShop(async (around) => {
    const at = (id: string, [x, y]: readonly [number, number], rest: object = {}) => ({
      id,
      name: id,
      seats: 2,
      shape: 'round',
      x,
      y,
      width: 2,
      height: 2,
      ...rest,
    });
    const plan = (tables: object[], rest: object = {}) => tried(around, 'floor-plan', { tables, ...rest });
    assert.accepted(await plan([at('a', [0, 0]), at('b', [2, 0]), at('c', [6, 4])]));
    assert.refused(await plan([at('a', [7, 0])]), 'floor-plan.outside');
    assert.refused(await plan([at('a', [0, 5])]), 'floor-plan.outside');
    assert.refused(await plan([at('a', [0, 0]), at('a', [4, 0])]), 'floor-plan.table-twice');
    assert.refused(await plan([at('a', [0, 0]), at('b', [4, 0], { name: 'a' })]), 'floor-plan.table-twice');
    assert.refused(await plan([at('a', [0, 0]), at('b', [1, 1])]), 'floor-plan.overlap');
    const elsewhere = await made(around, 'sale-point', { shop: await made(around, 'shop') });
    assert.refused(await plan([], { salePoint: elsewhere }), 'floor-plan.sale-point');
    assert.accepted(await plan([], { salePoint: around.shop.counter }));
  }));

test('templates: full folders, each reached from home by the way that leads back', () =>
  withShop(async (around) => {
    const folder = (parent: string | null, ...to: string[]) => ({
      name: 'f',
      parent,
      colour: null,
      picture: null,
      cells: [0, 1, 2, 3].map((at) => (to[at] === undefined ? null : { folder: to[at] })),
    });
    const template = (folders: object) => tried(around, 'template', { folders });
    assert.accepted(
      await template({
        home: folder(null, 'a', 'b'),
        a: folder('home', 'c'),
        b: folder('home'),
        c: folder('a'),
      }),
    );
    assert.refused(await template({ a: folder(null) }), 'template.home-missing');
    assert.refused(await template({ home: folder('a', 'a'), a: folder('home') }), 'template.home-missing');
    assert.refused(await template({ home: { ...folder(null), cells: [null] } }), 'template.cells');
    assert.refused(await template({ home: folder(null, 'x') }), 'template.folder-unknown');
    assert.refused(
      await template({ home: folder(null, 'a'), a: folder('home', 'home') }),
      'template.folder-cycle',
    );
    assert.refused(await template({ home: folder(null), a: folder('home') }), 'template.folder-unreachable');
    assert.refused(
      await template({ home: folder(null), a: folder('b', 'b'), b: folder('a', 'a') }),
      'template.folder-cycle',
    );
    assert.refused(await template({ home: folder(null), a: folder(null) }), 'template.folder-unreachable');
    const cells = [{ product: 'none' }, null, null, null];
    assert.refused(await template({ home: { ...folder(null), cells } }), 'reference.unknown');
  }));

test('tender types promise nothing that the till cannot do: cash is changed and rounded, a card is exact, nothing else is rounded', () =>
  withShop(async (around) => {
    const tender = (kind: string, way: object) => tried(around, 'tender-type', { kind, ...way });
    const coins = { overTender: true, givesChange: true, rounded: true };
    assert.accepted(await tender('cash', coins));
    for (const part of ['overTender', 'givesChange', 'rounded'])
      assert.refused(await tender('cash', { ...coins, [part]: false }), 'tender.cash-way');
    assert.accepted(await tender('card', {}));
    assert.refused(await tender('card', { overTender: true }), 'tender.card-exact');
    for (const kind of ['meal-voucher', 'gift-card', 'own']) {
      assert.accepted(await tender(kind, { overTender: true }));
      assert.accepted(await tender(kind, { overTender: true, givesChange: true }));
      assert.refused(await tender(kind, { rounded: true }), 'tender.rounded-cash');
    }
  }));

test('campaigns give something, on days that exist, on something named', () =>
  withShop(async (around) => {
    const product = await made(around, 'product');
    const what = { products: [product], categories: [], excluded: [] };
    const all = { products: [], categories: [], excluded: [] };
    const campaign = (kind: object, more: object = {}) => tried(around, 'campaign', { kind, ...more });
    const percentage = { type: 'percentage', basisPoints: 500, ...all };
    assert.accepted(await campaign(percentage, { validUntil: '2026-01-01' }));
    assert.refused(await campaign(percentage, { validUntil: '2025-12-31' }), 'campaign.days-order');
    assert.refused(await campaign(percentage, { validFrom: '2026-02-30' }), 'day.unknown');
    assert.refused(await campaign({ ...percentage, basisPoints: 0 }), 'campaign.gives-nothing');
    assert.refused(await campaign({ type: 'amount-off', amount: 0, ...what }), 'campaign.gives-nothing');
    assert.refused(await campaign({ type: 'n-for-m', take: 3, pay: 3, ...what }), 'campaign.pay-all');
    assert.accepted(await campaign({ type: 'n-for-m', take: 3, pay: 2, ...all }));
    for (const kind of [
      { type: 'fixed-price', price: 100 },
      { type: 'n-for-price', take: 2, price: 100 },
    ]) {
      assert.refused(await campaign({ ...kind, ...all }), 'campaign.nothing-named');
      assert.accepted(await campaign({ ...kind, ...what }));
    }
    const pair = { quantity: 1, ...what };
    const mix = { type: 'mix-and-match', buy: pair, get: { quantity: 1, ...all }, basisPoints: 10_000 };
    assert.refused(await campaign(mix), 'campaign.nothing-named');
    assert.accepted(await campaign({ ...mix, get: pair }));
    assert.refused(await campaign({ ...percentage, ...what, excluded: [product] }), 'campaign.excluded-too');
    const { beer } = around.shop;
    const shelf = { ...all, categories: [beer] };
    assert.refused(
      await campaign({ ...percentage, ...shelf, excludedCategories: [beer] }),
      'campaign.excluded-too',
    );
    assert.accepted(await campaign({ ...percentage, ...what, excludedCategories: [beer] }));
    const second = { type: 'n-for-m', take: 2, pay: 1, ...what };
    assert.refused(await campaign({ ...second, basisPoints: 0 }), 'campaign.gives-nothing');
    assert.accepted(await campaign({ ...second, basisPoints: 5_000 }));
    const bundle = { type: 'bundle', parts: [pair, { quantity: 1, ...shelf }], price: 5_000 };
    assert.accepted(await campaign(bundle, { stackable: true, onChangedPrices: true }));
    assert.refused(
      await campaign({ ...bundle, parts: [pair, { quantity: 1, ...all }] }),
      'campaign.nothing-named',
    );
    assert.refused(await campaign({ ...bundle, parts: [pair] }), 'record.malformed');
  }));

test('a campaign with an amount is for shops of one currency, whichever of them changes', () =>
  withShop(async (around) => {
    const { shop } = around;
    const all = { products: [], categories: [], excluded: [] };
    const amount = { type: 'amount-off', amount: 500, ...all };
    const percentage = { type: 'percentage', basisPoints: 500, ...all };
    const { vat } = (await around.records.find('price-region', shop.region))!.body;
    const euro = await made(around, 'price-region', { currency: 'EUR', vat });
    const abroad = await made(around, 'shop', { priceRegion: euro });
    const campaign = (kind: object, shops: string[]) => tried(around, 'campaign', { kind, shops });
    for (const kind of [
      amount,
      { type: 'spend', threshold: 9_900, basisPoints: 500, ...all },
      { type: 'fixed-price', price: 9_900, ...all, categories: [shop.beer] },
    ]) {
      assert.refused(await campaign(kind, []), 'campaign.currencies');
      assert.refused(await campaign(kind, [shop.shop, abroad]), 'campaign.currencies');
      assert.accepted(await campaign(kind, [shop.shop]));
      assert.accepted(await campaign(kind, [abroad]));
    }
    assert.accepted(await campaign(percentage, []));
    // A shop that is out of use is nowhere; back in use, or moved, it would pay in another currency than the campaign was meant in.
    const closed = { id: abroad, body: (before: Body<'shop'>) => ({ ...before, active: false }) };
    assert.accepted(await around.records.edit('shop', closed, { by: 'ann', acceptUse: true }));
    assert.accepted(await campaign(amount, []));
    assert.refused(await changed(around, ['shop', abroad], { active: true }), 'shop.campaign-currency');
    assert.accepted(await changed(around, ['shop', abroad], { active: true, priceRegion: shop.region }));
    assert.refused(await changed(around, ['shop', abroad], { priceRegion: euro }), 'shop.campaign-currency');
    assert.refused(await tried(around, 'shop', { priceRegion: euro }), 'shop.campaign-currency');
  }));

test('users: e-mail for the office, one role a sale point, a default store of their own', () =>
  withShop(async (around) => {
    const { shop } = around;
    const point = { salePoint: shop.counter, role: shop.role };
    await made(around, 'user', { salePoints: [point], stores: [shop.store], defaultStore: shop.store });
    assert.refused(await tried(around, 'user', { officeRole: shop.role }), 'user.email-needed');
    await made(around, 'user', { officeRole: shop.role, email: 'Ann@shop.no' });
    assert.refused(await tried(around, 'user', { email: 'ann@SHOP.no' }), 'record.key-taken');
    assert.refused(await tried(around, 'user', { defaultStore: shop.store }), 'user.default-store');
    assert.refused(await tried(around, 'user', { salePoints: [point, point] }), 'user.sale-point-twice');
    assert.refused(
      await tried(around, 'user', { salePoints: [{ ...point, role: 'x' }] }),
      'reference.unknown',
    );
  }));
