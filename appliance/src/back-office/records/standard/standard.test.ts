// What a new office begins with: it fits the product's own rules, is written once, cannot be bent, and leads to a register in one step.
import { assert, suite } from '../../../../test/kit.ts';
import { openRecords, type OpenRecords } from '../../../../test/back-office/open-records.ts';
import type { Body } from '../../../protocol/office/kinds.ts';
import type { RecordStore } from '../record-store.ts';
import { countries } from './countries.ts';
import { prepareCountry } from './prepare-country.ts';
import { vatMapping } from './vat-classes.ts';
import { type KnownCountry, vatRates } from './vat-rates.ts';
import { words } from './words.ts';
import { writeStandard } from './write-standard.ts';

const test = suite('standard records');

async function withOffice(work: (around: OpenRecords) => Promise<void>): Promise<void> {
  const open = await openRecords();
  try {
    await writeStandard(open.records, 'en');
    await work(open);
  } finally {
    await open.close();
  }
}

/** Basis points a class has in a region on a day. */
async function rateOf(
  records: RecordStore,
  wanted: { region: string; vatClass: string; day: string; eatIn?: boolean },
) {
  const region = await records.find('price-region', wanted.region);
  const mapped = region!.body.vat.find(({ vatClass }) => vatClass === wanted.vatClass)!;
  const rate = await records.find(
    'vat-rate',
    (wanted.eatIn === true ? mapped.eatIn : null) ?? mapped.takeAway,
  );
  return rate!.body.values.findLast(({ validFrom }) => validFrom <= wanted.day)?.rate;
}

test('are written once by the office itself, and not again', () =>
  withOffice(async ({ records }) => {
    const last = await records.lastNumber();
    assert.ok(last > 40);
    assert.ok((await records.changesAfter(0, 1_000)).every(({ by }) => by === 'system'));
    await writeStandard(records, 'nb');
    assert.is(await records.lastNumber(), last);
    assert.is((await records.find('tender-type', 'cash'))?.body.name, 'Cash');
    assert.is((await records.byKey('role', 'administrator'))?.body.office.users, 'edit');
  }));

test('in every country one step makes all a first sale needs', { timeoutMs: 30_000 }, async () => {
  for (const country of Object.keys(countries) as KnownCountry[]) {
    await withOffice(async ({ records }) => {
      const done = await prepareCountry(records, { country, shopName: 'Corner' }, 'system');
      assert.accepted(done);
      const { shop, register, priceRegion, salePoint } = done.value;
      assert.is((await records.find('register', register))?.body.name, 'B1');
      assert.is((await records.find('register', register))?.body.salePoint, salePoint);
      assert.is((await records.find('shop', shop))?.body.timeZone, countries[country].timeZone);
      const region = await records.find('price-region', priceRegion);
      assert.is(region?.body.currency, countries[country].currency);
      assert.is(region?.body.vat.length, Object.keys(vatMapping[country]).length);
      const milk = { name: 'Milk', sku: '1', vatClass: 'food', category: '' };
      const category = await records.create(
        'category',
        { name: 'All', parent: null } as Body<'category'>,
        'ann',
      );
      assert.accepted(category);
      const sold = {
        ...milk,
        category: category.value.id,
        prices: { [priceRegion]: 1_990 },
      } as unknown as Body<'product'>;
      assert.accepted(await records.create('product', sold, 'ann'));
    });
  }
});

test('rates change on their day, and eating in may cost another rate', () =>
  withOffice(async ({ records }) => {
    const regions = new Map<string, string>();
    for (const country of ['NO', 'SE', 'FI', 'DE', 'EE', 'CZ', 'NL', 'GB', 'DK']) {
      const done = await prepareCountry(records, { country, shopName: `Shop ${country}` }, 'system');
      assert.accepted(done);
      regions.set(country, done.value.priceRegion);
    }
    const expected = [
      ['NO', 'food', '2026-11-01', false, 1_500],
      ['NO', 'served-food', '2026-11-01', false, 1_500],
      ['NO', 'served-food', '2026-11-01', true, 2_500],
      ['NO', 'alcohol', '2026-11-01', true, 2_500],
      ['SE', 'food', '2026-03-31', false, 1_200],
      ['SE', 'food', '2026-04-01', false, 600],
      ['SE', 'food', '2028-01-01', false, 1_200],
      ['SE', 'served-food', '2026-05-01', true, 1_200],
      ['FI', 'standard', '2024-08-31', false, 2_400],
      ['FI', 'standard', '2024-09-01', false, 2_550],
      ['DE', 'served-food', '2025-12-31', true, 1_900],
      ['DE', 'served-food', '2026-01-01', true, 700],
      ['DE', 'drinks', '2026-01-01', true, 1_900],
      ['EE', 'food', '2025-06-30', false, 2_200],
      ['EE', 'food', '2025-07-01', false, 2_400],
      ['CZ', 'food', '2023-12-31', false, 1_500],
      ['CZ', 'food', '2026-01-01', false, 1_200],
      ['NL', 'food', '2026-01-01', false, 900],
      ['GB', 'served-food', '2026-01-01', true, 2_000],
      ['DK', 'food', '2026-01-01', false, 2_500],
    ] as const;
    for (const [country, vatClass, day, eatIn, rate] of expected) {
      const found = await rateOf(records, { region: regions.get(country)!, vatClass, day, eatIn });
      assert.is(found, rate, `${country} ${vatClass} ${day} ${String(eatIn)}`);
    }
  }));

