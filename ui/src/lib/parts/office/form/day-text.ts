// Days and times of day as people type them, and back. A day is its ISO text: no clock, no zone, no float.

export interface DayOrder {
  /** In which order the place writes day, month and year. */
  readonly order: readonly ('day' | 'month' | 'year')[];
  readonly mark: string;
}

export function dayOrder(locale: string): DayOrder {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).formatToParts(0);
  const order = parts.flatMap(({ type }) =>
    type === 'day' || type === 'month' || type === 'year' ? [type] : [],
  );
  const mark =
    parts.find(({ type, value }) => type === 'literal' && value.trim() !== '')?.value.trim() ?? '-';
  return { order, mark };
}

/** "2026-03-01" → "01.03.2026" where that is how it is written; what is no day stays as it is. */
export function shownDay(day: string, { order, mark }: DayOrder): string {
  const [year, month, date] = day.split('-');
  if (!isDay(day) || year === undefined || month === undefined || date === undefined) return day;
  const parts = { year, month, day: date };
  return order.map((part) => parts[part]).join(mark);
}

function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const at = Date.parse(`${day}T00:00:00Z`);
  // February has no 30th, whatever a parser makes of it.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/**
 * The ISO day; empty for nothing typed, undefined for what is no day. Any marks divide; the year may have two figures (of this century) and,
 * where it comes first with four, the order is ISO's. Eight or six figures without marks are read in the place's order.
 */
export function parseDay(text: string, { order }: DayOrder): string | undefined {
  const typed = text.trim();
  if (typed === '') return '';
  const figures = /^\d{8}$|^\d{6}$/.test(typed) ? cut(typed, order) : typed.split(/[^\d]+/).filter(Boolean);
  if (figures.length !== 3 || /[^\d\s./-]/.test(typed)) return undefined;
  const iso = figures[0]?.length === 4;
  const at = (part: 'day' | 'month' | 'year'): string =>
    figures[(iso ? (['year', 'month', 'day'] as const) : order).indexOf(part)] ?? '';
  const year = at('year').length === 2 ? `20${at('year')}` : at('year');
  const day = `${year}-${at('month').padStart(2, '0')}-${at('day').padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function cut(typed: string, order: DayOrder['order']): readonly string[] {
  let from = 0;
  return order.map((part) => {
    const length = part === 'year' ? typed.length - 4 : 2;
    const figures = typed.slice(from, from + length);
    from += length;
    return figures;
  });
}

/** "8", "0830", "8.30", "8:30" → "08:30"; empty for nothing typed, undefined for what is no time of a day. */
export function parseTime(text: string): string | undefined {
  const typed = text.trim();
  if (typed === '') return '';
  const match = /^(\d{1,2})(?:[:.,\s]?(\d{2}))?$/.exec(typed);
  const [, hour = '', minute = '00'] = match ?? [];
  if (match === null || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}
