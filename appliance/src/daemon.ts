// The composition root: builds the parts that a box's roles ask for, wires them, and takes them down in the reverse order.
// Nothing imports this file but the process that starts it and the tests that run a whole box.
import { demoCodes } from './demo/codes.ts';
import { fillDemoShop } from './demo/fill.ts';
import { officeRegister } from './domain/journal/entry.ts';
import { type BoxPart, openBox } from './daemon/box-part.ts';
import { boxSelf, rememberingLog } from './daemon/box-self.ts';
import { makeFolder } from './daemon/data-folder.ts';
import { openOffice, type OfficePart, openOfficeStore } from './daemon/office-part.ts';
import { publicUrlOf } from './daemon/office-names.ts';
import { openOfficeRooms, type OfficeRooms } from './daemon/office-rooms.ts';
import { BoxPages } from './daemon/pages-of-box.ts';
import { serveImport } from './daemon/import-route.ts';
import { openPictures } from './daemon/pictures-part.ts';
import { type DaemonPorts, endAll, type Ends, version } from './daemon/ports.ts';
import { openOfficeServer, openOwnServer, type Routes, type TlsPlace } from './daemon/servers.ts';
import { newLocalToken } from './daemon/local-token.ts';
import { type DeviceRoutesGround, serveDevices } from './daemon/device-routes.ts';
import { officeView, serveBoxSetup, type SetupGround, whoSetsUp } from './daemon/setup-routes.ts';
import { enrolOwnTill, openSync } from './daemon/sync-part.ts';
import { openTill, startDevices, startTill, type TillGround, type TillPart } from './daemon/till-part.ts';
import type { PlainProduct } from './back-office/records/csv/take-products.ts';
import type { Config } from './platform/config/config.ts';
import { serveMetrics } from './platform/metrics/metrics.ts';
import type { BoxEnd } from './sync/box/box-end.ts';
import { askOffice } from './till/office/ask-office.ts';
import { ShopStore } from './till/shop/shop-store.ts';

export interface Daemon {
  readonly port: number;
  /** Of the office's TLS server; undefined where there is none. */
  readonly officePort: number | undefined;
  /** What it is called in a log: its register, or the office. */
  readonly name: string;
  /** False once the writer or the register has been stuck: then the watchdog is left to bite. */
  isAlive(): boolean;
  /** Finishes what is under way, says goodbye, closes the journal. */
  stop(reason: string): Promise<void>;
}

/** Throws Fault `config.invalid`, `storage.*`: then nothing was started. `storage.busy`: another daemon works on this folder. */
export async function startDaemon(config: Config, ports: DaemonPorts): Promise<Daemon> {
  const ends: Ends = [];
  try {
    return await new Start(config, ports, ends).run();
  } catch (error) {
    await endAll(ends, 'could not start');
    throw error;
  }
}

/** One start, from the folder to the devices. What it opens is known to the parts that come before only by asking later. */
class Start {
  readonly #config: Config;
  readonly #ports: DaemonPorts;
  readonly #ends: Ends;
  readonly #lastLines: () => readonly string[];
  #rooms: OfficeRooms | undefined;
  #sync: BoxEnd | undefined;
  #tls: TlsPlace | undefined;

  constructor(config: Config, ports: DaemonPorts, ends: Ends) {
    const { log, lastLines } = rememberingLog(ports.log);
    this.#config = config;
    this.#ports = { ...ports, log };
    this.#ends = ends;
    this.#lastLines = lastLines;
  }

