// The rooms of the office put together: records and settings, people, what is fed to the registers, what is made of their journals, the boxes.
// `daemon.ts` opens them between the office's store and its end of the sync; what they answer by HTTP is in office-routes.ts.
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openFeed } from '../back-office/feed/open-feed.ts';
import type { OfficeFeed } from '../back-office/feed/feed-source.ts';
import { officeAnswers } from '../back-office/answers/answers.ts';
import { accountFold } from '../back-office/accounts/account-fold.ts';
import { Accounts } from '../back-office/accounts/accounts.ts';
import type { AccountTables } from '../back-office/accounts/tables.ts';
import { accountOfCustomer } from '../back-office/answers/account-of-customer.ts';
import { pointsForTab } from '../back-office/answers/points-for-tab.ts';
import { mailReceipt, stateOfMail } from '../back-office/answers/mail-receipt.ts';
import { saleOfReceipt } from '../back-office/answers/sale-of-receipt.ts';
import { currencyOf } from '../back-office/answers/where-asked.ts';
import { CardList } from '../back-office/gift-cards/card-list.ts';
import { giftCardFold } from '../back-office/gift-cards/gift-card-fold.ts';
import { giftCardAnswers } from '../back-office/gift-cards/holds.ts';
import { giftCardSalt } from '../back-office/gift-cards/salt.ts';
import type { GiftCardTables } from '../back-office/gift-cards/tables.ts';
import { stockOfProduct } from '../back-office/answers/stock-of-product.ts';
import { salesFold } from '../back-office/figures/sales-fold.ts';
import { figureQueries } from '../back-office/figures/tables.ts';
import { stateOf } from '../back-office/figures/state.ts';
import { officeKeyName } from '../back-office/files.ts';
import { Fleet } from '../back-office/fleet/fleet.ts';
import { shiftFold } from '../back-office/fleet/shift-fold.ts';
import { Circumstances } from '../back-office/folds/circumstances.ts';
import { RecordedPast } from '../back-office/folds/recorded-past.ts';
import { Folds } from '../back-office/folds/runner.ts';
import { LiveHub } from '../back-office/live/hub.ts';
import { openPeople, type People } from '../back-office/people/open-people.ts';
import { storeRecords } from '../back-office/people/store-records.ts';
import { Uploads } from '../back-office/pictures/uploads.ts';
import {
  type PlainProduct,
  takeProducts,
  type TakenProducts,
} from '../back-office/records/csv/take-products.ts';
import { Points } from '../back-office/points/points.ts';
import { prepaymentFold } from '../back-office/prepayments/prepayment-fold.ts';
import { pointsCorrected, pointsFold } from '../back-office/points/points-fold.ts';
import type { PointsTables } from '../back-office/points/tables.ts';
import { RecordStore } from '../back-office/records/record-store.ts';
import { writeStandard } from '../back-office/records/standard/write-standard.ts';
import { Returns } from '../back-office/returns/returns.ts';
import { returnsFold, reviewed } from '../back-office/returns/returns-fold.ts';
import { returnQueries } from '../back-office/returns/tables.ts';
import { SettingsStore } from '../back-office/settings/settings-store.ts';
import { Adjustments } from '../back-office/stock/adjust.ts';
import { Stock } from '../back-office/stock/stock.ts';
import { stockFold } from '../back-office/stock/stock-fold.ts';
import type { StockTables } from '../back-office/stock/tables.ts';
import { Disputes } from '../back-office/tabs/disputes.ts';
import { ShopTabs } from '../back-office/tabs/shop-tabs.ts';
import { tabFold, tabReviewed } from '../back-office/tabs/tab-fold.ts';
import type { TabTables } from '../back-office/tabs/tab-tables.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import { Outbox } from '../platform/mail/outbox.ts';
import { createQueries } from '../platform/query/queries.ts';
import { cronScheduler } from '../platform/scheduler/cron-scheduler.ts';
import { journalUse } from './journal-use.ts';
import { fillDemoRooms } from './office-demo.ts';
import type { RoomsGround, StaffRooms, WatchRooms } from './office-ground.ts';
import type { OfficeStore } from './office-part.ts';
import { type ServingPlace, serveRooms } from './office-routes.ts';
import type { OfficeAnswers } from '../sync/ports.ts';
import type { Log } from '../platform/ports/log.ts';

