// Which campaigns run now. Calendar and clock are the shop's own and come in as values: the domain knows no time zones.
import type { DiningMode } from '../vat/vat.ts';
import type { Campaign, CustomerGroupId, Moment, Weekday } from './campaign.ts';

/** Those of the campaigns that run at this moment, in their order. */
export function runningAt(campaigns: readonly Campaign[], moment: Moment): readonly Campaign[] {
  return campaigns.filter((campaign) => runs(campaign, moment));
}

function runs(
  { validFrom, validUntil, weekdays, hours }: Campaign,
  { at, weekday, minute }: Moment,
): boolean {
  if (at < (validFrom ?? -Infinity) || at >= (validUntil ?? Infinity)) return false;
  const { from, until } = hours ?? { from: 0, until: 0 };
  const afterMidnight = until < from && minute < until;
  const open = from === until || afterMidnight || (minute >= from && (until < from || minute < until));
  const day = afterMidnight ? dayBefore(weekday) : weekday;
  return open && (isEmpty(weekdays) || weekdays.includes(day));
}

export interface Buyer {
  readonly customerGroups: readonly CustomerGroupId[];
  readonly dining: DiningMode;
}

/** Whether a campaign is meant for this customer and this way of eating. */
export function isFor({ customerGroups, dining }: Campaign, buyer: Buyer): boolean {
  const wanted =
    isEmpty(customerGroups) || customerGroups.some((group) => buyer.customerGroups.includes(group));
  return wanted && (isEmpty(dining) || dining.includes(buyer.dining));
}

function dayBefore(weekday: Weekday): Weekday {
  return (((weekday + 5) % 7) + 1) as Weekday;
}

function isEmpty(list: readonly unknown[] | undefined): list is undefined | readonly [] {
  return list === undefined || list.length === 0;
}
