// A whole daemon and a card terminal on a real socket, each killed at random while guests pay. At the end the terminal's ledger and the journal agree:
// every guest was charged exactly once or not at all, and the journal says which. The same at more length, in one process: card-walk.test.ts.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoItems } from '../../src/demo/products.ts';
import type { TerminalMood } from '../../src/devices/terminal/simulated.ts';
import { openSnapshot } from '../../src/platform/database/read-only.ts';
import type { CommandBody, CommandName } from '../../src/protocol/commands.ts';
import type { Page } from '../../src/replay/page.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import { Box } from '../daemon-process.ts';
import { pluggedTerminal, type PluggedTerminal } from '../devices/plugged-terminals.ts';
import { assert, type Chance, longRun, note, seed, seeded, suite } from '../kit.ts';
import { until } from './two-boxes.ts';

const test = suite('card payments under kills');
const guests = longRun ? 100 : 3;
const bread = demoItems.find(({ product }) => product.unit === 'piece')?.product.id ?? '';
const moods: readonly TerminalMood[] = ['well', 'lose-answer', 'reboot', 'reboot-before', 'approve-part'];

let ids = 0;

class Till {
  readonly box: Box;
  readonly page: Page;
  readonly terminal: PluggedTerminal;
  readonly #chance: Chance;
  readonly done = { kills: 0, reboots: 0, decided: 0 };

  constructor(box: Box, page: Page, { terminal, chance }: { terminal: PluggedTerminal; chance: Chance }) {
    this.box = box;
    this.page = page;
    this.terminal = terminal;
    this.#chance = chance;
  }

  async does<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<void> {
    const reply = await this.page.command(`card-kills-${String((ids += 1))}`, name, body);
    assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
  }

  /** What the bank has of guests. */
  get charged(): number {
    const approved = this.terminal.simulator.ledger.filter(({ state }) => state === 'approved');
    return approved.reduce((sum, { amount, tip }) => sum + amount + tip, 0);
  }

  async #isReady(): Promise<void> {
    await this.terminal.plug();
    await until(
      async () => this.page.view.devices['card-terminal']?.presence === 'ready',
      'the terminal is there',
    );
  }

  async serves(): Promise<void> {
    const { simulator } = this.terminal;
    await this.#isReady();
    await this.does('add-product', { product: bread });
    simulator.mood = this.#chance.pick(moods);
    const before = this.charged;
    await this.does('start-payment', { tender: 'card' });
    await this.#somethingDies();
    await this.#isReady();
    await this.#isDecided(before);
    const { tab } = this.page.view;
    if (tab !== null) await this.does('take-payment', { tender: 'cash', tendered: tab.cashDue });
    assert.is(await this.taken(), this.charged, `seed ${String(seed)}`);
  }

  async #somethingDies(): Promise<void> {
    await pause(this.#chance.int(0, 1_200));
    if (this.#chance.happens(0.6)) {
      await this.box.kill();
      this.done.kills += 1;
      if (this.#chance.happens(0.3)) await this.terminal.unplug();
      await this.box.start();
    } else if (this.#chance.happens(0.6)) {
      await this.terminal.unplug();
      this.done.reboots += 1;
    }
  }

  /** By the terminal, or, where that cannot tell, by a person who reads its list. */
  async #isDecided(before: number): Promise<void> {
    const open = (): string | null | undefined => this.page.view.tab?.openPayment;
    const asked = (): boolean => Object.keys(this.page.view.cards).length > 0;
    await until(async () => typeof open() !== 'string' || (open() !== null && !asked()), 'it is settled');
    const payment = open();
    if (typeof payment !== 'string') return;
    const outcome = this.charged > before ? 'taken' : 'declined';
    await this.does('settle-payment', { payment, outcome, reason: 'its list' });
    this.done.decided += 1;
  }

  async taken(): Promise<number> {
    const snapshot = await openSnapshot(join(this.box.folder, databaseName));
    const rows = await snapshot.all(
      "SELECT type, payload FROM entry WHERE type IN ('payment.started', 'payment.settled') ORDER BY seq",
    );
    await snapshot.close();
    const sums = new Map<string, number>();
    const asked = new Map<string, number>();
    for (const { type, payload } of rows) {
      const told = JSON.parse(String(payload)) as Told;
      if (type === 'payment.started' && typeof told.payment === 'object')
        asked.set(told.payment.id, told.payment.tendered);
      if (type !== 'payment.settled' || typeof told.payment !== 'string') continue;
      const amount = told.approved?.tendered ?? asked.get(told.payment) ?? 0;
      sums.set(told.payment, told.state === 'taken' ? amount : 0);
    }
    return [...sums.values()].reduce((sum, amount) => sum + amount, 0);
  }
}

interface Told {
  readonly payment: string | { readonly id: string; readonly tendered: number };
  readonly state?: string;
  readonly approved?: { readonly tendered: number };
}

for (const model of ['zvt', 'nexo'] as const)
  test(
    `${model}: ${String(guests)} guests, kills of till and terminal`,
    { timeoutMs: longRun ? 3_500_000 : 230_000 },
    async () => {
      const terminal = await pluggedTerminal(model);
      const box = await Box.started({ devices: [terminal.device], env: { COUNTERTOP_ROLES: 'till' } });
      const page = await box.page('alex', 120_000);
      const till = new Till(box, page, { terminal, chance: seeded(seed + 3) });
      try {
        await till.does('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
        for (let guest = 0; guest < guests; guest += 1) await till.serves();
        assert.equal(box.troubles, []);
        note(`card payments under kills, ${model}: ${String(guests)} guests ${JSON.stringify(till.done)}`);
      } finally {
        page.close();
        await box.kill();
        await terminal.unplug();
      }
    },
  );
