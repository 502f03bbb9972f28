// A valid body of every kind, for walks over all of them. `number` keeps their keys apart.
import type { Kind } from '../../src/protocol/office/kinds.ts';
import type { SmallShop } from './open-records.ts';

export function sampleBody(kind: Kind, shop: SmallShop, number: number): Record<string, unknown> {
  const name = `Sample ${String(number)}`;
  const bodies: Readonly<Record<Kind, Record<string, unknown>>> = {
    'price-region': { name, country: 'NO', currency: 'NOK' },
    'vat-class': { name },
    'vat-rate': { name, country: 'NO', code: '3', values: [{ validFrom: '2020-01-01', rate: 2_500 }] },
    store: { name },
    'shop-group': { name },
    shop: {
      name,
      timeZone: 'Europe/Oslo',
      locale: 'nb-NO',
      languages: ['nb'],
      priceRegion: shop.region,
      store: shop.store,
    },
    'sale-point': { name, shop: shop.shop },
    register: { name: `S${String(number)}`, salePoint: shop.counter },
    category: { name, parent: shop.drinks },
    department: { name, code: `d${String(number)}` },
    dimension: { name, values: [{ code: 'a', name: 'A' }] },
    'accounting-category': { name, revenueAccount: '3000' },
    supplier: { name, currency: 'NOK' },
    'gift-card-type': { name, purpose: 'multi' },
    'modifier-group': { name, options: [{ name: 'Large', prices: { [shop.region]: 500 } }] },
    product: {
      name,
      sku: `s-${String(number)}`,
      category: shop.beer,
      vatClass: shop.food,
      prices: { [shop.region]: 100 },
    },
    template: {
      name,
      rows: 2,
      columns: 2,
      folders: {
        home: { name: 'Home', parent: null, colour: null, picture: null, cells: [null, null, null, null] },
      },
    },
    'floor-plan': {
      name,
      shop: shop.shop,
      columns: 8,
      rows: 6,
      tables: [{ id: 't1', name: '1', seats: 4, shape: 'square', x: 0, y: 0, width: 2, height: 2 }],
    },
    'tender-type': { name, kind: 'own', code: '12999' },
    'reason-code': { name, direction: 'negative' },
    'customer-group': { name, discount: 500 },
    customer: { name, number: `c-${String(number)}` },
    campaign: {
      name,
      kind: { type: 'percentage', basisPoints: 1_000, products: [], categories: [shop.beer], excluded: [] },
      validFrom: '2026-01-01',
    },
    role: { name, grants: { 'sale.sell': 'allowed' }, office: { sales: 'read' } },
    user: { number: `u-${String(number)}`, firstName: 'Sample', lastName: String(number), language: 'nb' },
  };
  return bodies[kind];
}
