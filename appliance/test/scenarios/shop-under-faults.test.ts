// A whole shop on a virtual clock, two pages at work at once, on a store whose commits and reads fail by chance in every way: full, broken,
// busy, written without saying so. After every fault nothing is half: register, journal, side rows and what pages are shown agree, and
// a second opinion on the figures has nothing to complain of.
import { auditJournal } from '../../src/till/journal/audit.ts';
import { readRegister } from '../../src/till/register/open-register.ts';
import type { FaultCode } from '../../src/platform/fault.ts';
import type { CommandName } from '../../src/protocol/commands.ts';
import type { TabView } from '../../src/protocol/tab-views.ts';
import type { ShiftView } from '../../src/protocol/views.ts';
import type { PageReply } from '../../src/replay/page.ts';
import type { ShiftReport } from '../../src/domain/shift/report.ts';
import type { RegisterEvent } from '../../src/domain/register/events.ts';
import { assert, type Chance, longRun, note, seed, seeded, suite } from '../kit.ts';
import { oracleFor } from '../register-oracle.ts';
import { SimulatedShop } from '../simulated-shop.ts';
import { type SimulatedPage } from '../simulated-page.ts';

const test = suite('shop under faults');
const steps = longRun ? 20_000 : 1_200;

type Move = readonly [CommandName, object];

const lost: readonly FaultCode[] = ['storage.full', 'storage.failed', 'storage.busy'];

interface AtHand {
  readonly page: SimulatedPage;
  readonly shift: ShiftView;
  readonly tab: TabView;
  readonly line: string;
  readonly chance: Chance;
}

function changes({ page, shift, line, chance }: AtHand): readonly Move[] {
  const percent = { kind: 'percent', basisPoints: chance.int(1, 10_000), reason: 'old' };
  return [
    ['change-quantity', { line, quantity: chance.int(1, 4) * 1_000 }],
    ['void-line', { line, reason: 'changed mind' }],
    ['override-price', { line, unitPrice: chance.int(0, 20_000), reason: 'on offer' }],
    ['discount-line', { line, discount: chance.happens(0.5) ? null : percent }],
    ['discount-tab', { discount: { kind: 'amount', amount: chance.int(1, 500), reason: 'regular' } }],
    ['switch-dining', { dining: chance.pick(['take-away', 'eat-in']) }],
    ['park-tab', {}],
    ['recall-tab', { tab: chance.pick([...Object.keys(page.view.parked), 'nothing']) }],
    ['void-tab', { reason: 'left' }],
    [
      'move-cash',
      { direction: chance.pick(['in', 'out']), currency: 'NOK', amount: chance.int(1, 50_000), note: 'till' },
    ],
    ['open-drawer', { reason: 'change' }],
    ['x-report', { print: true }],
    ['add-return', { receipt: chance.int(1, 5), line: 'nothing', quantity: 1_000 }],
    ['copy-receipt', { receipt: page.view.lastSale?.receipt ?? 1 }],
    ['close-shift', { counted: [...(shift.expectedCash ?? [])], print: chance.happens(0.5) }],
  ];
}

function payments({ tab: { due, cashDue }, chance }: AtHand): readonly Move[] {
  return [
    ['take-payment', { tender: 'cash', tendered: Math.max(0, cashDue) + chance.pick([0, 0, 10_000]) }],
    ['take-payment', { tender: 'cash', tendered: Math.floor(Math.max(0, due) / 300) * 100 }],
    ['take-payment', { tender: 'eur', tendered: chance.int(1, 40) * 100 }],
    ['take-payment', { tender: 'voucher', tendered: Math.max(1, Math.floor(due / 2)) }],
    ['start-payment', { tender: 'card' }],
  ];
}

/** What somebody at the till would do now, more or less. */
function moveOf(page: SimulatedPage, products: readonly string[], chance: Chance): Move {
  const { shift, tab } = page.view;
  if (shift === null)
    return ['open-shift', { opening: [{ currency: 'NOK', amount: chance.int(0, 5) * 10_000 }] }];
  const lines = Object.keys(tab?.lines ?? {}).filter((id) => tab?.lines[id]?.voided === false);
  if (tab === null || lines.length === 0 || chance.happens(0.5)) {
    const quantity = chance.happens(0.2) ? { quantity: chance.int(1, 6) * 1_000 } : {};
    return ['add-product', { product: chance.pick(products), ...quantity }];
  }
  if (tab.openPayment !== null) {
    const outcome = chance.pick(['taken', 'taken', 'declined', 'unknown']);
    return ['settle-payment', { payment: tab.openPayment, outcome, reason: 'asked the customer' }];
  }
  if (tab.ageToCheck !== null && chance.happens(0.5)) return ['check-age', { age: tab.ageToCheck }];
  const atHand = { page, shift, tab, line: chance.pick(lines), chance };
  return chance.pick(chance.happens(0.5) ? payments(atHand) : changes(atHand));
}

class Trial {
  readonly shop: SimulatedShop;
  readonly pages: readonly SimulatedPage[];
  readonly answers = new Map<string, PageReply>();
  crashes = 0;
  faults = 0;
  readonly #chance: Chance;
  #crashing: Promise<unknown> | undefined;

  constructor(shop: SimulatedShop, chance: Chance) {
    this.shop = shop;
    this.#chance = chance;
    this.pages = [shop.page(), shop.page()];
    this.breakStore();
  }

