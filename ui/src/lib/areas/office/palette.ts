// What Ctrl-K finds: pages, products, users, customers; each only for who may see it.
import type { Kind } from '@countertop/appliance/protocol';
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { Office } from '$lib/office/office.svelte.ts';
import { moduleOf } from '$lib/office/pages/menu.ts';
import { pageOf } from '$lib/office/pages/all.ts';
import type { PaletteItem, PaletteSource } from '$lib/parts/office/frame/palette-sources.ts';
import type { RailItem } from '$lib/parts/office/frame/rail.ts';
import { menuSections } from './menu-sections.ts';

const found = 6;
const searched: readonly Kind[] = ['product', 'user', 'customer', 'shop', 'register'];

export function paletteSources(office: Office, texts: Texts): readonly PaletteSource[] {
  const flat = (items: readonly RailItem[], above?: string): readonly PaletteItem[] =>
    items.flatMap(({ href, label, icon, items: under = [] }) => [
      ...(under.length === 0 ? [{ id: href, href, label, detail: above, icon }] : []),
      ...flat(under, label),
    ]);
  const pages: PaletteSource = {
    key: 'pages',
    label: texts.t('office.pages'),
    // A page that stands under two sections is one page.
    items: menuSections(office, texts)
      .flatMap(({ items }) => flat(items))
      .filter(({ id }, at, all) => all.findIndex((item) => item.id === id) === at),
  };
  return [pages, ...searched.flatMap((kind) => recordSource(kind, office, texts) ?? [])];
}

function recordSource(kind: Kind, office: Office, texts: Texts): PaletteSource | undefined {
  const page = pageOf(kind);
  if (page === undefined || !office.may(page.area)) return undefined;
  if (!office.hasModule(moduleOf(`/office/${page.path}`))) return undefined;
  return {
    key: kind,
    label: texts.t(`menu.${page.path}` as Key),
    async search(typed) {
      const answer = await office.api.list(page.path, { search: typed, pageSize: found });
      if (!answer.ok) throw new Error(answer.failure.code);
      return answer.value.records.map(({ id, body }) => ({
        id: `${kind}:${id}`,
        label: page.titleOf(body),
        detail: (body as { sku?: string }).sku,
        href: `/office/${page.path}?open=${id}`,
      }));
    },
  };
}