const picturesFolder = 'pictures';
/** What shops of an empty office speak until somebody says otherwise. */
const firstLanguage = 'en';
const demoLanguage = 'nb';

export interface OfficeRooms {
  readonly feed: OfficeFeed;
  readonly fleet: Fleet;
  readonly people: People;
  readonly answers: OfficeAnswers;
  /** Products of a plain list become records, at the prices of this register's shop. */
  takeProducts(products: readonly PlainProduct[], register: string): Promise<TakenProducts | undefined>;
  /** Routes of the office. */
  serve(server: FastifyInstance, place: ServingPlace): Promise<void>;
}

/** Throws Fault `config.invalid`, `storage.*`. */
export async function openOfficeRooms(store: OfficeStore, ground: RoomsGround): Promise<OfficeRooms> {
  const { config, ports } = ground;
  const staff = await openStaffRooms(store, ground);
  const folder = join(config.dataFolder, picturesFolder);
  const uploads = new Uploads({ disk: nodeDisk, clock: ports.clock, folder });
  const cardQueries = createQueries<GiftCardTables>(store.database);
  const feed = openFeed({
    database: store.database,
    records: staff.records,
    settings: staff.settings,
    secrets: staff.people.secrets,
    badges: staff.people.badges,
    giftCardSalt: async () => giftCardSalt(cardQueries, ports.randomness),
    logo: async (name) => uploads.logo(name),
    ids: ports.ids,
  });
  const watch = await openWatchRooms(store, staff, ground);
  return {
    feed,
    fleet: watch.fleet,
    people: staff.people,
    answers: officeAnswers({
      ...giftCardAnswers({
        queries: cardQueries,
        clock: ports.clock,
        currencyOf: async (register) => currencyOf(staff.records, register),
      }),
      'mail-receipt': mailReceipt({ outbox: staff.outbox, company: staff.company }),
      'state-of-mail': stateOfMail({ outbox: staff.outbox }),
      'sale-of-receipt': saleOfReceipt({
        queries: returnQueries(store.database),
        records: staff.records,
        isWhole: () => !watch.folds.state().building.includes(returnsFold.name),
      }),
      'points-for-tab': pointsForTab({
        queries: createQueries<PointsTables>(store.database),
        records: staff.records,
        now: () => ports.clock.now(),
      }),
      'account-of-customer': accountOfCustomer({
        queries: createQueries<AccountTables>(store.database),
        records: staff.records,
        isWhole: () => !watch.folds.state().building.includes(accountFold.name),
      }),
      'tabs-of-shop': async (register, body) => watch.tabs.tabsOfShop(register, body),
      'take-tab': async (register, body) => watch.tabs.take(register, body),
      'stock-of-product': stockOfProduct({
        stock: watch.stock,
        records: staff.records,
        isKept: async () => staff.people.modules.isActive('stock'),
      }),
    }),
    takeProducts: async (products, register) =>
      takeProducts({ records: staff.records, ids: ports.ids }, products, register),
    serve: async (server, place) =>
      serveRooms(server, place, { ...staff, ...watch, ...ground, store, uploads }),
  };
}

async function openStaffRooms(
  { database, archive }: OfficeStore,
  { config, ports, ends, publicUrl }: RoomsGround,
): Promise<StaffRooms> {
  const { clock, ids, randomness, log } = ports;
  const records = new RecordStore(database, { clock, ids, journal: journalUse(database, archive) });
  const settings = new SettingsStore(database, { records, clock });
  const outbox = new Outbox({ database, clock, ids, randomness, log });
  const peopleOfStore = storeRecords(records);
  const company = async (): Promise<string> => (await records.all('shop'))[0]?.body.name ?? 'Countertop';
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
    publicUrl,
    company,
  });
  if (config.demo)
    await fillDemoRooms({ records, settings, people, giftCards: createQueries<GiftCardTables>(database) });
  // Beside the demo company's own records: what it does not bring.
  await writeStandard(records, config.demo ? demoLanguage : firstLanguage);
  await people.start();
  outbox.start();
  ends.push(
    async () => outbox.stop(),
    async () => people.stop(),
    cronScheduler(log).at('40 3 * * *', 'UTC', async () => people.tidy()),
  );
  return { records, settings, people, peopleOfStore, outbox, company };
}

/** What is made of the journals. */
const allFolds = [
  salesFold,
  stockFold,
  giftCardFold,
  returnsFold,
  pointsFold,
  accountFold,
  prepaymentFold,
  shiftFold,
  tabFold,
];

