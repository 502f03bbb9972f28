// What the box knows of its shop over time: VAT with its coming changes, rates of foreign cash by day, templates by time of day, and what
// the shop gave up but tabs and drawers may still hold. From it the shop of any moment is made.
import type { Campaign } from '../../domain/campaign/campaign.ts';
import type { Tender } from '../../domain/payment/tender.ts';
import type { ShopSettings, VatClassSetting } from '../../domain/shop/settings.ts';
import type { ShopItem } from '../../protocol/feed.ts';
import type { LocalTime } from './local-time.ts';
import type { GridTemplate, Shop } from './shop.ts';

export interface ShopPlan {
  readonly item: ShopItem;
  /** Gone from the office's shop. Tabs, shifts and returns from before still name them; nothing new can. */
  readonly retired: Retired;
}

interface Retired {
  readonly classes: readonly VatClassSetting[];
  readonly tenders: readonly Tender[];
}

/** Far more than any shop gives up in its life; what is dropped then is the oldest. */
const retiredMax = 500;

/** The plan that follows on `before`: what is in it no more is remembered. Undefined: the box had no shop. */
export function planAfter(before: ShopPlan | undefined, item: ShopItem, now: number): ShopPlan {
  if (before === undefined) return { item, retired: { classes: [], tenders: [] } };
  const { vat, tenders } = settingsAt(before, now);
  const kept = new Set(item.vat.schedule.flatMap(({ classes }) => classes.map(({ id }) => id)));
  const taken = new Set(item.tenders.map(({ id }) => id));
  return {
    item,
    retired: {
      classes: vat.classes
        .filter(({ id }) => !kept.has(id))
        .map((each): VatClassSetting => ({ ...each, retired: true }))
        .slice(-retiredMax),
      tenders: tenders
        .filter(({ id }) => !taken.has(id))
        .map((each) => ({ ...each, active: false }))
        .slice(-retiredMax),
    },
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
export function settingsAt({ item, retired }: ShopPlan, now: number): ShopSettings {
  const { shop, currency, vat, cashRounding, dining, receipt, limits } = item;
  const tenders = item.tenders.map((tender) => tenderAt(tender, now));
  const own = latest(vat.schedule, ({ from }) => from, now).classes;
  const settings = {
    shop,
    currency,
    vat: { classes: [...own, ...retired.classes], rounding: vat.rounding, prices: vat.prices },
    cashRounding,
    tenders: [...tenders, ...retired.tenders],
    dining,
    receipt: {
      ...(receipt.headerLines.length === 0 ? {} : { headerLines: receipt.headerLines }),
      footerLines: receipt.footerLines,
      openDrawerFor: tenders.filter(({ opensDrawer }) => opensDrawer).map(({ id }) => id),
    },
    limits,
    ...(item.campaigns.length === 0 ? {} : { campaigns: item.campaigns as unknown as readonly Campaign[] }),
  };
  return settings as unknown as ShopSettings;
}

/** The template on the screen at this time of the shop's week; null: none. */
export function gridAt({ item }: ShopPlan, time: LocalTime): GridTemplate | null {
  return item.templates.find(({ shown }) => shown.some((when) => isWithin(when, time)))?.grid ?? null;
}

/** Whether another template may be shown at another time. */
export function hasTimes({ item }: ShopPlan): boolean {
  return item.templates.some(({ shown }) => !shown.some(isAlways));
}

export function shopAt(plan: ShopPlan, now: number, time: LocalTime): Shop {
  return withGrid(plan, settingsAt(plan, now), gridAt(plan, time));
}

export function withGrid({ item }: ShopPlan, settings: ShopSettings, grid: GridTemplate | null): Shop {
  const { categories, patterns, languages, receipt } = item;
  return {
    settings,
    grid,
    categories,
    patterns: patterns as Shop['patterns'],
    languages,
    ...(receipt.logo === null ? {} : { logo: receipt.logo }),
  };
}

/** A plan of a shop that stays as it is. */
export function planOf({ settings, grid, categories, patterns, languages, logo }: Shop): ShopPlan {
  const { vat, tenders, receipt } = settings;
  return {
    item: {
      ...(settings as unknown as ShopItem),
      vat: { ...vat, schedule: [{ from: 0, classes: vat.classes as unknown as VatClasses }] },
      tenders: tenders.map(({ foreign, active: _active, ...tender }) => ({
        ...tender,
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
      templates:
        grid === null ? [] : [{ shown: [always], grid: grid as ShopItem['templates'][number]['grid'] }],
      campaigns: [],
    },
    retired: { classes: [], tenders: [] },
  };
}

type VatClasses = ShopItem['vat']['schedule'][number]['classes'];
type When = ShopItem['templates'][number]['shown'][number];

const always: When = { weekdays: [], from: '00:00', until: '00:00' };

function tenderAt(tender: ShopItem['tenders'][number], now: number): Tender {
  const { foreign, ...rest } = tender;
  if (foreign === undefined) return { ...rest, active: true };
  const [, rateMillionths] = latest(foreign.rates, ([from]) => from, now);
  return { ...rest, foreign: { currency: foreign.currency, rateMillionths }, active: true };
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
