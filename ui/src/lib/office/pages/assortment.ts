// Pages of what is sold, and of what it is booked on and bought from.
import type { PageRule } from '../page-rule.ts';

export const categories: PageRule<'category'> = {
  kind: 'category',
  path: 'categories',
  area: 'assortment',
  columns: [
    { key: 'name', is: 'own', sortable: true },
    { key: 'parent', is: 'reference', of: 'category' },
    { key: 'ageLimit', is: 'number' },
    { key: 'noDiscount', is: 'toggle' },
    { key: 'printer', is: 'text', hidden: true },
    { key: 'countingInterval', is: 'number', hidden: true },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'parent', is: 'reference', of: 'category', empty: 'null' },
        { key: 'colour', is: 'colour' },
        { key: 'picture', is: 'picture' },
        { key: 'ageLimit', is: 'number', unit: 'years', empty: 'null' },
        { key: 'noDiscount', is: 'toggle' },
        { key: 'printer', is: 'text' },
        { key: 'countingInterval', is: 'number', unit: 'days', empty: 'null' },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({
    name: '',
    parent: null,
    colour: null,
    picture: null,
    ageLimit: null,
    noDiscount: false,
    printer: null,
    countingInterval: null,
    position: 0,
    active: true,
  }),
  titleOf: ({ name }) => name,
};

export const products: PageRule<'product'> = {
  kind: 'product',
  path: 'products',
  area: 'assortment',
  columns: [
    { key: 'name', is: 'own', sortable: true },
    { key: 'sku', is: 'text', sortable: true },
    { key: 'category', is: 'reference', of: 'category' },
    { key: 'prices', is: 'own' },
    { key: 'vatClass', is: 'reference', of: 'vat-class' },
    { key: 'stock', is: 'figure', hidden: true },
    { key: 'codes', is: 'text', hidden: true },
    { key: 'plu', is: 'text', sortable: true, hidden: true },
    { key: 'cost', is: 'money', sortable: true, hidden: true },
    { key: 'accountingCategory', is: 'reference', of: 'accounting-category', hidden: true },
    { key: 'ageLimit', is: 'number', hidden: true },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'shortName', is: 'text' },
        { key: 'sku', is: 'text', needed: true },
        { key: 'codes', is: 'tags' },
        { key: 'plu', is: 'text' },
        { key: 'category', is: 'reference', of: 'category' },
        { key: 'picture', is: 'picture' },
        { key: 'colour', is: 'colour' },
        { key: 'active', is: 'toggle' },
      ],
    },
    {
      name: 'price',
      fields: [
        { key: 'prices', is: 'own', editor: 'prices' },
        { key: 'variablePrice', is: 'toggle' },
        { key: 'vatClass', is: 'reference', of: 'vat-class' },
        { key: 'cost', is: 'money', empty: 'null' },
        { key: 'accountingCategory', is: 'reference', of: 'accounting-category', empty: 'null' },
        { key: 'noDiscount', is: 'toggle' },
        { key: 'deposit', is: 'reference', of: 'product', empty: 'null' },
      ],
    },
    {
      name: 'till',
      fields: [
        { key: 'unit', is: 'choice', values: ['piece', 'kg', 'litre', 'metre'] },
        { key: 'tare', is: 'number', unit: 'grams', empty: 'null', when: ({ unit }) => unit === 'kg' },
        { key: 'ageLimit', is: 'number', unit: 'years', empty: 'null' },
        { key: 'soldOffline', is: 'toggle' },
        { key: 'addOn', is: 'toggle' },
        { key: 'addOns', is: 'reference', of: 'product', many: true },
        { key: 'modifiers', is: 'reference', of: 'modifier-group', many: true },
        { key: 'kind', is: 'choice', values: ['goods', 'deposit', 'deposit-return'] },
      ],
    },
    { name: 'variants', fields: [{ key: 'variant', is: 'own', editor: 'variants' }] },
    {
      name: 'kitchen',
      fields: [
        { key: 'station', is: 'text' },
        { key: 'prepSeconds', is: 'number', unit: 'seconds', empty: 'null' },
        { key: 'allergens', is: 'own', editor: 'allergens' },
      ],
    },
    {
      name: 'stock',
      fields: [
        { key: 'sku', is: 'own', editor: 'stock' },
        {
          key: 'suppliers',
          is: 'rows',
          ordered: true,
          fields: [
            { key: 'supplier', is: 'reference', of: 'supplier' },
            { key: 'sku', is: 'text' },
            { key: 'cost', is: 'money', empty: 'null' },
            { key: 'packSize', is: 'number', unit: 'thousandths' },
          ],
          blank: () => ({ supplier: '', sku: '', cost: null, packSize: 1_000 }),
        },
      ],
    },
  ],
  filters: [
    { field: 'category', of: 'category' },
    { field: 'vatClass', of: 'vat-class' },
    { field: 'accountingCategory', of: 'accounting-category' },
  ],
  blank: () => ({
    name: '',
    shortName: '',
    sku: '',
    codes: [],
    plu: null,
    category: '',
    prices: {},
    variablePrice: false,
    cost: null,
    vatClass: '',
    accountingCategory: null,
    unit: 'piece',
    tare: null,
    kind: 'goods',
    deposit: null,
    ageLimit: null,
    noDiscount: false,
    soldOffline: true,
    addOn: false,
    addOns: [],
    modifiers: [],
    variant: null,
    allergens: [],
    picture: null,
    colour: null,
    station: null,
    prepSeconds: null,
    suppliers: [],
    active: true,
  }),
  titleOf: ({ name }) => name,
};

