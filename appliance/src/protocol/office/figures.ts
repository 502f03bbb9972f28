// What the office answers about sales and stock: schemas of answers, and the bodies of what may be asked. Amounts are minor units of the
// currency beside them, quantities thousandths, times milliseconds since 1970 UTC. Two currencies are never added up.
import { type Static, Type } from '@sinclair/typebox';
import { pageOf, paging, written } from './ledger.ts';
import * as s from './shapes.ts';

const whole = Type.Integer();
const count = Type.Integer();
const id = Type.String();
const nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(type: T) =>
  Type.Union([type, Type.Null()]);

/** Sums of sales. Those with the same name as on a Z-report are the same number: the Z-reports of these sales add up to them. */
export const SalesSums = s.shape({
  /** Z less its gift cards: everything that was sold, VAT and deposits included, before cash rounding. total = sales − returns − deposits paid out. */
  total: whole,
  rounding: whole,
  /** Z: receipts that sell, and what was sold, deposits charged among it. */
  sales: s.shape({ count, amount: whole }),
  /** Z: positive. */
  returns: s.shape({ count, amount: whole }),
  /** Money kept for somebody else. Charged: less what came back along with goods. Paid out: for empties, positive, as on the Z. */
  deposits: s.shape({ charged: whole, paidOut: whole }),
  /** Goods sold less goods returned: sales − returns − deposits charged. gross = net + vat. */
  turnover: s.shape({ gross: whole, net: whole, vat: whole }),
  /** Of a receipt that sells, without deposits: its mean value, and thousandths of items (what is weighed is one). Null: nothing sold. */
  basket: Type.Union([Type.Null(), s.shape({ value: whole, items: whole })]),
  /** Z: lines and receipts with a discount, lines in campaigns, and what was given. */
  discounts: s.shape({ count, amount: whole }),
  /** Of the goods whose cost was known when they were sold: net turnover, cost, and what is between. Null: of none. */
  margin: Type.Union([Type.Null(), s.shape({ net: whole, cost: whole, margin: whole })]),
});

const Ranked = { gross: whole, net: whole, sales: count };

export const DashboardBlock = s.shape({
  currency: s.currency,
  exponent: Type.Integer(),
  now: SalesSums,
  /** The same weekday a week before, up to the same time of day. */
  before: SalesSums,
  /** All 24; `before` is the whole of that day. */
  hours: Type.Array(
    s.shape({
      hour: Type.Integer(),
      gross: whole,
      net: whole,
      sales: count,
      before: s.shape({ gross: whole, net: whole, sales: count }),
    }),
  ),
  /** The five with most turnover; `quantity` is sold less returned. */
  products: Type.Array(
    s.shape({
      product: id,
      sku: Type.String(),
      name: Type.String(),
      unit: Type.String(),
      quantity: whole,
      gross: whole,
      net: whole,
    }),
  ),
  /** `name` null: there is no such user any more. */
  users: Type.Array(s.shape({ user: id, name: nullable(Type.String()), ...Ranked })),
  registers: Type.Array(s.shape({ register: id, ...Ranked })),
  shops: Type.Array(s.shape({ shop: id, name: nullable(Type.String()), ...Ranked })),
  /** Z: count is payments in less refunds. */
  tenders: Type.Array(s.shape({ tender: id, count, amount: whole })),
  /** Z. */
  vat: Type.Array(
    s.shape({ code: Type.String(), rate: Type.Integer(), gross: whole, net: whole, vat: whole }),
  ),
});

/** How whole the figures are. */
export const FiguresState = s.shape({
  /** They are being made anew from the journals: what is shown grows until it is there. */
  building: Type.Boolean(),
  /** Entries taken in and not counted yet. */
  behind: count,
  /** Journals that are not counted any further, since an entry could not be taken: somebody has to look. */
  stopped: Type.Array(
    s.shape({
      register: id,
      seq: Type.Integer(),
      since: whole,
      code: Type.String(),
      detail: Type.String(),
    }),
  ),
});

export const Dashboard = s.shape({
  day: s.day,
  /** The day is not over yet in at least one shop. */
  today: Type.Boolean(),
  beforeDay: s.day,
  /** Null: all shops that the asker may see. */
  shop: nullable(id),
  state: FiguresState,
  /** One for each currency the shops sell in. */
  currencies: Type.Array(DashboardBlock),
});

export const DashboardQuery = s.shape({ shop: Type.Optional(id), day: Type.Optional(s.day) });

export const ProductSalesQuery = s.shape({
  from: s.day,
  /** Included. */
  to: s.day,
  shop: Type.Optional(id),
  currency: Type.Optional(s.currency),
  sort: Type.Optional(Type.Union([Type.Literal('gross'), Type.Literal('quantity'), Type.Literal('margin')])),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});

