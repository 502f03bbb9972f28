// The business day of a moment: the calendar day in the shop's time zone. Also where it stands in that day, so that a day can be compared with
// another up to the same time.

export interface LocalTime {
  /** Written as a number, 2024-03-01 as 20240301: it sorts, and takes four bytes in every row. */
  readonly day: number;
  /** Minute of the day, 0 to 1439. An hour that daylight saving repeats is counted on the same minutes twice. */
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError for a time zone that is none. */
export function localTime(at: number, timeZone: string): LocalTime {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { day: year * 10_000 + month * 100 + day, minute: hour * 60 + minute };
}

/** `2024-03-01` as 20240301; undefined for a day that no calendar has. */
export function dayNumber(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return undefined;
  const number = Number(match[1]) * 10_000 + Number(match[2]) * 100 + Number(match[3]);
  return dayText(shiftedDay(number, 0)) === text ? number : undefined;
}

export function dayText(day: number): string {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** So many days later, or earlier. */
export function shiftedDay(day: number, by: number): number {
  const date = new Date(
    Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, (day % 100) + by),
  );
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}
