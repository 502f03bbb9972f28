// VAT of a price region over time: every value of every rate, from the midnight of its day in the shop's zone on.
import type { ShopItem } from '../../protocol/feed.ts';
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import { startOfDay } from './midnight.ts';
import type { World } from './world.ts';

type Schedule = ShopItem['vat']['schedule'];
type Class = Schedule[number]['classes'][number];

interface RateOverTime {
  readonly code: string;
  /** Ascending; the first holds for whatever was before. */
  readonly values: readonly { readonly from: number; readonly rate: number }[];
}

interface ClassOverTime {
  readonly id: string;
  readonly name: string;
  readonly takeAway: RateOverTime;
  readonly eatIn: RateOverTime;
}

export function compileVat(world: World, region: OfficeRecord<'price-region'>, timeZone: string): Schedule {
  const rateOf = (id: string): RateOverTime | undefined => overTime(world.find('vat-rate', id), timeZone);
  const classes = region.body.vat.flatMap(({ vatClass, takeAway, eatIn }): ClassOverTime[] => {
    const named = world.find('vat-class', vatClass);
    const away = rateOf(takeAway);
    if (named === undefined || away === undefined) return [];
    const inside = eatIn === null ? away : (rateOf(eatIn) ?? away);
    return [{ id: named.id, name: named.body.name, takeAway: away, eatIn: inside }];
  });
  const moments = new Set([
    0,
    ...classes.flatMap(({ takeAway, eatIn }) =>
      [takeAway, eatIn].flatMap(({ values }) => values.slice(1).map(({ from }) => from)),
    ),
  ]);
  return [...moments]
    .sort((one, other) => one - other)
    .map((from) => ({ from, classes: classes.map((each) => classAt(each, from)) }));
}

function overTime(rate: OfficeRecord<'vat-rate'> | undefined, timeZone: string): RateOverTime | undefined {
  if (rate === undefined) return undefined;
  const { code, values } = rate.body;
  return {
    code,
    values: values
      .map(({ validFrom, rate: value }) => ({ from: startOfDay(validFrom, timeZone), rate: value }))
      .sort((one, other) => one.from - other.from),
  };
}

function classAt({ id, name, takeAway, eatIn }: ClassOverTime, at: number): Class {
  return { id, name, rates: { 'take-away': rateAt(takeAway, at), 'eat-in': rateAt(eatIn, at) } };
}

function rateAt({ code, values }: RateOverTime, at: number): { rate: number; code: string } {
  const value = values.findLast(({ from }) => from <= at) ?? values[0];
  return { rate: value?.rate ?? 0, code };
}
