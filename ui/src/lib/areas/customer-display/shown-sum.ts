// Which of the daemon's sums the customer is shown large, and which beside it. Nothing is added up here; signs are turned where the words
// already say the direction.
import type { CustomerDisplayView } from '@countertop/appliance/protocol';
import type { Key } from '../../i18n/sections.ts';

export interface Sum {
  readonly label: Key;
  /** Minor units. */
  readonly value: number;
  readonly rows: readonly { readonly label: Key; readonly value: number }[];
}

type Sums = Pick<CustomerDisplayView, 'total' | 'discount' | 'paid' | 'due'>;

/** While selling the total; once something is paid what is left; for goods given back what the customer gets. */
export function runningSum({ total, discount, paid, due }: Sums): Sum {
  const saved: Sum['rows'] = discount > 0 ? [{ label: 'display.saved', value: discount }] : [];
  if (paid === 0) {
    return total < 0
      ? { label: 'display.back', value: -total, rows: [] }
      : { label: 'display.total', value: total, rows: saved };
  }
  const rows: Sum['rows'] = [
    ...saved,
    { label: 'display.total', value: total },
    { label: 'display.paid', value: paid },
  ];
  return due < 0 ? { label: 'display.back', value: -due, rows } : { label: 'display.due', value: due, rows };
}

/** After the sale: the change, or the money given back, or what was paid. */
export function finalSum({ total, rounding, change }: NonNullable<CustomerDisplayView['lastSale']>): Sum {
  const rounded: Sum['rows'] = rounding === 0 ? [] : [{ label: 'display.rounding', value: rounding }];
  if (change > 0)
    return {
      label: 'display.change',
      value: change,
      rows: [{ label: 'display.total', value: total }, ...rounded],
    };
  if (total < 0) return { label: 'display.back', value: -total, rows: rounded };
  return { label: 'display.total', value: total, rows: rounded };
}
