// The kitchen's printer goes away while orders are sent, through a whole daemon whose plug is pulled: each slip comes out, marked where
// another printer stands in, and none of them twice as if it were the first.
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandBody, CommandName } from '../../src/protocol/commands.ts';
import type { Page } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { Box } from '../daemon-process.ts';
import { assert, longRun, note, seed, seeded, suite } from '../kit.ts';
import { type PaperPrinter, paperPrinter } from './receipts-on-paper.ts';
import { until } from './two-boxes.ts';

const test = suite('backup printer in a shop');
const limits = { timeoutMs: 120_000 };
const kills = longRun ? 40 : 5;
const bun = productNamed('Kanelbolle');

let kitchen: PaperPrinter;
let receipts: PaperPrinter;
let box: Box;
let page: Page;
let ids = 0;
const nextId = (): string => `backup-${String((ids += 1))}`;

async function does<Name extends CommandName>(
  name: Name,
  body: CommandBody<Name>,
  id = nextId(),
): Promise<void> {
  const reply = await page.command(id, name, body);
  assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
}

async function order(name: string): Promise<void> {
  await does('open-tab', { name, hold: true });
  await does('add-product', { product: bun });
}

interface Slip {
  /** The tab it is for. */
  readonly tab: string;
  readonly again: boolean;
  readonly insteadOf: string | undefined;
}

/** Whole slips of rounds: what stands between two cuts. */
function slipsOn({ paper }: PaperPrinter): readonly Slip[] {
  const slips: Slip[] = [];
  let lines: string[] = [];
  for (const line of paper()) {
    if (line !== '<cut>') lines.push(line.trim());
    else {
      const text = lines.join(' ');
      const tab = /Bord-\d+/.exec(text)?.[0];
      const again = text.includes('NY UTSKRIFT');
      // The name may have been wrapped.
      const insteadOf = /RESERVE FOR (\S+)/.exec(text)?.[1];
      if (tab !== undefined) slips.push({ tab, again, insteadOf });
      lines = [];
    }
  }
  return slips;
}

const nothingWaits = async (): Promise<boolean> => Object.keys(page.view.printing).length === 0;

test.before(async () => {
  [kitchen, receipts] = await Promise.all([paperPrinter(1, 'kitchen-printer'), paperPrinter(1)]);
  const backup = { backup: receipts.device.name, backupAfterSeconds: 1 };
  const devices = [receipts.device, { ...kitchen.device, options: { ...kitchen.device.options, ...backup } }];
  box = await Box.started({ devices, env: { COUNTERTOP_ROLES: 'till' } });
  page = await box.page();
  await does('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
});
test.after(async () => {
  page.close();
  await box.stop();
  for (const printer of [kitchen, receipts]) await printer.close();
});

test(
  'out of paper: the slip comes out of the backup, marked, and the page says where; then home again',
  limits,
  async () => {
    kitchen.simulator.paperOut();
    await order('Bord-1');
    await does('send-round', {});
    await until(async () => slipsOn(receipts).length === 1, 'the slip at the backup');
    assert.equal(slipsOn(receipts), [{ tab: 'Bord-1', again: false, insteadOf: 'kitchen-printer' }]);
    assert.is(page.view.devices['kitchen-printer']?.standIn, 'receipts');
    kitchen.simulator.refill();
    await until(
      async () => page.view.devices['kitchen-printer']?.standIn === undefined,
      'the printer is back',
    );
    await does('change-quantity', {
      line: Object.keys(page.view.tab?.lines ?? {})[0] ?? '',
      quantity: 2_000,
    });
    await does('send-round', {});
    await until(async () => slipsOn(kitchen).length === 1, 'the slip where it belongs');
    assert.equal(slipsOn(kitchen), [{ tab: 'Bord-1', again: false, insteadOf: undefined }]);
    assert.is(slipsOn(receipts).length, 1);
  },
);

test(
  `the plug is pulled ${String(kills)} times around slips that go to the backup`,
  { timeoutMs: 600_000 },
  async () => {
    const chance = seeded(seed);
    const before = [kitchen, receipts].map((printer) => slipsOn(printer).length);
    const names: string[] = [];
    let again = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      await does('park-tab', {});
      kitchen.simulator.paperOut();
      const name = `Bord-${String(100 + kill)}`;
      names.push(name);
      await order(name);
      const id = nextId();
      await does('send-round', {}, id);
      // Before, while and after the slip goes to the backup.
      await pause(chance.int(800, 1_300));
      await box.kill();
      page.close();
      if (chance.happens(0.5)) kitchen.simulator.refill();
      await box.start();
      page = await box.page();
      await does('send-round', {}, id);
      await until(async () => {
        for (const [job, { state }] of Object.entries(page.view.printing))
          if (state === 'unknown') {
            await does('print-again', { job });
            again += 1;
          }
        return nothingWaits();
      }, 'all printed');
      kitchen.simulator.refill();
    }
    const [atKitchen = [], atBackup = []] = [kitchen, receipts].map((printer, index) =>
      slipsOn(printer).slice(before[index]),
    );
    const all = [...atKitchen, ...atBackup];
    const firsts = all.filter((slip) => !slip.again).map(({ tab }) => tab);
    assert.is(new Set(firsts).size, firsts.length, 'nothing came out twice as if it were the first');
    assert.equal([...new Set(all.map(({ tab }) => tab))].toSorted(), names, 'all came out');
    assert.ok(atBackup.every(({ insteadOf }) => insteadOf === 'kitchen-printer'));
    assert.ok(atKitchen.every(({ insteadOf }) => insteadOf === undefined));
    assert.equal(box.troubles, []);
    note(
      `${String(kills)} kills (seed ${String(seed)}): ${String(atBackup.length)} slips at the backup, ${String(again)} printed again`,
    );
  },
);
