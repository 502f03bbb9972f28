// A customer through the whole daemon, office and till on one box with the feed between them: what a group and a campaign for it give is
// given while one of the group is on the tab, and whoever the office puts out of use is gone from the till in a moment.
import type { ReturnableSale, Sale } from '../../src/protocol/answers.ts';
import type { CustomerHit } from '../../src/protocol/views.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { Box } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';
import { Desk } from './desk.ts';
import { until } from './two-boxes.ts';

const test = suite('customers through the box');
const bread = productNamed('Grovbrød');
let ids = 0;
const nextId = (): string => `customers-${(ids += 1)}`;
const done = (reply: PageReply): void => {
  assert.ok(reply.ok, JSON.stringify(reply));
};

async function found(page: Page, text: string): Promise<readonly CustomerHit[]> {
  const reply = await page.query(nextId(), 'search-customers', { text, limit: 5 });
  return reply.ok ? (reply.value as readonly CustomerHit[]) : [];
}

const put = async (page: Page, customer: string | null): Promise<PageReply> =>
  page.command(nextId(), 'set-customer', { customer });

const totalOf = (page: Page): number => page.view.tab?.total ?? 0;

async function saleOf(page: Page, receipt: number): Promise<Partial<Sale>> {
  const reply = await page.query(nextId(), 'sale', { receipt });
  return reply.ok ? (reply.value as ReturnableSale).sale : {};
}

const newCampaign = {
  name: 'Halv pris for stamgjester',
  kind: { type: 'percentage', basisPoints: 5_000, products: [bread], categories: [], excluded: [] },
  priority: 5,
  validFrom: '2020-01-01',
  validUntil: null,
  weekdays: [],
  from: '00:00',
  until: '00:00',
  shops: [],
  customerGroups: ['regulars'],
  dining: null,
  limit: null,
  active: true,
};

test(
  'a group’s discount, a campaign for the group, and a customer who is put out of use',
  { timeoutMs: 300_000 },
  async () => {
    const box = await Box.started({ env: { COUNTERTOP_DEMO: 'true' } });
    const page = await box.page('alex', 60_000);
    const desk = new Desk(box);
    await desk.signIn();
    await until(async () => (await found(page, 'kari')).length === 1, 'the customers of the office');
    done(await page.command(nextId(), 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] }));
    done(await page.command(nextId(), 'add-product', { product: bread }));
    const price = totalOf(page);
    assert.ok(price > 0);

    const [kari] = await found(page, '99 00 00 01');
    assert.equal([kari?.name, kari?.groups], ['Kari Bryggen', ['Stamgjest']]);
    done(await put(page, 'customer-1001'));
    assert.is(totalOf(page), price - Math.round(price * 0.05));

    assert.is(await desk.post('/api/campaigns', { body: newCampaign }), 201);
    await until(async () => totalOf(page) === price - Math.round(price / 2), 'the campaign for the group');
    done(await put(page, 'customer-1003'));
    assert.equal([totalOf(page), page.view.tab?.campaigns], [price, []]);
    done(await put(page, null));
    assert.is(totalOf(page), price);

    done(await put(page, 'customer-1001'));
    done(await page.command(nextId(), 'take-payment', { tender: 'voucher', tendered: totalOf(page) }));
    assert.is(page.view.tab, null);
    const sale = await saleOf(page, 1);
    assert.equal([sale.customer, sale.total], ['customer-1001', price - Math.round(price / 2)]);

    await desk.change('/api/customers/customer-1001', { active: false });
    await until(async () => (await found(page, 'kari')).length === 0, 'nobody of that name');
    const refused = await put(page, 'customer-1001');
    assert.is(refused.ok ? '' : refused.failure.code, 'customer.unknown');
    await desk.change('/api/customers/customer-1001', { active: true });
    await until(async () => (await found(page, 'kari')).length === 1, 'back again');
    page.close();
    await box.stop();
    assert.equal(box.troubles, []);
  },
);
