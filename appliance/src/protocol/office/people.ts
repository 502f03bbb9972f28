// Records of those who work here: users of till and office, and what a role lets them do. Secrets are never in a record.
import { type Static, Type } from '@sinclair/typebox';
import { officeAreas, permissions } from './rights.ts';
import * as s from './shapes.ts';

const Grant = Type.Union([Type.Literal('allowed'), Type.Literal('approval'), Type.Literal('denied')]);
const OfficeRight = Type.Union([Type.Literal('none'), Type.Literal('read'), Type.Literal('edit')]);

/** What somebody may do; the guides also say user group. */
export const Role = s.shape({
  name: s.name,
  /** At the register, by permission; what is not named is denied. */
  grants: Type.Partial(
    s.shape(
      Object.fromEntries(permissions.map((each) => [each, Grant])) as Record<
        (typeof permissions)[number],
        typeof Grant
      >,
    ),
    { default: {} },
  ),
  /** In the office, by area; what is not named is none. */
  office: Type.Partial(
    s.shape(
      Object.fromEntries(officeAreas.map((each) => [each, OfficeRight])) as Record<
        (typeof officeAreas)[number],
        typeof OfficeRight
      >,
    ),
    { default: {} },
  ),
  /** Given away at most without approval, on one line and on a tab; null or absent: no limit. */
  lineDiscountMax: Type.Optional(s.orNull(s.basisPoints)),
  lineDiscountAmountMax: Type.Optional(s.orNull(s.amount)),
  tabDiscountMax: Type.Optional(s.orNull(s.basisPoints)),
  tabDiscountAmountMax: Type.Optional(s.orNull(s.amount)),
  /** What becomes of more. */
  discountAbove: Type.Optional(
    Type.Union([Type.Literal('approval'), Type.Literal('denied')], { default: 'approval' }),
  ),
  active: s.active,
});

export const User = s.shape({
  /** Staff number, unique; what lists and CSV find somebody by, as two may share a name. */
  number: Type.String({ minLength: 1, maxLength: 20, pattern: '^\\S+$' }),
  /** As printed on receipts and invoices. */
  firstName: s.name,
  lastName: s.name,
  language: s.language,
  /** For the office; an office user cannot do without. */
  email: s.orNull(s.email),
  /** Logs in at registers with the POS password. */
  pinLogin: Type.Boolean({ default: true }),
  selfCheckout: Type.Boolean({ default: false }),
  colour: s.colour,
  /** Who has none of a sale point neither logs in there nor sees its sales. */
  salePoints: Type.Array(s.shape({ salePoint: s.reference('sale-point'), role: s.reference('role') }), {
    maxItems: 500,
    default: [],
  }),
  /** Who has none of a store sees no reports of it, and neither counts nor buys for it. */
  stores: s.references('store'),
  /** Chosen when they log in. */
  defaultStore: s.orNull(s.reference('store')),
  /** Role in the office; null: no office. Needs a seat. */
  officeRole: s.orNull(s.reference('role')),
  active: s.active,
});

export type Role = Static<typeof Role>;
export type User = Static<typeof User>;
