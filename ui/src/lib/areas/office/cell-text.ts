// What stands in a cell of a list, as text: for every shape a column can have. What is drawn instead is the list's to decide.
import type { Kind, OfficeRecord } from '@countertop/appliance/protocol';
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { Names } from '$lib/office/names.svelte.ts';
import type { ColumnRule } from '$lib/office/page-rule.ts';
import { textOf } from './text-of.ts';

interface Place {
  readonly texts: Texts;
  readonly names: Names;
}

export function fieldLabel(kind: Kind, key: string, texts: Texts): string {
  const own = `field.${kind}.${key}`;
  return texts.t((texts.has(own) ? own : `field.${key}`) as Key);
}

export function fieldHint(kind: Kind, key: string, texts: Texts): string | undefined {
  const found = [`field.${kind}.${key}.hint`, `field.${key}.hint`].find((each) => texts.has(each));
  return found === undefined ? undefined : texts.t(found);
}

export function choiceLabel(value: string, texts: Texts): string {
  return texts.t(`choice.${value}` as Key);
}

export function cellText(column: ColumnRule, record: OfficeRecord, { texts, names }: Place): string {
  const value = (record.body as Readonly<Record<string, unknown>>)[column.key];
  if (value === null || value === undefined || value === '') return '';
  switch (column.is) {
    case 'toggle':
      return texts.t(value === true ? 'choice.yes' : 'choice.no');
    case 'percent':
      return texts.formats.percent(Number(value));
    case 'money':
      return texts.amount(Number(value));
    case 'number':
      return texts.formats.count(Number(value));
    case 'day':
      return texts.formats.date(Date.parse(`${textOf(value)}T12:00:00Z`));
    case 'choice':
      return choiceLabel(textOf(value), texts);
    case 'reference':
      return column.of === undefined ? '' : names.of(column.of, textOf(value));
    case 'references':
      return (value as readonly string[])
        .map((id) => (column.of === undefined ? '' : names.of(column.of, id)))
        .join(', ');
    default:
      return Array.isArray(value) ? value.map(textOf).join(', ') : textOf(value);
  }
}
