// Sales rolled up (figures/sales-fold.ts): made from the journals and made anew at will. Days are numbers, 2024-03-01 is 20240301; amounts are
// minor units of the place's currency. The columns of measures are told in figures/measures.ts.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const measures = `
  total INTEGER NOT NULL,
  rounding INTEGER NOT NULL,
  tabs INTEGER NOT NULL,
  sales INTEGER NOT NULL,
  sales_amount INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  returns_amount INTEGER NOT NULL,
  empties INTEGER NOT NULL,
  empties_amount INTEGER NOT NULL,
  deposits INTEGER NOT NULL,
  deposits_sold INTEGER NOT NULL,
  net INTEGER NOT NULL,
  items INTEGER NOT NULL,
  line_discounts INTEGER NOT NULL,
  line_discounts_amount INTEGER NOT NULL,
  campaign_discounts INTEGER NOT NULL,
  campaign_discounts_amount INTEGER NOT NULL,
  tab_discounts INTEGER NOT NULL,
  tab_discounts_amount INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  cost_net INTEGER NOT NULL,`;

const sql = `
CREATE TABLE sales_hour (
  day INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  place INTEGER NOT NULL,
  user TEXT NOT NULL,${measures}
  PRIMARY KEY (day, hour, place, user)
) STRICT, WITHOUT ROWID;

CREATE TABLE sales_receipt (
  day INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  place INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  receipt INTEGER NOT NULL,
  shift INTEGER NOT NULL,
  user TEXT NOT NULL,${measures}
  PRIMARY KEY (day, minute, place, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE sales_product (
  day INTEGER NOT NULL,
  product TEXT NOT NULL,
  place INTEGER NOT NULL,
  -- Thousandths, both positive.
  sold INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  net INTEGER NOT NULL,
  discounts INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  cost_net INTEGER NOT NULL,
  PRIMARY KEY (day, product, place)
) STRICT, WITHOUT ROWID;

-- The same by month, 2024-03 is 202403: a year is twelve rows, not three hundred.
CREATE TABLE sales_product_month (
  month INTEGER NOT NULL,
  product TEXT NOT NULL,
  place INTEGER NOT NULL,
  sold INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  net INTEGER NOT NULL,
  discounts INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  cost_net INTEGER NOT NULL,
  PRIMARY KEY (month, product, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE sales_tender (
  day INTEGER NOT NULL,
  tender TEXT NOT NULL,
  place INTEGER NOT NULL,
  count INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (day, tender, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE sales_vat (
  day INTEGER NOT NULL,
  code TEXT NOT NULL,
  rate INTEGER NOT NULL,
  place INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  net INTEGER NOT NULL,
  vat INTEGER NOT NULL,
  PRIMARY KEY (day, code, rate, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE sold_product (
  product TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  sku TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

export function salesTables(number: number): Migration {
  return { number, name: 'sales', sql };
}
