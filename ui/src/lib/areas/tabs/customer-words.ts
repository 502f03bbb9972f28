// How a customer is called at the till: by name, where the shop knows them still, and beside it by number and groups.
import type { CustomerHit, CustomerView } from '@countertop/appliance/protocol';
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
