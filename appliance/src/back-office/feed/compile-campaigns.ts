// Campaigns of a shop as the till's rules take them: days become instants of the shop's zone, fields become a selection.
import type { Campaign, CampaignKind, Selection, Weekday } from '../../domain/campaign/campaign.ts';
import { minor } from '../../domain/money/money.ts';
import { basisPoints } from '../../domain/vat/vat.ts';
import type { Body, OfficeRecord } from '../../protocol/office/kinds.ts';
import { dayAfter, startOfDay } from './midnight.ts';
import type { World } from './world.ts';

type OfficeKind = Body<'campaign'>['kind'];
interface Named {
  readonly products: readonly string[];
  readonly categories: readonly string[];
  readonly excluded: readonly string[];
  readonly excludedCategories?: readonly string[];
}

export function compileCampaigns(world: World, shop: OfficeRecord<'shop'>): Campaign[] {
  return world
    .all('campaign')
    .filter(({ body }) => body.active && (body.shops.length === 0 || body.shops.includes(shop.id)))
    .map((record) => campaignOf(record, shop.body.timeZone))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function campaignOf({ id, body }: OfficeRecord<'campaign'>, timeZone: string): Campaign {
  const { name, priority, validFrom, validUntil, weekdays, from, until, customerGroups, dining, limit } =
    body;
  const { stackable, onChangedPrices, coupon = null } = body;
  return {
    ...kindOf(body.kind),
    id,
    name,
    priority,
    ...(coupon === null ? {} : { coupon, source: 'voucher' as const }),
    ...(stackable === true ? { stackable } : {}),
    ...(onChangedPrices === true ? { onChangedPrices } : {}),
    validFrom: startOfDay(validFrom, timeZone),
    // The last day is one of it.
    ...(validUntil === null ? {} : { validUntil: startOfDay(dayAfter(validUntil), timeZone) }),
    ...(weekdays.length === 0 ? {} : { weekdays: weekdays as Weekday[] }),
    ...(from === until ? {} : { hours: { from: minuteOf(from), until: minuteOf(until) } }),
    ...(customerGroups.length === 0 ? {} : { customerGroups }),
    ...(dining === null ? {} : { dining: [dining] }),
    ...(limit === null ? {} : { limitPerSale: limit }),
  };
}

function kindOf(kind: OfficeKind): CampaignKind {
  switch (kind.type) {
    case 'percentage':
      return { kind: kind.type, basisPoints: basisPoints(kind.basisPoints), on: selectionOf(kind) };
    case 'amount-off':
      return { kind: kind.type, amount: minor(kind.amount), on: selectionOf(kind) };
    case 'fixed-price':
      return { kind: kind.type, price: minor(kind.price), on: selectionOf(kind) };
    case 'n-for-m':
      return {
        kind: kind.type,
        take: kind.take,
        pay: kind.pay,
        ...(kind.basisPoints === undefined ? {} : { basisPoints: basisPoints(kind.basisPoints) }),
        on: selectionOf(kind),
      };
    case 'n-for-price':
      return { kind: kind.type, take: kind.take, price: minor(kind.price), on: selectionOf(kind) };
    case 'mix-and-match':
      return {
        kind: kind.type,
        parts: [
          { count: kind.buy.quantity, on: selectionOf(kind.buy), basisPoints: basisPoints(0) },
          { count: kind.get.quantity, on: selectionOf(kind.get), basisPoints: basisPoints(kind.basisPoints) },
        ],
      };
    case 'bundle':
      return {
        kind: kind.type,
        parts: kind.parts.map((part) => ({ count: part.quantity, on: selectionOf(part) })),
        price: minor(kind.price),
      };
    case 'spend':
      return {
        kind: kind.type,
        threshold: minor(kind.threshold),
        basisPoints: basisPoints(kind.basisPoints),
        on: selectionOf(kind),
      };
  }
}

function selectionOf({ products, categories, excluded, excludedCategories = [] }: Named): Selection {
  return {
    ...(products.length === 0 ? {} : { products }),
    ...(categories.length === 0 ? {} : { categories }),
    ...(excluded.length === 0 ? {} : { exceptProducts: excluded }),
    ...(excludedCategories.length === 0 ? {} : { exceptCategories: excludedCategories }),
  };
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
