// Gift cards of the demo company, one of each kind: any amount for anything in the shop, and a fixed one whose VAT is known when it is sold.
import type { OfficeRecord } from '../protocol/office/kinds.ts';
import { record } from './organisation.ts';

const kroner = 100;

export const giftCardTypes: readonly OfficeRecord<'gift-card-type'>[] = [
  record('gift-card-type', 'gift-card', {
    name: 'Gavekort',
    purpose: 'multi',
    vatClass: null,
    value: null,
    min: 100 * kroner,
    max: 5_000 * kroner,
    topUp: true,
    validityMonths: 24,
    active: true,
  }),
  record('gift-card-type', 'tasting', {
    name: 'Ølsmaking',
    purpose: 'single',
    vatClass: 'standard',
    value: 499 * kroner,
    min: null,
    max: null,
    topUp: false,
    validityMonths: 12,
    active: true,
  }),
];
