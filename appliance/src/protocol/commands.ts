// Commands and queries a page may send: each schema once. The type is its static type, the daemon checks with the compiled schema.
// Look at the name first, then validate with that schema alone: one clear error instead of forty.
import { type Static, type TObject, Type } from '@sinclair/typebox';
import { ReceiptWishBody } from './receipt-wish.ts';

const strict = { additionalProperties: false };
const key = Type.String({ minLength: 1, maxLength: 80 });
const text = Type.String({ maxLength: 200 });
const reason = Type.String({ minLength: 1, maxLength: 200 });
/** Minor units. The bound keeps every sum of a tab inside 2^53. */
const amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
const quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
const currency = Type.String({ pattern: '^[A-Z]{3}$' });
const cash = Type.Array(Type.Object({ currency, amount }, strict), { maxItems: 20 });
const discount = Type.Union([
  Type.Null(),
  Type.Object(
    {
      kind: Type.Literal('percent'),
      basisPoints: Type.Integer({ minimum: 1, maximum: 10_000 }),
      reason: text,
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('amount'), amount, reason: text }, strict),
]);
const pin = Type.String({ minLength: 1, maxLength: 64 });
const moment = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });
const cashKinds = Type.Array(
  Type.Union(
    (['opening', 'in', 'out', 'sale', 'refund', 'change', 'reversal', 'closing'] as const).map((each) =>
      Type.Literal(each),
    ),
  ),
  { minItems: 1, maxItems: 8 },
);
const guests = Type.Integer({ minimum: 1, maximum: 999 });
const someLines = Type.Array(key, { minItems: 1, maxItems: 1_000 });
const none = Type.Object({}, strict);
/** A gift card: by its code, or the one scanned last, whose code no page is told. */
const giftCard = Type.Union([
  Type.Literal('scanned'),
  Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) }, strict),
]);

