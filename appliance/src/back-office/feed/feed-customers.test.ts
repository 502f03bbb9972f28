// Customers in the feed: what finds them and what they are given, to the registers where somebody stands, for as long as they are in use.
import {
  demoOffice,
  type DemoOfficeForTests,
  keysOf,
  ModelBox,
} from '../../../test/back-office/demo-office.ts';
import { assert, suite } from '../../../test/kit.ts';

const test = suite('customers in the feed');
let office: DemoOfficeForTests;
let till: ModelBox;
let stall: ModelBox;

test.beforeEach(async () => {
  office = await demoOffice();
  till = new ModelBox('B1');
  stall = new ModelBox('G1');
});
test.afterEach(async () => office.close());

test('a customer is one item for every till, found by what finds them and nothing more; out of use, gone', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await stall.follow(feed);
  await office.edit('customer', 'customer-1001', {
    note: 'Never on Mondays',
    addressLines: ['Hjemme'],
    groups: ['regulars', 'crew'],
  });
  for (const box of [till, stall]) {
    const steps = await box.follow(feed);
    assert.equal(
      steps.map(({ whole, items }) => [whole, keysOf(items)]),
      [[false, ['customer/customer-1001']]],
    );
    assert.equal(box.items.get('customer/customer-1001'), {
      name: 'Kari Bryggen',
      number: '1001',
      phone: '+47 99 00 00 01',
      email: 'kari@brygga.example',
      groups: ['crew', 'regulars'],
    });
  }
  await office.edit('customer', 'customer-1001', { active: false });
  assert.equal(
    (await till.follow(feed)).flatMap(({ items }) => keysOf(items)),
    ['customer/customer-1001 gone'],
  );
});

test('a group of customers is one small item; a register that nobody stands at is sent no customer', async () => {
  const feed = office.feed();
  await till.follow(feed);
  await office.edit('customer-group', 'crew', { discount: 2_500 });
  assert.equal(
    (await till.follow(feed)).flatMap(({ items }) => keysOf(items)),
    ['customer-group/crew'],
  );
  await office.edit('customer-group', 'crew', { active: false });
  assert.equal(
    (await till.follow(feed)).flatMap(({ items }) => keysOf(items)),
    ['customer-group/crew gone'],
  );
  await office.edit('register', 'b1', { purpose: 'self-checkout' });
  const [anew] = await till.follow(feed);
  assert.ok(anew?.whole);
  assert.equal(
    [...till.items.keys()].filter((key) => key.startsWith('customer/')),
    [],
  );
});
