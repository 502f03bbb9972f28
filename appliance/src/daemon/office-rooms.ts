// The rooms of the office put together: records and settings, people, what is fed to the registers, what is made of their journals, the boxes,
// and the REST of it all. `daemon.ts` opens them between the office's store and its end of the sync.
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Door } from '../back-office/api/door.ts';
import { serveOffice } from '../back-office/api/serve-office.ts';
import { openFeed } from '../back-office/feed/open-feed.ts';
import type { OfficeFeed } from '../back-office/feed/feed-source.ts';
import { Ledger } from '../back-office/feed/ledger.ts';
import type { FeedTables } from '../back-office/feed/feed-tables.ts';
import { figuresRoutes } from '../back-office/figures/routes.ts';
import { salesFold } from '../back-office/figures/sales-fold.ts';
import { stateOf } from '../back-office/figures/state.ts';
import { figureQueries } from '../back-office/figures/tables.ts';
import { officeKeyName } from '../back-office/files.ts';
import { Bundles } from '../back-office/fleet/bundles.ts';
import { Fleet } from '../back-office/fleet/fleet.ts';
import { PairingDesk } from '../back-office/fleet/pairing-desk.ts';
import { fleetRoutes } from '../back-office/fleet/routes.ts';
import { shiftFold } from '../back-office/fleet/shift-fold.ts';
import { Circumstances } from '../back-office/folds/circumstances.ts';
import { RecordedPast } from '../back-office/folds/recorded-past.ts';
import { Folds } from '../back-office/folds/runner.ts';
import { LiveHub } from '../back-office/live/hub.ts';
import { liveRoutes } from '../back-office/live/routes.ts';
import { openPeople, type People } from '../back-office/people/open-people.ts';
import { peopleRoutes } from '../back-office/people/routes.ts';
import { storeRecords } from '../back-office/people/store-records.ts';
import { serveUploads, uploadRoutes } from '../back-office/pictures/routes.ts';
import { Uploads } from '../back-office/pictures/uploads.ts';
import { RecordStore } from '../back-office/records/record-store.ts';
import { writeStandard } from '../back-office/records/standard/write-standard.ts';
import { SettingsStore } from '../back-office/settings/settings-store.ts';
import { Adjustments } from '../back-office/stock/adjust.ts';
import { stockRoutes } from '../back-office/stock/routes.ts';
import { stockFold } from '../back-office/stock/stock-fold.ts';
import { Stock } from '../back-office/stock/stock.ts';
import type { StockTables } from '../back-office/stock/tables.ts';
import { fillDemoOffice } from '../demo/fill-office.ts';
import { demoOfficeUser } from '../demo/people.ts';
import type { Config } from '../platform/config/config.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import type { AllowedHosts } from '../platform/http/origin.ts';
import { Outbox } from '../platform/mail/outbox.ts';
import { createQueries } from '../platform/query/queries.ts';
import { cronScheduler } from '../platform/scheduler/cron-scheduler.ts';
import { journalUse } from './journal-use.ts';
import type { OfficePart, OfficeStore } from './office-part.ts';
import { type DaemonPorts, type Ends, version } from './ports.ts';

const bundlesFolder = 'bundles';
const picturesFolder = 'pictures';
/** What shops of an empty office speak until somebody says otherwise. */
const firstLanguage = 'en';

export interface OfficeRooms {
  readonly feed: OfficeFeed;
  readonly fleet: Fleet;
  readonly people: People;
  /** Routes of the office; `end` is there once the boxes are taken. */
  serve(
    server: FastifyInstance,
    ground: {
      readonly hosts: AllowedHosts;
      readonly end: OfficePart['end'];
      readonly reached: () => { readonly address: string; readonly fingerprint: string } | undefined;
    },
  ): Promise<void>;
}

export interface RoomsGround {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly ends: Ends;
  /** Where people open the office, without a slash at the end. */
  readonly publicUrl: string;
}

