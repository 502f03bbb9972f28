// What is said about a box: when it was heard, what troubles it, how far its clock is off.
import type { Box } from '@countertop/appliance/protocol';
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';

type Alarm = Box['alarms'][number];

export function alarmWords({ code, detail, since }: Alarm, texts: Texts): string {
  const words = texts.t(`boxes.alarm.${code}` as Key);
  const what = detail === null ? words : `${words}: ${detail}`;
  return since === null ? what : texts.t('boxes.since', { what, time: texts.formats.dateTime(since) });
}

export function heardWords({ paired, linked, lastHeard }: Box, now: number, texts: Texts): string {
  if (linked) return texts.t('boxes.linked');
  if (lastHeard === null) return texts.t(paired ? 'boxes.never' : 'boxes.unpaired');
  const today = now - lastHeard < 86_400_000;
  return texts.t('boxes.heard', {
    time: today ? texts.formats.time(lastHeard) : texts.formats.dateTime(lastHeard),
  });
}

/** +1.5 s, −2 min. */
export function offsetWords(offsetMs: number, texts: Texts): string {
  const sign = offsetMs < 0 ? '−' : '+';
  const off = Math.abs(offsetMs);
  if (off < 120_000) return `${sign}${texts.formats.thousandths(Math.round(off / 100) * 100)} s`;
  return `${sign}${texts.formats.count(Math.round(off / 60_000))} min`;
}

export function sizeWords(bytes: number, texts: Texts): string {
  const megabytes = Math.round(bytes / 1e6);
  const gigabytes = Math.round(megabytes / 100) * 100;
  return megabytes >= 1_000
    ? `${texts.formats.thousandths(gigabytes)} GB`
    : `${texts.formats.count(megabytes)} MB`;
}
