// What travels down the feed: the bodies of its items, each schema once. The office compiles them for one register, the box keeps them as
// they come. Members that a box does not know are let through: boxes and office are updated apart.
import { type Static, type TObject, Type } from '@sinclair/typebox';

/** Raised when boxes must be given anew what an older one let pass or never got: a box that learnt more asks for a whole copy. */
export const feedVersion = 3;
/** Id of the one item of kind `shop`. */
export const shopItemId = 'shop';

const id = Type.String({ minLength: 1, maxLength: 64 });
const name = Type.String({ minLength: 1, maxLength: 200 });
const text = Type.String({ maxLength: 200 });
const lines = Type.Array(text, { maxItems: 20 });
const optionalText = Type.Union([Type.Null(), Type.String({ maxLength: 100 })]);
const whole = (minimum: number, maximum = Number.MAX_SAFE_INTEGER) => Type.Integer({ minimum, maximum });
const amount = whole(0, 1_000_000_000_000);
/** Milliseconds since 1970 UTC; 0: for as long as anybody remembers. */
const instant = whole(0);
const timeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
const weekdays = Type.Array(whole(1, 7), { maxItems: 7 });
const currency = Type.Object({
  code: Type.String({ pattern: '^[A-Z]{3}$' }),
  exponent: Type.Union([Type.Literal(0), Type.Literal(2), Type.Literal(3)]),
});
const rate = Type.Object({ rate: whole(0, 100_000), code: Type.String({ maxLength: 20 }) });

const VatClassItem = Type.Object({
  id,
  name,
  rates: Type.Object({ 'take-away': rate, 'eat-in': rate }),
});

const TenderItem = Type.Object({
  id,
  name,
  kind: Type.Union((['cash', 'foreign-cash', 'card', 'other'] as const).map((each) => Type.Literal(each))),
  code: Type.String({ maxLength: 20 }),
  /** An `other` that pays from gift cards, which a box must know to take it. */
  giftCard: Type.Optional(Type.Literal(true)),
  /** An `other` that is paid later, by the customer on the tab. */
  account: Type.Optional(Type.Literal(true)),
  /** A card terminal that the till does not ask itself. */
  apart: Type.Optional(Type.Literal(true)),
  opensDrawer: Type.Boolean(),
  /** More than is due is refused, given back, or stays with the shop. */
  overpay: Type.Union((['refuse', 'change', 'keep'] as const).map((each) => Type.Literal(each))),
  foreign: Type.Optional(
    Type.Object({
      currency,
      /** From when, and what one unit is worth in the shop's currency, in millionths; ascending, the first from 0. */
      rates: Type.Array(Type.Tuple([instant, whole(1)]), { minItems: 1, maxItems: 400 }),
    }),
  ),
});

const GiftCardsItem = Type.Object({
  types: Type.Array(
    Type.Object({
      id,
      name,
      purpose: Type.Union([Type.Literal('single'), Type.Literal('multi')]),
      vatClass: Type.Optional(id),
      value: Type.Optional(amount),
      min: Type.Optional(amount),
      max: Type.Optional(amount),
      validityMonths: Type.Optional(whole(1, 120)),
      topUp: Type.Boolean(),
    }),
    { maxItems: 200 },
  ),
  salt: Type.String({ minLength: 1, maxLength: 100 }),
  offlineMax: amount,
  printedOffline: Type.Boolean(),
});

const Cell = Type.Union([
  Type.Null(),
  Type.Object({ product: id }),
  Type.Object({ folder: id }),
  Type.Object({ function: Type.String({ maxLength: 40 }) }),
]);

const GridItem = Type.Object({
  rows: whole(1, 12),
  columns: whole(1, 12),
  folders: Type.Record(
    Type.String(),
    Type.Object({
      name,
      parent: Type.Union([Type.Null(), id]),
      colour: optionalText,
      picture: optionalText,
      cells: Type.Array(Cell, { maxItems: 144 }),
    }),
  ),
});

const CategoryItem = Type.Object({
  id,
  name,
  parent: Type.Union([Type.Null(), id]),
  colour: optionalText,
  picture: optionalText,
  /** Device that its goods' orders go to. Absent: as the category above. */
  printer: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
});

const RoomItem = Type.Object({
  id,
  name,
  columns: whole(4, 60),
  rows: whole(4, 60),
  tables: Type.Array(
    Type.Object({
      id: Type.String({ minLength: 1, maxLength: 80 }),
      name,
      seats: whole(1, 99),
      shape: Type.Union([Type.Literal('square'), Type.Literal('round')]),
      x: whole(0, 59),
      y: whole(0, 59),
      width: whole(1, 60),
      height: whole(1, 60),
    }),
    { maxItems: 200 },
  ),
});

