// What the box knows of its shop over time: VAT with its coming changes, rates of foreign cash by day, templates by time of day, and what
// the shop gave up but tabs and drawers may still hold. From it the shop of any moment is made.
import { wellFormed } from '../../domain/campaign/well-formed.ts';
import type { Tender } from '../../domain/payment/tender.ts';
import type { ShopSettings, VatClassSetting } from '../../domain/shop/settings.ts';
import type { CampaignItem, CustomerGroupItem, ShopItem, TemplateItem } from '../../protocol/feed.ts';
import type { LocalTime } from './local-time.ts';
import type { GridTemplate, Shop } from './shop.ts';

export interface ShopPlan {
  readonly item: ShopItem;
  /** By id. */
  readonly templates: Readonly<Record<string, TemplateItem>>;
  /** By id. */
  readonly campaigns: Readonly<Record<string, CampaignItem>>;
  /** By id; absent in a plan from before there were any. */
  readonly customerGroups?: Readonly<Record<string, CustomerGroupItem>>;
  /** Gone from the office's shop. Tabs, shifts and returns from before still name them; nothing new can. */
  readonly retired: Retired;
}

interface Retired {
  readonly classes: readonly VatClassSetting[];
  readonly tenders: readonly Tender[];
}

/** Far more than any shop gives up in its life; what is dropped then is the oldest. */
const retiredMax = 500;

/** What a step of the feed says about the shop. */
export interface PlanChange {
  readonly shop: ShopItem | undefined;
  readonly templates: Replaced<TemplateItem>;
  readonly campaigns: Replaced<CampaignItem>;
  readonly customerGroups: Replaced<CustomerGroupItem>;
  /** Templates, campaigns and groups that are not in it are gone. */
  readonly whole: boolean;
}

export interface Replaced<T> {
  readonly put: readonly { readonly id: string; readonly item: T }[];
  /** Ids. */
  readonly gone: readonly string[];
}

/** The plan that follows on `before`. Undefined while the box has not been told what its shop is. */
export function planAfter(
  before: ShopPlan | undefined,
  change: PlanChange,
  now: number,
): ShopPlan | undefined {
  const item = change.shop ?? before?.item;
  if (item === undefined) return undefined;
  return {
    item,
    templates: replaced(change.whole ? undefined : before?.templates, change.templates),
    campaigns: replaced(change.whole ? undefined : before?.campaigns, change.campaigns),
    customerGroups: replaced(change.whole ? undefined : before?.customerGroups, change.customerGroups),
    retired: before === undefined ? { classes: [], tenders: [] } : retiredAfter(before, item, now),
  };
}

function replaced<T>(
  before: Readonly<Record<string, T>> | undefined,
  { put, gone }: Replaced<T>,
): Readonly<Record<string, T>> {
  const kept = new Map(Object.entries(before ?? {}));
  for (const id of gone) kept.delete(id);
  for (const { id, item } of put) kept.set(id, item);
  return Object.fromEntries(kept);
}

function retiredAfter(before: ShopPlan, item: ShopItem, now: number): Retired {
  const { vat, tenders } = settingsAt(before, now);
  const kept = new Set(item.vat.schedule.flatMap(({ classes }) => classes.map(({ id }) => id)));
  const taken = new Set(item.tenders.map(({ id }) => id));
  return {
    classes: vat.classes
      .filter(({ id }) => !kept.has(id))
      .map((each): VatClassSetting => ({ ...each, retired: true }))
      .slice(-retiredMax),
    tenders: tenders
      .filter(({ id }) => !taken.has(id))
      .map((each) => ({ ...each, active: false }))
      .slice(-retiredMax),
  };
}

/** Milliseconds since 1970 at which VAT or a rate changes, ascending. */
export function momentsOf({ item }: ShopPlan): readonly number[] {
  const rates = item.tenders.flatMap(({ foreign }) => foreign?.rates.map(([from]) => from) ?? []);
  const moments = new Set([...item.vat.schedule.map(({ from }) => from), ...rates]);
  moments.delete(0);
  return [...moments].sort((one, other) => one - other);
}

/** The settings in force. Numbers of the wire become amounts and rates here: the schema of the item has checked them. */
export function settingsAt(
  { item, campaigns, customerGroups = {}, retired }: ShopPlan,
  now: number,
): ShopSettings {
  const {
    shop,
    currency,
    vat,
    cashRounding,
    dining,
    receipt,
    limits,
    tips,
    closeout,
    drawer,
    reasons = allReasons,
    badges,
  } = item;
  const tenders = item.tenders.map((tender) => tenderAt(tender, now));
  const inForce = latest(vat.schedule, ({ from }) => from, now).classes;
  const groups = Object.entries(customerGroups).map(([id, group]) => ({ id, ...group }));
  const own = wellFormed(Object.values(campaigns).sort(byId));
  const settings = {
    shop,
    currency,
    vat: { classes: [...inForce, ...retired.classes], rounding: vat.rounding, prices: vat.prices },
    cashRounding,
    tenders: [...tenders, ...retired.tenders],
    dining,
    receipt: {
      ...(receipt.headerLines.length === 0 ? {} : { headerLines: receipt.headerLines }),
      footerLines: receipt.footerLines,
      openDrawerFor: tenders.filter(({ opensDrawer }) => opensDrawer).map(({ id }) => id),
    },
    limits,
    reasons,
    ...(badges === undefined ? {} : { badges }),
    ...(item.weighing === undefined ? {} : { weighing: item.weighing }),
    ...(tips === undefined ? {} : { tips }),
    ...(item.rounds === undefined ? {} : { rounds: { printers: printersOf(item), ...coursesIn(item) } }),
    ...(item.sharedTabs === undefined ? {} : { sharedTabs: item.sharedTabs }),
    ...(closeout === undefined ? {} : { closeout }),
    ...(drawer === undefined ? {} : { drawer }),
    ...(item.giftCards === undefined ? {} : { giftCards: item.giftCards }),
    ...(own.length === 0 ? {} : { campaigns: own }),
    ...(groups.length === 0 ? {} : { customerGroups: groups.sort(byId) }),
  };
  return settings as unknown as ShopSettings;
}