  async run(): Promise<Daemon> {
    const config = this.#config;
    const ends = this.#ends;
    await makeFolder(config.dataFolder);
    const office = await this.#office();
    const box = config.roles.includes('till') ? await openBox(config, this.#ports, ends) : undefined;
    if (box !== undefined && office !== undefined) await enrolOwnTill(office, box);
    const ground = box === undefined ? undefined : this.#tillGround(box);
    const till = ground === undefined ? undefined : await this.#till(ground);
    const port = await this.#serve({ box, till, office });
    if (till !== undefined && ground !== undefined) await startDevices(till, ground, ends);
    // First of all when it stops: what happens then is sent at the next start.
    const sync = this.#sync;
    if (sync !== undefined) {
      sync.start();
      ends.push(async () => sync.stop());
    }
    return {
      port,
      officePort: this.#tls?.port,
      name: box?.register ?? officeRegister,
      isAlive: () => till?.register.isMoving() ?? true,
      stop: async (reason) => endAll(ends, reason),
    };
  }

  async #office(): Promise<OfficePart | undefined> {
    const config = this.#config;
    if (!config.roles.includes('back-office')) return undefined;
    const ends = this.#ends;
    const ports = this.#ports;
    const store = await openOfficeStore(config, ports, ends);
    const rooms = await openOfficeRooms(store, { config, ports, ends, publicUrl: publicUrlOf(config) });
    this.#rooms = rooms;
    return openOffice(store, rooms, { ports, ends });
  }

  #tillGround(box: BoxPart): TillGround {
    const officeInReach = (): boolean => this.#sync?.state.phase === 'linked';
    const ask = askOffice(
      async (question, body) => (await this.#sync?.ask(question, body)) ?? { outcome: 'not-linked' },
    );
    return { config: this.#config, ports: this.#ports, box, officeInReach, askOffice: ask };
  }

  /** Undefined: this box has no shop yet. */
  async #till(ground: TillGround): Promise<TillPart | undefined> {
    const { database } = ground.box;
    if (this.#config.demo) await fillDemoShop(database);
    const plan = await new ShopStore(database).read();
    if (plan === undefined) return undefined;
    const till = await openTill(ground, plan);
    await startTill(till, ground, this.#ends);
    return till;
  }

  async #serve(parts: {
    readonly box: BoxPart | undefined;
    readonly till: TillPart | undefined;
    readonly office: OfficePart | undefined;
  }): Promise<number> {
    const { box, till, office } = parts;
    const config = this.#config;
    const ports = this.#ports;
    const ends = this.#ends;
    const setup: SetupGround = {
      ...parts,
      config,
      ports,
      linkState: () => this.#sync?.state,
      localToken: await newLocalToken(config.dataFolder, ports.randomness),
      officeTls: () => this.#tls,
    };
    const pages = new BoxPages(ports.clock, () => officeView(setup));
    const door = till === undefined ? undefined : pages.door(till.till);
    const server = { config, ports, ends, door, office, pages };
    const rooms = this.#rooms;
    const pictures = box === undefined || office !== undefined ? undefined : openPictures({ ...server, box });
    const shared: Routes = async (on, hosts) => {
      if (config.demo) on.get('/setup/simulators/codes.json', () => demoCodes);
      if (office !== undefined) await rooms?.serve(on, { hosts, end: office.end, reached: () => this.#tls });
    };
    if (office !== undefined) this.#tls = await openOfficeServer({ ...server, office }, shared);
    const port = await openOwnServer(server, async (on, hosts) => {
      await shared(on, hosts);
      serveBoxSetup(on, setup);
      const who: DeviceRoutesGround['who'] = (request) => whoSetsUp(request, setup);
      serveDevices(on, { devices: till?.atDevices, clock: ports.clock, who });
      pictures?.serve(on);
      const take =
        rooms && box && (async (all: readonly PlainProduct[]) => rooms.takeProducts(all, box.register));
      serveImport(on, setup.localToken, take);
      await serveMetrics(on, {
        version,
        clock: ports.clock,
        name: box?.register ?? officeRegister,
        till,
        lacksShop: box !== undefined && till === undefined,
        links: pages,
        office: () => officeView(setup),
      });
    });
    if (box !== undefined) {
      const self = boxSelf({
        config,
        ports,
        box,
        till,
        pages,
        port,
        lastLines: this.#lastLines,
        linkState: () => officeView(setup),
      });
      const place = office === undefined ? 'elsewhere' : { own: office, port };
      const keeper = pictures?.keeper;
      this.#sync = openSync({ config, ports, box, till, self, pictures: keeper, ends }, place);
      keeper?.start();
      ends.push(async () => keeper?.stop());
      this.#sync?.onChange(() => {
        pages.refresh();
      });
    }
    return port;
  }
}
