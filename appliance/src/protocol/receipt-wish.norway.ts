// How a customer may want the receipt in the Norwegian build: in a language, and always one.
import { Type } from '@sinclair/typebox';

export const ReceiptWishBody = Type.Object(
  { language: Type.Union([Type.Null(), Type.String({ maxLength: 20 })]), paper: Type.Literal(true) },
  { additionalProperties: false },
);