/** Throws Fault `config.invalid`, `storage.*`. */
export async function openOfficeRooms(store: OfficeStore, ground: RoomsGround): Promise<OfficeRooms> {
  const { config, ports, ends } = ground;
  const { clock, ids, randomness, log } = ports;
  const { database, archive, boxes } = store;
  const use = journalUse(database, archive);
  const records = new RecordStore(database, { clock, ids, journal: use });
  const settings = new SettingsStore(database, { records, clock });
  const outbox = new Outbox({ database, clock, ids, randomness, log });
  const peopleOfStore = storeRecords(records);
  const people = await openPeople({
    database,
    records: peopleOfStore,
    outbox,
    disk: nodeDisk,
    keyPath: join(config.dataFolder, officeKeyName),
    clock,
    ids,
    randomness,
    log,
    publicUrl: ground.publicUrl,
    company: async () => (await records.all('shop'))[0]?.body.name ?? 'Countertop',
  });
  if (config.demo) await fillDemo({ records, settings, people });
  else await writeStandard(records, firstLanguage);
  await people.start();
  outbox.start();
  const uploads = new Uploads({ disk: nodeDisk, clock, folder: join(config.dataFolder, picturesFolder) });
  const feed = openFeed({
    database,
    records,
    settings,
    secrets: people.secrets,
    logo: async (name) => uploads.logo(name),
    ids,
  });
  const folds = new Folds({
    folds: [salesFold, stockFold, shiftFold],
    archive,
    circumstances: new Circumstances({ database, records: new RecordedPast(database) }),
    database,
    clock,
    log,
  });
  await folds.start();
  const fleet = new Fleet({
    database,
    clock,
    log,
    findings: async () => archive.alarms.list({ open: true }),
    paired: async () => pairedOf(boxes),
  });
  await fleet.start();
  const hub = new LiveHub(clock);
  nudgeOn(hub, { records, folds, fleet, people });
  ends.push(
    async () => outbox.stop(),
    async () => people.stop(),
    async () => folds.stop(),
    async () => fleet.stop(),
  );
  ends.push(cronScheduler(log).at('40 3 * * *', 'UTC', async () => people.tidy()));
  const bundles = new Bundles({
    database,
    disk: nodeDisk,
    clock,
    ids,
    folder: join(config.dataFolder, bundlesFolder),
  });
  const stockQueries = createQueries<StockTables>(database);
  const state = (fold: string): ReturnType<typeof stateOf> => stateOf(fold, { folds, database });
  const stock = new Stock({
    queries: stockQueries,
    records,
    adjustments: new Adjustments({ queries: stockQueries, records, journal: store.journal, archive, folds }),
    state: state('stock'),
  });
  const ledger = new Ledger(createQueries<FeedTables>(database));
  return {
    feed,
    fleet,
    people,
    async serve(server, { hosts, end, reached }) {
      const sessions = people.doorkeeper;
      const door = new Door({ hosts, sessions, clock, log });
      const desk = new PairingDesk({ pairing: store.pairing, boxes, reached });
      serveUploads(server, uploads);
      ends.push(() => {
        hub.stop();
      });
      await serveOffice(server, {
        hosts,
        sessions,
        clock,
        log,
        records,
        settings,
        ids,
        version,
        admit: (session) => people.guard.admit(session),
        more: [
          peopleRoutes({ people, records: peopleOfStore, hosts, clock, log, demo: demoAccounts(config) }),
          figuresRoutes({
            door,
            queries: figureQueries(database),
            records,
            clock,
            state: state('sales'),
          }),
          stockRoutes({ door, stock }),
          fleetRoutes({
            door,
            view: {
              fleet,
              records,
              paired: async () => desk.paired(),
              feed: {
                latest: async () => records.lastNumber(),
                sent: async (register) => ledger.sent(register),
              },
            },
            orders: end,
            desk,
            bundles,
            findings: {
              open: async () => archive.alarms.list({ open: true }),
              acknowledge: async (number, by) => archive.alarms.acknowledge(number, by),
            },
            journal: store.journal,
          }),
          liveRoutes({ sessions, hub }),
          uploadRoutes({ door, uploads }),
        ],
      });
    },
  };
}

async function pairedOf(boxes: OfficeStore['boxes']): Promise<ReadonlySet<string>> {
  const known = await boxes.list();
  return new Set(known.filter(({ revoked }) => !revoked).map(({ register }) => register));
}

function demoAccounts({ demo }: Config): readonly { name: string; email: string; password: string }[] {
  const { email, password } = demoOfficeUser;
  return demo ? [{ name: 'Alex Morgan', email, password }] : [];
}

async function fillDemo({
  records,
  settings,
  people,
}: {
  readonly records: RecordStore;
  readonly settings: SettingsStore;
  readonly people: People;
}): Promise<void> {
  const said = (answer: { readonly ok: boolean }): string | undefined =>
    answer.ok ? undefined : JSON.stringify(answer);
  await fillDemoOffice({
    hasShops: async () => (await records.all('shop')).length > 0,
    put: async (kind, all) =>
      said(
        await records.changeMany(
          kind,
          all.map(({ id, body }) => ({ id, isNew: true, body })),
          'system',
        ),
      ),
    set: async ({ level, owner, values }) => said(await settings.set({ level, owner }, { values }, 'system')),
    setPosPassword: async (user, password) =>
      said(await people.secrets.setPosPassword(user, password, 'system')),
    letIn: async ({ id, email, password }) => said(await people.accounts.admit(id, { email, password })),
  });
}

/** Pages ask again when something of what they show may have changed. */
function nudgeOn(
  hub: LiveHub,
  {
    records,
    folds,
    fleet,
    people,
  }: {
    readonly records: RecordStore;
    readonly folds: Folds;
    readonly fleet: Fleet;
    readonly people: People;
  },
): void {
  let seen: Promise<number> = records.lastNumber();
  records.onChange((number) => {
    // One after the other, so that no change is told twice or passed over.
    seen = seen.then(async (last) => {
      const changes = await records.changesAfter(last, 500);
      for (const kind of new Set(changes.map((change) => change.kind))) {
        const ids = new Set(changes.filter((change) => change.kind === kind).map(({ id }) => id));
        hub.nudge('records', kind);
        await people.recordsChanged(kind, [...ids]);
      }
      return changes.at(-1)?.number ?? number;
    });
  });
  folds.onFolded(({ types }) => {
    if (types.has('sale.completed')) hub.nudge('sales');
    if (types.has('sale.completed') || types.has('stock.adjusted')) hub.nudge('stock');
    if (types.has('shift.opened') || types.has('shift.closed')) hub.nudge('boxes');
  });
  fleet.onChange(() => {
    hub.nudge('boxes');
  });
  // Who lost their session hears nothing more; at the next heartbeat at the latest, at once where it is told.
  people.sessions.onEnded(({ user }) => void hub.look(user));
}
