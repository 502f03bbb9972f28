// A till and its office as two processes, each killed at random moments while sales flow: at the end the office holds the till's journal entry
// for entry, and every sale that was answered is in it.
import { setTimeout as pause } from 'node:timers/promises';
import { demoItems } from '../../src/demo/products.ts';
import type { Page } from '../../src/replay/page.ts';
import type { Box } from '../daemon-process.ts';
import { assert, longRun, note, seed, seeded, suite } from '../kit.ts';
import { boxJson, journalOf, sameJournals, twoBoxes, type TwoBoxes } from './two-boxes.ts';

const test = suite('sync kills');
const killsWanted = Number(process.env['COUNTERTOP_KILLS'] ?? (longRun ? 200 : 20));
const salesWanted = longRun ? 5_000 : 120;
const milk = demoItems.find(({ product }) => product.name === 'Helmelk 1 l')?.product.id ?? '';

async function sell(page: Page, number: number): Promise<void> {
  const accepted = async (
    name: 'add-product' | 'take-payment',
    part: string,
    body: object,
  ): Promise<void> => {
    const reply = await page.command(`sync-kills-${number}-${part}`, name, body as never);
    assert.ok(reply.ok, JSON.stringify(reply));
  };
  await accepted('add-product', 'l', { product: milk });
  await accepted('take-payment', 'p', { tender: 'cash', tendered: 10_000 });
}

/** Kills one side, leaves it down for a while, and starts it again; sometimes again while it starts. */
async function pullThePlug(box: Box, chance: ReturnType<typeof seeded>): Promise<number> {
  let kills = 1;
  await pause(chance.fraction() * 40);
  await box.kill();
  await pause(chance.fraction() * 500);
  while (chance.happens(0.15)) {
    const starting = box.start().catch(() => undefined);
    await pause(chance.fraction() * 1_500);
    await box.kill();
    await starting;
    kills += 1;
  }
  await box.start();
  return kills;
}

test(
  `${killsWanted} kills of either side while ${salesWanted} sales flow`,
  { timeoutMs: 3_500_000 },
  async () => {
    const chance = seeded(seed + 11);
    const boxes: TwoBoxes = await twoBoxes('K1');
    const { office, till, register } = boxes;
    assert.is((await boxJson(till)).register, register);
    const page = await till.page('alex', 120_000);
    let kills = { till: 0, office: 0 };
    try {
      assert.ok(
        (await page.command('sync-kills-open', 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] }))
          .ok,
      );
      const every = Math.max(1, Math.floor(salesWanted / killsWanted));
      let underWay: Promise<void> | undefined;
      for (let number = 1; number <= salesWanted; number += 1) {
        await sell(page, number);
        if (number % every !== 0 || kills.till + kills.office >= killsWanted) continue;
        await underWay;
        const side = chance.happens(0.5) ? 'till' : 'office';
        underWay = pullThePlug(side === 'till' ? till : office, chance).then((count) => {
          kills = { ...kills, [side]: kills[side] + count };
        });
      }
      await underWay;
      const entries = await sameJournals(boxes);
      const sales = (await journalOf(till, register)).filter(({ type }) => type === 'sale.completed').length;
      assert.is(sales, salesWanted, 'every sale that was answered, once');
      assert.ok(kills.till > killsWanted / 8 && kills.office > killsWanted / 8, JSON.stringify(kills));
      assert.equal([...till.troubles, ...office.troubles], []);
      note(
        `sync kills: ${kills.till} of the till and ${kills.office} of the office (seed ${seed}): ${sales} sales, ${entries} entries, the same in both`,
      );
    } finally {
      page.close();
      await Promise.all([till.kill(), office.kill()]);
    }
  },
);
