// Settings over the real database: nearest wins, each says where it comes from, wrong levels and values are refused, and all is in the list of changes.
import { assert, suite } from '../../../test/kit.ts';
import { type OpenRecords, type SmallShop, withShop } from '../../../test/back-office/open-records.ts';
import { company, SettingsStore } from './settings-store.ts';

const test = suite('settings');

type Around = OpenRecords & { readonly shop: SmallShop; readonly settings: SettingsStore };

function withSettings(work: (around: Around) => Promise<void>): Promise<void> {
  return withShop((around) => work({ ...around, settings: new SettingsStore(around.database, around) }));
}

async function diningAt(settings: SettingsStore, register: string) {
  const effective = await settings.effective({ level: 'register', owner: register });
  assert.accepted(effective);
  return effective.value['dining.default'];
}

test('the nearest that is set wins, and says where it is set', () =>
  withSettings(async ({ settings, records, shop }) => {
    const group = await records.create('shop-group', { name: 'Bergen', sort: 'city', active: true }, 'ann');
    assert.accepted(group);
    const stored = await records.find('shop', shop.shop);
    await records.change('shop', { ...stored!, body: { ...stored!.body, groups: [group.value.id] } }, 'ann');
    assert.equal(await diningAt(settings, shop.register), { value: 'take-away', from: null });
    const places = [
      company,
      { level: 'shop-group', owner: group.value.id },
      { level: 'shop', owner: shop.shop },
      { level: 'register', owner: shop.register },
    ] as const;
    for (const [index, from] of places.entries()) {
      const value = index % 2 === 0 ? 'eat-in' : 'take-away';
      assert.accepted(await settings.set(from, { values: { 'dining.default': value } }, 'ann'));
      assert.equal(await diningAt(settings, shop.register), { value, from });
    }
    assert.accepted(await settings.set(places[3], { cleared: ['dining.default'] }, 'ann'));
    assert.equal(await diningAt(settings, shop.register), { value: 'eat-in', from: places[2] });
    assert.equal(await settings.own(places[3]), {});
    assert.equal(await settings.own(company), { 'dining.default': 'eat-in' });
  }));

test('wrong keys, levels, values and owners are refused, and nothing is written', () =>
  withSettings(async ({ settings, records, shop }) => {
    const before = await records.lastNumber();
    const at = { level: 'shop', owner: shop.shop } as const;
    const set = (values: Record<string, unknown>, place: Parameters<SettingsStore['set']>[0] = at) =>
      settings.set(place, { values }, 'ann');
    assert.refused(await set({ 'dining.default': 'eat-in', nonsense: 1 }), 'setting.unknown');
    assert.refused(await set({ toString: 1 }), 'setting.unknown');
    assert.refused(await set({ 'vat.rounding': 'line' }), 'setting.level');
    assert.refused(await settings.set(at, { cleared: ['vat.rounding'] }, 'ann'), 'setting.level');
    const wrong = await set({ 'limits.open-tabs': 501 });
    assert.refused(wrong, 'setting.malformed');
    assert.equal(wrong.refusal.data, { key: 'limits.open-tabs', path: '', problem: 'large' });
    assert.refused(await set({ 'receipt.header-lines': ['\u001b'] }), 'setting.malformed');
    assert.refused(await set({}, { level: 'shop', owner: 'none' }), 'setting.owner-unknown');
    assert.refused(await set({}, { level: 'register', owner: shop.shop }), 'setting.owner-unknown');
    assert.refused(await set({}, { level: 'company', owner: shop.shop }), 'setting.owner-unknown');
    assert.refused(await settings.effective({ level: 'shop-group', owner: 'x' }), 'setting.owner-unknown');
    assert.is(await records.lastNumber(), before);
  }));

test('every change is in the list of changes with before and after; what changes nothing is not', () =>
  withSettings(async ({ settings, records }) => {
    const start = await records.lastNumber();
    const heard: number[] = [];
    records.onChange((number) => heard.push(number));
    await settings.set(company, { values: { 'cash.rounding-step': 100, 'vat.rounding': 'line' } }, 'ann');
    await settings.set(company, { values: { 'cash.rounding-step': 100 } }, 'ann');
    await settings.set(company, { values: { 'cash.rounding-step': null } }, 'bob');
    await settings.set(company, { cleared: ['cash.rounding-step', 'cash.rounding-step'] }, 'bob');
    const told = (await records.changesAfter(start, 10)).map(({ by, kind, id, revision, before, after }) => [
      by, kind, id, revision, before, after,
    ]); // prettier-ignore
    assert.equal(told, [
      ['ann', 'setting', 'company::cash.rounding-step', 1, null, 100],
      ['ann', 'setting', 'company::vat.rounding', 1, null, 'line'],
      ['bob', 'setting', 'company::cash.rounding-step', 2, 100, null],
      ['bob', 'setting', 'company::cash.rounding-step', 3, null, null],
    ]);
    assert.is(heard.at(-1), await records.lastNumber());
  }));
