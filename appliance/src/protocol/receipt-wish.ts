// How a customer may want the receipt. In the Norwegian build receipt-wish.norway.ts stands in its place.
import { Type } from '@sinclair/typebox';

/** `paper` false: none, where the law leaves that to the customer. */
export const ReceiptWishBody = Type.Object(
  { language: Type.Union([Type.Null(), Type.String({ maxLength: 20 })]), paper: Type.Boolean() },
  { additionalProperties: false },
);
