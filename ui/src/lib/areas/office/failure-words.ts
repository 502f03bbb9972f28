// Words for what the office refused: what happened and what to do now, under the failure's code; one that has no words shows its code.
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { OfficeFailure } from '$lib/office/api.ts';

export interface OfficeFailureWords {
  readonly what: string;
  readonly now: string;
}

/** `at`: when it is read; what holds until a moment is over by then. */
export function officeFailureWords(
  { code, data }: OfficeFailure,
  texts: Texts,
  at = Date.now(),
): OfficeFailureWords {
  if (isOver(data, at)) return { what: texts.t('wait.over'), now: '' };
  const values = failureValues(data, at);
  const { area } = values;
  if (typeof area === 'string' && texts.has(`area.${area}`)) values['area'] = texts.t(`area.${area}` as Key);
  const say = (part: 'what' | 'do', otherwise: string): string => {
    const key = wordsUnder(code, data)
      .map((words) => `${words}.${part}`)
      .find((each) => texts.has(each));
    if (key === undefined) return otherwise;
    try {
      return texts.t(key, values);
    } catch {
      return otherwise;
    }
  };
  return { what: say('what', code), now: say('do', '') };
}

/** It was to be waited, and the wait is over. */
export function isOver({ until }: OfficeFailure['data'], at: number): boolean {
  return typeof until === 'number' && until <= at;
}

/** Where the words may stand, the most particular first: some codes are told apart by their reason; and of what can go wrong at a till as well,
 *  the till's words speak of selling. */
function wordsUnder(code: string, data: OfficeFailure['data']): readonly string[] {
  const particular = data['reason'] ?? data['right'];
  return [
    ...(typeof particular === 'string' ? [`failure.${code}.${particular}`] : []),
    `failure.office.${code}`,
    `failure.${code}`,
  ];
}

/** What comes with a refusal as words can hold it. A moment becomes `minutes` from `now`: before anybody is signed in no time zone is known. */
export function failureValues(
  data: OfficeFailure['data'],
  now: number,
): Record<string, string | number | boolean | null> {
  const values: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(data))
    values[name] = typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean);
  const { until } = data;
  if (typeof until === 'number') values['minutes'] = Math.max(1, Math.ceil((until - now) / 60_000));
  return values;
}
