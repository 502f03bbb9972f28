// Three tills and an office that share tabs, in one process on a virtual clock: real registers on real databases, the office's real folds and
// answers; lines that are cut, tills that are killed, clocks that disagree.
import { ok } from '../src/domain/refusal.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { ShopTabs as OfficeTabs } from '../src/back-office/tabs/shop-tabs.ts';
import { disputedTabs } from '../src/back-office/tabs/disputed-tabs.ts';
import { tabFold } from '../src/back-office/tabs/tab-fold.ts';
import type { TabTables } from '../src/back-office/tabs/tab-tables.ts';
import { officeAnswers } from '../src/back-office/answers/answers.ts';
import type { RecordsNow } from '../src/back-office/figures/visible.ts';
import { minor } from '../src/domain/money/money.ts';
import type { RegisterCommand } from '../src/domain/register/commands.ts';
import type { RegisterEvent } from '../src/domain/register/events.ts';
import type { Tab } from '../src/domain/tab/tab.ts';
import { createQueries } from '../src/platform/query/queries.ts';
import type { DisputedTabs } from '../src/protocol/office/shared-tabs.ts';
import type { SyncEntry } from '../src/protocol/sync.ts';
import type { AskOutcome } from '../src/sync/box/asks.ts';
import type { OfficeAnswers } from '../src/sync/ports.ts';
import { journalOutbox } from '../src/till/journal/outbox.ts';
import { askOffice } from '../src/till/office/ask-office.ts';
import { readRegister } from '../src/till/register/open-register.ts';
import { Register } from '../src/till/register/register.ts';
import { KeptTabs } from '../src/till/tabs/kept-tabs.ts';
import { ShopTabs } from '../src/till/tabs/shop-tabs.ts';
import { type Folding, folding } from './back-office/folding.ts';
import { MemoryArchive } from './back-office/memory-archive.ts';
import { MemoryRecords } from './back-office/memory-records.ts';
import { openJournal, type OpenJournal, silent } from './journal/open-journal.ts';
import { sampleSigner } from './journal/sample-journal.ts';
import { countingIds, type VirtualClock } from './kit.ts';
import { anna } from './sample-register.ts';
import { sampleSettings } from './sample-shop.ts';

export const settings = { ...sampleSettings(), sharedTabs: { leaseMs: 30_000 } };
const names = ['B1', 'B2', 'B3'];
/** A box waits so long for an answer. */
const askMs = 5_000;

export class SharingShop {
  readonly around: Folding;
  readonly tills: readonly SharingTill[];
  #tabs: OfficeTabs;
  answers: OfficeAnswers;

  private constructor(
    around: Folding,
    tills: (shop: SharingShop) => readonly SharingTill[],
    tabs: OfficeTabs,
  ) {
    this.around = around;
    this.#tabs = tabs;
    this.answers = answersOf(tabs);
    this.tills = tills(this);
  }

  static async open(): Promise<SharingShop> {
    const records = new MemoryRecords();
    records.shop('oslo', { registers: names });
    const around = await folding(new MemoryArchive(), records);
    const folds = await around.start([tabFold]);
    const tabs = new OfficeTabs({
      queries: createQueries<TabTables>(around.database),
      records: recordsNow,
      folds,
      clock: around.clock,
    });
    const journals = await Promise.all(names.map(async () => openJournal()));
    const shop = new SharingShop(
      around,
      (of) => journals.map((journal, index) => new SharingTill(of, names[index] ?? '', journal)),
      tabs,
    );
    for (const till of shop.tills) await till.start();
    return shop;
  }

  get clock(): VirtualClock {
    return this.around.clock;
  }

  /** Time passes in small steps; what reads and writes has a moment of its own in each. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 250) {
      for (const till of this.tills) await till.send();
      await this.clock.advance(250);
      await pause(1);
    }
  }

  async disputed(): Promise<DisputedTabs> {
    const queries = createQueries<TabTables>(this.around.database);
    return disputedTabs({ queries, records: recordsNow, tabs: this.#tabs }, { scope: 'all', query: {} });
  }

  async close(): Promise<void> {
    for (const till of this.tills) await till.close();
    this.#tabs.stop();
    await this.around.close();
  }
}

const recordsNow = {
  all: async (kind: string) => recordsOf(kind),
  findMany: async () => [],
} as unknown as RecordsNow;

function answersOf(tabs: OfficeTabs): OfficeAnswers {
  return officeAnswers({
    'tabs-of-shop': async (register: string, body: never) => tabs.tabsOfShop(register, body),
    'take-tab': async (register: string, body: never) => tabs.take(register, body),
  } as never);
}

function recordsOf(kind: string): readonly object[] {
  if (kind === 'register') return names.map((name) => ({ id: name, body: { name, salePoint: 'counter' } }));
  if (kind === 'sale-point') return [{ id: 'counter', body: { shop: 'oslo' } }];
  return kind === 'shop' ? [{ id: 'oslo', body: { name: 'Oslo' } }] : [];
}

export class SharingTill {
  readonly name: string;
  readonly #shop: SharingShop;
  readonly #journal: OpenJournal;
  readonly #asking = new Set<() => void>();
  #register: Register | undefined;
  #tabs: ShopTabs | undefined;
  #sent = 0;
  #ids = 0;
  #lives = 0;
  #linked = true;
  /** Its clock less the others'. */
  skewMs = 0;