  /** A broken invariant ends the process: here, this life of the shop. */
  onCrash(error: unknown): void {
    assert.match(String(error), /storage\.(corrupt|constraint)/);
    this.crashes += 1;
    this.#crashing = this.shop.restart().then(() => {
      this.breakStore();
    });
  }

  breakStore(): void {
    const chance = this.#chance;
    this.shop.faults.commitFault = () => {
      if (!chance.happens(0.1)) return undefined;
      this.faults += 1;
      // Only a disk that breaks may have written all the same.
      return chance.happens(0.15)
        ? { code: 'storage.failed', when: 'unsaid' }
        : { code: chance.pick(lost), when: 'lost' };
    };
    this.shop.faults.readFault = () => {
      if (!chance.happens(0.02)) return undefined;
      this.faults += 1;
      return chance.pick(['storage.failed', 'storage.busy']);
    };
  }

  mend(): void {
    this.shop.faults.commitFault = () => undefined;
    this.shop.faults.readFault = () => undefined;
  }

  /** Sends, and again whenever the daemon of the moment has forgotten who stands there, until there is an answer that counts. */
  async carryOut(page: SimulatedPage, id: string, [name, body]: Move): Promise<PageReply> {
    for (;;) {
      const reply = await page.command(id, name, body);
      await this.#crashing;
      const code = reply.ok ? '' : reply.failure.code;
      if (code === 'session.needed') await this.logIn();
      else if (code !== 'box.busy') {
        this.answers.set(id, reply);
        return reply;
      }
    }
  }

  /** Both pages are tabs of one browser session. */
  async logIn(): Promise<void> {
    const [first, second] = this.pages;
    for (;;) {
      const reply = await first?.logIn('alex', '4321');
      await this.#crashing;
      if (reply?.ok !== true) continue;
      if (second !== undefined && first?.token !== undefined) {
        second.token = first.token;
        second.lose();
        second.link(this.shop.till);
      }
      return;
    }
  }

  /** Nothing is half, wherever one looks. Call while nothing is under way. */
  async judge(): Promise<void> {
    const { shop } = this;
    const { register } = shop;
    const folded = await readRegister(shop.store, 'B1', 'NOK');
    assert.equal(folded.head, register.head);
    assert.equal(folded.state, register.state, 'the register is the fold of its journal');
    for (const page of this.pages)
      assert.equal(
        page.view,
        JSON.parse(JSON.stringify(shop.till.topics.get('till')?.view)),
        'a page shows what is',
      );
    const [row] = await shop.database.all(
      `SELECT (SELECT count(*) FROM entry WHERE type = 'sale.completed') AS entries, (SELECT count(*) FROM sale) AS sales,
              (SELECT count(*) FROM print_job WHERE kind = 'receipt') AS receipts, (SELECT coalesce(max(receipt), 0) FROM sale) AS last`,
    );
    const { entries, sales, receipts, last } = row ?? {};
    assert.equal(
      [entries, sales, receipts, last],
      [sales, receipts, last, register.state.numbers.receipt],
      'each sale is whole',
    );
  }

  async judgeAll(): Promise<number> {
    const { shop } = this;
    await auditJournal(shop.database, {
      onProblem: (problem) => assert.unreachable(JSON.stringify(problem)),
    });
    const oracle = oracleFor('NOK');
    for (let after = 0; ;) {
      const entries = await shop.store.entries('B1', after, 1_000);
      if (entries.length === 0) break;
      for (const { type, payload } of entries) oracle.hear({ type, payload } as RegisterEvent);
      after = entries.at(-1)?.seq ?? after;
    }
    const rows = await shop.database.all('SELECT id, answer FROM answer');
    const stored = new Map(
      rows.map((each) => [String(each['id']), JSON.parse(String(each['answer'])) as unknown]),
    );
    for (const [id, reply] of this.answers) {
      if (!reply.ok) assert.not.ok(stored.has(id), `${id} was refused and happened`);
      else if (Object.keys(reply.value as object).length > 0)
        assert.equal(stored.get(id), reply.value, `the answer to ${id}`);
    }
    const report = await this.pages[0]?.query('shift-report', {});
    if (report?.ok === true) oracle.check(report.value as ShiftReport);
    return oracle.sales.length;
  }
}

test(`${steps} commands of two pages at once`, { timeoutMs: longRun ? 3_000_000 : 300_000 }, async () => {
  const chance = seeded(seed);
  const shop = await SimulatedShop.open();
  const trial = new Trial(shop, chance);
  const crash = (error: unknown): void => {
    trial.onCrash(error);
  };
  process.on('unhandledRejection', crash);
  try {
    await trial.logIn();
    const keys = Object.values(trial.pages[0]?.views.grid?.folders ?? {}).flatMap((folder) => folder.keys);
    const products = keys.flatMap((key) => (key?.kind === 'product' ? [key.product] : []));
    for (let step = 0; step < steps; step += 2) {
      await Promise.all(
        trial.pages.map(async (page, index) =>
          trial.carryOut(page, `faults-${step + index}`, moveOf(page, products, chance)),
        ),
      );
      if (chance.happens(0.02)) {
        for (const page of trial.pages) page.lose();
        for (const page of trial.pages) page.link(shop.till);
      }
      if (chance.happens(0.005)) {
        await shop.restart();
        trial.breakStore();
      }
      await shop.clock.advance(chance.int(0, 3_000));
      await trial.judge();
    }
    trial.mend();
    await trial.carryOut(trial.pages[0] as SimulatedPage, 'faults-last', ['open-drawer', { reason: 'end' }]);
    const sales = await trial.judgeAll();
    assert.ok(sales > steps / 60, `${sales} sales`);
    assert.ok(trial.faults > steps / 60, `${trial.faults} faults`);
    note(
      `shop under faults: ${steps} commands, ${trial.faults} faults of the store, ${trial.crashes} ends of the process, ${sales} sales, all whole (seed ${seed})`,
    );
  } finally {
    process.off('unhandledRejection', crash);
    await shop.close();
  }
});
