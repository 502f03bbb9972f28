// The composition root: builds the parts that a box's roles ask for, wires them, and takes them down in the reverse order.
// Nothing imports this file but the process that starts it and the tests that run a whole box.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createDeviceRoom } from './devices/device-room.ts';
import { createPipeOpener } from './devices/transport/open-pipe.ts';
import { demoCodes } from './demo/codes.ts';
import { fillDemoShop } from './demo/fill.ts';
import type { Config } from './platform/config/config.ts';
import { openSqlite, type SqliteDatabase } from './platform/database/sqlite.ts';
import { diskFault } from './platform/disk/disk-fault.ts';
import { nodeDisk } from './platform/disk/node-disk.ts';
import { createReserve, type Reserve } from './platform/disk/reserve.ts';
import { Fault, isFault } from './platform/fault.ts';
import { allowedHosts } from './platform/http/origin.ts';
import { servePages } from './platform/http/pages.ts';
import { createServer } from './platform/http/server.ts';
import { serveLinks } from './platform/link/link-server.ts';
import { serveMetrics } from './platform/metrics/metrics.ts';
import type { Clock } from './platform/ports/clock.ts';
import type { Ids } from './platform/ports/ids.ts';
import type { Log } from './platform/ports/log.ts';
import type { Randomness } from './platform/ports/randomness.ts';
import { cronScheduler } from './platform/scheduler/cron-scheduler.ts';
import { Catalogue } from './till/catalogue/catalogue.ts';
import { boxKeyName, databaseName, reserveName } from './till/journal/files.ts';
import { keepHouse } from './till/housekeeping.ts';
import { openBoxKey } from './journal/box-key.ts';
import { SqliteJournalStore } from './till/journal/sqlite-journal-store.ts';
import { createPrinting } from './till/printing/create-printing.ts';
import { readRegister } from './till/register/open-register.ts';
import { Register } from './till/register/register.ts';
import { RoomKeeper } from './till/register/room-keeper.ts';
import { Snapshots } from './till/register/snapshots.ts';
import { ShopInUse } from './till/shop/shop-in-use.ts';
import { ShopStore } from './till/shop/shop-store.ts';
import { LogIn } from './till/staff/log-in.ts';
import { StaffStore } from './till/staff/staff-store.ts';
import type { TillParts } from './till/till-parts.ts';
import { Till } from './till/till.ts';
import { readGrid } from './till/views/grid-in-use.ts';

export interface DaemonPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  readonly log: Log;
}

export interface Daemon {
  readonly port: number;
  /** False once the writer or the register has been stuck: then the watchdog is left to bite. */
  isAlive(): boolean;
  /** Finishes what is under way, says goodbye, closes the journal. */
  stop(reason: string): Promise<void>;
}

export const version = '0.1.0';

/** Room kept for closing the shift on a full disk, and what must be free beside it. */
const reserveSize = { bytes: 8 * 1024 * 1024, spareBytes: 1024 * 1024 };

/** What was started, to be ended in the reverse order: when the box stops, or when the start failed half-way. */
type Ends = ((reason: string) => unknown)[];

async function endAll(ends: Ends, reason: string): Promise<void> {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end(reason);
}

/** Throws Fault `config.invalid`, `storage.*`: then nothing was started. `storage.busy`: another daemon works on this folder. */
export async function startDaemon(config: Config, ports: DaemonPorts): Promise<Daemon> {
  const ends: Ends = [];
  try {
    return await start(config, ports, ends);
  } catch (error) {
    await endAll(ends, 'could not start');
    throw error;
  }
}