export const commandSchemas = {
  /** Before a session: `{token}`; refused with `staff.pin-wrong`, `staff.locked-out`, `staff.inactive`. */
  'log-in': Type.Object({ user: key, pin }, strict),
  /** With the badge that was just scanned: `{token, user}`. Only on the box itself, and where the shop wants it. */
  'log-in-by-badge': none,
  'log-out': none,
  /** Of anybody who works here, also while somebody else is logged in; answered with `workingTime`, and `start` or `start` and `end`. */
  'clock-in': Type.Object({ user: key, pin }, strict),
  'clock-out': Type.Object({ user: key, pin }, strict),
  /** `end` null: still in progress. Milliseconds since 1970 UTC. */
  'correct-working-time': Type.Object(
    { workingTime: key, start: moment, end: Type.Union([Type.Null(), moment]), reason: Type.Optional(text) },
    strict,
  ),
  'delete-working-time': Type.Object({ workingTime: key, reason: Type.Optional(text) }, strict),
  'open-shift': Type.Object({ opening: cash }, strict),
  'close-shift': Type.Object({ counted: cash, note: Type.Optional(text), print: Type.Boolean() }, strict),
  'x-report': Type.Object({ print: Type.Boolean() }, strict),
  'move-cash': Type.Object(
    { direction: Type.Union([Type.Literal('in'), Type.Literal('out')]), currency, amount, note: text },
    strict,
  ),
  'open-drawer': Type.Object({ reason }, strict),
  /** `hold`: what is at hand is put aside first. Refused with `table.unknown`. */
  'open-tab': Type.Object(
    {
      name: Type.Optional(text),
      table: Type.Optional(key),
      guests: Type.Optional(guests),
      hold: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  'park-tab': Type.Object({ name: Type.Optional(text) }, strict),
  'recall-tab': Type.Object({ tab: key, hold: Type.Optional(Type.Boolean()) }, strict),
  /** Whether discounts, prices and voids need a reason is the shop's setting: refused with `reason.needed`. */
  'void-tab': Type.Object({ reason: text }, strict),
  /** Null: at no table. Refused with `table.unknown`. */
  'move-to-table': Type.Object({ table: Type.Union([Type.Null(), key]) }, strict),
  'set-guests': Type.Object({ guests: Type.Union([Type.Null(), guests]) }, strict),
  'set-seat': Type.Object(
    { lines: someLines, seat: Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 99 })]) },
    strict,
  ),
  'set-course': Type.Object(
    { lines: someLines, course: Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 9 })]) },
    strict,
  ),
  /** To a new tab, which waits among the open ones: `{tab}`. A quantity is a size, also of what is given back. */
  'split-lines': Type.Object(
    {
      lines: Type.Array(Type.Object({ line: key, quantity }, strict), { minItems: 1, maxItems: 1_000 }),
      name: Type.Optional(text),
    },
    strict,
  ),
  'split-by-seat': none,
  /** The lines of another open tab come to the one at hand. */
  'merge-tab': Type.Object({ tab: key }, strict),
  /** To a colleague, by id. Refused with `staff.unknown`. */
  'transfer-tab': Type.Object({ to: key }, strict),
  /** One that another register of the shop has, to be worked on here; `unconfirmed`: although that register cannot be asked. Refused with
   *  `tab.in-use`, `tab.owner-away`, `tab.lease-holds`, `office.*`. */
  'take-tab': Type.Object(
    {
      register: key,
      tab: key,
      unconfirmed: Type.Optional(Type.Literal(true)),
      hold: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  /** The one at hand goes to another register of the shop, which finds it among its open ones. */
  'hand-over-tab': Type.Object({ register: key }, strict),
  /** One that another register took over while this one could not be asked; what was done to it here since is forgotten. */
  'give-up-tab': Type.Object({ tab: key }, strict),
  /** What kitchen and bar were not told of yet, or of that the goods of one course. Refused with `round.nothing-to-send`. */
  'send-round': Type.Object({ course: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })) }, strict),
  /** What it would come to, before it is paid; no receipt. */
  'print-bill': none,
  /** Taken back as a whole and begun anew: a return receipt, and a new tab with the same goods. */
  'reopen-sale': Type.Object({ receipt: Type.Integer({ minimum: 1 }) }, strict),
  'rename-tab': Type.Object({ name: text }, strict),
  'note-tab': Type.Object({ note: text }, strict),
  'switch-dining': Type.Object(
    { dining: Type.Union([Type.Literal('take-away'), Type.Literal('eat-in')]) },
    strict,
  ),
  'discount-tab': Type.Object({ discount }, strict),
  /** A customer of the shop on the tab, or nobody; without a tab one is opened. Refused with `customer.unknown`. */
  'set-customer': Type.Object({ customer: Type.Union([Type.Null(), key]) }, strict),
  /** A coupon by its code; scanned and typed ones come by `enter-code` as well. Without a tab one is opened. */
  'add-coupon': Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) }, strict),
  'remove-coupon': Type.Object({ campaign: key }, strict),
  /** Points of the customer on the tab, to be used as a discount; null: none. */
  'redeem-points': Type.Object(
    { points: Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 1_000_000_000 })]) },
    strict,
  ),
  'check-age': Type.Object({ age: Type.Integer({ minimum: 1, maximum: 120 }) }, strict),
  /** A product of the grid or of the search. `weight: 'scale'` takes the stable weight of the box's scale at this moment. */
  'add-product': Type.Object(
    {
      product: key,
      quantity: Type.Optional(quantity),
      weight: Type.Optional(Type.Union([Type.Literal('scale'), Type.Literal('manual')])),
      tare: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      price: Type.Optional(amount),
    },
    strict,
  ),
  /** A code typed by hand, PLU or barcode, treated exactly as a scan. */
  'enter-code': Type.Object(
    { code: Type.String({ minLength: 1, maxLength: 400 }), quantity: Type.Optional(quantity) },
    strict,
  ),
  /** `register`: whose receipt it is; absent: this one's own. Another's is asked of the office, and refused as that answers:
   *  `receipt.unknown`, `receipt.not-arrived`, `receipt.other-currency`, `office.*`. */
  'add-return': Type.Object(
    {
      register: Type.Optional(key),
      receipt: Type.Integer({ minimum: 1 }),
      line: key,
      quantity,
      reason: Type.Optional(reason),
    },
    strict,
  ),
  /** Goods that nobody can show a receipt of; `price` per unit, at most the one of today. */
  'return-without-receipt': Type.Object(
    { product: key, quantity, price: Type.Optional(amount), reason },
    strict,
  ),
  /** Goods of another register's receipt that neither this register nor its office can look up now; otherwise refused with
   *  `return.can-be-verified`. `price` as above. */
  'return-unverified': Type.Object(
    {
      register: key,
      receipt: Type.Integer({ minimum: 1 }),
      product: key,
      quantity,
      price: Type.Optional(amount),
      reason,
    },
    strict,
  ),
  /** `new`: the till makes the code and prints it once it is paid. `topUp`: more on a card that was sold, of whatever type it is. Refused with
   *  `gift-card.*`. */
  'sell-gift-card': Type.Object(
    {
      type: key,
      amount: Type.Optional(amount),
      card: Type.Union([Type.Literal('new'), giftCard]),
      topUp: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  /** On the order at hand, which is put aside: what is paid in is at hand then, to be paid as any tab. Refused with `prepayment.*`. */
  'sell-prepayment': Type.Object({ amount }, strict),
  /** All that was paid in on the order at hand; put aside as above. */
  'pay-back-prepayment': none,
  /** As much as is on it, at most what is due or `amount`; answered once it is taken. What is due to the customer is put on it. */
  'pay-by-gift-card': Type.Object({ tender: key, card: giftCard, amount: Type.Optional(amount) }, strict),
  /** The next scan goes to no basket: within two minutes it is shown to every page as `caught`. `wanted` false: not any more. `for`: whatever
   *  it is, it is the code of a gift card. */
  'catch-scan': Type.Object(
    { wanted: Type.Boolean(), for: Type.Optional(Type.Literal('gift-card')) },
    strict,
  ),
  'change-quantity': Type.Object({ line: key, quantity }, strict),
  'override-price': Type.Object({ line: key, unitPrice: amount, reason: text }, strict),
  'discount-line': Type.Object({ line: key, discount }, strict),
  'note-line': Type.Object({ line: key, note: text }, strict),
  'void-line': Type.Object({ line: key, reason: text }, strict),
  /** Cash, foreign cash, vouchers: `tendered` in the tender's own currency, positive also when money is paid out. `tip`: so much of it; `change`: what
   *  else would be given back. */
  'take-payment': Type.Object(
    {
      tender: key,
      tendered: amount,
      tip: Type.Optional(Type.Union([amount, Type.Literal('change')])),
      reference: Type.Optional(text),
    },
    strict,
  ),
  /** What a customer owed, by no tab. `tendered` in the tender's own currency; absent: exactly the amount. Answered with `{received}`, its number. */
  'receive-on-account': Type.Object(
    {
      customer: key,
      tender: key,
      amount,
      tendered: Type.Optional(amount),
      reference: Type.Optional(text),
    },
    strict,
  ),
  /** Card: answered with `{payment}` once it is written down; the outcome comes by `settle-payment` or from the terminal. The tip comes on top. */
  'start-payment': Type.Object(
    { tender: key, amount: Type.Optional(amount), tip: Type.Optional(amount) },
    strict,
  ),
  /** `tip`: what was given at the terminal, where the till did not hear of it. */
  'settle-payment': Type.Object(
    {
      payment: key,
      outcome: Type.Union([Type.Literal('taken'), Type.Literal('declined'), Type.Literal('unknown')]),
      tip: Type.Optional(amount),
      reference: Type.Optional(text),
      reason: Type.Optional(text),
    },
    strict,
  ),
  'reverse-payment': Type.Object({ payment: key, reason }, strict),
  'complete-tab': none,
  /** What a product costs was asked and shown, without selling it: counted and journalled, as some laws want (§2-8-2 t). */
  'look-up-price': Type.Object({ product: key }, strict),
  /** How the customer wants the receipt of the tab at hand. */
  'wish-receipt': ReceiptWishBody,
  'print-gift-receipt': Type.Object({ receipt: Type.Integer({ minimum: 1 }) }, strict),
  /** A receipt by e-mail, sent by the office: as a copy, and counted as one, where there was one on paper. Refused with `receipt.copy-limit`,
   *  `mail.address`, `mail.outbox-full`, `office.*`. Its id names the mail for `state-of-mail`. */
  'mail-receipt': Type.Object(
    { receipt: Type.Integer({ minimum: 1 }), to: Type.String({ minLength: 3, maxLength: 254 }) },
    strict,
  ),
  /** From here on everything is practised: it changes no number, sum or drawer, until it is ended or somebody logs out. */
  'start-training': none,
  'end-training': none,
  /** `print` false: the copy is taken along as a file (`receipt-pdf`); it counts as any other. */
  'copy-receipt': Type.Object(
    { receipt: Type.Integer({ minimum: 1 }), print: Type.Optional(Type.Boolean()) },
    strict,
  ),
  'print-z-report': Type.Object({ zNumber: Type.Integer({ minimum: 1 }) }, strict),
  /** A print job of unknown outcome: print it again, marked, or say that it did come out. */
  'print-again': Type.Object({ job: key }, strict),
  'dismiss-job': Type.Object({ job: key }, strict),
  /** A job whose printer cannot print goes to that printer's backup, marked. */
  'print-on-backup': Type.Object({ job: key }, strict),
  /** So many (thousandths, whole pieces) of the next goods that are counted, however they come; forgotten after a minute. Null: not meant. */
  'next-quantity': Type.Object({ quantity: Type.Union([Type.Null(), quantity]) }, strict),
  'zero-scale': none,
  /** What lies on the scale is the container (`on`), or none is any more. Refused with `scale.missing` | `scale.refused`. */
  'tare-scale': Type.Object({ on: Type.Boolean() }, strict),
  /** This product is being weighed, in a container of so many grams; null: none any more. `price`: per unit, where it has none of its own. */
  'weigh-goods': Type.Object(
    {
      product: Type.Union([Type.Null(), key]),
      tare: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      price: Type.Optional(amount),
    },
    strict,
  ),
  /** The terminal is asked to give up: what it answers then still counts. Refused with `payment.not-open`, `terminal.out-of-reach`. */
  'abort-payment': Type.Object({ payment: key }, strict),
  /** What became of a payment that nobody knows of. */
  'ask-terminal': Type.Object({ payment: key }, strict),
} as const satisfies Record<string, TObject>;

export const querySchemas = {
  /** As-you-type search over the whole catalogue by name, SKU, GTIN or PLU: `ProductHit[]`. */
  'search-products': Type.Object(
    { text: Type.String({ maxLength: 100 }), limit: Type.Integer({ minimum: 1, maximum: 100 }) },
    strict,
  ),
  /** Customers whose name, number, telephone or e-mail begins so, best match first: `CustomerHit[]`. */
  'search-customers': Type.Object(
    { text: Type.String({ maxLength: 100 }), limit: Type.Integer({ minimum: 1, maximum: 20 }) },
    strict,
  ),
  /** What a customer owes: `AccountAnswer`. Refused with `customer.unknown`. */
  'account-of-customer': Type.Object({ customer: key }, strict),
  /** Newest sales first: `SaleHit[]`. */
  sales: Type.Object(
    {
      before: Type.Optional(Type.Integer({ minimum: 1 })),
      limit: Type.Integer({ minimum: 1, maximum: 100 }),
    },
    strict,
  ),
  /** One sale with what has been returned of it: `ReturnableSale`, or refused as `add-return` is. */
  sale: Type.Object({ register: Type.Optional(key), receipt: Type.Integer({ minimum: 1 }) }, strict),
  /** The receipt as it stands on paper, to be shown: `SheetLine[]`, or refused `receipt.unknown`. */
  'receipt-sheet': Type.Object({ receipt: Type.Integer({ minimum: 1 }) }, strict),
  /** The copy that was made of it, as a file: `ReceiptFile`, or refused `receipt.unknown`, `receipt.no-copy`. */
  'receipt-pdf': Type.Object({ receipt: Type.Integer({ minimum: 1 }) }, strict),
  /** What became of a receipt's mail, asked of the office: `AnswerTo<'state-of-mail'>`, or refused `mail.unknown`, `office.*`. */
  'state-of-mail': Type.Object({ mail: key }, strict),
  /** What is typed to find a receipt, its number or its code: `ReceiptName`, or refused as a scan is. */
  'find-receipt': Type.Object({ text: Type.String({ minLength: 1, maxLength: 80 }) }, strict),
  /** The X-report of this moment, without journalling it: only its figures for the closeout. `ShiftReport`. */
  'shift-report': none,
  /** What moved cash in the open shift, newest first, from before an entry on: `CashLines`, or refused `shift.not-open`. */
  'cash-journal': Type.Object(
    {
      kinds: Type.Optional(cashKinds),
      before: Type.Optional(Type.Integer({ minimum: 1 })),
      limit: Type.Integer({ minimum: 1, maximum: 200 }),
    },
    strict,
  ),
  /** The same of any period, `to` not included, with its sums: `CashReport`, or refused `report.period-too-long`. */
  'cash-report': Type.Object(
    {
      from: moment,
      to: moment,
      kinds: Type.Optional(cashKinds),
      user: Type.Optional(key),
      currency: Type.Optional(currency),
      before: Type.Optional(Type.Integer({ minimum: 1 })),
      limit: Type.Integer({ minimum: 1, maximum: 200 }),
    },
    strict,
  ),
  /** Working times that began in a period, newest first: `WorkingTimesAnswer`. Who does not manage them sees their own. */
  'working-times': Type.Object({ from: moment, to: moment, user: Type.Optional(key) }, strict),
  /** Archive of Z-reports, newest first: `ShiftReport[]`. */
  'z-reports': Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 100 }) }, strict),
  /** What the stores have of a product, asked of the office: `AnswerTo<'stock-of-product'>`, or refused `office.*`. */
  'stock-of-product': Type.Object({ product: key }, strict),
  /** What is due on the tab at hand in equal parts, the larger ones last: `EvenParts`. */
  'even-parts': Type.Object({ parts: Type.Integer({ minimum: 2, maximum: 20 }) }, strict),
  /** What is paid with a tip on top of all that is due, or of so much of it: `TipSums`. */
  'tip-sums': Type.Object({ tip: amount, amount: Type.Optional(amount) }, strict),
  /** What is on a gift card: `GiftCardView`, or refused `gift-card.none-scanned`, `code.*`, `office.*`. */
  'gift-card': Type.Object({ card: giftCard }, strict),
  /** What code would do, without selling: `ProductHit`, or refused. */
  'look-up': Type.Object({ code: Type.String({ minLength: 1, maxLength: 400 }) }, strict),
} as const satisfies Record<string, TObject>;

export type CommandName = keyof typeof commandSchemas;
export type QueryName = keyof typeof querySchemas;
export type CommandBody<Name extends CommandName> = Static<(typeof commandSchemas)[Name]>;
export type QueryBody<Name extends QueryName> = Static<(typeof querySchemas)[Name]>;
