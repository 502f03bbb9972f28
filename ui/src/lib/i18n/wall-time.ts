// Days and times as they hang on the shop's wall, and back to instants: what people type is the shop's time, wherever the page is shown.

/** `day` as YYYY-MM-DD, `time` as HH:MM: what date and time fields of a browser hold. */
export interface WallTime {
  readonly day: string;
  readonly time: string;
}

const dayMs = 86_400_000;

/** The shop's offset from UTC at an instant, by what its wall shows then. */
function offsetAt(at: number, timeZone: string): number {
  const { day, time } = wallTimeOf(at, timeZone);
  return Date.parse(`${day}T${time}Z`) - Math.floor(at / 60_000) * 60_000;
}

export function wallTimeOf(at: number, timeZone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/**
 * The instant at which the shop's wall shows this. Of an hour that comes twice it is the first; in one that is left out, as far after its
 * beginning. Undefined for what is no day or time.
 */
export function instantOf({ day, time }: WallTime, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // Around a change of the clocks the offsets of the day before and the day after differ.
  const [before, after] = [offsetAt(asUtc - dayMs, timeZone), offsetAt(asUtc + dayMs, timeZone)];
  const first = asUtc - before;
  return before === after ||
    offsetAt(first, timeZone) === before ||
    offsetAt(asUtc - after, timeZone) !== after
    ? first
    : asUtc - after;
}

/** So many days later on the calendar, as YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
