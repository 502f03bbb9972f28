// What was paid in on orders whose goods are not handed over yet, as the office shows it: owed to customers, in goods or in money.
import { type Static, Type } from '@sinclair/typebox';
import { FiguresState } from './figures.ts';
import * as s from './shapes.ts';

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const text = Type.String();
const textOrNothing = Type.Union([Type.Null(), text]);

const Money = {
  currency: s.currency,
  /** Decimals of its minor unit. */
  exponent: Type.Integer(),
};

export const PrepaidOrder = s.shape({
  tab: text,
  /** Of the tab, e.g. `B1-075-0001`. */
  number: text,
  name: textOrNothing,
  customer: textOrNothing,
  /** Null too where the office does not know them any more. */
  customerName: textOrNothing,
  shopName: textOrNothing,
  /** Where it was paid in first, and when. */
  register: text,
  receipt: whole,
  since: whole,
  ...Money,
  /** What the order came to then. */
  total: whole,
  /** Received, less used and paid back; negative: used at two registers that could not ask. */
  amount: whole,
});

export const OpenPrepayments = s.shape({
  state: FiguresState,
  sums: Type.Array(s.shape({ ...Money, orders: whole, amount: whole })),
  /** The oldest first. */
  orders: Type.Array(PrepaidOrder),
  /** There are more than are shown; the sums know of all. */
  more: Type.Boolean(),
});

export type PrepaidOrder = Static<typeof PrepaidOrder>;
export type OpenPrepayments = Static<typeof OpenPrepayments>;
