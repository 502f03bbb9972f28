// Pages of those who work here, and of what they may do.
import { languageFor } from '../../i18n/sections.ts';
import type { PageRule } from '../page-rule.ts';

export const users: PageRule<'user'> = {
  kind: 'user',
  path: 'users',
  area: 'users',
  columns: [
    { key: 'firstName', is: 'own', sortable: true },
    { key: 'lastName', is: 'own', sortable: true },
    { key: 'number', is: 'text', sortable: true, narrow: false },
    { key: 'salePoints', is: 'own' },
    { key: 'stores', is: 'references', of: 'store', hidden: true },
    { key: 'officeRole', is: 'reference', of: 'role' },
    { key: 'email', is: 'text', sortable: true, hidden: true },
    { key: 'language', is: 'own', hidden: true },
    { key: 'active', is: 'toggle' },
  ],
  tabs: [
    {
      name: 'general',
      fields: [
        { key: 'firstName', is: 'text', needed: true },
        { key: 'lastName', is: 'text', needed: true },
        { key: 'number', is: 'text', needed: true },
        { key: 'language', is: 'own', editor: 'language' },
        { key: 'pinLogin', is: 'toggle' },
        {
          key: 'pinLogin',
          name: 'posPassword',
          is: 'own',
          editor: 'pos-password',
          when: ({ pinLogin }) => pinLogin,
        },
        { key: 'pinLogin', name: 'badge', is: 'own', editor: 'badge', when: ({ pinLogin }) => pinLogin },
        { key: 'selfCheckout', is: 'toggle' },
        { key: 'colour', is: 'colour' },
        { key: 'active', is: 'toggle' },
      ],
    },
    { name: 'sale-points', fields: [{ key: 'salePoints', is: 'own', editor: 'sale-points' }] },
    {
      name: 'stores',
      fields: [
        { key: 'stores', is: 'own', editor: 'stores' },
        { key: 'defaultStore', is: 'own', editor: 'default-store' },
      ],
    },
    {
      name: 'office',
      fields: [
        { key: 'email', is: 'text' },
        { key: 'officeRole', is: 'reference', of: 'role', empty: 'null' },
        { key: 'email', name: 'access', is: 'own', editor: 'office-access' },
      ],
    },
  ],
  filters: [{ field: 'salePoints', of: 'sale-point' }],
  blank: () => ({
    number: '',
    firstName: '',
    lastName: '',
    // What the one who adds them reads, until told otherwise.
    language: languageFor(document.documentElement.lang),
    email: null,
    pinLogin: true,
    selfCheckout: false,
    colour: null,
    salePoints: [],
    stores: [],
    defaultStore: null,
    officeRole: null,
    active: true,
  }),
  titleOf: ({ firstName, lastName }) => `${firstName} ${lastName}`.trim(),
};

export const roles: PageRule<'role'> = {
  kind: 'role',
  path: 'roles',
  area: 'users',
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
        { key: 'grants', name: 'overview', is: 'own', editor: 'role-overview' },
      ],
    },
    {
      name: 'register',
      fields: [
        { key: 'grants', is: 'own', editor: 'grants' },
        { key: 'lineDiscountMax', is: 'percent' },
        { key: 'lineDiscountAmountMax', is: 'money', empty: 'null' },
        { key: 'tabDiscountMax', is: 'percent' },
        { key: 'tabDiscountAmountMax', is: 'money', empty: 'null' },
        { key: 'discountAbove', is: 'choice', values: ['approval', 'denied'] },
      ],
    },
    { name: 'office', fields: [{ key: 'office', is: 'own', editor: 'office-rights' }] },
  ],
  blank: () => ({
    name: '',
    grants: {},
    office: {},
    lineDiscountMax: null,
    lineDiscountAmountMax: null,
    tabDiscountMax: null,
    tabDiscountAmountMax: null,
    discountAbove: 'approval',
    active: true,
  }),
  copied: (role, name) => ({ ...role, name: name(role.name) }),
  titleOf: ({ name }) => name,
};
