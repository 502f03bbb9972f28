// How a customer is called at the till: by name, where the shop knows them still, and beside it by number and groups.
import type { CustomerHit, CustomerView, TabView } from '@countertop/appliance/protocol';
import type { Texts } from '../../i18n/texts.svelte.ts';

export function customerName({ name }: Pick<CustomerView, 'name'>, texts: Texts): string {
  return name ?? texts.t('customer.known-no-more');
}

/** "1001 · Regulars" */
export function customerAbout({
  number,
  groups,
}: Pick<CustomerView | CustomerHit, 'number' | 'groups'>): string {
  return [number ?? '', ...groups].filter(Boolean).join(' · ');
}

/** "512 points, +12" */
export function pointsSaid(
  { points }: Pick<CustomerView, 'points'>,
  { earns }: NonNullable<TabView['points']>,
  texts: Texts,
): string {
  const gained =
    earns === 0
      ? []
      : [texts.t('points.earns', { points: (earns > 0 ? '+' : '−') + texts.formats.count(Math.abs(earns)) })];
  const had = points === null ? [] : [texts.t('points.has', { points: points.balance })];
  return [...had, ...gained].join(', ');
}
