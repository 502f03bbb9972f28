// How much there is of something: pieces as a bare number, the rest with its unit.
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';

/** `quantity` in thousandths of the unit. */
export function stockWords(quantity: number, unit: string, texts: Texts): string {
  const figures = texts.formats.thousandths(quantity);
  return unit === 'piece' ? figures : `${figures} ${texts.t(`unit.${unit}` as Key)}`;
}
