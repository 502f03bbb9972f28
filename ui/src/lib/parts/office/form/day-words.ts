// Days and days of the week in words of the language. No clock and no time zone: a day is a day.

/** "2026-03-01" → "Sun"; empty for what is no day. */
export function weekdayOf(day: string, locale: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at)) return '';
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' }).format(at);
}

export interface WeekdayName {
  /** ISO: 1 is Monday, 7 Sunday. */
  readonly day: number;
  readonly short: string;
  readonly long: string;
}

/** Monday first, as in all of Europe. */
export function weekdayNames(locale: string): readonly WeekdayName[] {
  const name = (weekday: 'short' | 'long', day: number): string =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday }).format(Date.UTC(2024, 0, day));
  // 1 January 2024 was a Monday.
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, short: name('short', day), long: name('long', day) }));
}
