// What an office of another version sends: known shapes are taken as they are, all others are passed over.
import { assert, suite } from '../../../test/kit.ts';
import {
  amountOffEach,
  bundle,
  fixedPrice,
  mix,
  nForM,
  nForPrice,
  only,
  percentage,
  sampleCampaign,
  spend,
  within,
} from '../../../test/sample-campaigns.ts';
import { wellFormed } from './well-formed.ts';

const test = suite('campaigns as they come');

test('every kind that there is', () => {
  const campaigns = [
    percentage(100, only('a')),
    amountOffEach(5, within('b')),
    fixedPrice(5),
    nForM(3, 2),
    nForPrice(3, 500),
    mix([1, only('a'), 0], [1, {}, 5_000]),
    bundle(100, [1, { exceptProducts: ['a'], exceptCategories: ['b'] }]),
    spend(100, 10),
  ].map((what) =>
    sampleCampaign(what, {
      validFrom: 1,
      validUntil: 2,
      weekdays: [1, 7],
      hours: { from: 0, until: 60 },
      customerGroups: ['members'],
      dining: ['eat-in'],
      limitPerSale: 3,
      stackable: true,
    }),
  );
  assert.equal(wellFormed(campaigns), campaigns);
  // Members that a box does not know are let through.
  assert.is(wellFormed([{ ...campaigns[0], colour: 'red' }]).length, 1);
});

test('what is not of a known shape is passed over', () => {
  const good = sampleCampaign(percentage(100));
  const odd: readonly unknown[] = [
    null,
    'campaign',
    {},
    { ...good, kind: 'raffle' },
    { ...good, kind: 'constructor' },
    { ...good, id: 7 },
    { ...good, priority: 'high' },
    { ...good, on: undefined },
    { ...good, on: { products: 'a' } },
    { ...good, on: { categories: [1] } },
    { ...good, basisPoints: '10' },
    { ...good, hours: { from: '16:00', until: '18:00' } },
    { ...good, weekdays: ['Mon'] },
    { ...sampleCampaign(bundle(1)), parts: [{ count: 1 }] },
    { ...sampleCampaign(mix()), parts: {} },
    { ...sampleCampaign(mix()), parts: [{ count: 1, on: {} }] },
  ];
  assert.equal(wellFormed([...odd, good]), [good]);
});
