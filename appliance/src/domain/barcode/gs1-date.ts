// Dates inside GS1 data have two digits for the year; the century follows from today (General Specifications 7.12), and day 00 means
// the last day of the month. Today comes in as a value: a code read on New Year's Eve must be testable on any day.

/** A calendar day as `YYYY-MM-DD`, without a time zone. */
export type CalendarDay = string;

/**
 * The day that `yymmdd` stands for, or undefined when there is no such day.
 * `dayMayBeZero`: day 00 is the last of the month. Throws a RangeError when `today` is not `YYYY-MM-DD`.
 */
export function dayOf(yymmdd: string, today: CalendarDay, dayMayBeZero: boolean): CalendarDay | undefined {
  if (!/^\d{6}$/.test(yymmdd)) return undefined;
  const year = fullYear(Number(yymmdd.slice(0, 2)), today);
  const month = Number(yymmdd.slice(2, 4));
  const day = Number(yymmdd.slice(4));
  if (month < 1 || month > 12) return undefined;
  const last = daysIn(year, month);
  if (day > last || (day === 0 && !dayMayBeZero)) return undefined;
  return [
    String(year).padStart(4, '0'),
    yymmdd.slice(2, 4),
    String(day === 0 ? last : day).padStart(2, '0'),
  ].join('-');
}

/** Up to 49 years ahead and 50 years back. */
function fullYear(twoDigits: number, today: CalendarDay): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(today)) throw new RangeError(`not a calendar day: ${today}`);
  const current = Number(today.slice(0, 4));
  const century = current - (current % 100);
  const ahead = twoDigits - (current % 100);
  if (ahead >= 51) return century - 100 + twoDigits;
  if (ahead <= -50) return century + 100 + twoDigits;
  return century + twoDigits;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
