// The part of a box that sells: register, printing, devices and what pages see of them. Opened when the box has a shop.
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/ports/database.ts';
import { cronScheduler } from '../platform/scheduler/cron-scheduler.ts';
import { createDeviceRoom } from '../devices/device-room.ts';
import { createPipeOpener } from '../devices/transport/open-pipe.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import { Customers } from '../till/customers/customers.ts';
import { keepHouse } from '../till/housekeeping.ts';
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
import { ownSales } from '../till/selling/sale-of.ts';
import { Till } from '../till/till.ts';
import { readGrid } from '../till/views/grid-in-use.ts';
import type { BoxPart } from './box-part.ts';
import { type DaemonPorts, type Ends, version } from './ports.ts';

export interface TillPart extends Pick<TillParts, 'register' | 'shop' | 'devices' | 'logIn'> {
  readonly store: SqliteJournalStore;
  readonly till: Till;
  readonly printing: ReturnType<typeof createPrinting>;
}

export interface TillGround {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly box: BoxPart;
  readonly officeInReach: () => boolean;
  readonly askOffice: AskOffice;
}

export async function openTill(
  { config, ports, box, officeInReach, askOffice }: TillGround,
  plan: ShopPlan,
): Promise<TillPart> {
  const { clock, ids, randomness, log } = ports;
  const { database, signer } = box;
  const shop = new ShopInUse(plan, clock);
  const store = new SqliteJournalStore(database);
  const at = await readRegister(store, box.register, shop.settings.currency.code);
  const register = new Register(at, { store, clock, signer, settings: () => shop.settings });
  const staff = new StaffStore(database);
  const catalogue = new Catalogue(database);
  const customers = await customersAtHand(database, register);
  const devices = createDeviceRoom({
    settings: config.devices,
    opener: createPipeOpener({ clock }),
    clock,
    log,
    randomness,
  });
  const printing = createPrinting({
    register: box.register,
    database,
    store,
    devices,
    clock,
    log,
    shop: () => shop.now,
    staffNames: async () => staff.names(),
    customer: async (id) => customers.byId(id),
  });
  const logIn = new LogIn({
    staff,
    clock,
    randomness,
    onLockOut: (user, attempts) =>
      void till.note('system', { type: 'staff.locked-out', payload: { user, attempts } }),
  });
  const plans = new ShopStore(database);
  const till: Till = new Till(
    {
      version,
      demo: config.demo,
      register,
      store,
      saleOf: ownSales(box.register, store),
      workingTimes: new WorkingTimes(database, box.register),
      catalogue,
      customers,
      staff,
      logIn,
      printing,
      devices,
      shop,
      plans,
      officeInReach,
      askOffice,
      clock,
      ids,
      log,
    },
    {
      staff: await staff.active(),
      names: await staff.names(),
      grid: await readGrid({ catalogue, shop: () => shop.now }),
    },
  );
  return { till, register, store, shop, devices, printing, logIn };
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
  const { till, register, store, shop, printing } = part;
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
  ends.push(async (reason) => till.note('system', { type: 'daemon.stopped', payload: { reason } }));
  await printing.start();
  ends.push(async () => printing.stop());
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
    await devices.stop();
  });
  await devices.start(lifetime.signal);
  // Before the devices: a receipt that is printing may come to its end.
  ends.push(async () => printing.stop());
}
