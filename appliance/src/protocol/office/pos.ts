// Where somebody of the office can sell in a browser: their registers, and how each is opened.
import { type Static, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

export const PosRegister = s.shape({
  /** Its name, as on receipts: `B1`. */
  register: Type.String(),
  shop: Type.String(),
  salePoint: Type.String(),
  /**
   * `here`: on this machine, at `/till`. `elsewhere`: on a box of its own, under one of the addresses. `there-only`: on a box that shows its
   * pages to nobody but itself. `unpaired`: no box is this register.
   */
  opens: Type.Union(
    (['here', 'elsewhere', 'there-only', 'unpaired'] as const).map((each) => Type.Literal(each)),
  ),
  /** Of its pages, as the box told: `http://kasse1.local:8080`. */
  addresses: Type.Array(Type.String()),
  linked: Type.Boolean(),
});

export const Pos = s.shape({
  /** Of the sale points of who asks, by name; kitchens are none. */
  registers: Type.Array(PosRegister),
  /** Whether who asks can log in there at all. */
  hasPosPassword: Type.Boolean(),
});

export type PosRegister = Static<typeof PosRegister>;
export type Pos = Static<typeof Pos>;
