// What a change in the list of all changes is about: its kind in words, its name, and the way to it while it is there.
import type { Kind } from '@countertop/appliance/protocol';
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import { pageOf } from '$lib/office/pages/all.ts';

export interface ListedChange {
  readonly number: number;
  readonly at: number;
  readonly by: string;
  readonly kind: string;
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

export function changedWhat(
  { kind, id, before, after }: ListedChange,
  texts: Texts,
): { readonly kind: string; readonly name: string; readonly href?: string } {
  if (kind === 'setting') {
    const name = `setting.${id.split(':')[2] ?? ''}.name`;
    return { kind: texts.t('menu.configuration'), name: texts.has(name) ? texts.t(name) : id };
  }
  const page = pageOf(kind as Kind);
  const body = (after ?? before) as Parameters<NonNullable<typeof page>['titleOf']>[0] | null;
  const name = page === undefined || body === null ? id : page.titleOf(body);
  const words = { kind: texts.t(`one.${kind}` as Key), name };
  return page === undefined ? words : { ...words, href: `/office/${page.path}?open=${id}` };
}
