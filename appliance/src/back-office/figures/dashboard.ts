// The day at a glance: turnover, sales, basket, margin, against the same weekday a week before up to the same time; who and what brought it.
// One block for each currency. Everything is added up from the roll-ups; only the hour that is not over yet is looked at receipt by receipt.
import { exponentOf } from '../../domain/money/currencies.ts';
import { refuse, ok, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Dashboard, DashboardBlock, FiguresState } from '../../protocol/office/figures.ts';
import type { Scope } from '../api/session-port.ts';
import { dayNumber, dayText, localTime, shiftedDay } from './business-day.ts';
import { measures, type Measures } from './measures.ts';
import { addedMeasures, salesSums, turnoverOf } from './sums.ts';
import type { PlaceRow } from '../folds/fold-tables.ts';
import type { FigureQueries } from './tables.ts';
import { namesOf, type RecordsNow, visiblePlaces, visibleShops, type VisibleShop } from './visible.ts';

const topMax = 5;
const minutesOfDay = 24 * 60;
const notBegun = -1;
/** An empty list is no condition in every database. */
const noPlace = 0;

export interface DashboardParts {
  readonly queries: FigureQueries;
  readonly records: RecordsNow;
  readonly clock: Clock;
  /** How whole the figures are, as far as this scope may know. */
  readonly state: (scope: Scope) => Promise<FiguresState>;
}

export interface DashboardAsked {
  readonly scope: Scope;
  readonly shop?: string | undefined;
  /** ISO 8601; today unless told. */
  readonly day?: string | undefined;
}

/** A row of `sales_hour` with the place it belongs to. */
interface HourRow extends Measures {
  readonly hour: number;
  readonly user: string;
  readonly place: PlaceRow;
}

interface Days {
  readonly day: number;
  readonly before: number;
  /** Minute of the day now in this zone: up to which the day before counts. */
  readonly until: (timeZone: string) => number;
}

/** Refused: `record.unknown` for a shop the asker does not see, `day.unknown`. */
export async function dashboard(
  parts: DashboardParts,
  asked: DashboardAsked,
): Promise<Result<Dashboard, 'record.unknown' | 'day.unknown'>> {
  const { queries, records, clock, state } = parts;
  const shops = await visibleShops(records, asked.scope);
  const shown = asked.shop === undefined ? shops : shops.filter(({ id }) => id === asked.shop);
  if (asked.shop !== undefined && shown.length === 0)
    return refuse('record.unknown', { kind: 'shop', id: asked.shop });
  const days = daysOf(asked.day, shown, clock.now());
  if (days === undefined) return refuse('day.unknown', { field: 'day', value: asked.day ?? '' });
  const places = await visiblePlaces(queries, asked);
  const now = await hourRows(queries, places, days.day);
  const before = await hourRows(queries, places, days.before);
  const partly = await partHours(queries, places, days);
  const blocks: DashboardBlock[] = [];
  for (const code of currenciesOf(shown, [...now, ...before])) {
    const of = places.filter(({ currency }) => currency === code);
    const inBlock = ({ place }: HourRow): boolean => place.currency === code;
    blocks.push(
      await block(parts, {
        code,
        day: days.day,
        places: of,
        now: now.filter(inBlock),
        before: before.filter(inBlock),
        beforeUntil: [
          ...before.filter((row) => inBlock(row) && row.hour < hourOf(days.until(row.place.time_zone))),
          ...partly.filter(inBlock),
        ],
      }),
    );
  }
  return ok({
    day: dayText(days.day),
    today: shown.some(({ timeZone }) => localTime(clock.now(), timeZone).day <= days.day),
    beforeDay: dayText(days.before),
    shop: asked.shop ?? null,
    state: await state(asked.scope),
    currencies: blocks,
  });
}

function daysOf(text: string | undefined, shops: readonly VisibleShop[], now: number): Days | undefined {
  const { timeZone } = shops.find(({ active }) => active) ?? shops[0] ?? { timeZone: 'UTC' };
  const day = text === undefined ? localTime(now, timeZone).day : dayNumber(text);
  if (day === undefined) return undefined;
  return {
    day,
    before: shiftedDay(day, -7),
    until: (zone) => {
      const local = localTime(now, zone);
      if (local.day === day) return local.minute;
      return local.day > day ? minutesOfDay : notBegun;
    },
  };
}

function hourOf(minute: number): number {
  return Math.floor(minute / 60);
}

async function hourRows(
  queries: FigureQueries,
  places: readonly PlaceRow[],
  day: number,
): Promise<readonly HourRow[]> {
  const byId = new Map(places.map((place) => [place.id, place]));
  const rows = await queries
    .selectFrom('sales_hour')
    .select(['place', 'hour', 'user', ...measures])
    .where('day', '=', day)
    .execute();
  return rows.flatMap((row) => {
    const place = byId.get(row.place);
    return place === undefined ? [] : [{ ...row, place }];
  });
}

/** Of the day before: the part of the hour at hand that was over at this time of day. */
async function partHours(
  queries: FigureQueries,
  places: readonly PlaceRow[],
  { before, until }: Days,
): Promise<readonly HourRow[]> {
  const byId = new Map(places.map((place) => [place.id, place]));
  const parts: HourRow[] = [];
  for (const zone of new Set(places.map(({ time_zone }) => time_zone))) {
    const minute = until(zone);
    const rows = await queries
      .selectFrom('sales_receipt')
      .select(['place', 'user', ...measures])
      .where('day', '=', before)
      .where('minute', '>=', hourOf(minute) * 60)
      .where('minute', '<=', minute)
      .execute();
    for (const row of rows) {
      const place = byId.get(row.place);
      if (place?.time_zone === zone) parts.push({ ...row, hour: hourOf(minute), place });
    }
  }
  return parts;
}

