// Pages of how is sold: templates, tender types, reason codes, customers and campaigns.
import type { Body } from '@countertop/appliance/protocol';
import type { PageRule } from '../page-rule.ts';

const everywhere = (): Body<'template'>['shown'][number] => ({
  shops: [],
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  from: '00:00',
  until: '00:00',
});

export const floorPlans: PageRule<'floor-plan'> = {
  kind: 'floor-plan',
  path: 'floor-plans',
  area: 'templates',
  covering: true,
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'shop', is: 'reference', of: 'shop' },
    { key: 'salePoint', is: 'reference', of: 'sale-point', narrow: false },
    { key: 'tables', is: 'own' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  filters: [{ field: 'shop', of: 'shop' }],
  tabs: [
    {
      name: 'plan',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'shop', is: 'reference', of: 'shop' },
        { key: 'tables', is: 'own', editor: 'floor-plan' },
      ],
    },
    {
      name: 'where',
      fields: [
        { key: 'salePoint', is: 'reference', of: 'sale-point', empty: 'null' },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', shop: '', salePoint: null, columns: 16, rows: 10, tables: [], active: true }),
  titleOf: ({ name }) => name,
};

export const templates: PageRule<'template'> = {
  kind: 'template',
  path: 'templates',
  area: 'templates',
  covering: true,
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'size', is: 'own' },
    { key: 'shown', is: 'own' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'grid',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'folders', is: 'own', editor: 'template' },
      ],
    },
    {
      name: 'shown',
      fields: [
        {
          key: 'shown',
          is: 'rows',
          ordered: true,
          fields: [
            { key: 'shops', is: 'reference', of: 'shop', many: true },
            { key: 'weekdays', is: 'weekdays' },
            { key: 'from', is: 'time' },
            { key: 'until', is: 'time' },
          ],
          blank: everywhere,
        },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({
    name: '',
    rows: 5,
    columns: 6,
    folders: {
      home: {
        name: 'Home',
        parent: null,
        colour: null,
        picture: null,
        cells: Array.from({ length: 30 }, () => null),
      },
    },
    // Everywhere and always: one that is shown nowhere looks as if it had not been saved.
    shown: [everywhere()],
    active: true,
  }),
  titleOf: ({ name }) => name,
};

export const tenderTypes: PageRule<'tender-type'> = {
  kind: 'tender-type',
  path: 'tender-types',
  area: 'tenders',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'kind', is: 'choice', sortable: true },
    { key: 'code', is: 'text', sortable: true },
    { key: 'opensDrawer', is: 'toggle' },
    { key: 'account', is: 'text' },
    { key: 'active', is: 'toggle' },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        {
          key: 'kind',
          is: 'choice',
          fixed: true,
          values: [
            'own',
            'cash',
            'card',
            'bank-transfer',
            'meal-voucher',
            'gift-card',
            'customer-account',
            'invoice',
          ],
        },
        { key: 'code', is: 'text', needed: true },
        { key: 'opensDrawer', is: 'toggle' },
        // What the till does with cash and cards is its own: a toggle that must be off shows only to be put off.
        { key: 'apart', is: 'toggle', when: ({ kind }) => kind === 'card' },
        { key: 'overTender', is: 'toggle', when: ({ kind, overTender }) => kind !== 'card' || overTender },
        { key: 'givesChange', is: 'toggle', when: ({ overTender }) => overTender },
        { key: 'rounded', is: 'toggle', when: ({ kind, rounded }) => kind === 'cash' || rounded },
        { key: 'account', is: 'text' },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({
    name: '',
    kind: 'own',
    code: '12999',
    opensDrawer: false,
    overTender: false,
    givesChange: false,
    rounded: false,
    account: '',
    predefined: false,
    active: true,
  }),
  titleOf: ({ name }) => name,
};

export const reasonCodes: PageRule<'reason-code'> = {
  kind: 'reason-code',
  path: 'reason-codes',
  area: 'stock',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'direction', is: 'choice', sortable: true },
    { key: 'system', is: 'choice' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'direction', is: 'choice', values: ['positive', 'negative', 'neutral'] },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', direction: 'negative', system: null, active: true }),
  titleOf: ({ name }) => name,
};

