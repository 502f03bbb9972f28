// What a line is called: its product, or what is done with money that was paid in on an order.
import type { LineView } from '@countertop/appliance/protocol';
import type { Texts } from '../../i18n/texts.svelte.ts';

export function lineName(
  {
    name,
    prepayment,
  }: {
    readonly name: string;
    readonly prepayment?: Pick<NonNullable<LineView['prepayment']>, 'does'> | null | undefined;
  },
  texts: Texts,
): string {
  return prepayment ? texts.t(`prepayment.${prepayment.does}`, { order: name }) : name;
}
