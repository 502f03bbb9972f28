// A whole till in one process on a virtual clock: rules, register, journal, staff, views and links as in the daemon, on a real database
// whose store can have bad days, with pages and devices played by the test.
import { join } from 'node:path';
import { fillDemoShop } from '../src/demo/fill.ts';
import { DeviceRoom } from '../src/devices/device-room.ts';
import type { ScaleReading } from '../src/devices/scale/port.ts';
import type { Scan } from '../src/devices/scanner/port.ts';
import type { CardAnswer, Terminal } from '../src/devices/terminal/port.ts';
import { openSqlite, type SqliteDatabase } from '../src/platform/database/sqlite.ts';
import { applyMergePatch } from '../src/platform/link/merge-patch.ts';
import { PageLink } from '../src/platform/link/page-link.ts';
import type { Link } from '../src/platform/ports/link.ts';
import type { Log } from '../src/platform/ports/log.ts';
import type { CommandBody, CommandName, QueryBody, QueryName } from '../src/protocol/commands.ts';
import type { DaemonFrame } from '../src/protocol/frames.ts';
import { protocolVersion } from '../src/protocol/version.ts';
import type { TillView, Views } from '../src/protocol/views.ts';
import type { PageReply } from '../src/replay/page.ts';
import { CardDesk } from '../src/till/cards/card-desk.ts';
import { Catalogue } from '../src/till/catalogue/catalogue.ts';
import { madeCode } from '../src/till/gift-cards/card-code.ts';
import { GiftCards } from '../src/till/gift-cards/gift-cards.ts';
import { databaseName } from '../src/till/journal/files.ts';
import { SqliteJournalStore } from '../src/till/journal/sqlite-journal-store.ts';
import { WorkingTimes } from '../src/till/journal/working-times.ts';
import { askOffice } from '../src/till/office/ask-office.ts';
import { createPrinting } from '../src/till/printing/create-printing.ts';
import { readRegister } from '../src/till/register/open-register.ts';
import { saleOf } from '../src/till/selling/sale-of.ts';
import { Register } from '../src/till/register/register.ts';
import { Customers } from '../src/till/customers/customers.ts';
import { TillFeed } from '../src/till/feed/till-feed.ts';
import { ShopInUse } from '../src/till/shop/shop-in-use.ts';
import { ShopStore } from '../src/till/shop/shop-store.ts';
import { LogIn } from '../src/till/staff/log-in.ts';
import { StaffStore } from '../src/till/staff/staff-store.ts';
import { KeptTabs } from '../src/till/tabs/kept-tabs.ts';
import { ShopTabs } from '../src/till/tabs/shop-tabs.ts';
import { Till } from '../src/till/till.ts';
import { readGrid } from '../src/till/views/grid-in-use.ts';
import type { AskOutcome } from '../src/sync/box/asks.ts';
import { faultyStore, type FaultyStore } from './faulty-store.ts';
import { sampleSigner } from './journal/sample-journal.ts';
import { ok } from '../src/domain/refusal.ts';
import { countingIds, seeded, tempDir, virtualClock, type VirtualClock } from './kit.ts';

interface LateAnswer {
  readonly payment: string;
  readonly answer: CardAnswer;
}

/** Devices without wires: a test says what they say. */
class PlayedDevices extends DeviceRoom {
  /** One is configured where this is not undefined, and connected where it is not null. */
  cardTerminal: Terminal | null | undefined;
  #terminalCame: (device: string, terminal: Terminal | undefined) => void | Promise<void> = () => undefined;
  #lateAnswer: (device: string, late: LateAnswer) => void | Promise<void> = () => undefined;
  scan: (code: string) => Promise<void> = async () => undefined;
  weigh: (reading: ScaleReading) => void = () => undefined;

  override onScan(listener: (device: string, scan: Scan) => void | Promise<void>): () => void {
    this.scan = async (text) => listener('scanner', { text });
    return () => undefined;
  }