export const ProductSales = s.shape({
  state: FiguresState,
  total: count,
  rows: Type.Array(
    s.shape({
      currency: s.currency,
      product: id,
      sku: Type.String(),
      name: Type.String(),
      unit: Type.String(),
      sold: whole,
      returned: whole,
      gross: whole,
      net: whole,
      discounts: whole,
      margin: Type.Union([Type.Null(), s.shape({ net: whole, cost: whole, margin: whole })]),
    }),
  ),
});

/** What one store has of a product. */
export const StockLevel = s.shape({ store: id, name: nullable(Type.String()), quantity: whole });

export const StockOfProduct = s.shape({
  product: id,
  state: FiguresState,
  /** Every store the asker may see, also those that never had any. */
  stores: Type.Array(StockLevel),
  /** Of these stores. */
  total: whole,
});

export const StockListQuery = s.shape({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  category: Type.Optional(id),
  /** Only these, with commas between; also those that are out of use. */
  products: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}(,[A-Za-z0-9_.-]{1,64}){0,199}$' })),
  /** Columns for this store only. */
  store: Type.Optional(id),
  sort: Type.Optional(Type.Union([Type.Literal('name'), Type.Literal('sku')])),
  direction: Type.Optional(Type.Union([Type.Literal('up'), Type.Literal('down')])),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

export const StockList = s.shape({
  state: FiguresState,
  total: count,
  stores: Type.Array(s.shape({ store: id, name: nullable(Type.String()) })),
  products: Type.Array(
    s.shape({
      product: id,
      sku: Type.String(),
      name: Type.String(),
      unit: Type.String(),
      /** By id of the store; absent: it never had any. */
      quantities: Type.Record(Type.String(), whole),
      total: whole,
    }),
  ),
});

export const movementKinds = ['sale', 'return', 'adjustment'] as const;

export const StockMovementsQuery = s.shape({
  store: Type.Optional(id),
  ...paging,
});

export const StockMovements = s.shape({
  ...pageOf(
    s.shape({
      ...written,
      store: id,
      storeName: nullable(Type.String()),
      kind: Type.Union(movementKinds.map((each) => Type.Literal(each))),
      quantity: whole,
      receipt: nullable(Type.Integer()),
      reason: nullable(id),
      reasonName: nullable(Type.String()),
      note: nullable(Type.String()),
    }),
  ),
});

/** Goods counted in or out by hand. A positive reason takes positive quantities, a negative one negative ones, a neutral one either. */
export const StockAdjustment = s.shape({
  /** Made by who asks: asking again with it gives the first answer. */
  id: Type.String({ pattern: '^[A-Za-z0-9-]{8,64}$' }),
  store: s.reference('store'),
  reason: s.reference('reason-code'),
  note: Type.String({ maxLength: 500 }),
  lines: Type.Array(
    s.shape({
      product: s.reference('product'),
      /** Thousandths, not 0. */
      quantity: Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 }),
    }),
    { minItems: 1, maxItems: 500 },
  ),
});

export const StockAdjusted = s.shape({
  /** Entry of the office's journal. */
  seq: Type.Integer(),
  /** What the store has of each product now. */
  levels: Type.Array(s.shape({ product: id, quantity: whole })),
});

export const liveMatters = [
  'sales',
  'shared-tabs',
  'records',
  'boxes',
  'stock',
  'points',
  'accounts',
] as const;

/** One message of `/api/live`. Nothing but that something changed: a page asks again, with its own rights. */
export const Nudge = s.shape({
  what: Type.Union(liveMatters.map((each) => Type.Literal(each))),
  /** Kind of record, when `what` is records. */
  kind: Type.Optional(Type.String()),
  /** Grows with every nudge of this office's life. */
  number: Type.Integer(),
});

export type SalesSums = Static<typeof SalesSums>;
export type DashboardBlock = Static<typeof DashboardBlock>;
export type FiguresState = Static<typeof FiguresState>;
export type Dashboard = Static<typeof Dashboard>;
export type ProductSalesQuery = Static<typeof ProductSalesQuery>;
export type ProductSales = Static<typeof ProductSales>;
export type StockOfProduct = Static<typeof StockOfProduct>;
export type StockListQuery = Static<typeof StockListQuery>;
export type StockList = Static<typeof StockList>;
export type MovementKind = (typeof movementKinds)[number];
export type StockMovementsQuery = Static<typeof StockMovementsQuery>;
export type StockMovements = Static<typeof StockMovements>;
export type StockAdjustment = Static<typeof StockAdjustment>;
export type StockAdjusted = Static<typeof StockAdjusted>;
export type LiveMatter = (typeof liveMatters)[number];
export type Nudge = Static<typeof Nudge>;