async function openWatchRooms(
  { database, archive, boxes, journal }: OfficeStore,
  { records, people }: StaffRooms,
  { ports, ends }: RoomsGround,
): Promise<WatchRooms> {
  const { clock, log } = ports;
  const folds = new Folds({
    folds: [...allFolds],
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
    paired: async () => boxes.paired(),
  });
  await fleet.start();
  const hub = new LiveHub(clock);
  nudgeOn(hub, { records, folds, fleet, people, log });
  ends.push(
    async () => folds.stop(),
    async () => fleet.stop(),
  );
  const queries = createQueries<StockTables>(database);
  const adjustments = new Adjustments({ queries, records, journal, archive, folds });
  const stock = new Stock({ queries, records, adjustments, state: stateOf('stock', { folds, database }) });
  const returns = new Returns({
    queries: returnQueries(database),
    figures: figureQueries(database),
    records,
    clock,
    journal,
    folds,
    state: stateOf(returnsFold.name, { folds, database }),
  });
  const points = new Points({
    queries: createQueries<PointsTables>(database),
    records,
    journal,
    archive,
    folds,
    state: stateOf(pointsFold.name, { folds, database }),
  });
  const accounts = new Accounts({
    queries: createQueries<AccountTables>(database),
    records,
    state: stateOf(accountFold.name, { folds, database }),
  });
  const tabQueries = createQueries<TabTables>(database);
  const tabs = new ShopTabs({ queries: tabQueries, records, folds, clock });
  const disputes = new Disputes({ queries: tabQueries, records, tabs, journal, folds });
  ends.push(() => {
    tabs.stop();
  });
  const cards = new CardList({
    queries: createQueries<GiftCardTables>(database),
    records,
    clock,
    journal,
    folds,
    state: stateOf(giftCardFold.name, { folds, database }),
  });
  return { folds, fleet, hub, tabs, disputes, stock, returns, points, accounts, cards };
}

/** Pages ask again when something of what they show may have changed. */
function nudgeOn(
  hub: LiveHub,
  {
    records,
    folds,
    fleet,
    people,
    log,
  }: {
    readonly records: RecordStore;
    readonly folds: Folds;
    readonly fleet: Fleet;
    readonly people: People;
    readonly log: Log;
  },
): void {
  let seen: Promise<number> = records.lastNumber();
  records.onChange(() => {
    // One after the other, so that no change is told twice or passed over.
    seen = seen.then(async (last) => {
      try {
        return await tellAfter(last, { hub, records, people });
      } catch (error) {
        // The next change tells of these too; meanwhile every request asks for rights anew anyway.
        log.error({ error }, 'pages were not told of a change');
        return last;
      }
    });
  });
  folds.onFolded(({ types }) => {
    if (types.has('sale.completed') || types.has(reviewed.type)) hub.nudge('sales');
    if (['tab.taken-over', 'tab.given-up', 'tab.withdrawn', tabReviewed.type].some((type) => types.has(type)))
      hub.nudge('shared-tabs');
    if (types.has('sale.completed') || types.has('stock.adjusted')) hub.nudge('stock');
    if (types.has('sale.completed') || types.has(pointsCorrected.type)) hub.nudge('points');
    if (types.has('sale.completed') || types.has('account.paid')) hub.nudge('accounts');
    if (types.has('shift.opened') || types.has('shift.closed')) hub.nudge('boxes');
  });
  fleet.onChange(() => {
    hub.nudge('boxes');
  });
  // Who lost their session hears nothing more; at the next heartbeat at the latest, at once where it is told.
  people.sessions.onEnded(({ user }) => void hub.look(user));
}

const changesAtOnce = 500;

/** Tells of all changes after this one; returns the number of the last. */
async function tellAfter(
  number: number,
  { hub, records, people }: { readonly hub: LiveHub; readonly records: RecordStore; readonly people: People },
): Promise<number> {
  let last = number;
  for (;;) {
    const changes = await records.changesAfter(last, changesAtOnce);
    for (const kind of new Set(changes.map((change) => change.kind))) {
      const ids = new Set(changes.filter((change) => change.kind === kind).map(({ id }) => id));
      hub.nudge('records', kind);
      await people.recordsChanged(kind, [...ids]);
    }
    last = changes.at(-1)?.number ?? last;
    if (changes.length < changesAtOnce) return last;
  }
}
