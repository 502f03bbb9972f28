// Customers and their groups as the feed brings them: found at once, changed, and gone with all that led to them.
import { openJournal, silent } from '../../../test/journal/open-journal.ts';
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { demoFeed } from '../../demo/shop.ts';
import { isFault } from '../../platform/fault.ts';
import type { FeedItem } from '../../protocol/sync.ts';
import { Customers } from '../customers/customers.ts';
import { ShopStore } from '../shop/shop-store.ts';
import { type Fed, TillFeed } from './till-feed.ts';

const test = suite('customers of the feed');
const company = demoFeed('B1');
const gone = (kind: string, id: string): FeedItem => ({ kind, id, body: null });
const step = (number: number, ...items: FeedItem[]) => ({ epoch: 'one', number, whole: false, items });
const whole = (number: number, ...items: FeedItem[]) => ({ epoch: 'one', number, whole: true, items });

const customer = (id: string, rest: Record<string, unknown> = {}): FeedItem => ({
  kind: 'customer',
  id,
  body: { name: `Kunde ${id}`, number: `K-${id}`, groups: [], ...rest },
});
const group = (id: string, discount: number): FeedItem => ({
  kind: 'customer-group',
  id,
  body: { name: id, discount, pointsPerUnit: 0 },
});

test('customers and their groups come, change and go, with all that they were found by', async () => {
  const { database } = await openJournal();
  const feed = new TillFeed({ database, clock: virtualClock(), log: silent });
  const customers = new Customers(database);
  const found = async (text: string): Promise<string[]> =>
    (await customers.search(text, 9)).map(({ id }) => id).sort();
  const groups = async (): Promise<unknown> => (await new ShopStore(database).read())?.customerGroups;
  const others = company.filter(({ kind }) => !kind.startsWith('customer'));
  await feed.apply(
    whole(
      1,
      ...others,
      group('club', 500),
      customer('a', { groups: ['club'] }),
      customer('b', { name: 'Åse' }),
    ),
  );
  assert.equal(await groups(), { club: { name: 'club', discount: 500, pointsPerUnit: 0 } });
  assert.equal(await customers.byId('a'), { id: 'a', name: 'Kunde a', number: 'K-a', groups: ['club'] });
  const heard: Fed[] = [];
  feed.onApplied((fed) => heard.push(fed));
  await feed.apply(step(2, customer('a', { name: 'Kari', phone: '900' }), gone('customer', 'b')));
  assert.equal(heard, [{ shop: false, staff: false, products: false, customers: true }]);
  assert.equal(
    [await found('kari'), await found('900'), await found('kunde'), await found('ase')],
    [['a'], ['a'], [], []],
  );
  assert.is(await customers.byId('b'), undefined);
  await feed.apply(step(3, gone('customer-group', 'club'), gone('customer', 'never was')));
  assert.equal([heard.at(-1)?.shop, await groups()], [true, {}]);
  await feed.apply(whole(4, ...others, customer('c')));
  assert.equal([await customers.count(), await found('kari'), await found('kunde')], [1, [], ['c']]);
  await assert.rejects(
    async () => feed.apply(step(5, customer('d', { groups: 'club' }))),
    (error: unknown) => isFault(error, 'config.invalid'),
  );
  assert.is(await customers.count(), 1);
  await database.close();
});
