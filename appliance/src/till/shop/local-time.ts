// Clock and calendar of the shop: which day of the week it is there, and which minute of the day.
import type { Weekday } from '../../domain/campaign/campaign.ts';

export interface LocalTime {
  /** ISO 8601: Monday 1 … Sunday 7. */
  readonly weekday: Weekday;
  /** Of the day, 0 … 1439. */
  readonly minute: number;
}

const weekdays: Readonly<Record<string, Weekday>> = {
  Mon: 1,
  Tue: 2,
  Wed: 3,
  Thu: 4,
  Fri: 5,
  Sat: 6,
  Sun: 7,
};

/** Reads the shop's clock at a moment in milliseconds since 1970. Throws a RangeError for a zone that nobody knows. */
export function localTimeIn(timeZone: string): (now: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (now) => {
    const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
    return {
      weekday: weekdays[parts.get('weekday') ?? ''] ?? 1,
      minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
    };
  };
}
