// Tabs that one register took over while the other could not be asked, and that both went on with: what the office shows a manager, and that
// one was looked at.
import { type Static, Type } from '@sinclair/typebox';
import { Person, Review, ReviewedQuery, ReviewNote } from './review.ts';
import * as s from './shapes.ts';

const whole = Type.Integer();
const text = Type.String();
const wholeOrNull = Type.Union([whole, Type.Null()]);
const textOrNull = Type.Union([text, Type.Null()]);

/** `paid-twice`: sold on two receipts. `paid-and-open`: at one, and open still at another. `open-twice`: at none yet. `not-heard`: the register
 *  it was taken from is out of reach. */
export const tabDisputes = ['paid-twice', 'paid-and-open', 'open-twice', 'not-heard'] as const;
const Dispute = Type.Union(tabDisputes.map((each) => Type.Literal(each)));

/** Where a tab is at a register, as its journal tells it. `told`: at hand, and told of because it came to a table. */
export const sharedTabStates = [
  'waiting',
  'told',
  'at-hand',
  'handed-over',
  'given-up',
  'sold',
  'voided',
  'merged',
] as const;

const Side = s.shape({
  register: text,
  state: Type.Union(sharedTabStates.map((each) => Type.Literal(each))),
  /** Since when. */
  at: whole,
  /** As it was told of last; null where it is no more. Thousandths. */
  lines: Type.Union([Type.Null(), Type.Array(s.shape({ name: text, quantity: whole, unit: text }))]),
  /** What that came to; null where nobody said. */
  value: wholeOrNull,
  /** The receipts it was sold on here. */
  receipts: Type.Array(
    s.shape({
      receipt: whole,
      /** Null: the sale is not in the archive. */
      sale: Type.Union([Type.Null(), s.shape({ at: whole, ...Person, total: whole })]),
    }),
  ),
});

export const DisputedTab = s.shape({
  tab: text,
  number: text,
  name: textOrNull,
  /** Name of the table it stood at when it was taken over. */
  table: textOrNull,
  shop: text,
  shopName: text,
  currency: text,
  exponent: whole,
  is: Dispute,
  /** When it was taken over, and by whom. */
  at: whole,
  ...Person,
  from: text,
  by: text,
  /** What became of it at each register that ever had it. */
  sides: Type.Array(Side),
  review: Review,
});

export const DisputedTabsQuery = s.shape(ReviewedQuery);

export const DisputedTabs = s.shape({
  /** Of each shop those taken over last come first. */
  tabs: Type.Array(DisputedTab),
});

export const TabReview = s.shape({
  tab: Type.String({ minLength: 1, maxLength: 80 }),
  /** As it was when it was looked at, and on how many receipts; when that changes it is to be looked at again. */
  is: Dispute,
  receipts: Type.Integer({ minimum: 0 }),
  note: ReviewNote,
});

export type SharedTabState = (typeof sharedTabStates)[number];
export type TabDispute = (typeof tabDisputes)[number];
export type DisputedTab = Static<typeof DisputedTab>;
export type DisputedTabsQuery = Static<typeof DisputedTabsQuery>;
export type DisputedTabs = Static<typeof DisputedTabs>;
export type TabReview = Static<typeof TabReview>;
