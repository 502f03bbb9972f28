// Pages of shops and what belongs to them.
import type { PageRule } from '../page-rule.ts';

export const priceRegions: PageRule<'price-region'> = {
  kind: 'price-region',
  path: 'price-regions',
  area: 'shops',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'country', is: 'text', sortable: true },
    { key: 'currency', is: 'text', sortable: true },
    { key: 'prices', is: 'choice' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'country', is: 'own', editor: 'country' },
        { key: 'currency', is: 'own', editor: 'currency', fixed: true },
        { key: 'prices', is: 'choice', values: ['gross', 'net'] },
        { key: 'active', is: 'toggle' },
      ],
    },
    {
      name: 'vat',
      fields: [
        {
          key: 'vat',
          is: 'rows',
          fields: [
            { key: 'vatClass', is: 'reference', of: 'vat-class' },
            { key: 'takeAway', is: 'reference', of: 'vat-rate' },
            { key: 'eatIn', is: 'reference', of: 'vat-rate', empty: 'null' },
          ],
          blank: () => ({ vatClass: '', takeAway: '', eatIn: null }),
        },
      ],
    },
  ],
  blank: () => ({ name: '', country: 'NO', currency: 'NOK', prices: 'gross', vat: [], active: true }),
  titleOf: ({ name }) => name,
};

export const vatClasses: PageRule<'vat-class'> = {
  kind: 'vat-class',
  path: 'vat-classes',
  area: 'shops',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', active: true }),
  titleOf: ({ name }) => name,
};

export const vatRates: PageRule<'vat-rate'> = {
  kind: 'vat-rate',
  path: 'vat-rates',
  area: 'shops',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'country', is: 'text', sortable: true },
    { key: 'values', is: 'own' },
    { key: 'code', is: 'text', sortable: true },
    { key: 'predefined', is: 'toggle', hidden: true },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'country', is: 'own', editor: 'country', fixed: true },
        { key: 'code', is: 'text', needed: true },
        {
          key: 'values',
          is: 'rows',
          fields: [
            { key: 'validFrom', is: 'day' },
            { key: 'rate', is: 'percent' },
          ],
          blank: () => ({ validFrom: new Date().toISOString().slice(0, 10), rate: 0 }),
        },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', country: 'NO', values: [], code: '', predefined: false, active: true }),
  titleOf: ({ name }) => name,
};

export const stores: PageRule<'store'> = {
  kind: 'store',
  path: 'stores',
  area: 'stock',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'addressLines', is: 'text' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'addressLines', is: 'lines' },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', addressLines: [], active: true }),
  titleOf: ({ name }) => name,
};

export const shopGroups: PageRule<'shop-group'> = {
  kind: 'shop-group',
  path: 'shop-groups',
  area: 'shops',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'sort', is: 'choice', sortable: true },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'sort', is: 'choice', values: ['city', 'region', 'brand', 'other'] },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', sort: 'city', active: true }),
  titleOf: ({ name }) => name,
};

export const shops: PageRule<'shop'> = {
  kind: 'shop',
  path: 'shops',
  area: 'shops',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'addressLines', is: 'text' },
    { key: 'priceRegion', is: 'reference', of: 'price-region' },
    { key: 'store', is: 'reference', of: 'store' },
    { key: 'groups', is: 'references', of: 'shop-group' },
    { key: 'phone', is: 'text', hidden: true },
    { key: 'organisationNumber', is: 'text', hidden: true },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'addressLines', is: 'lines' },
        { key: 'organisationNumber', is: 'text' },
        { key: 'phone', is: 'text' },
        { key: 'priceRegion', is: 'reference', of: 'price-region' },
        { key: 'store', is: 'reference', of: 'store' },
        { key: 'groups', is: 'reference', of: 'shop-group', many: true },
        { key: 'active', is: 'toggle' },
      ],
    },
    {
      name: 'region',
      fields: [
        { key: 'timeZone', is: 'own', editor: 'time-zone' },
        { key: 'locale', is: 'own', editor: 'locale' },
        { key: 'languages', is: 'own', editor: 'languages' },
      ],
    },
    {
      name: 'currencies',
      fields: [
        {
          key: 'currencies',
          is: 'rows',
          fields: [
            { key: 'currency', is: 'own', editor: 'currency' },
            { key: 'rates', is: 'own', editor: 'exchange-rates' },
            { key: 'denominations', is: 'own', editor: 'denominations' },
            { key: 'active', is: 'toggle' },
          ],
          blank: () => ({ currency: 'EUR', rates: [], denominations: [], active: true }),
        },
      ],
    },
  ],
  filters: [
    { field: 'priceRegion', of: 'price-region' },
    { field: 'groups', of: 'shop-group' },
  ],
  blank: () => ({
    name: '',
    addressLines: [],
    organisationNumber: '',
    phone: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    locale: navigator.language,
    languages: ['en'],
    priceRegion: '',
    store: '',
    groups: [],
    currencies: [],
    active: true,
  }),
  titleOf: ({ name }) => name,
};

export const salePoints: PageRule<'sale-point'> = {
  kind: 'sale-point',
  path: 'sale-points',
  area: 'shops',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'shop', is: 'reference', of: 'shop' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'shop', is: 'reference', of: 'shop' },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  filters: [{ field: 'shop', of: 'shop' }],
  blank: () => ({ name: '', shop: '', active: true }),
  titleOf: ({ name }) => name,
};

export const registers: PageRule<'register'> = {
  kind: 'register',
  path: 'registers',
  area: 'boxes',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'salePoint', is: 'reference', of: 'sale-point' },
    { key: 'purpose', is: 'choice', sortable: true },
    { key: 'paired', is: 'figure' },
    { key: 'cardTerminal', is: 'text' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true, fixed: true },
        { key: 'salePoint', is: 'reference', of: 'sale-point' },
        { key: 'purpose', is: 'choice', values: ['till', 'self-checkout', 'kitchen'] },
        { key: 'cardTerminal', is: 'text' },
        { key: 'active', is: 'toggle' },
      ],
    },
    { name: 'pairing', fields: [{ key: 'name', is: 'own', editor: 'pairing' }] },
  ],
  filters: [{ field: 'salePoint', of: 'sale-point' }],
  blank: () => ({ name: '', salePoint: '', purpose: 'till', cardTerminal: null, active: true }),
  titleOf: ({ name }) => name,
};
