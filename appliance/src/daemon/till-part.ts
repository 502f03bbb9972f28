// The part of a box that sells: register, printing, devices and what pages see of them. Opened when the box has a shop.
import { join } from 'node:path';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/ports/database.ts';
import { cronScheduler } from '../platform/scheduler/cron-scheduler.ts';
import { backupsOf } from '../devices/printer/backup.ts';
import type { ShopSettings } from '../domain/shop/settings.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import { CardDesk } from '../till/cards/card-desk.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import { Customers } from '../till/customers/customers.ts';
import type { FiscalProvider } from '../till/fiscal/port.ts';
import { providerOf } from '../till/fiscal/provider-of.ts';
import { GiftCards, giveUpOpenCards } from '../till/gift-cards/gift-cards.ts';
import { keepHouse } from '../till/housekeeping.ts';
import { fiscalKeyName } from '../till/journal/files.ts';
import { SqliteJournalStore } from '../till/journal/sqlite-journal-store.ts';
import { WorkingTimes } from '../till/journal/working-times.ts';
import type { AskOffice } from '../till/office/ask-office.ts';
import { createPrinting } from '../till/printing/create-printing.ts';
import { readRegister } from '../till/register/open-register.ts';
import { Register } from '../till/register/register.ts';
import { RoomKeeper } from '../till/register/room-keeper.ts';
import { Snapshots } from '../till/register/snapshots.ts';
import { ShopInUse } from '../till/shop/shop-in-use.ts';
import type { ShopPlan } from '../till/shop/shop-plan.ts';
import { ShopStore } from '../till/shop/shop-store.ts';
import { LogIn } from '../till/staff/log-in.ts';
import { StaffStore } from '../till/staff/staff-store.ts';
import type { TillParts } from '../till/till-parts.ts';
import { saleOf } from '../till/selling/sale-of.ts';
import { KeptTabs } from '../till/tabs/kept-tabs.ts';
import { ShopTabs } from '../till/tabs/shop-tabs.ts';
import { Till } from '../till/till.ts';
import { readGrid } from '../till/views/grid-in-use.ts';
import type { BoxPart } from './box-part.ts';
import { type AtDevices, noteDrawer, openDevices, unitOf } from './devices-part.ts';
import { type DaemonPorts, type Ends, version } from './ports.ts';

export interface TillPart extends Pick<TillParts, 'register' | 'shop' | 'devices' | 'cards' | 'logIn'> {
  readonly store: SqliteJournalStore;
  readonly shopTabs: ShopTabs;
  readonly till: Till;
  readonly printing: ReturnType<typeof createPrinting>;
  /** Undefined: the law of the place wants nothing of a sale. */
  readonly fiscal: FiscalProvider | undefined;
  readonly atDevices: AtDevices;
}

export interface TillGround {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly box: BoxPart;
  readonly officeInReach: () => boolean;
  readonly askOffice: AskOffice;
}

export async function openTill(ground: TillGround, plan: ShopPlan): Promise<TillPart> {
  const { config, ports, box, officeInReach, askOffice } = ground;
  const { clock, ids, randomness, log } = ports;
  const { database } = box;
  const books = await openBooks(ground, plan);
  const { shop, store, fiscal, register } = books;
  const staff = new StaffStore(database);
  const catalogue = new Catalogue(database);
  const customers = await customersAtHand(database, register);
  const atDevices = await openDevices(ground, {
    unit: () => unitOf(shop.settings.currency),
    noteDrawer: async (who, device) => noteDrawer(till, who, device),
  });
  const { room: devices } = atDevices;
  const settings = (): ShopSettings => shop.settings;
  const cards = new CardDesk({ register, devices, settings, clock, ids, log });
  const { giftCards, shopTabs } = openSharedThings(ground, books);
  const printing = createPrinting({
    register: box.register,
    database,
    store,
    printers: devices.of('printer'),
    backups: backupsOf(config.devices),
    clock,
    log,
    shop: () => shop.now,
    staffNames: async () => staff.names(),
    customer: async (id) => customers.byId(id),
    giftCardCode: (madeOf) => giftCards.codeOf(madeOf),
  });
  const logIn = new LogIn({
    staff,
    clock,
    randomness,
    onLockOut: (user, attempts) =>
      void till.note('system', { type: 'staff.locked-out', payload: { user, attempts } }),
  });
  const parts: TillParts = {
    version,
    demo: config.demo,
    register,
    store,
    saleOf: saleOf({ own: box.register, store, askOffice, currency: () => shop.settings.currency.code }),
    workingTimes: new WorkingTimes(database, box.register),
    catalogue,
    customers,
    staff,
    logIn,
    printing,
    devices,
    cards,
    shop,
    plans: new ShopStore(database),
    officeInReach,
    askOffice,
    shopTabs,
    giftCards,
    clock,
    ids,
    log,
  };
  const till: Till = new Till(parts, {
    staff: await staff.active(),
    names: await staff.names(),
    grid: await readGrid({ catalogue, shop: () => shop.now }),
  });
  return { till, register, store, shop, shopTabs, devices, cards, printing, logIn, fiscal, atDevices };
}