export const customers: PageRule<'customer'> = {
  kind: 'customer',
  path: 'customers',
  area: 'customers',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'number', is: 'text', sortable: true },
    { key: 'email', is: 'text', sortable: true },
    { key: 'phone', is: 'text' },
    { key: 'groups', is: 'references', of: 'customer-group' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'number', is: 'text', needed: true },
        { key: 'email', is: 'text' },
        { key: 'phone', is: 'text' },
        { key: 'organisationNumber', is: 'text' },
        { key: 'addressLines', is: 'lines' },
        { key: 'language', is: 'own', editor: 'language' },
        { key: 'groups', is: 'reference', of: 'customer-group', many: true },
        { key: 'creditLimit', is: 'money', empty: 'null' },
        { key: 'note', is: 'text', long: true },
        { key: 'active', is: 'toggle' },
      ],
    },
    { name: 'points', fields: [{ key: 'number', is: 'own', editor: 'points' }] },
    { name: 'account', fields: [{ key: 'number', is: 'own', editor: 'account' }] },
  ],
  filters: [{ field: 'groups', of: 'customer-group' }],
  blank: () => ({
    name: '',
    number: '',
    email: null,
    phone: '',
    organisationNumber: '',
    addressLines: [],
    language: null,
    groups: [],
    creditLimit: null,
    note: '',
    active: true,
  }),
  titleOf: ({ name }) => name,
};

const usesPoints = ({ pointsPerUnitOff = 0 }: Body<'customer-group'>): boolean => pointsPerUnitOff > 0;

export const customerGroups: PageRule<'customer-group'> = {
  kind: 'customer-group',
  path: 'customer-groups',
  area: 'customers',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'discount', is: 'percent', sortable: true },
    { key: 'pointsPerUnit', is: 'number' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'discount', is: 'percent' },
        { key: 'pointsPerUnit', is: 'number' },
        { key: 'pointsPerUnitOff', is: 'number' },
        { key: 'pointsMin', is: 'number', when: usesPoints },
        { key: 'pointsShareMax', is: 'percent', when: usesPoints },
        { key: 'pointsOfflineMax', is: 'number', when: usesPoints },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({
    name: '',
    discount: 0,
    pointsPerUnit: 0,
    pointsPerUnitOff: 0,
    pointsMin: 1,
    pointsShareMax: 10_000,
    pointsOfflineMax: 0,
    active: true,
  }),
  titleOf: ({ name }) => name,
};

export const campaigns: PageRule<'campaign'> = {
  kind: 'campaign',
  path: 'campaigns',
  area: 'customers',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'kind', is: 'own' },
    { key: 'validFrom', is: 'day', sortable: true },
    { key: 'validUntil', is: 'day', sortable: true },
    { key: 'shops', is: 'references', of: 'shop' },
    { key: 'customerGroups', is: 'references', of: 'customer-group', hidden: true },
    { key: 'priority', is: 'number', sortable: true, hidden: true },
    { key: 'active', is: 'toggle' },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'kind', is: 'own', editor: 'campaign' },
        { key: 'active', is: 'toggle' },
      ],
    },
    {
      name: 'when',
      fields: [
        { key: 'validFrom', is: 'day' },
        { key: 'validUntil', is: 'own', editor: 'last-day' },
        { key: 'weekdays', is: 'weekdays' },
        { key: 'from', is: 'time' },
        { key: 'until', is: 'time' },
        { key: 'shops', is: 'reference', of: 'shop', many: true },
        { key: 'customerGroups', is: 'reference', of: 'customer-group', many: true },
        { key: 'dining', is: 'choice', values: ['take-away', 'eat-in'], empty: 'null' },
        { key: 'limit', is: 'number', empty: 'null' },
        { key: 'coupon', is: 'text' },
        { key: 'stackable', is: 'toggle' },
        { key: 'onChangedPrices', is: 'toggle' },
        { key: 'priority', is: 'number' },
      ],
    },
  ],
  blank: () => ({
    name: '',
    kind: { type: 'percentage', basisPoints: 1_000, products: [], categories: [], excluded: [] },
    priority: 0,
    stackable: false,
    coupon: null,
    onChangedPrices: false,
    validFrom: new Date().toISOString().slice(0, 10),
    validUntil: null,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    from: '00:00',
    until: '00:00',
    shops: [],
    customerGroups: [],
    dining: null,
    limit: null,
    active: true,
  }),
  titleOf: ({ name }) => name,
};
