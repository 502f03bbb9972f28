// The composition root: builds the parts that a box's roles ask for, wires them, and takes them down in the reverse order.
// Nothing imports this file but the process that starts it and the tests that run a whole box.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { createDeviceRoom } from './devices/device-room.ts';
import { createPipeOpener } from './devices/transport/open-pipe.ts';
import { demoCodes } from './demo/codes.ts';
import { fillDemoShop } from './demo/fill.ts';
import type { Config } from './platform/config/config.ts';
import { openSqlite, type SqliteDatabase } from './platform/database/sqlite.ts';
import { nodeDisk } from './platform/disk/node-disk.ts';
import { Fault } from './platform/fault.ts';
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
import { databaseName } from './till/journal/files.ts';
import { keepHouse } from './till/housekeeping.ts';
import { openBoxKey } from './till/journal/box-key.ts';
import { SqliteJournalStore } from './till/journal/sqlite-journal-store.ts';
import { createPrinting } from './till/printing/create-printing.ts';
import { readRegister } from './till/register/open-register.ts';
import { Register } from './till/register/register.ts';
import { Snapshots } from './till/register/snapshots.ts';
import { ShopStore } from './till/shop/shop-store.ts';
import { LogIn } from './till/staff/log-in.ts';
import { StaffStore } from './till/staff/staff-store.ts';
import { Till } from './till/till.ts';
import { gridProducts } from './till/views/grid-view.ts';

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
  /** Finishes what is under way, says goodbye, closes the journal. Safe to call once. */
  stop(reason: string): Promise<void>;
}

export const version = '0.1.0';

/** Throws Fault `config.invalid`, `storage.*`: then nothing was started. */
export async function startDaemon(config: Config, ports: DaemonPorts): Promise<Daemon> {
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const database = await openSqlite(join(config.dataFolder, databaseName), { clock: ports.clock, log: ports.log });
  try {
    return await start(config, ports, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function start(config: Config, ports: DaemonPorts, database: SqliteDatabase): Promise<Daemon> {
  const { clock, ids, randomness, log } = ports;
  if (config.demo) await fillDemoShop(database);
  const shop = await new ShopStore(database).read();
  if (shop === undefined) throw new Fault('config.invalid', { problems: ['this box has no shop yet: start it once with COUNTERTOP_DEMO=true'] });
  const store = new SqliteJournalStore(database);
  const signer = await openBoxKey(join(config.dataFolder, 'box-key.pem'), { disk: nodeDisk, database, clock, randomness });
  const at = await readRegister(store, config.register, shop.settings.currency.code);
  const register = new Register(at, { store, clock, signer, settings: () => shop.settings });
  const snapshots = new Snapshots(register, store, log);
  const staff = new StaffStore(database);
  const catalogue = new Catalogue(database);
  const members = await staff.active();
  const devices = createDeviceRoom({ settings: config.devices, opener: createPipeOpener({ clock }), clock, log, randomness });
  const printing = createPrinting({ database, store, devices, clock, log, shop, staffNames: new Map(members.map(({ id, name }) => [id, name])) });
  const logIn = new LogIn({
    staff,
    clock,
    randomness,
    onLockOut: (user, attempts) => void till.note('system', { type: 'staff.locked-out', payload: { user, attempts } }),
  });
  const till: Till = new Till(
    { version, demo: config.demo, register, store, catalogue, staff, logIn, printing, devices, shop, clock, ids, log },
    members,
    await catalogue.byIds(gridProducts(shop.grid)),
  );
  till.start();
  snapshots.start();

  const hosts = allowedHosts(config.hosts);
  const server = await createServer(hosts);
  const links = serveLinks(server.server, till, { clock, log, hosts, simulators: config.simulators });
  await serveMetrics(server, { version, register, devices, printing, links, clock });
  if (config.demo) server.get('/setup/simulators/codes.json', () => demoCodes);
  await servePages(server, config.pagesFolder);
  const lifetime = new AbortController();
  await printing.start();
  const scheduler = cronScheduler(log);
  const endNights = scheduler.at('20 3 * * *', shop.settings.shop.timeZone, async () => keepHouse({ database, store, clock, log }));
  const { operator } = register.state;
  if (operator !== null) await till.note('system', { type: 'staff.logged-out', payload: { user: operator, reason: 'restart' } });
  await till.note('system', { type: 'daemon.started', payload: { version } });
  await server.listen({ host: config.address, port: config.port });
  // Devices last: what they send finds a till that can take it.
  await devices.start(lifetime.signal);

  return {
    port: (server.server.address() as AddressInfo).port,
    isAlive: () => register.isMoving(),
    async stop(reason) {
      lifetime.abort();
      endNights();
      await devices.stop();
      links.stop();
      await server.close();
      await printing.stop();
      await till.note('system', { type: 'daemon.stopped', payload: { reason } });
      await register.stop();
      await snapshots.stop();
      await database.close();
    },
  };
}
