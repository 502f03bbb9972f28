// What happened at the door, in words. A kind that has none yet shows its own name: better odd than silent.
import type { peopleApi } from '@countertop/appliance/protocol';
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';

type Event = Pick<peopleApi.PeopleEvents['events'][number], 'kind' | 'data'>;

export function eventWords({ kind, data }: Event, texts: Pick<Texts, 'has' | 't'>): string {
  const key = [`event.${kind}.${variantOf(data)}`, `event.${kind}`].find((each) => texts.has(each));
  if (key === undefined) return kind;
  const { module } = data;
  const name =
    typeof module === 'string' && texts.has(`module.${module}`) ? texts.t(`module.${module}` as Key) : '';
  try {
    return texts.t(key, { ...data, module: name });
  } catch {
    return kind;
  }
}

/** What tells two of a kind apart. */
function variantOf({ reason, purpose, secondFactor, active }: Event['data']): string {
  if (typeof reason === 'string') return reason;
  if (typeof purpose === 'string') return purpose;
  if (secondFactor === true) return 'second-factor';
  return active === undefined ? '' : active === true ? 'on' : 'off';
}

/** What somebody who looks after the office should not read over. */
export function isAlarming(kind: string): boolean {
  return kind === 'sign-in.locked-out' || kind === 'sign-in.failed';
}
