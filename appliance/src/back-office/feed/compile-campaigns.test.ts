// What the campaigns of the office know, in the words of the till: bundles, those that share, those on changed prices, excepted categories.
import { assert, suite } from '../../../test/kit.ts';
import { demoRecords } from '../../demo/company.ts';
import { wellFormed } from '../../domain/campaign/well-formed.ts';
import type { Body, OfficeRecord } from '../../protocol/office/kinds.ts';
import { compileCampaigns } from './compile-campaigns.ts';
import { worldOf } from './world.ts';

const test = suite('compile campaigns');
const base = demoRecords.find(({ kind }) => kind === 'campaign') as OfficeRecord<'campaign'>;
const shop = demoRecords.find(({ kind, id }) => kind === 'shop' && id === 'brygga') as OfficeRecord<'shop'>;
const buns = { products: ['bun'], categories: [], excluded: [] };

function compiled(kind: Body<'campaign'>['kind'], rest: Partial<Body<'campaign'>> = {}) {
  const others = demoRecords.filter((record) => record.kind !== 'campaign');
  const world = worldOf([...others, { ...base, body: { ...base.body, shops: [], kind, ...rest } }]);
  const campaigns = compileCampaigns(world, shop);
  assert.equal(wellFormed(campaigns), campaigns, 'the till takes it');
  const [{ id: _id, name: _name, priority: _priority, validFrom: _from, ...what }] = campaigns as [
    (typeof campaigns)[number],
  ];
  return what;
}

test('a bundle is its parts at a price; the second at half price is n for m with a rate', () => {
  const parts = [
    { quantity: 1, ...buns },
    { quantity: 2, products: [], categories: ['cafe'], excluded: ['tea'], excludedCategories: ['alcohol'] },
  ];
  assert.equal(compiled({ type: 'bundle', parts, price: 5_000 }), {
    kind: 'bundle',
    parts: [
      { count: 1, on: { products: ['bun'] } },
      { count: 2, on: { categories: ['cafe'], exceptProducts: ['tea'], exceptCategories: ['alcohol'] } },
    ],
    price: 5_000,
  });
  assert.equal(compiled({ type: 'n-for-m', take: 2, pay: 1, basisPoints: 5_000, ...buns }), {
    kind: 'n-for-m',
    take: 2,
    pay: 1,
    basisPoints: 5_000,
    on: { products: ['bun'] },
  });
});

test('what shares with others, and what counts on changed prices too, says so; otherwise nothing is said', () => {
  const percentage = { type: 'percentage', basisPoints: 500, ...buns } as const;
  const plain = { kind: 'percentage', basisPoints: 500, on: { products: ['bun'] } };
  assert.equal(compiled(percentage), plain);
  assert.equal(compiled(percentage, { stackable: false, onChangedPrices: false }), plain);
  assert.equal(compiled(percentage, { stackable: true, onChangedPrices: true }), {
    ...plain,
    stackable: true,
    onChangedPrices: true,
  });
});

test('what needs a coupon says which, and is told apart as a coupon’s', () => {
  const percentage = { type: 'percentage', basisPoints: 500, ...buns } as const;
  const plain = { kind: 'percentage', basisPoints: 500, on: { products: ['bun'] } };
  assert.equal(compiled(percentage, { coupon: null }), plain);
  assert.equal(compiled(percentage, { coupon: 'SUM*' }), { ...plain, coupon: 'SUM*', source: 'voucher' });
});
