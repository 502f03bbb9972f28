// Points of a customer between two boxes: used while the office says what there is, kept from the other till for as long, and a little on
// trust when it cannot be asked.
import type { PointsLedger } from '../../src/protocol/office/points.ts';
import type { TillView } from '../../src/protocol/views.ts';
import type { PageReply } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { freePort } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';
import { Desk } from './desk.ts';
import { officeBox, pairBoxes, tillAt, tillBox, until } from './two-boxes.ts';

const test = suite('points between boxes');
const bread = productNamed('Grovbrød');
const kari = 'customer-1001';
let ids = 0;
const nextId = (): string => `points-${(ids += 1)}`;

/** What the page is told of the tab at hand. */
function shown({ view: { tab } }: { readonly view: TillView }) {
  if (tab === null) throw new Error('no tab at hand');
  return {
    total: tab.total,
    due: tab.due,
    earns: tab.points?.earns ?? 0,
    balance: tab.customer?.points?.balance,
  };
}

/** Empty: it was not refused. */
const codeOf = (reply: PageReply): string => (reply.ok ? '' : reply.failure.code);

test(
  'earned, used, brought back and corrected; without an office up to the limit',
  { timeoutMs: 300_000 },
  async () => {
    const officePort = await freePort();
    const office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
    const till = await tillBox({ COUNTERTOP_DEMO: 'false' });
    await pairBoxes({ office, till, register: 'B1', officePort });
    const page = await tillAt(till);
    const desk = new Desk(office);
    await desk.signIn();
    const ledger = async (): Promise<PointsLedger> =>
      (await desk.get(`/api/points/${kari}`)) as unknown as PointsLedger;
    const ask = async (name: Parameters<typeof page.command>[1], body: object): Promise<PageReply> =>
      page.command(nextId(), name, body);
    const does = async (name: Parameters<typeof page.command>[1], body: object): Promise<void> => {
      const reply = await ask(name, body);
      assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
    };
    const pay = async (): Promise<void> =>
      does('take-payment', { tender: 'voucher', tendered: Math.abs(shown(page).due) });
    const buy = async (count: number): Promise<void> => {
      await does('set-customer', { customer: kari });
      await does('add-product', { product: bread, quantity: count * 1_000 });
    };
    const told = async (balance: number, why: string): Promise<void> =>
      until(async () => (await ledger()).balance === balance, why);

    await does('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
    assert.is(
      await desk.post('/api/points/corrections', {
        id: 'a-welcome-gift',
        customer: kari,
        points: 100,
        note: 'Welcome',
      }),
      200,
    );
    await buy(2);
    assert.is(shown(page).balance, 100);
    const earns = shown(page).earns;
    assert.is(earns, Math.floor(shown(page).total / 100));
    await pay();
    await told(100 + earns, 'what the sale earned');

    await buy(2);
    const before = shown(page).total;
    const refused = await ask('redeem-points', { points: 100 + earns + 1 });
    assert.is(codeOf(refused), 'points.not-there');
    await does('redeem-points', { points: 100 });
    assert.is(shown(page).total, before - 1_000);
    assert.is((await ledger()).kept, 100);
    const again = shown(page).earns;
    await pay();
    await until(async () => (await ledger()).kept === 0, 'the end of what was kept');
    await told(earns + again, 'what the sale used');

    const receipt = page.view.lastSale?.receipt ?? 0;
    const sold = await page.query(nextId(), 'sale', { receipt });
    assert.ok(sold.ok);
    const { lines } = (sold.value as { sale: { lines: { id: string; quantity: number }[] } }).sale;
    for (const { id, quantity } of lines) await does('add-return', { receipt, line: id, quantity });
    await pay();
    await told(100 + earns, 'what came back with the goods');

    await office.stop();
    await until(async () => {
      const reply = await page.query(nextId(), 'stock-of-product', { product: bread });
      return codeOf(reply) === 'office.out-of-reach';
    }, 'the link to be gone');
    await buy(20);
    assert.is(shown(page).balance, 100 + earns, 'as it was said last');
    const tooMany = await ask('redeem-points', { points: 201 });
    assert.is(codeOf(tooMany), 'points.offline-limit');
    await does('redeem-points', { points: 200 });
    await pay();
    page.close();
    await till.stop();
  },
);
