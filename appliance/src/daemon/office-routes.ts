// What the office's rooms answer by HTTP, put together: records, people, figures, stock, boxes, live updates, pictures.
import { join } from 'node:path';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { Door } from '../back-office/api/door.ts';
import { serveOffice } from '../back-office/api/serve-office.ts';
import type { FeedTables } from '../back-office/feed/feed-tables.ts';
import { Ledger } from '../back-office/feed/ledger.ts';
import { figuresRoutes } from '../back-office/figures/routes.ts';
import { stateOf } from '../back-office/figures/state.ts';
import { figureQueries } from '../back-office/figures/tables.ts';
import { Bundles } from '../back-office/fleet/bundles.ts';
import { PairingDesk } from '../back-office/fleet/pairing-desk.ts';
import { giftCardRoutes } from '../back-office/gift-cards/routes.ts';
import { accountRoutes } from '../back-office/accounts/routes.ts';
import { prepaymentFold } from '../back-office/prepayments/prepayment-fold.ts';
import { prepaymentRoutes } from '../back-office/prepayments/routes.ts';
import type { PrepaymentTables } from '../back-office/prepayments/tables.ts';
import { pointsRoutes } from '../back-office/points/routes.ts';
import { posRoutes } from '../back-office/fleet/pos-routes.ts';
import { fleetRoutes } from '../back-office/fleet/routes.ts';
import { liveRoutes } from '../back-office/live/routes.ts';
import { peopleRoutes } from '../back-office/people/routes.ts';
import { firstStepsRoutes } from '../back-office/start/first-steps.ts';
import { serveUploads, uploadRoutes } from '../back-office/pictures/routes.ts';
import type { Uploads } from '../back-office/pictures/uploads.ts';
import { returnsRoutes } from '../back-office/returns/routes.ts';
import { stockRoutes } from '../back-office/stock/routes.ts';
import { tabRoutes } from '../back-office/tabs/routes.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import type { AllowedHosts } from '../platform/http/origin.ts';
import { createQueries } from '../platform/query/queries.ts';
import type { ModuleName } from '../protocol/office/modules.ts';
import { demoAccounts } from './office-demo.ts';
import type { OfficePart, OfficeStore } from './office-part.ts';
import type { RoomsGround, StaffRooms, WatchRooms } from './office-ground.ts';
import { version } from './ports.ts';

const bundlesFolder = 'bundles';

export interface ServingPlace {
  readonly hosts: AllowedHosts;
  /** There once the boxes are taken. */
  readonly end: OfficePart['end'];
  readonly reached: () => { readonly address: string; readonly fingerprint: string } | undefined;
}

export interface ServedRooms extends StaffRooms, WatchRooms, RoomsGround {
  readonly store: OfficeStore;
  readonly uploads: Uploads;
}

export async function serveRooms(
  server: FastifyInstance,
  place: ServingPlace,
  rooms: ServedRooms,
): Promise<void> {
  const { config, ports, ends, records, settings, people, peopleOfStore, hub, uploads } = rooms;
  const { clock, ids, log } = ports;
  const { hosts } = place;
  const sessions = people.doorkeeper;
  const isOn = async (module: ModuleName): Promise<boolean> => people.modules.isActive(module);
  const door = new Door({ hosts, sessions, clock, log, isOn });
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
    isOn,
    admit: (session) => people.guard.admit(session),
    more: [
      peopleRoutes({ people, records: peopleOfStore, hosts, clock, log, demo: demoAccounts(config) }),
      ...journalRoutes(door, rooms),
      boxRoutes(door, place, rooms),
      posRoutes({
        door,
        fleet: rooms.fleet,
        records,
        paired: async () => rooms.store.boxes.paired(),
        here: config.roles.includes('till') ? config.register : undefined,
        hasPosPassword: async (user) => (await people.secrets.posHashes([user])).has(user),
      }),
      liveRoutes({ sessions, hub }),
      uploadRoutes({ door, uploads }),
      firstStepsRoutes({
        door,
        records,
        posHashes: async (users) => people.secrets.posHashes(users),
        paired: async () => rooms.store.boxes.paired(),
        queries: figureQueries(rooms.store.database),
      }),
    ],
  });
}

/** What is made of the journals: figures and stock. */
function journalRoutes(
  door: Door,
  {
    store: { database },
    records,
    folds,
    disputes,
    stock,
    returns,
    points,
    accounts,
    cards,
    ports,
  }: ServedRooms,
): readonly FastifyPluginAsync[] {
  const state = stateOf('sales', { folds, database });
  const figures = { queries: figureQueries(database), records, clock: ports.clock, state };
  return [
    figuresRoutes({ door, ...figures }),
    stockRoutes({ door, stock }),
    tabRoutes({ door, disputes }),
    returnsRoutes({ door, returns }),
    pointsRoutes({ door, points }),
    accountRoutes({ door, accounts }),
    giftCardRoutes({ door, cards }),
    prepaymentRoutes({
      door,
      queries: createQueries<PrepaymentTables>(database),
      records,
      state: stateOf(prepaymentFold.name, { folds, database }),
    }),
  ];
}

function boxRoutes(
  door: Door,
  { end, reached }: ServingPlace,
  { store, records, fleet, config, ports }: ServedRooms,
): FastifyPluginAsync {
  const { database, archive, boxes, pairing, journal } = store;
  const desk = new PairingDesk({ pairing, boxes, reached });
  const ledger = new Ledger(createQueries<FeedTables>(database));
  const folder = join(config.dataFolder, bundlesFolder);
  const bundles = new Bundles({ database, disk: nodeDisk, clock: ports.clock, ids: ports.ids, folder });
  return fleetRoutes({
    door,
    view: {
      fleet,
      records,
      paired: async () => boxes.paired(),
      feed: {
        latest: async () => records.lastNumber(),
        sent: async (register) => ledger.sent(register),
      },
    },
    orders: end,
    desk,
    bundles,
    findings: {
      all: async () => archive.alarms.list(),
      acknowledge: async (number, said) => archive.alarms.acknowledge(number, said),
    },
    journal,
  });
}
