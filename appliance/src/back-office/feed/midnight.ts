// Where a day of a shop's calendar begins, in milliseconds since 1970 UTC. Zones whose clocks jump at midnight have days that begin at one
// o'clock, or have midnight twice: what counts is from when on the calendar shows the day, and shows it for good.

const minuteMs = 60_000;
/** No zone is further from UTC, and none will be. */
const furthestMs = 26 * 60 * minuteMs;

const formats = new Map<string, Intl.DateTimeFormat>();

/** @param day `YYYY-MM-DD`; a day before 1970 gives 0. A zone that nobody knows counts as UTC: it must not stop a feed. */
export function startOfDay(day: string, timeZone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  let before = utc - furthestMs;
  let reached = utc + furthestMs;
  // Every change of a clock in force since 1970 was made at a whole minute.
  while (reached - before > minuteMs) {
    const middle = before + Math.floor((reached - before) / 2 / minuteMs) * minuteMs;
    if (dayAt(middle, timeZone) >= day) reached = middle;
    else before = middle;
  }
  return Math.max(0, reached);
}

/** The day after, of the calendar: in no zone's time. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * minuteMs).toISOString().slice(0, 10);
}

function dayAt(at: number, timeZone: string): string {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = newFormat(timeZone);
  formats.set(timeZone, format);
  return format;
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...day, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...day, timeZone: 'UTC' });
  }
}