  constructor(shop: SharingShop, name: string, journal: OpenJournal) {
    this.#shop = shop;
    this.name = name;
    this.#journal = journal;
  }

  get register(): Register {
    if (this.#register === undefined) throw new Error('not started');
    return this.#register;
  }

  get tabs(): ShopTabs {
    if (this.#tabs === undefined) throw new Error('not started');
    return this.#tabs;
  }

  async start(): Promise<void> {
    const { store, database } = this.#journal;
    const { clock: time } = this.#shop;
    const signer = sampleSigner();
    await database.write('INSERT INTO box_key VALUES (?, ?, 0) ON CONFLICT DO NOTHING', [
      signer.key,
      signer.publicKey,
    ]);
    const at = await readRegister(store, this.name, settings.currency.code);
    const clock = { ...time, now: () => time.now() + this.skewMs };
    this.#lives += 1;
    this.#register = new Register(at, { store, clock, signer, settings: () => settings });
    this.#tabs = new ShopTabs({
      register: this.#register,
      kept: new KeptTabs(database, this.name),
      askOffice: askOffice(async (question, body) => this.#ask(question, body)),
      settings: () => settings.sharedTabs,
      madeCard: (id) => ok({ card: `card of ${id}`, last4: id.slice(-4) }),
      clock,
      ids: countingIds(this.#lives * 10 + names.indexOf(this.name)),
      log: silent,
    });
    await this.#tabs.start();
    if (this.#register.state.shift === null)
      await this.does({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
  }

  /** As when the plug is pulled. */
  async kill(): Promise<void> {
    this.#cutAsking();
    await this.#tabs?.stop();
    await this.#register?.stop();
    await this.start();
  }

  link(linked: boolean): void {
    this.#linked = linked;
    if (!linked) this.#cutAsking();
  }

  get linked(): boolean {
    return this.#linked;
  }

  /** The journal goes up. */
  async send(): Promise<void> {
    if (!this.#linked) return;
    const entries = await this.#entries(this.#sent);
    this.#sent = entries.at(-1)?.seq ?? this.#sent;
    if (entries.length > 0) this.#shop.around.archive.put(this.name, entries);
  }

  async does(command: RegisterCommand): Promise<string> {
    this.#ids += 1;
    const id = `${this.name}-${String(this.#lives)}-${String(this.#ids)}`;
    const outcome = await this.register.submit({ id, what: { command, actor: anna } });
    return outcome.ok ? 'ok' : outcome.refusal.code;
  }

  /** As the page's command does it. */
  async takes(register: string, tab: string, unconfirmed: boolean): Promise<string> {
    const had = await this.tabs.take({ register, tab, unconfirmed });
    if (!had.ok) return had.refusal.code;
    const how = { recall: true, hold: true, ...(unconfirmed ? { unconfirmed } : {}) } as const;
    this.#ids += 1;
    const outcome = await this.register.submit({
      id: `${this.name}-${String(this.#lives)}-${String(this.#ids)}`,
      what: { prepare: async () => this.tabs.takeOver(register, had.value, how), actor: anna },
    });
    return outcome.ok ? 'ok' : outcome.refusal.code;
  }

  get open(): readonly Tab[] {
    return Object.values(this.register.state.tabs);
  }

  async events(): Promise<readonly RegisterEvent[]> {
    return (await this.#entries(0)).map(
      ({ type, payload }) => ({ type, payload: JSON.parse(payload) as unknown }) as RegisterEvent,
    );
  }

  async close(): Promise<void> {
    this.#cutAsking();
    await this.#tabs?.stop();
    await this.#register?.stop();
    await this.#journal.database.close();
  }

  async #entries(after: number): Promise<readonly SyncEntry[]> {
    const outbox = journalOutbox(this.#journal.database, this.name, () => undefined);
    return outbox.after(after, { entries: 100_000, bytes: 1_000_000_000 });
  }

  async #ask(question: string, body: unknown): Promise<AskOutcome> {
    if (!this.#linked) return { outcome: 'not-linked' };
    return new Promise((resolve) => {
      const settle = (outcome: AskOutcome): void => {
        cancel();
        this.#asking.delete(cut);
        resolve(outcome);
      };
      const cut = (): void => {
        settle({ outcome: 'no-answer' });
      };
      const cancel = this.#shop.clock.after(askMs, cut);
      this.#asking.add(cut);
      void this.#shop.answers.answer(this.name, question, body).then((answer) => {
        settle({ outcome: 'answered', answer });
      }, cut);
    });
  }

  #cutAsking(): void {
    for (const cut of [...this.#asking]) cut();
  }
}
