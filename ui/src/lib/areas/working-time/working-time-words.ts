// A working time in words: its line in the list, and everything that is known of it.
import type { WorkingSpan, WorkingTimeChangeView, WorkingTimeView } from '@countertop/appliance/protocol';
import type { Texts } from '../../i18n/texts.svelte.ts';
import type { Fact } from '../../parts/fact.ts';

/** From when to when; the day of the end only where it is another. */
export function spanWords({ start, end }: WorkingSpan, texts: Texts): string {
  const { formats } = texts;
  if (end === null) return `${formats.dateTime(start)} – ${texts.t('shifts.in-progress')}`;
  const sameDay = formats.date(start) === formats.date(end);
  return `${formats.dateTime(start)} – ${sameDay ? formats.time(end) : formats.dateTime(end)}`;
}

/** What is special about it; empty where nothing is. */
export function marksOf(time: WorkingTimeView, texts: Texts): string {
  return [
    time.deleted ? texts.t('shifts.deleted') : '',
    time.forgotten && !time.deleted ? texts.t('shifts.forgotten') : '',
    time.edited ? texts.t('shifts.edited') : '',
  ]
    .filter((mark) => mark !== '')
    .join(' · ');
}

export function factsOf(time: WorkingTimeView, texts: Texts): readonly Fact[] {
  const { formats } = texts;
  const changed = (label: string, change: WorkingTimeChangeView | null): readonly Fact[] =>
    change === null
      ? []
      : [
          { label, text: `${change.by}, ${formats.dateTime(change.at)}` },
          ...(change.reason === null ? [] : [{ label: texts.t('reason.label'), text: change.reason }]),
        ];
  return [
    { label: texts.t('shifts.person'), text: time.name, strong: true },
    { label: texts.t('shifts.clock-in'), text: formats.dateTime(time.start) },
    {
      label: texts.t('shifts.clock-out'),
      text: time.end === null ? texts.t('shifts.in-progress') : formats.dateTime(time.end),
    },
    {
      label: texts.t('shifts.length'),
      text: formats.duration(time.lengthMs),
      ...(time.forgotten ? { meaning: 'danger' as const } : {}),
    },
    ...(time.original === null
      ? []
      : [{ label: texts.t('shifts.original'), text: spanWords(time.original, texts) }]),
    ...changed(texts.t('shifts.edited-by'), time.edited),
    ...changed(texts.t('shifts.deleted-by'), time.deleted),
  ];
}
