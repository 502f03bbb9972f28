// Every kind of record the back office keeps: its schema, its key for people and CSV, the area whose right it needs, what its list shows.
// Storing, checking, searching, REST, CSV, audit and the feed are the same for all of them.
import type { Static, TObject } from '@sinclair/typebox';
import * as assortment from './assortment.ts';
import * as organisation from './organisation.ts';
import * as people from './people.ts';
import type { OfficeArea } from './rights.ts';
import * as selling from './selling.ts';

export interface KindRule {
  readonly schema: TObject;
  /** Path of its routes and of its pages: `/api/products`, `/office/products`. */
  readonly path: string;
  readonly area: OfficeArea;
  /** Field that is unique in the kind, by which CSV finds a record; the name unless told. */
  readonly key: string;
  /** Fields whose text a search looks in. */
  readonly search: readonly string[];
  /** Fields a list can be sorted by, beside name and key. */
  readonly sort: readonly string[];
}

export const kinds = {
  'price-region': {
    schema: organisation.PriceRegion,
    path: 'price-regions',
    area: 'shops',
    key: 'name',
    search: ['name', 'country', 'currency'],
    sort: ['country', 'currency'],
  },
  'vat-class': {
    schema: organisation.VatClass,
    path: 'vat-classes',
    area: 'shops',
    key: 'name',
    search: ['name'],
    sort: [],
  },
  'vat-rate': {
    schema: organisation.VatRate,
    path: 'vat-rates',
    area: 'shops',
    key: 'name',
    search: ['name', 'country', 'code'],
    sort: ['country', 'code'],
  },
  store: {
    schema: organisation.Store,
    path: 'stores',
    area: 'stock',
    key: 'name',
    search: ['name'],
    sort: [],
  },
  'shop-group': {
    schema: organisation.ShopGroup,
    path: 'shop-groups',
    area: 'shops',
    key: 'name',
    search: ['name'],
    sort: ['sort'],
  },
  shop: {
    schema: organisation.Shop,
    path: 'shops',
    area: 'shops',
    key: 'name',
    search: ['name', 'organisationNumber', 'phone'],
    sort: [],
  },
  'sale-point': {
    schema: organisation.SalePoint,
    path: 'sale-points',
    area: 'shops',
    key: 'name',
    search: ['name'],
    sort: [],
  },
  register: {
    schema: organisation.RegisterRecord,
    path: 'registers',
    area: 'boxes',
    key: 'name',
    search: ['name', 'cardTerminal'],
    sort: ['purpose'],
  },
  category: {
    schema: assortment.Category,
    path: 'categories',
    area: 'assortment',
    key: 'name',
    search: ['name'],
    sort: ['position'],
  },
  department: {
    schema: assortment.Department,
    path: 'departments',
    area: 'assortment',
    key: 'code',
    search: ['name', 'code'],
    sort: ['code'],
  },
  dimension: {
    schema: assortment.Dimension,
    path: 'dimensions',
    area: 'assortment',
    key: 'name',
    search: ['name'],
    sort: [],
  },
  'accounting-category': {
    schema: assortment.AccountingCategory,
    path: 'accounting-categories',
    area: 'assortment',
    key: 'name',
    search: ['name', 'revenueAccount'],
    sort: ['revenueAccount'],
  },
  supplier: {
    schema: assortment.Supplier,
    path: 'suppliers',
    area: 'stock',
    key: 'name',
    search: ['name', 'email', 'customerNumber'],
    sort: ['leadTimeDays'],
  },
  'gift-card-type': {
    schema: assortment.GiftCardType,
    path: 'gift-card-types',
    area: 'tenders',
    key: 'name',
    search: ['name'],
    sort: ['purpose'],
  },
  'modifier-group': {
    schema: assortment.ModifierGroup,
    path: 'modifier-groups',
    area: 'assortment',
    key: 'name',
    search: ['name'],
    sort: [],
  },
  product: {
    schema: assortment.Product,
    path: 'products',
    area: 'assortment',
    key: 'sku',
    search: ['name', 'shortName', 'sku', 'plu', 'codes'],
    sort: ['sku', 'plu', 'cost'],
  },
  template: {
    schema: selling.Template,
    path: 'templates',
    area: 'templates',
    key: 'name',
    search: ['name'],
    sort: [],
  },
  'floor-plan': {
    schema: selling.FloorPlan,
    path: 'floor-plans',
    area: 'templates',
    key: 'name',
    search: ['name'],
    sort: [],
  },
  'tender-type': {
    schema: selling.TenderType,
    path: 'tender-types',
    area: 'tenders',
    key: 'name',
    search: ['name', 'code', 'account'],
    sort: ['kind', 'code'],
  },
  'reason-code': {
    schema: selling.ReasonCode,
    path: 'reason-codes',
    area: 'stock',
    key: 'name',
    search: ['name'],
    sort: ['direction'],
  },
  'customer-group': {
    schema: selling.CustomerGroup,
    path: 'customer-groups',
    area: 'customers',
    key: 'name',
    search: ['name'],
    sort: ['discount'],
  },
  customer: {
    schema: selling.Customer,
    path: 'customers',
    area: 'customers',
    key: 'number',
    search: ['name', 'number', 'email', 'phone', 'organisationNumber'],
    sort: ['number', 'email'],
  },
  campaign: {
    schema: selling.Campaign,
    path: 'campaigns',
    area: 'customers',
    key: 'name',
    search: ['name'],
    sort: ['validFrom', 'validUntil', 'priority'],
  },
  role: { schema: people.Role, path: 'roles', area: 'users', key: 'name', search: ['name'], sort: [] },
  user: {
    schema: people.User,
    path: 'users',
    area: 'users',
    key: 'number',
    search: ['firstName', 'lastName', 'email', 'number'],
    sort: ['firstName', 'lastName', 'email'],
  },
} as const satisfies Record<string, KindRule>;

export type Kind = keyof typeof kinds;
export type Body<K extends Kind> = Static<(typeof kinds)[K]['schema']>;

/** A record as routes give and take it. */
export interface OfficeRecord<K extends Kind = Kind> {
  readonly id: string;
  readonly kind: K;
  /** Counts the changes of this record; a change names the one it was made on and is refused when another came before. */
  readonly revision: number;
  readonly body: Body<K>;
  /** Milliseconds since 1970 UTC. */
  readonly changedAt: number;
}