function coursesIn({ courses }: { readonly courses?: readonly string[] | undefined }) {
  return courses === undefined ? {} : { courses: [...courses] };
}

function printersOf({ categories }: ShopItem): Readonly<Record<string, string>> {
  return Object.fromEntries(
    categories.flatMap(({ id, printer }) => (printer === undefined ? [] : [[id, printer]])),
  );
}

/** The template on the screen at this time of the shop's week; null: none. */
export function gridAt({ templates }: ShopPlan, time: LocalTime): GridTemplate | null {
  const shown = Object.values(templates)
    .filter((template) => template.shown.some((when) => isWithin(when, time)))
    .sort((one, other) => one.position - other.position);
  return shown[0]?.grid ?? null;
}

/** Whether another template may be shown at another time. */
export function hasTimes({ templates }: ShopPlan): boolean {
  return Object.values(templates).some(({ shown }) => !shown.some(isAlways));
}

export function shopAt(plan: ShopPlan, now: number, time: LocalTime): Shop {
  return withGrid(plan, settingsAt(plan, now), gridAt(plan, time));
}

export function withGrid({ item }: ShopPlan, settings: ShopSettings, grid: GridTemplate | null): Shop {
  const { categories, patterns, languages, receipt, rooms = [] } = item;
  return {
    settings,
    grid,
    categories,
    patterns: patterns,
    languages,
    rooms,
    ...(receipt.logo === null ? {} : { logo: receipt.logo }),
  };
}

/** A plan of a shop that stays as it is. */
export function planOf({ settings, grid, categories, patterns, languages, rooms, logo }: Shop): ShopPlan {
  const { campaigns = [], customerGroups = [], rounds, ...rest } = settings;
  const { vat, tenders, receipt } = settings;
  return {
    item: {
      ...(rest as unknown as ShopItem),
      ...(rounds === undefined ? {} : { rounds: true, ...coursesIn(rounds) }),
      vat: { ...vat, schedule: [{ from: 0, classes: vat.classes as unknown as VatClasses }] },
      tenders: tenders.map(({ foreign, active: _active, kind, ...tender }) => ({
        ...tender,
        ...onWire(kind),
        ...(foreign === undefined
          ? {}
          : { foreign: { currency: foreign.currency, rates: [[0, foreign.rateMillionths]] } }),
      })),
      receipt: {
        headerLines: [...(receipt.headerLines ?? [])],
        footerLines: [...receipt.footerLines],
        logo: logo ?? null,
      },
      categories: [...categories],
      patterns: [...patterns] as ShopItem['patterns'],
      languages: [...languages],
      ...(rooms.length === 0 ? {} : { rooms: rooms.map((room) => ({ ...room, tables: [...room.tables] })) }),
    },
    templates:
      grid === null
        ? {}
        : { template: { position: 0, shown: [always], grid: grid as unknown as TemplateItem['grid'] } },
    campaigns: Object.fromEntries(campaigns.map((each) => [each.id, each])),
    customerGroups: Object.fromEntries(customerGroups.map(({ id, ...group }) => [id, group])),
    retired: { classes: [], tenders: [] },
  };
}

/** Of a shop that did not say. */
const allReasons = { discount: true, priceOverride: true, void: true };

type VatClasses = ShopItem['vat']['schedule'][number]['classes'];
type When = TemplateItem['shown'][number];

const always: When = { weekdays: [], from: '00:00', until: '00:00' };

function tenderAt(tender: ShopItem['tenders'][number], now: number): Tender {
  const { foreign, giftCard: _giftCard, account: _account, ...item } = tender;
  const rest = { ...item, kind: kindOf(tender) };
  if (foreign === undefined) return { ...rest, active: true };
  const [, rateMillionths] = latest(foreign.rates, ([from]) => from, now);
  return { ...rest, foreign: { currency: foreign.currency, rateMillionths }, active: true };
}

function kindOf({ kind, giftCard, account }: ShopItem['tenders'][number]): Tender['kind'] {
  if (giftCard === true) return 'gift-card';
  return account === true ? 'account' : kind;
}

/** Boxes that do not know a kind take it for another. */
function onWire(kind: Tender['kind']): Pick<ShopItem['tenders'][number], 'kind' | 'giftCard' | 'account'> {
  if (kind === 'gift-card') return { kind: 'other', giftCard: true };
  return kind === 'account' ? { kind: 'other', account: true } : { kind };
}

/** The last of an ascending list that has begun; the first, where none has. Throws a RangeError for an empty list. */
function latest<T>(list: readonly T[], from: (each: T) => number, now: number): T {
  const found = list.findLast((each) => from(each) <= now) ?? list[0];
  if (found === undefined) throw new RangeError('a schedule without an entry');
  return found;
}

function isAlways({ weekdays, from, until }: When): boolean {
  return from === until && (weekdays.length === 0 || weekdays.length === 7);
}

/** What goes on after midnight belongs to the day it began on. */
function isWithin({ weekdays, from, until }: When, { weekday, minute }: LocalTime): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(until)];
  const afterMidnight = end < begin && minute < end;
  const open = begin === end || afterMidnight || (minute >= begin && (end < begin || minute < end));
  const day = afterMidnight ? ((weekday + 5) % 7) + 1 : weekday;
  return open && (weekdays.length === 0 || weekdays.includes(day));
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}
