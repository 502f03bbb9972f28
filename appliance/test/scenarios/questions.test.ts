// What only the office knows, asked by a till while a customer stands there: two boxes, an answer that follows what was sold, and none when the
// office is gone.
import type { AnswerTo } from '../../src/protocol/questions.ts';
import type { PageReply } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { freePort } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';
import { officeBox, pairBoxes, tillAt, tillBox, until } from './two-boxes.ts';

const test = suite('questions between boxes');
const bread = productNamed('Grovbrød');
let ids = 0;
const nextId = (): string => `questions-${(ids += 1)}`;

test(
  'what the shops have of a product, counted as it is sold; without an office, that it cannot be asked',
  { timeoutMs: 300_000 },
  async () => {
    const officePort = await freePort();
    const office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
    const till = await tillBox({ COUNTERTOP_DEMO: 'false' });
    await pairBoxes({ office, till, register: 'B1', officePort });
    const page = await tillAt(till);
    const asked = async (product: string): Promise<PageReply> =>
      page.query(nextId(), 'stock-of-product', { product });
    const own = async (): Promise<number | undefined> => {
      const reply = await asked(bread);
      const answer = reply.ok ? (reply.value as AnswerTo<'stock-of-product'>) : undefined;
      return answer?.whole === true ? answer.stores.find((store) => store.own)?.quantity : undefined;
    };
    await until(async () => (await own()) !== undefined, 'the stock of a product');
    const before = (await own()) ?? 0;
    const first = await asked(bread);
    assert.ok(first.ok);
    const { stores } = first.value as AnswerTo<'stock-of-product'>;
    assert.equal(
      [stores.length > 1, stores.map((store) => store.own)],
      [true, stores.map((_store, at) => at === 0)],
    );

    const does = async (name: Parameters<typeof page.command>[1], body: object): Promise<void> => {
      const reply = await page.command(nextId(), name, body);
      assert.ok(reply.ok, JSON.stringify(reply));
    };
    await does('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
    await does('add-product', { product: bread, quantity: 3_000 });
    await does('take-payment', { tender: 'voucher', tendered: page.view.tab?.total ?? 0 });
    await until(async () => (await own()) === before - 3_000, 'the sale in the stock');

    const unknown = await asked('no such product');
    assert.is(unknown.ok ? '' : unknown.failure.code, 'product.unknown');
    await office.stop();
    const alone = await asked(bread);
    assert.is(alone.ok ? '' : alone.failure.code, 'office.out-of-reach');
    page.close();
    await till.stop();
  },
);