/** Those the shops sell in today first, then those something was sold in on either day. */
function currenciesOf(shops: readonly VisibleShop[], rows: readonly HourRow[]): readonly string[] {
  const known = shops.filter(({ active }) => active).map(({ currency }) => currency);
  const sold = rows.map(({ place }) => place.currency);
  return [...new Set([...known, ...sold])].filter((code) => code !== '');
}

interface BlockInput {
  readonly code: string;
  readonly day: number;
  readonly places: readonly PlaceRow[];
  readonly now: readonly HourRow[];
  readonly before: readonly HourRow[];
  readonly beforeUntil: readonly HourRow[];
}

async function block(
  { queries, records }: DashboardParts,
  { code, day, places, now, before, beforeUntil }: BlockInput,
): Promise<DashboardBlock> {
  const users = ranked(now, ({ user }) => user);
  const shops = ranked(now, ({ place }) => place.shop, Infinity);
  const userNames = await namesOf(
    records,
    'user',
    users.map(([user]) => user),
  );
  const shopNames = await namesOf(
    records,
    'shop',
    shops.map(([shop]) => shop),
  );
  const ids = places.length === 0 ? [noPlace] : places.map(({ id }) => id);
  return {
    currency: code,
    exponent: exponentOf(code),
    now: salesSums(addedMeasures(now)),
    before: salesSums(addedMeasures(beforeUntil)),
    hours: hours(now, before),
    products: await topProducts(queries, ids, day),
    users: users.map(([user, sums]) => ({ user, name: userNames.get(user) ?? null, ...sums })),
    registers: ranked(now, ({ place }) => place.register).map(([register, sums]) => ({ register, ...sums })),
    shops: shops.map(([shop, sums]) => ({ shop, name: shopNames.get(shop) ?? null, ...sums })),
    tenders: await tenders(queries, ids, day),
    vat: await vat(queries, ids, day),
  };
}

function hours(now: readonly HourRow[], before: readonly HourRow[]): DashboardBlock['hours'] {
  return Array.from({ length: 24 }, (_none, hour) => {
    const at = (rows: readonly HourRow[]) => shortSums(rows.filter((row) => row.hour === hour));
    return { hour, ...at(now), before: at(before) };
  });
}

interface ShortSums {
  readonly gross: number;
  readonly net: number;
  readonly sales: number;
}

function shortSums(rows: readonly Measures[]): ShortSums {
  const sum = addedMeasures(rows);
  return { gross: turnoverOf(sum), net: sum.net, sales: sum.sales };
}

/** Those with most turnover. */
function ranked(
  rows: readonly HourRow[],
  keyOf: (row: HourRow) => string,
  max = topMax,
): (readonly [string, ShortSums])[] {
  const groups = new Map<string, HourRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([key, group]) => [key, shortSums(group)] as const)
    .sort(([a, one], [b, other]) => other.gross - one.gross || (a < b ? -1 : 1))
    .slice(0, max);
}

async function topProducts(
  queries: FigureQueries,
  places: readonly number[],
  day: number,
): Promise<DashboardBlock['products']> {
  const rows = await queries
    .selectFrom('sales_product')
    .innerJoin('sold_product', 'sold_product.product', 'sales_product.product')
    .select(['sales_product.product', 'sku', 'name', 'unit'])
    .select(({ fn }) => [
      fn.sum<number>('sold').as('sold'),
      fn.sum<number>('returned').as('returned'),
      fn.sum<number>('gross').as('gross'),
      fn.sum<number>('net').as('net'),
    ])
    .where('day', '=', day)
    .where('place', 'in', places)
    .groupBy(['sales_product.product', 'sku', 'name', 'unit'])
    .orderBy('gross', 'desc')
    .orderBy('sales_product.product')
    .limit(topMax)
    .execute();
  return rows.map(({ sold, returned, ...row }) => ({ ...row, quantity: sold - returned }));
}

async function tenders(
  queries: FigureQueries,
  places: readonly number[],
  day: number,
): Promise<DashboardBlock['tenders']> {
  return queries
    .selectFrom('sales_tender')
    .select(['tender'])
    .select(({ fn }) => [fn.sum<number>('count').as('count'), fn.sum<number>('amount').as('amount')])
    .where('day', '=', day)
    .where('place', 'in', places)
    .groupBy('tender')
    .orderBy('amount', 'desc')
    .orderBy('tender')
    .execute();
}

async function vat(
  queries: FigureQueries,
  places: readonly number[],
  day: number,
): Promise<DashboardBlock['vat']> {
  return queries
    .selectFrom('sales_vat')
    .select(['code', 'rate'])
    .select(({ fn }) => [
      fn.sum<number>('gross').as('gross'),
      fn.sum<number>('net').as('net'),
      fn.sum<number>('vat').as('vat'),
    ])
    .where('day', '=', day)
    .where('place', 'in', places)
    .groupBy(['code', 'rate'])
    .orderBy('rate')
    .orderBy('code')
    .execute();
}