test('who opens the shop is let in, in their language, and a second shop shares the region', () =>
  withOffice(async ({ records }) => {
    const user = await records.create(
      'user',
      { number: '1', firstName: 'A', lastName: 'B', language: 'nb', email: 'a@b.no', officeRole: 'administrator' } as Body<'user'>,
      'system',
    ); // prettier-ignore
    assert.accepted(user);
    const { id } = user.value;
    const renamed = await records.find('tender-type', 'card');
    await records.change('tender-type', { ...renamed!, body: { ...renamed!.body, name: 'Plastic' } }, id);
    const first = await prepareCountry(records, { country: 'NO', shopName: 'Brygga' }, id);
    assert.accepted(first);
    const now = await records.find('user', id);
    assert.equal(now?.body.salePoints, [{ salePoint: first.value.salePoint, role: 'administrator' }]);
    assert.equal([now?.body.stores, now?.body.defaultStore], [[first.value.store], first.value.store]);
    assert.is((await records.find('tender-type', 'cash'))?.body.name, words.nb.tenders.cash);
    assert.is((await records.find('tender-type', 'card'))?.body.name, 'Plastic');
    assert.is((await records.find('price-region', first.value.priceRegion))?.body.name, 'Norge');
    const second = await prepareCountry(records, { country: 'NO', shopName: 'Fjellet' }, id);
    assert.accepted(second);
    assert.is(second.value.priceRegion, first.value.priceRegion);
    assert.is((await records.find('register', second.value.register))?.body.name, 'B2');
    assert.is((await records.find('store', second.value.store))?.body.name, 'Fjellet: Lager');
  }));

test('what cannot be made leaves nothing behind', () =>
  withOffice(async ({ records }) => {
    assert.refused(await prepareCountry(records, { country: 'XX', shopName: 'a' }, 'ann'), 'country.unknown');
    assert.refused(
      await prepareCountry(records, { country: 'toString', shopName: 'a' }, 'ann'),
      'country.unknown',
    );
    const bad = { country: 'NO', shopName: 'a', timeZone: 'Middle/Earth' };
    assert.refused(await prepareCountry(records, bad, 'ann'), 'shop.time-zone-unknown');
    assert.refused(await prepareCountry(records, { ...bad, currency: 'QQQ' }, 'ann'), 'currency.unknown');
    for (const kind of ['price-region', 'store', 'shop', 'sale-point', 'register'] as const)
      assert.equal(await records.all(kind), []);
    assert.accepted(await prepareCountry(records, { country: 'NO', shopName: 'a' }, 'ann'));
  }));

test('what came with the product keeps its nature', () =>
  withOffice(async ({ records }) => {
    const change = async <K extends 'vat-rate' | 'tender-type' | 'reason-code'>(
      kind: K,
      id: string,
      more: Partial<Body<K>>,
    ) => {
      const record = await records.find(kind, id);
      return records.change(kind, { ...record!, body: { ...record!.body, ...more } }, 'ann');
    };
    for (const [kind, id] of [
      ['vat-rate', 'no-25'],
      ['tender-type', 'cash'],
      ['reason-code', 'sale'],
    ] as const)
      assert.refused(await records.remove(kind, { id, revision: 1 }, 'ann'), 'record.predefined');
    assert.refused(await change('tender-type', 'cash', { kind: 'own' }), 'record.predefined');
    assert.refused(await change('tender-type', 'cash', { predefined: false }), 'record.predefined');
    assert.refused(await change('reason-code', 'sale', { name: 'Sold' }), 'record.predefined');
    assert.refused(await change('reason-code', 'sale', { system: null }), 'record.predefined');
    assert.refused(await change('reason-code', 'theft', { system: 'sale' }), 'record.predefined');
    assert.accepted(await change('reason-code', 'theft', { name: 'Stolen' }));
    assert.accepted(await change('tender-type', 'invoice', { active: false, account: '1500' }));
    const [first] = vatRates.NO[0].slice(3) as unknown as [[string, number]];
    const old = { validFrom: first[0], rate: first[1] };
    const next = { validFrom: '2030-01-01', rate: 2_600 };
    assert.refused(await change('vat-rate', 'no-25', { values: [next] }), 'record.predefined');
    assert.refused(await change('vat-rate', 'no-25', { values: [next, old] }), 'vat.days-order');
    assert.refused(await change('vat-rate', 'no-25', { country: 'SE' }), 'record.predefined');
    assert.accepted(await change('vat-rate', 'no-25', { values: [old, next], name: 'Full' }));
    const own = { name: 'Mine', kind: 'own', code: '12999', predefined: true } as Body<'tender-type'>;
    assert.refused(await records.create('tender-type', own, 'ann'), 'record.predefined');
    assert.accepted(await records.create('tender-type', { ...own, predefined: false }, 'ann'));
  }));

test('all languages name the same things', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.trim() !== ''
      : Object.entries(value as object).map(([key, each]) => [key, shape(each)]);
  for (const said of Object.values(words)) assert.equal(shape(said), shape(words.en));
});