  /** A terminal comes, or, with null, goes. */
  plugTerminal(terminal: Terminal | null): void {
    this.cardTerminal = terminal;
    terminal?.onLateAnswer((payment, answer) => void this.#lateAnswer('terminal', { payment, answer }));
    void this.#terminalCame('terminal', terminal ?? undefined);
  }

  override onTerminal(
    listener: (device: string, terminal: Terminal | undefined) => void | Promise<void>,
  ): () => void {
    this.#terminalCame = listener;
    return () => undefined;
  }

  override onLateAnswer(listener: (device: string, late: LateAnswer) => void | Promise<void>): () => void {
    this.#lateAnswer = listener;
    return () => undefined;
  }

  override hasTerminal(): boolean {
    return this.cardTerminal !== undefined;
  }

  override terminal(): Terminal | undefined {
    return this.cardTerminal ?? undefined;
  }

  override onReading(listener: (device: string, reading: ScaleReading) => void | Promise<void>): () => void {
    this.weigh = (reading) => void listener('scale', reading);
    return () => undefined;
  }
}

/** One life of the daemon, from start to crash. */
interface Life {
  readonly till: Till;
  readonly register: Register;
  readonly faults: FaultyStore;
  readonly devices: PlayedDevices;
  readonly cards: CardDesk;
  readonly logIn: LogIn;
  readonly feed: TillFeed;
  readonly shop: ShopInUse;
  readonly shopTabs: ShopTabs;
}

export class SimulatedShop {
  readonly clock: VirtualClock;
  readonly database: SqliteDatabase;
  readonly store: SqliteJournalStore;
  /** Resolves when the till works with what the feed brought last. */
  followed: Promise<void> = Promise.resolve();
  /** Whether the till takes the office to be in reach. */
  officeInReach = true;
  /** What the office says to a question; by itself it is not there. */
  office: (question: string, body: unknown) => Promise<AskOutcome> = async () => ({ outcome: 'not-linked' });
  /** What went to the log as a warning or worse. */
  readonly logged: string[] = [];
  readonly #pages = new Set<SimulatedPage>();
  #life: Life | undefined;
  #lives = 0;

  private constructor(clock: VirtualClock, database: SqliteDatabase) {
    this.clock = clock;
    this.database = database;
    this.store = new SqliteJournalStore(database);
  }

  /** The demo shop, with nobody logged in and no shift open. */
  static async open(): Promise<SimulatedShop> {
    const clock = virtualClock();
    const database = await openSqlite(join(tempDir('shop'), databaseName), {
      clock,
      log: silent,
      readers: 1,
    });
    await fillDemoShop(database);
    const { key, publicKey } = sampleSigner();
    await database.write('INSERT INTO box_key VALUES (?, ?, 0)', [key, publicKey]);
    const opened = new SimulatedShop(clock, database);
    await opened.restart();
    return opened;
  }

  get #now(): Life {
    if (this.#life === undefined) throw new Error('the shop is not open');
    return this.#life;
  }

  get till(): Till {
    return this.#now.till;
  }

  get register(): Register {
    return this.#now.register;
  }

  get faults(): FaultyStore {
    return this.#now.faults;
  }

  get shop(): ShopInUse {
    return this.#now.shop;
  }

  get feed(): TillFeed {
    return this.#now.feed;
  }

  get logIn(): LogIn {
    return this.#now.logIn;
  }

  get cards(): CardDesk {
    return this.#now.cards;
  }

  get devices(): PlayedDevices {
    return this.#now.devices;
  }

