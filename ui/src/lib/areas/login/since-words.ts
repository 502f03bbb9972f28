// Since when somebody is clocked in: the time, with its day where that was not today.
import type { Texts } from '../../i18n/texts.svelte.ts';

export function sinceWords(since: number, { formats }: Texts, now = Date.now()): string {
  return formats.date(since) === formats.date(now) ? formats.time(since) : formats.dateTime(since);
}