type Books = Pick<TillPart, 'shop' | 'store' | 'fiscal' | 'register'>;

/** The register where its journal stands, and what it is kept by. */
async function openBooks({ config, ports, box }: TillGround, plan: ShopPlan): Promise<Books> {
  const shop = new ShopInUse(plan, ports.clock);
  const store = new SqliteJournalStore(box.database);
  const fiscal = await fiscalProvider({ config, ports }, shop);
  const state = await readRegister(store, box.register, shop.settings.currency.code);
  const register = new Register(state, {
    store,
    clock: ports.clock,
    signer: box.signer,
    settings: () => shop.settings,
    ...(fiscal === undefined ? {} : { fiscal }),
  });
  return { shop, store, fiscal, register };
}

/** What the office keeps for all registers of the shop. */
function openSharedThings(
  { ports: { clock, ids, log }, box, askOffice }: TillGround,
  { register, shop }: Books,
): Pick<TillParts, 'giftCards' | 'shopTabs'> & { readonly shopTabs: ShopTabs } {
  const giftCards = new GiftCards({
    askOffice,
    clock,
    signer: box.signer,
    settings: () => shop.settings.giftCards,
  });
  const shopTabs = new ShopTabs({
    register,
    kept: new KeptTabs(box.database, box.register),
    askOffice,
    settings: () => shop.settings.sharedTabs,
    madeCard: (id) => giftCards.made(id),
    clock,
    ids,
    log,
  });
  return { giftCards, shopTabs };
}

/** By the country of the shop as it is at the start of the daemon: a shop does not move while it is open. */
async function fiscalProvider(
  { config, ports: { log } }: Pick<TillGround, 'config' | 'ports'>,
  shop: ShopInUse,
): Promise<FiscalProvider | undefined> {
  const keyPath = join(config.dataFolder, fiscalKeyName);
  return providerOf(shop.settings.shop.country, {
    keyPath,
    disk: nodeDisk,
    settings: () => shop.settings,
    log,
  });
}

/** With the names of those on its tabs. */
async function customersAtHand(database: Database, { state }: Register): Promise<Customers> {
  const customers = new Customers(database);
  await customers.rename(Object.values(state.tabs).flatMap(({ customer }) => customer?.id ?? []));
  return customers;
}

/** From here on it sells, without devices and pages yet. */
export async function startTill(part: TillPart, { ports, box }: TillGround, ends: Ends): Promise<void> {
  const { clock, log } = ports;
  const { till, register, store, shop, shopTabs, printing } = part;
  const { database, reserve } = box;
  const snapshots = new Snapshots(register, store, log);
  const checkpoint = async (): Promise<boolean> => database.checkpoint();
  const room = new RoomKeeper({ register, reserve, checkpoint, clock, log });
  ends.push(
    async () => snapshots.stop(),
    async () => register.stop(),
    async () => room.stop(),
  );
  till.start();
  shop.start();
  ends.push(() => {
    shop.stop();
  });
  snapshots.start();
  await room.start();
  const { operator } = register.state;
  if (operator !== null)
    await till.note('system', { type: 'staff.logged-out', payload: { user: operator, reason: 'restart' } });
  await till.note('system', { type: 'daemon.started', payload: { version } });
  await giveUpOpenCards(register);
  await noteFiscalKey(part);
  ends.push(async (reason) => till.note('system', { type: 'daemon.stopped', payload: { reason } }));
  await shopTabs.start();
  ends.push(async () => shopTabs.stop());
  await printing.start();
  ends.push(async () => printing.stop());
}

/** What signs from here on is in the journal before the first sale it signs. */
async function noteFiscalKey({ till, register, fiscal }: TillPart): Promise<void> {
  if (fiscal === undefined || register.state.fiscal?.keyVersion === fiscal.key.version) return;
  const { version: keyVersion, publicKey } = fiscal.key;
  await till.note('system', {
    type: 'fiscal.key-taken',
    payload: { provider: fiscal.id, keyVersion, publicKey },
  });
}

/** Devices last: what they send finds a till that can take it. */
export async function startDevices(part: TillPart, { ports, box }: TillGround, ends: Ends): Promise<void> {
  const { clock, log } = ports;
  const { store, shop, devices, printing } = part;
  const nightly = async (): Promise<void> => keepHouse({ database: box.database, store, clock, log });
  ends.push(cronScheduler(log).at('20 3 * * *', shop.settings.shop.timeZone, nightly));
  const lifetime = new AbortController();
  ends.push(async () => {
    lifetime.abort();
    part.atDevices.stop();
    await devices.stop();
  });
  await part.atDevices.registry.start();
  await devices.start(lifetime.signal);
  part.atDevices.desk.start();
  // Before the devices: what a terminal is asked for is asked after when the daemon is back.
  ends.push(() => {
    part.cards.stop();
  });
  // Before the devices: a receipt that is printing may come to its end.
  ends.push(async () => printing.stop());
}
