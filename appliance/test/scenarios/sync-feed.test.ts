// What the office decides reaches whole tills: a box with nothing becomes a till by being paired; a price is there in a moment, and, for a till
// that was off meanwhile, when it comes back; a box that is revoked is told.
import type { Page } from '../../src/replay/page.ts';
import { freePort } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';
import { Desk } from './desk.ts';
import { officeBox, pairBoxes, sameJournals, tillAt, tillBox, until } from './two-boxes.ts';

const test = suite('sync feed');
let ids = 0;

interface Hit {
  readonly id: string;
  readonly price: number | null;
  readonly unit: string;
  readonly ageLimit: number | null;
}

/** All that is found by a first letter. */
async function hits(page: Page): Promise<readonly Hit[]> {
  const found: Hit[] = [];
  for (const text of 'abcdefghijklmnoprstuv') {
    const reply = await page.query(`sync-feed-${(ids += 1)}`, 'search-products', { text, limit: 100 });
    if (reply.ok) found.push(...(reply.value as readonly Hit[]));
  }
  return found;
}

/** Something that is simply sold here. */
async function goods(page: Page): Promise<string> {
  const found = (await hits(page)).find(
    ({ price, unit, ageLimit }) => price !== null && unit === 'piece' && ageLimit === null,
  );
  if (found === undefined)
    throw new Error(`nothing is sold here: ${JSON.stringify(await hits(page)).slice(0, 500)}`);
  return found.id;
}

async function priceAt(page: Page, product: string): Promise<number | null> {
  return (await hits(page)).find(({ id }) => id === product)?.price ?? null;
}

test(
  'two boxes with nothing become tills; prices reach both, also the one that was off',
  { timeoutMs: 300_000 },
  async () => {
    const officePort = await freePort();
    const office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
    const [one, two] = [
      await tillBox({ COUNTERTOP_DEMO: 'false' }),
      await tillBox({ COUNTERTOP_DEMO: 'false' }),
    ];
    await pairBoxes({ office, till: one, register: 'B1', officePort });
    await pairBoxes({ office, till: two, register: 'G1', officePort });
    const pages = [await tillAt(one), await tillAt(two)] as const;
    const desk = new Desk(office);
    await desk.signIn();
    const products = [await goods(pages[0]), await goods(pages[1])] as const;
    for (const product of products) await desk.price(product, 4_200);
    for (const [index, page] of pages.entries())
      await until(
        async () => (await priceAt(page, products[index] ?? '')) === 4_200,
        'the price, while linked',
      );

    pages[1].close();
    await two.stop();
    for (const product of products) await desk.price(product, 5_100);
    await until(
      async () => (await priceAt(pages[0], products[0])) === 5_100,
      'the price at the one that runs',
    );
    await two.start();
    const again = await tillAt(two);
    await until(
      async () => (await priceAt(again, products[1])) === 5_100,
      'the price at the one that was off',
    );

    // What each sells goes up under its own name, at the price of the office.
    for (const [index, page] of [pages[0], again].entries()) {
      const product = products[index] ?? '';
      const currency = page.view.shop.currency.code;
      assert.ok(
        (
          await page.command(`sync-feed-${(ids += 1)}-open`, 'open-shift', {
            opening: [{ currency, amount: 0 }],
          })
        ).ok,
      );
      assert.ok((await page.command(`sync-feed-${(ids += 1)}-add`, 'add-product', { product })).ok);
      assert.is(page.view.tab?.total, 5_100);
    }
    await sameJournals({ office, till: one, register: 'B1', officePort });
    await sameJournals({ office, till: two, register: 'G1', officePort });
    assert.equal([...office.troubles, ...one.troubles, ...two.troubles], []);
    pages[0].close();
    again.close();
    await Promise.all([office.stop(), one.stop(), two.stop()]);
  },
);