export const ShopItem = Type.Object({
  shop: Type.Object({
    name,
    addressLines: lines,
    organisationNumber: text,
    phone: Type.Optional(text),
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    timeZone: Type.String({ minLength: 1, maxLength: 60 }),
    locale: Type.String({ minLength: 2, maxLength: 20 }),
  }),
  currency,
  vat: Type.Object({
    rounding: Type.Union([Type.Literal('line'), Type.Literal('receipt')]),
    prices: Type.Union([Type.Literal('gross'), Type.Literal('net')]),
    /** Ascending, the first from 0: a change of law is here before it is in force. */
    schedule: Type.Array(
      Type.Object({ from: instant, classes: Type.Array(VatClassItem, { maxItems: 40 }) }),
      {
        minItems: 1,
        maxItems: 2_000,
      },
    ),
  }),
  cashRounding: Type.Object({
    step: whole(1, 10_000),
    applies: Type.Union([Type.Literal('cash'), Type.Literal('always')]),
  }),
  /** In the order of the payment screen. */
  tenders: Type.Array(TenderItem, { maxItems: 500 }),
  dining: Type.Object({
    default: Type.Union([Type.Literal('take-away'), Type.Literal('eat-in')]),
    switchable: Type.Boolean(),
  }),
  receipt: Type.Object({
    headerLines: lines,
    footerLines: lines,
    logo: Type.Union([
      Type.Null(),
      Type.Object({
        widthDots: whole(8, 832),
        heightDots: whole(1, 1_200),
        /** Row by row, 8 dots a byte, most significant first, 1 = black; base64. */
        bits: Type.String({ maxLength: 200_000 }),
      }),
    ]),
  }),
  limits: Type.Object({
    linesPerTab: whole(1),
    openTabs: whole(1),
    quantityMax: whole(1),
    unitPriceMax: amount,
    totalMax: amount,
    paymentsPerTab: whole(1),
    returnWithoutReceiptMax: Type.Optional(amount),
    unverifiedReturnMax: Type.Optional(amount),
    returnsPerShiftMax: Type.Optional(amount),
  }),
  /** What is not done without saying why. Absent: all of it. */
  reasons: Type.Optional(
    Type.Object({ discount: Type.Boolean(), priceOverride: Type.Boolean(), void: Type.Boolean() }),
  ),
  /** What a scanned badge is good for. Absent: approving. */
  badges: Type.Optional(Type.Object({ approval: Type.Boolean(), logIn: Type.Boolean() })),
  /** What the shop does otherwise than its country's law of weighing. Absent: nothing. */
  weighing: Type.Optional(
    Type.Object({
      belowMinimum: Type.Optional(Type.Union([Type.Literal('refuse'), Type.Literal('allow')])),
      tareInSteps: Type.Optional(Type.Boolean()),
      priceBy: Type.Optional(Type.Union([Type.Literal('till'), Type.Literal('scale')])),
    }),
  ),
  /** Percentages to propose, in basis points. Absent: no tips are taken. */
  tips: Type.Optional(Type.Object({ percentages: Type.Array(whole(1, 10_000), { maxItems: 4 }) })),
  /** Orders are sent to kitchen and bar; where to is said by the categories. Absent: none are. */
  rounds: Type.Optional(Type.Literal(true)),
  /** What courses are called, the first one first. Absent: by their numbers. */
  courses: Type.Optional(Type.Array(Type.String(), { maxItems: 9 })),
  /** Milliseconds. Absent: each register keeps its tabs to itself. */
  sharedTabs: Type.Optional(Type.Object({ leaseMs: whole(0) })),
  /** Absent: `usualDrawer`. */
  drawer: Type.Optional(Type.Object({ leftOpenMs: whole(0), refusesSale: Type.Boolean() })),
  closeout: Type.Optional(
    Type.Object({
      blindCount: Type.Boolean(),
      openTabs: Type.Union((['carry-over', 'void', 'refuse'] as const).map((each) => Type.Literal(each))),
      /** Coins and notes to count by, largest first; null: amounts are typed. */
      denominations: Type.Union([
        Type.Null(),
        Type.Array(
          Type.Object({ currency: currency.properties.code, values: Type.Array(amount, { maxItems: 40 }) }),
          { maxItems: 20 },
        ),
      ]),
    }),
  ),
  /** Absent: none are sold or taken. */
  giftCards: Type.Optional(GiftCardsItem),
  patterns: Type.Array(
    Type.Object({
      layout: Type.String({ maxLength: 12 }),
      meaning: Type.Union([Type.Literal('weight'), Type.Literal('price'), Type.Literal('count')]),
      decimals: whole(0, 12),
      currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    }),
    { maxItems: 100 },
  ),
  languages: Type.Array(Type.String({ maxLength: 20 }), { minItems: 1, maxItems: 20 }),
  /** The floor plan. Absent: nothing is served at tables. */
  rooms: Type.Optional(Type.Array(RoomItem, { maxItems: 50 })),
  /** The tree in its order; a parent may stand behind its children. */
  categories: Type.Array(CategoryItem, { maxItems: 5_000 }),
});

/** A layout of the grid, one item each: the first by `position` that is shown now is on the screen; without one, the tree of categories. */
export const TemplateItem = Type.Object({
  position: whole(0),
  /** The shop's own days and times; `until` may lie after midnight, the same as `from` is the whole day; no weekdays: every day. */
  shown: Type.Array(Type.Object({ weekdays, from: timeOfDay, until: timeOfDay }), { maxItems: 50 }),
  grid: GridItem,
});