async function start(config: Config, ports: DaemonPorts, ends: Ends): Promise<Daemon> {
  const { clock, log } = ports;
  const folder = config.dataFolder;
  await makeFolder(folder);
  const reserve = createReserve(nodeDisk, { path: join(folder, reserveName), folder, ...reserveSize });
  const database = await openDatabase(join(folder, databaseName), ports, reserve);
  ends.push(async () => database.close());
  const parts = await openTill(config, ports, database);
  const { till, register, store, shop, devices, printing } = parts;
  const snapshots = new Snapshots(register, store, log);
  const room = new RoomKeeper({
    register,
    reserve,
    checkpoint: async () => database.checkpoint(),
    clock,
    log,
  });
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
  const server = await serve(config, ports, parts);
  ends.push(server.close);
  const nightly = async (): Promise<void> => keepHouse({ database, store, clock, log });
  ends.push(cronScheduler(log).at('20 3 * * *', shop.settings.shop.timeZone, nightly));
  // Devices last: what they send finds a till that can take it.
  const lifetime = new AbortController();
  ends.push(async () => {
    lifetime.abort();
    await devices.stop();
  });
  await devices.start(lifetime.signal);
  // Before the devices: a receipt that is printing may come to its end.
  ends.push(async () => printing.stop());
  return {
    port: server.port,
    isAlive: () => register.isMoving(),
    stop: async (reason) => endAll(ends, reason),
  };
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw diskFault(error);
  }
}

/** On a disk that is full to the last byte not even a database opens: then the reserve is given up for it. */
async function openDatabase(
  path: string,
  { clock, log }: DaemonPorts,
  reserve: Reserve,
): Promise<SqliteDatabase> {
  try {
    return await openSqlite(path, { clock, log, alone: true });
  } catch (error) {
    if (!isFault(error, 'storage.full', 'storage.failed')) throw error;
    await reserve.release();
    return openSqlite(path, { clock, log, alone: true });
  }
}

interface Parts extends Pick<TillParts, 'register' | 'shop' | 'devices'> {
  readonly store: SqliteJournalStore;
  readonly till: Till;
  readonly printing: ReturnType<typeof createPrinting>;
}

async function openTill(config: Config, ports: DaemonPorts, database: SqliteDatabase): Promise<Parts> {
  const { clock, ids, randomness, log } = ports;
  if (config.demo) await fillDemoShop(database);
  const plans = new ShopStore(database);
  const plan = await plans.read();
  if (plan === undefined)
    throw new Fault('config.invalid', {
      problems: ['this box has no shop yet: start it once with COUNTERTOP_DEMO=true'],
    });
  const shop = new ShopInUse(plan, clock);
  const store = new SqliteJournalStore(database);
  const signer = await openBoxKey(join(config.dataFolder, boxKeyName), {
    disk: nodeDisk,
    database,
    clock,
    randomness,
  });
  const at = await readRegister(store, config.register, shop.settings.currency.code);
  const register = new Register(at, { store, clock, signer, settings: () => shop.settings });
  const staff = new StaffStore(database);
  const catalogue = new Catalogue(database);
  const devices = createDeviceRoom({
    settings: config.devices,
    opener: createPipeOpener({ clock }),
    clock,
    log,
    randomness,
  });
  const printing = createPrinting({
    register: config.register,
    database,
    store,
    devices,
    clock,
    log,
    shop: () => shop.now,
    staffNames: async () => staff.names(),
  });
  const logIn = new LogIn({
    staff,
    clock,
    randomness,
    onLockOut: (user, attempts) =>
      void till.note('system', { type: 'staff.locked-out', payload: { user, attempts } }),
  });
  const till: Till = new Till(
    {
      version,
      demo: config.demo,
      register,
      store,
      catalogue,
      staff,
      logIn,
      printing,
      devices,
      shop,
      plans,
      officeInReach: () => true,
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
  return { till, register, store, shop, devices, printing };
}

async function serve(
  config: Config,
  { clock, log }: DaemonPorts,
  parts: Parts,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const { till, register, devices, printing } = parts;
  const hosts = allowedHosts(config.hosts);
  const server = await createServer(hosts);
  const links = serveLinks(server.server, till, { clock, log, hosts, simulators: config.simulators });
  await serveMetrics(server, { version, register, devices, printing, links, clock });
  if (config.demo) server.get('/setup/simulators/codes.json', () => demoCodes);
  await servePages(server, config.pagesFolder);
  await listen(server, config);
  return {
    port: (server.server.address() as AddressInfo).port,
    async close() {
      links.stop();
      await server.close();
    },
  };
}

async function listen(server: FastifyInstance, { address, port }: Config): Promise<void> {
  try {
    await server.listen({ host: address, port });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Fault(
      'config.invalid',
      { problems: [`/port: ${address} port ${port} cannot be listened on: ${why}`] },
      error,
    );
  }
}
