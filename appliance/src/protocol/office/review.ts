// That somebody looked at what the office found doubtful, and what they wrote about it: the same for returns and for tabs.
import { type Static, Type } from '@sinclair/typebox';
import * as s from './shapes.ts';

export const Person = {
  user: Type.String(),
  /** Null: in no record any more. */
  userName: Type.Union([Type.String(), Type.Null()]),
};

/** Null: nobody has looked at it as it is now. */
export const Review = Type.Union([
  Type.Null(),
  s.shape({ at: Type.Integer(), ...Person, note: Type.String() }),
]);

export const ReviewNote = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

export const ReviewedQuery = {
  /** Those that somebody looked at, too. */
  reviewed: Type.Optional(Type.Boolean()),
};

export type Review = Static<typeof Review>;
