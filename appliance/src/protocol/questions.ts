// What a till may ask of its office while somebody waits, and what it is answered: each question's schemas once, checked on both sides. What the
// office must know for ever travels in the journal; a question only saves somebody from waiting for it.
import { type Static, type TSchema, Type } from '@sinclair/typebox';

const strict = { additionalProperties: false };
const key = Type.String({ minLength: 1, maxLength: 80 });
const name = Type.String({ maxLength: 200 });

export const questions = {
  /** What the stores have of a product, the asking register's own first; none where the company keeps no stock. Refused with
   *  `product.unknown`. */
  'stock-of-product': {
    body: Type.Object({ product: key }, strict),
    answer: Type.Object(
      {
        stores: Type.Array(
          Type.Object(
            {
              store: key,
              name: Type.Union([Type.Null(), name]),
              /** Thousandths of the product's unit; below zero where more was sold than was ever received. */
              quantity: Type.Integer(),
              own: Type.Boolean(),
            },
            strict,
          ),
          { maxItems: 500 },
        ),
        /** False: journals are still being counted, or one is not counted any further. */
        whole: Type.Boolean(),
      },
      strict,
    ),
  },
} as const satisfies Record<string, { readonly body: TSchema; readonly answer: TSchema }>;

export type QuestionName = keyof typeof questions;
export type QuestionBody<Name extends QuestionName> = Static<(typeof questions)[Name]['body']>;
export type AnswerTo<Name extends QuestionName> = Static<(typeof questions)[Name]['answer']>;
