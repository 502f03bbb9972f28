// Shops that take prepayments under either law, and orders in them, for tests of the rules.
import { type Minor } from '../src/domain/money/money.ts';
import type { RegisterCommand } from '../src/domain/register/commands.ts';
import type { Sale } from '../src/domain/register/sale.ts';
import type { ShopSettings } from '../src/domain/shop/settings.ts';
import { nextId, type SampleRegister, type sampleProduct, scan } from './sample-register.ts';
import { exactCash, sampleSettings, vatClass, voucherTender } from './sample-shop.ts';

export const norway: ShopSettings = {
  ...sampleSettings(),
  tenders: [...sampleSettings().tenders, { ...voucherTender, id: 'account', kind: 'account' }],
};
export const dutchVat = [vatClass('high', [2_100, '1']), vatClass('low', [900, '2'])];
export const netherlands: ShopSettings = {
  ...norway,
  shop: { ...norway.shop, country: 'NL' },
  vat: { ...norway.vat, classes: dutchVat },
  cashRounding: exactCash,
};

export function order(
  register: SampleRegister,
  ...products: readonly ReturnType<typeof sampleProduct>[]
): string {
  const tabId = nextId('order');
  register.run({ type: 'open-tab', tabId, name: 'Hansen' });
  for (const product of products) register.run(scan(product));
  return tabId;
}

export function prepay(amount: number): RegisterCommand {
  return { type: 'sell-prepayment', tabId: nextId('tab'), lineId: nextId('line'), amount: amount as Minor };
}

/** Of the whole receipt. */
export function vatOf(sale: Sale): number {
  return sale.vat.reduce((sum, { vat }) => sum + vat, 0);
}
