// What the cashier is told to say before the customer pays, and what is better left unsaid.
import { assert, suite } from '../../../test/kit.ts';
import {
  apply,
  bundle,
  nForM,
  nForPrice,
  only,
  percentage,
  sampleCampaign,
  sold,
  spend,
} from '../../../test/sample-campaigns.ts';
import type { Campaign, CampaignLine } from './campaign.ts';

const test = suite('hints of campaigns');

function hints(lines: readonly CampaignLine[], ...campaigns: readonly Campaign[]): string[] {
  return apply(lines, campaigns).hints.map((hint) =>
    'pieces' in hint ? `${hint.campaign} ${hint.pieces} more` : `${hint.campaign} for ${hint.amount} more`,
  );
}

const third = sampleCampaign(nForM(3, 2), { id: 'third', name: '3 for 2' });

test('one more for three for two, also for the next three', () => {
  assert.equal(hints([sold('a', 100, 2)], third), ['third 1 more']);
  assert.equal(hints([sold('a', 100, 5)], third), ['third 1 more']);
  assert.equal(apply([sold('a', 100, 2)], [third]).hints, [
    { campaign: 'third', name: '3 for 2', pieces: 1 },
  ]);
});

test('not while the half of it is not there, nor when it is complete', () => {
  assert.equal(hints([sold('a', 100)], third), []);
  assert.equal(hints([sold('a', 100, 3)], third), []);
  assert.equal(hints([sold('a', 100, 4)], third), []);
});

test('not past its limit', () => {
  assert.equal(hints([sold('a', 100, 5)], { ...third, limitPerSale: 1 }), []);
});

test('not where the customer would gain nothing', () => {
  const dear = sampleCampaign(nForPrice(3, 1_000), { id: 'dear' });
  assert.equal(hints([sold('a', 300, 2)], dear), []);
  assert.equal(hints([sold('a', 400, 2)], dear), ['dear 1 more']);
  const half = sampleCampaign(percentage(5_000), { id: 'half' });
  assert.equal(hints([sold('a', 400, 2)], dear, half), []);
});

test('what a bundle lacks, also where nothing of it is there', () => {
  const menu = sampleCampaign(bundle(9_900, [1, only('burger')], [1, only('cola')]), { id: 'menu' });
  assert.equal(hints([sold('burger', 8_000)], menu), ['menu 1 more']);
  assert.equal(hints([sold('burger', 8_000, 2)], menu), ['menu 1 more']);
  assert.equal(hints([sold('bread', 8_000)], menu), []);
});

test('how much is lacking to a threshold, from four fifths of it', () => {
  const over = sampleCampaign(spend(50_000, 1_000), { id: 'over' });
  assert.equal(hints([sold('a', 39_999)], over), []);
  assert.equal(hints([sold('a', 40_000)], over), ['over for 10000 more']);
  assert.equal(hints([sold('a', 50_000)], over), []);
});

test('three at most, the nearest first', () => {
  const campaigns = [
    sampleCampaign(nForM(4, 2), { id: 'four' }),
    sampleCampaign(spend(250, 1_000), { id: 'over' }),
    { ...third, priority: 1 },
    sampleCampaign(nForPrice(3, 1), { id: 'cheap', priority: 2 }),
  ];
  assert.equal(hints([sold('a', 100, 2)], ...campaigns), ['cheap 1 more', 'third 1 more', 'four 2 more']);
});
