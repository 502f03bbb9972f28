// Spans of days that reports are asked for, by the shop's calendar.
import { dayAfter, instantOf, wallTimeOf } from '../../i18n/wall-time.ts';

export const periodKinds = ['today', 'yesterday', 'week', 'month', 'last-month', 'own'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** Days as YYYY-MM-DD, both included. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** The days a kind stands for now; weeks begin on Monday. */
export function daysOf(kind: Exclude<PeriodKind, 'own'>, now: number, timeZone: string): Days {
  const { day } = wallTimeOf(now, timeZone);
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  const monthFirst = `${day.slice(0, 7)}-01`;
  switch (kind) {
    case 'today':
      return { first: day, last: day };
    case 'yesterday':
      return { first: dayAfter(day, -1), last: dayAfter(day, -1) };
    case 'week':
      return { first: dayAfter(day, -weekday), last: day };
    case 'month':
      return { first: monthFirst, last: day };
    case 'last-month': {
      const last = dayAfter(monthFirst, -1);
      return { first: `${last.slice(0, 7)}-01`, last };
    }
  }
}

/** From the first midnight to the one after the last day; undefined for days that are none, or in the wrong order. */
export function spanOf(
  { first, last }: Days,
  timeZone: string,
): { readonly from: number; readonly to: number } | undefined {
  if (first === '' || last === '' || last < first) return undefined;
  const from = instantOf({ day: first, time: '00:00' }, timeZone);
  const to = instantOf({ day: dayAfter(last, 1), time: '00:00' }, timeZone);
  return from === undefined || to === undefined ? undefined : { from, to };
}
