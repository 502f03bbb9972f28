// What the till sees of a device, in words. Codes that have none are shown as they are: ugly, but a technician can ask for them.
import type { DeviceView } from '@countertop/appliance/protocol';
import type { Texts } from '../../i18n/texts.svelte.ts';

export function kindWords(kind: string, texts: Texts): string {
  const key = `setup.kind.${kind}`;
  return texts.has(key) ? texts.t(key) : kind;
}

export function conditionWords({ presence, conditions }: DeviceView, texts: Texts): string {
  // What an unplugged device said last says nothing about it now.
  if (presence === 'gone' || presence === 'stopped') return '';
  return conditions
    .map((condition) => {
      const key = `setup.condition.${condition}`;
      return texts.has(key) ? texts.t(key) : condition;
    })
    .join(' · ');
}
