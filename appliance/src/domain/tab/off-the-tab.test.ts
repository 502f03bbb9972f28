// What a customer brings stands beside what campaigns gave, each under a name of its own.
import { assert, suite } from '../../../test/kit.ts';
import {
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  scan,
} from '../../../test/sample-register.ts';
import { exactCash, sampleSettings } from '../../../test/sample-shop.ts';
import type { CampaignDiscount } from '../campaign/campaign.ts';
import type { CustomerGroup } from '../customer/customer.ts';
import { minor } from '../money/money.ts';
import { basisPoints } from '../vat/vat.ts';

const test = suite('what a customer brings');

const club: CustomerGroup = {
  id: 'club',
  name: 'Club',
  discount: basisPoints(1_000),
  pointsPerUnit: 1,
  redeeming: { pointsPerUnitOff: 10, pointsMin: 50, shareMax: basisPoints(5_000), offlineMax: 200 },
};

test('what a group is given by itself and what its points take off are told apart', () => {
  const register = openRegister({ ...sampleSettings({ cashRounding: exactCash }), customerGroups: [club] });
  register.run(scan(sampleProduct({ id: 'mug', price: minor(10_000) })));
  register.run({
    type: 'set-customer',
    tabId: nextId('tab'),
    customer: { id: 'kari', groups: ['club'] },
  });
  register.run({ type: 'redeem-points', points: 100, known: { balance: 1_000, at: 500 } });
  payByCard(register, 8_000);
  const { campaigns, lines } = lastSaleOf(register);
  const told = [
    ['club', 'customer-group', 1_000],
    ['points:club', 'loyalty', 1_000],
  ];
  const facts = ({ campaign, source, amount }: Omit<CampaignDiscount, 'units'>): unknown => [
    campaign,
    source,
    amount,
  ];
  assert.equal(campaigns?.map(facts), told);
  assert.equal(lines[0]?.campaigns?.map(facts), told);
});
