// The goods and the shops that moves at a register are made with: shops that differ in all that changes a sum.
import { minor } from '../src/domain/money/money.ts';
import { thousandths } from '../src/domain/quantity/quantity.ts';
import type { SellingSettings, ShopSettings } from '../src/domain/shop/settings.ts';
import { basisPoints } from '../src/domain/vat/vat.ts';
import { bundle, nForM, only, percentage, sampleCampaign, spend, within } from './sample-campaigns.ts';
import { sampleProduct } from './sample-register.ts';
import { exactCash, fiveCent, fiveCentAlways, sampleSettings, voucherTender } from './sample-shop.ts';

export const deposit = sampleProduct({
  id: 'pant',
  price: minor(200),
  vatClass: 'deposit',
  category: 'deposit',
  kind: 'deposit',
});
export const bread = sampleProduct({ id: 'bread', price: minor(3990), vatClass: 'food', category: 'food' });
export const apples = sampleProduct({
  id: 'apples',
  price: minor(3490),
  unit: 'kg',
  vatClass: 'food',
  category: 'food',
});
export const products = [
  bread,
  sampleProduct({ id: 'soda', price: minor(2549), vatClass: 'food', category: 'food', deposit: 'pant' }),
  sampleProduct({ id: 'beer', price: minor(4233), ageLimit: 18, category: 'beer' }),
  apples,
  sampleProduct({ id: 'stamps', price: minor(2100), noDiscount: true, vatClass: 'deposit' }),
  sampleProduct({
    id: 'empties',
    price: minor(-200),
    vatClass: 'deposit',
    category: 'deposit',
    kind: 'deposit-return',
  }),
  sampleProduct({ id: 'flowers' }),
  sampleProduct({ id: 'gone', price: minor(100), active: false }),
  sampleProduct({ id: 'free', price: minor(0) }),
];

export const meal = { ...voucherTender, id: 'meal', overpay: 'change' } as const;
export const lunch = { ...voucherTender, id: 'lunch', overpay: 'keep' } as const;
const tight: ShopSettings['limits'] = {
  linesPerTab: 6,
  openTabs: 2,
  quantityMax: thousandths(5_000),
  unitPriceMax: minor(9_000),
  totalMax: minor(20_000),
  paymentsPerTab: 3,
};

const campaigns = [
  sampleCampaign(nForM(3, 2, within('food'))),
  sampleCampaign(percentage(1_500)),
  sampleCampaign(bundle(5_990, [1, only('bread')], [1, only('soda')]), { onChangedPrices: true }),
  sampleCampaign(spend(20_000, 500), { stackable: true }),
  sampleCampaign(percentage(4_000, only('beer')), { id: 'staff-beer', customerGroups: ['staff'] }),
];

const customerGroups = [
  { id: 'club', name: 'Club', discount: basisPoints(500), pointsPerUnit: 1 },
  { id: 'staff', name: 'Staff', discount: basisPoints(2_000), pointsPerUnit: 0 },
];

/** Prepayments are taxed when they are received. */
function inTheEu(settings: ShopSettings): ShopSettings {
  return { ...settings, shop: { ...settings.shop, country: 'NL' } };
}

/** Shops that differ in all that changes a sum: VAT per line or receipt, prices with or without VAT, coins, limits, campaigns. */
export const shops: readonly SellingSettings[] = [
  sampleSettings(),
  inTheEu(
    sampleSettings({ rounding: 'receipt', cashRounding: fiveCent, currency: { code: 'CHF', exponent: 2 } }),
  ),
  sampleSettings({ prices: 'net', cashRounding: exactCash }),
  inTheEu(sampleSettings({ cashRounding: fiveCentAlways, rounding: 'receipt', prices: 'net' })),
  { ...sampleSettings(), limits: tight, customerGroups },
  { ...sampleSettings(), running: campaigns, customerGroups },
  {
    ...sampleSettings({ rounding: 'receipt', prices: 'net', cashRounding: exactCash }),
    running: campaigns,
    customerGroups,
  },
].map((shop) => ({
  ...shop,
  tips: { percentages: [basisPoints(1_000)] },
  tenders: [...shop.tenders, meal, lunch],
}));