/** Of `domain/campaign`; one of a kind that the box does not know gives nothing there. */
export const CampaignItem = Type.Object({ id, name, kind: text, priority: Type.Integer() });

/** What a group of customers is given by itself, under its name on the receipt. */
export const CustomerGroupItem = Type.Object({
  name,
  /** Basis points off everything that may be discounted. */
  discount: whole(0, 10_000),
  /** Per whole unit of currency spent; 0: none. */
  pointsPerUnit: whole(0, 1_000),
  /** Absent: points cannot be used. */
  redeeming: Type.Optional(
    Type.Object({
      pointsPerUnitOff: whole(1, 100_000),
      pointsMin: whole(0, 1_000_000),
      shareMax: whole(0, 10_000),
      offlineMax: whole(0, 1_000_000),
    }),
  ),
});

/** Nothing of a customer but what finds them and what they are given. */
export const CustomerItem = Type.Object({
  name,
  number: Type.String({ minLength: 1, maxLength: 60 }),
  phone: Type.Optional(Type.String({ maxLength: 60 })),
  email: Type.Optional(Type.String({ maxLength: 254 })),
  groups: Type.Array(id, { maxItems: 50 }),
  /** Most they may owe, in minor units. Absent: they pay at once. */
  creditLimit: Type.Optional(amount),
});

/** Null: no limit. */
const DiscountLimit = Type.Object({
  percent: Type.Union([Type.Null(), whole(0, 10_000)]),
  amount: Type.Union([Type.Null(), amount]),
});

export const RoleItem = Type.Object({
  name,
  grants: Type.Record(
    Type.String(),
    Type.Union([Type.Literal('allowed'), Type.Literal('approval'), Type.Literal('denied')]),
  ),
  /** How much may be given away without approval. Absent: as much as there is. */
  discounts: Type.Optional(
    Type.Object({
      line: DiscountLimit,
      tab: DiscountLimit,
      above: Type.Union([Type.Literal('approval'), Type.Literal('denied')]),
    }),
  ),
});

export const StaffItem = Type.Object({
  /** As printed. */
  name,
  language: Type.String({ maxLength: 20 }),
  /** Id of a `role` item: the one this person has at the register's sale point. */
  role: id,
  pinHash: Type.String({ minLength: 1, maxLength: 300 }),
  /** Of the code on their badge, with a salt that all badges of an office share: a box finds whose it is by one hash. */
  badgeHash: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  colour: optionalText,
});

export const ProductItem = Type.Object({
  product: Type.Object({
    id,
    sku: Type.String({ minLength: 1, maxLength: 60 }),
    name,
    shortName: Type.Optional(text),
    category: id,
    /** The category and all above it. */
    categories: Type.Array(id, { maxItems: 100 }),
    vatClass: id,
    unit: Type.Union((['piece', 'kg', 'litre', 'metre'] as const).map((each) => Type.Literal(each))),
    price: Type.Optional(amount),
    ageLimit: Type.Optional(whole(1, 120)),
    deposit: Type.Optional(id),
    noDiscount: Type.Optional(Type.Boolean()),
    kind: Type.Optional(
      Type.Union((['goods', 'deposit', 'deposit-return'] as const).map((each) => Type.Literal(each))),
    ),
    plu: Type.Optional(text),
    picture: Type.Optional(text),
    colour: Type.Optional(text),
    tare: Type.Optional(whole(0, 100_000)),
    soldOffline: Type.Optional(Type.Boolean()),
    addOn: Type.Optional(Type.Boolean()),
    active: Type.Boolean(),
  }),
  /** What leads to it: GTIN in 14 digits, PLU, or the identity of a label with a weight or price in it. */
  codes: Type.Array(
    Type.Object({
      code: Type.String({ minLength: 1, maxLength: 40 }),
      kind: Type.Union((['gtin', 'plu', 'variable-measure'] as const).map((each) => Type.Literal(each))),
    }),
    { maxItems: 60 },
  ),
});

/** By kind of the item. One of a kind that is not here is passed over. */
export const feedItems = {
  shop: ShopItem,
  template: TemplateItem,
  campaign: CampaignItem,
  'customer-group': CustomerGroupItem,
  role: RoleItem,
  staff: StaffItem,
  product: ProductItem,
  customer: CustomerItem,
} as const satisfies Record<string, TObject>;

export type FeedKind = keyof typeof feedItems;
export type ShopItem = Static<typeof ShopItem>;
export type TemplateItem = Static<typeof TemplateItem>;
export type CampaignItem = Static<typeof CampaignItem>;
export type CustomerGroupItem = Static<typeof CustomerGroupItem>;
export type CustomerItem = Static<typeof CustomerItem>;
export type RoleItem = Static<typeof RoleItem>;
export type StaffItem = Static<typeof StaffItem>;
export type ProductItem = Static<typeof ProductItem>;
