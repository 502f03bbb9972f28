// Words for what the office refused: what happened and what to do now, under the failure's code; one that has no words shows its code.
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts, Values } from '$lib/i18n/texts.svelte.ts';
import type { OfficeFailure } from '$lib/office/api.ts';

export interface OfficeFailureWords {
  readonly what: string;
  readonly now: string;
}

export function officeFailureWords({ code, data }: OfficeFailure, texts: Texts): OfficeFailureWords {
  const values: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(data))
    values[name] = typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean);
  return {
    what: say(`failure.${code}.what`, code, values, texts),
    now: say(`failure.${code}.do`, '', values, texts),
  };
}

function say(key: string, otherwise: string, values: Values, texts: Texts): string {
  if (!texts.has(key)) return otherwise;
  try {
    return texts.t(key as Key, values);
  } catch {
    return otherwise;
  }
}
