// A whole till in one process on a virtual clock: rules, register, journal, staff, views and links as in the daemon, on a real database
// whose store can have bad days, with pages and devices played by the test.
import { join } from 'node:path';
import { fillDemoShop } from '../src/demo/fill.ts';
import { DeviceRoom } from '../src/devices/device-room.ts';
import type { DeviceListener, DevicesOfKind } from '../src/devices/devices-of-kind.ts';
import type { DeviceEvents, PortOfKind } from '../src/devices/kinds.ts';
import type { ScaleReading } from '../src/devices/scale/port.ts';
import type { Terminal } from '../src/devices/terminal/port.ts';
import type { DeviceKind } from '../src/domain/shop/device-kind.ts';
import { openSqlite, type SqliteDatabase } from '../src/platform/database/sqlite.ts';
import type { Log } from '../src/platform/ports/log.ts';
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
import { silent } from './journal/open-journal.ts';
import { SimulatedPage } from './simulated-page.ts';

/** Devices without wires: a test says what they say. */
class PlayedDevices extends DeviceRoom {
  /** One is configured where this is not undefined, and connected where it is not null. */
  cardTerminal: Terminal | null | undefined;
  #terminalCame: DeviceListener<Terminal | undefined> = () => undefined;
  readonly #listeners = new Map<keyof DeviceEvents, (device: string, value: never) => unknown>();

  /** A device says that; resolves when the till has taken it. */
  async says<E extends keyof DeviceEvents>(device: string, event: E, value: DeviceEvents[E]): Promise<void> {
    await this.#listeners.get(event)?.(device, value as never);
  }

  async scan(text: string): Promise<void> {
    await this.says('scanner', 'scan', { text });
  }

  weigh(reading: ScaleReading): void {
    void this.says('scale', 'reading', reading);
  }

  /** A terminal comes, or, with null, goes. */
  plugTerminal(terminal: Terminal | null): void {
    this.cardTerminal = terminal;
    terminal?.onLateAnswer(
      (payment, answer) => void this.says('terminal', 'lateAnswer', { payment, answer }),
    );
    void this.#terminalCame('terminal', terminal ?? undefined);
  }

  override on<E extends keyof DeviceEvents>(event: E, listener: DeviceListener<DeviceEvents[E]>): () => void {
    this.#listeners.set(event, listener);
    return () => undefined;
  }

  override of<K extends DeviceKind>(kind: K): DevicesOfKind<PortOfKind[K]>;
  override of(kind: DeviceKind): unknown {
    if (kind !== 'terminal') return super.of(kind);
    const terminals: DevicesOfKind<Terminal> = {
      connected: () => this.cardTerminal ?? undefined,
      configured: () => this.cardTerminal !== undefined,
      onChange: (listener) => {
        this.#terminalCame = listener;
        return () => undefined;
      },
    };
    return terminals;
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
      printers: devices.of('printer'),
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
