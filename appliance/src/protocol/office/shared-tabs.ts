// Tabs that one register took over while the other could not be asked, and that both went on with: what the office shows a manager.
import { type Static, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

const whole = Type.Integer();
const text = Type.String();

/** `paid-twice`: sold on two receipts. `paid-and-open`: at one, and open still at another. `open-twice`: at none yet. `not-heard`: the register
 *  it was taken from is out of reach. */
export const tabDisputes = ['paid-twice', 'paid-and-open', 'open-twice', 'not-heard'] as const;

const Side = s.shape({
  register: text,
  state: text,
  /** As it was told of last; null where it is no more. Thousandths. */
  lines: Type.Union([Type.Null(), Type.Array(s.shape({ name: text, quantity: whole, unit: text }))]),
});

export const DisputedTab = s.shape({
  tab: text,
  number: text,
  name: Type.Union([text, Type.Null()]),
  is: Type.Union(tabDisputes.map((each) => Type.Literal(each))),
  /** When it was taken over, and by whom. */
  at: whole,
  user: text,
  userName: Type.Union([text, Type.Null()]),
  from: text,
  by: text,
  /** What became of it at each register that ever had it. */
  sides: Type.Array(Side),
  /** The receipts it was sold on. */
  receipts: Type.Array(s.shape({ register: text, receipt: whole })),
});

export const DisputedTabs = s.shape({ tabs: Type.Array(DisputedTab) });

export type TabDispute = (typeof tabDisputes)[number];
export type DisputedTab = Static<typeof DisputedTab>;
export type DisputedTabs = Static<typeof DisputedTabs>;
