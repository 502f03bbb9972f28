// What a record holds in a field, in words, for changes told: ids by their names, money and days as they are written here. What is deeper than
// a list of such is told as it is stored.
import type { Kind } from '@countertop/appliance/protocol';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { Names } from '$lib/office/names.svelte.ts';
import type { FieldRule } from '$lib/office/page-rule.ts';
import { pageOf } from '$lib/office/pages/all.ts';
import { weekdayNames } from '$lib/parts/office/form/day-words.ts';
import { choiceLabel } from './cell-text.ts';
import { textOf } from './text-of.ts';

interface Place {
  readonly texts: Texts;
  readonly names: Names;
}

export function fieldRule(kind: string, key: string): FieldRule | undefined {
  const fields = (pageOf(kind as Kind)?.tabs ?? []).flatMap((tab) => tab.fields as readonly FieldRule[]);
  return fields.find((field) => field.key === key && field.name === undefined);
}

export function valueText(rule: FieldRule | undefined, value: unknown, place: Place): string {
  const { texts } = place;
  if (value === null || value === undefined || value === '') return texts.t('choice.none');
  if (typeof value === 'boolean') return texts.t(value ? 'choice.yes' : 'choice.no');
  if (!Array.isArray(value))
    return typeof value === 'object' ? JSON.stringify(value) : one(rule, value, place);
  if (value.length === 0) return texts.t('choice.none');
  return value.some((each) => typeof each === 'object')
    ? JSON.stringify(value)
    : value.map((each: unknown) => one(rule, each, place)).join(', ');
}

function one(rule: FieldRule | undefined, value: unknown, { texts, names }: Place): string {
  switch (rule?.is) {
    case 'reference':
      return names.of(rule.of, textOf(value)) || textOf(value);
    case 'choice':
      return choiceLabel(textOf(value), texts);
    case 'money':
      return texts.amount(Number(value));
    case 'percent':
      return texts.formats.percent(Number(value));
    case 'day':
      return texts.formats.date(Date.parse(`${textOf(value)}T12:00:00Z`));
    case 'weekdays':
      return weekdayNames(texts.language)[Number(value) - 1]?.short ?? textOf(value);
    default:
      return textOf(value);
  }
}