export const modifierGroups: PageRule<'modifier-group'> = {
  kind: 'modifier-group',
  path: 'modifier-groups',
  area: 'assortment',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'min', is: 'number' },
    { key: 'max', is: 'number' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'min', is: 'number' },
        { key: 'max', is: 'number' },
        {
          key: 'options',
          is: 'rows',
          ordered: true,
          fields: [
            { key: 'name', is: 'text', needed: true },
            { key: 'prices', is: 'own', editor: 'prices' },
          ],
          blank: () => ({ name: '', prices: {} }),
        },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', min: 0, max: 1, options: [], active: true }),
  titleOf: ({ name }) => name,
};

export const accountingCategories: PageRule<'accounting-category'> = {
  kind: 'accounting-category',
  path: 'accounting-categories',
  area: 'assortment',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'revenueAccount', is: 'text', sortable: true },
    { key: 'department', is: 'reference', of: 'department' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'revenueAccount', is: 'text', needed: true },
        { key: 'department', is: 'reference', of: 'department', empty: 'null' },
        { key: 'dimensions', is: 'own', editor: 'dimension-values' },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', revenueAccount: '', department: null, dimensions: [], active: true }),
  titleOf: ({ name }) => name,
};

export const departments: PageRule<'department'> = {
  kind: 'department',
  path: 'departments',
  area: 'assortment',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'code', is: 'text', sortable: true },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'code', is: 'text', needed: true },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', code: '', active: true }),
  titleOf: ({ name }) => name,
};

export const dimensions: PageRule<'dimension'> = {
  kind: 'dimension',
  path: 'dimensions',
  area: 'assortment',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'values', is: 'own' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        {
          key: 'values',
          is: 'rows',
          fields: [
            { key: 'code', is: 'text', needed: true },
            { key: 'name', is: 'text', needed: true },
          ],
          blank: () => ({ code: '', name: '' }),
        },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({ name: '', values: [], active: true }),
  titleOf: ({ name }) => name,
};

export const suppliers: PageRule<'supplier'> = {
  kind: 'supplier',
  path: 'suppliers',
  area: 'stock',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'email', is: 'text' },
    { key: 'phone', is: 'text' },
    { key: 'currency', is: 'text' },
    { key: 'leadTimeDays', is: 'number', sortable: true },
    { key: 'orderDays', is: 'own', hidden: true },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'email', is: 'text' },
        { key: 'phone', is: 'text' },
        { key: 'customerNumber', is: 'text' },
        { key: 'currency', is: 'own', editor: 'currency' },
        { key: 'leadTimeDays', is: 'number', unit: 'days' },
        { key: 'orderDays', is: 'weekdays' },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({
    name: '',
    email: null,
    phone: '',
    currency: 'NOK',
    leadTimeDays: 1,
    orderDays: [1, 2, 3, 4, 5],
    customerNumber: '',
    active: true,
  }),
  titleOf: ({ name }) => name,
};

export const giftCardTypes: PageRule<'gift-card-type'> = {
  kind: 'gift-card-type',
  path: 'gift-card-types',
  area: 'tenders',
  columns: [
    { key: 'name', is: 'text', sortable: true },
    { key: 'purpose', is: 'choice', sortable: true },
    { key: 'value', is: 'money' },
    { key: 'validityMonths', is: 'number' },
    { key: 'active', is: 'toggle', hidden: true },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'name', is: 'text', needed: true },
        { key: 'purpose', is: 'choice', values: ['multi', 'single'] },
        {
          key: 'vatClass',
          is: 'reference',
          of: 'vat-class',
          empty: 'null',
          when: ({ purpose }) => purpose === 'single',
        },
        { key: 'value', is: 'money', empty: 'null' },
        { key: 'min', is: 'money', empty: 'null', when: ({ value }) => value === null },
        { key: 'max', is: 'money', empty: 'null', when: ({ value }) => value === null },
        { key: 'topUp', is: 'toggle' },
        { key: 'validityMonths', is: 'number', unit: 'months', empty: 'null' },
        { key: 'active', is: 'toggle' },
      ],
    },
  ],
  blank: () => ({
    name: '',
    purpose: 'multi',
    vatClass: null,
    value: null,
    min: null,
    max: null,
    topUp: true,
    validityMonths: null,
    active: true,
  }),
  titleOf: ({ name }) => name,
};