  /** As after a power cut: links are gone, memory is gone, the database is what it is. */
  async restart(): Promise<void> {
    for (const page of this.#pages) page.lose();
    this.#life = await this.#begin();
    for (const page of this.#pages) page.link(this.#life.till);
  }

  async #begin(): Promise<Life> {
    const { clock, database, store } = this;
    const plans = new ShopStore(database);
    const plan = await plans.read();
    if (plan === undefined) throw new Error('no shop');
    this.#life?.shop.stop();
    this.#life?.cards.stop();
    await this.#life?.shopTabs.stop();
    const shop = new ShopInUse(plan, clock);
    this.#lives += 1;
    const faults = faultyStore(store);
    const log: Log = {
      ...silent,
      warn: (_data, words) => void this.logged.push(words),
      error: (_data, words) => void this.logged.push(words),
    };
    const register = new Register(await readRegister(store, 'B1', 'NOK'), {
      store: faults.store,
      clock,
      signer: sampleSigner(),
      settings: () => shop.settings,
    });
    const staff = new StaffStore(database);
    const catalogue = new Catalogue(database);
    const customers = new Customers(database);
    await customers.rename(Object.values(register.state.tabs).flatMap(({ customer }) => customer?.id ?? []));
    const randomness = seeded(this.#lives);
    const devices = new PlayedDevices({
      settings: [],
      opener: { open: async () => Promise.reject(new Error('no wires')) },
      clock,
      log,
      randomness,
    });
    const ids = countingIds(this.#lives);
    const cards = new CardDesk({ register, devices, settings: () => shop.settings, clock, ids, log });
    const printing = createPrinting({
      register: 'B1',
      database,
      store,
      devices,
      clock,
      log,
      shop: () => shop.now,
      staffNames: async () => staff.names(),
      customer: async (id) => customers.byId(id),
      giftCardCode: (madeOf) => madeCode(madeOf, sampleSigner()),
    });
    const logIn = new LogIn({
      staff,
      clock,
      randomness,
      onLockOut: (user, attempts) =>
        void till.note('system', { type: 'staff.locked-out', payload: { user, attempts } }),
    });
    const office = askOffice(async (question, body) => this.office(question, body));
    const shopTabs = new ShopTabs({
      register,
      kept: new KeptTabs(database, 'B1'),
      askOffice: office,
      settings: () => shop.settings.sharedTabs,
      madeCard: (id) => ok({ card: `card of ${id}`, last4: id.slice(-4) }),
      clock,
      ids,
      log,
    });
    const parts = {
      version: 'test',
      demo: true,
      register,
      store: faults.store,
      saleOf: saleOf({
        own: 'B1',
        store: faults.store,
        askOffice: office,
        currency: () => shop.settings.currency.code,
      }),
      workingTimes: new WorkingTimes(database, 'B1'),
      catalogue,
      customers,
      staff,
      logIn,
      printing,
      devices,
      cards,
      shop,
      plans,
      officeInReach: () => this.officeInReach,
      askOffice: office,
      shopTabs,
      giftCards: new GiftCards({
        askOffice: office,
        clock,
        signer: sampleSigner(),
        settings: () => shop.settings.giftCards,
      }),
      clock,
      ids,
      log,
    };
    const till: Till = new Till(parts, {
      staff: await staff.active(),
      names: await staff.names(),
      grid: await readGrid({ catalogue, shop: () => shop.now }),
    });
    till.start();
    shop.start();
    await shopTabs.start();
    const feed = new TillFeed({ database, clock, log });
    feed.onApplied((fed) => {
      this.followed = till.fed(fed);
    });
    return { till, register, faults, devices, cards, logIn, feed, shop, shopTabs };
  }

  /** A page that is linked at once and again after each restart. */
  page(): SimulatedPage {
    const page = new SimulatedPage(this.clock);
    this.#pages.add(page);
    page.link(this.till);
    return page;
  }

  async close(): Promise<void> {
    for (const page of this.#pages) page.lose();
    await this.database.close();
  }
}

export const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The page's end of a link without a wire. */
export class SimulatedPage {
  readonly views: Partial<Views> = {};
  token: string | undefined;
  /** Frames the daemon said goodbye with, and closes. */
  readonly goodbyes: string[] = [];
  readonly #clock: VirtualClock;
  readonly #waiting = new Map<
    string,
    { readonly frame: object; readonly resolve: (reply: PageReply) => void }
  >();
  #say: ((frame: string) => void) | undefined;
  #gone: (() => void) | undefined;
  #ids = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  get view(): TillView {
    if (this.views.till === undefined) throw new Error('no view yet');
    return this.views.till;
  }

  link(till: Till): void {
    const wire: Link = {
      pendingBytes: 0,
      send: (frame) => {
        // What was on its way when the wire was cut never arrives.
        if (this.#say === hear) this.#take(JSON.parse(frame) as DaemonFrame);
      },
      close: (code, reason) => this.goodbyes.push(`${code} ${reason}`),
      onFrame: (listener) => {
        heard = listener;
      },
      onClose: (listener) => {
        this.#gone = () => {
          listener(1006);
        };
      },
    };
    let heard: (frame: string) => void = () => undefined;
    const hear = (frame: string): void => {
      heard(frame);
    };
    this.#say = hear;
    new PageLink(wire, till, { clock: this.#clock, log: silent }).start();
    this.#send({
      t: 'hello',
      protocol: protocolVersion,
      page: 'simulated',
      ...(this.token === undefined ? {} : { session: this.token }),
    });
    for (const topic of ['till', 'grid', 'staff', 'scale', 'customer-display'])
      this.#send({ t: 'subscribe', topic });
    for (const { frame } of this.#waiting.values()) this.#send(frame);
  }

  /** The wire is cut; what was asked and not answered is asked again by the next link. */
  lose(): void {
    this.#say = undefined;
    this.#gone?.();
  }

  async command<Name extends CommandName>(
    id: string,
    name: Name,
    body: CommandBody<Name>,
  ): Promise<PageReply> {
    return this.#ask(id, { t: 'command', id, name, body });
  }

  /** The same with somebody's PIN for exactly this command. */
  approvedBy(user: string, pin: string): Pick<SimulatedPage, 'command'> {
    return {
      command: async (id, name, body) =>
        this.#ask(id, { t: 'command', id, name, body, approval: { user, pin } }),
    };
  }

  /** The same with the badge that was just scanned. */
  approvedByBadge(): Pick<SimulatedPage, 'command'> {
    return {
      command: async (id, name, body) =>
        this.#ask(id, { t: 'command', id, name, body, approval: { badge: 'scanned' } }),
    };
  }

  async query<Name extends QueryName>(name: Name, body: QueryBody<Name>): Promise<PageReply> {
    this.#ids += 1;
    const id = `query-${String(this.#ids).padStart(6, '0')}`;
    return this.#ask(id, { t: 'query', id, name, body });
  }

  async logIn(user: string, pin: string): Promise<PageReply> {
    this.#ids += 1;
    const reply = await this.command(`log-in-${user}-${this.#ids}`, 'log-in', { user, pin });
    if (reply.ok) this.token = (reply.value as { readonly token: string }).token;
    return reply;
  }

  async #ask(id: string, frame: object): Promise<PageReply> {
    return new Promise((resolve) => {
      this.#waiting.set(id, { frame, resolve });
      this.#send(frame);
    });
  }

  #send(frame: object): void {
    this.#say?.(JSON.stringify(frame));
  }

  #take(frame: DaemonFrame): void {
    if (frame.t === 'view') Object.assign(this.views, { [frame.topic]: frame.view });
    else if (frame.t === 'patch')
      Object.assign(this.views, { [frame.topic]: applyMergePatch(this.views[frame.topic], frame.patch) });
    else if (frame.t === 'bye') this.goodbyes.push(frame.reason);
    else if (frame.t === 'reply') {
      const waiting = this.#waiting.get(frame.id);
      this.#waiting.delete(frame.id);
      waiting?.resolve(frame.ok ? { ok: true, value: frame.value } : { ok: false, failure: frame.failure });
    }
  }
}
