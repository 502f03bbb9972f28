// The small shapes that records of the back office are made of: each once, with its limits.
import { type TObject, type TProperties, Type } from '@sinclair/typebox';

/** A record: no member that is not named. */
export function shape<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

/** Id of a record of the named kind; the back office refuses one that leads nowhere. */
export function reference<const Kind extends string>(kind: Kind) {
  return Type.String({ minLength: 1, maxLength: 64, reference: kind });
}

export function references<const Kind extends string>(kind: Kind, maxItems = 500) {
  return Type.Array(reference(kind), { maxItems, uniqueItems: true });
}

export const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
export const text = Type.String({ maxLength: 1_000 });
export const line = Type.String({ maxLength: 100 });
export const email = Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' });
export const phone = Type.String({ maxLength: 30, pattern: '^[+0-9 ()./-]*$' });
/** Minor units of the currency at hand. */
export const amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
export const basisPoints = Type.Integer({ minimum: 0, maximum: 10_000 });
/** Thousandths of the product's unit. */
export const quantity = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
export const currency = Type.String({ pattern: '^[A-Z]{3}$' });
export const country = Type.String({ pattern: '^[A-Z]{2}$' });
export const language = Type.Union([
  Type.Literal('en'),
  Type.Literal('nb'),
  Type.Literal('nl'),
  Type.Literal('cs'),
]);
/** A day of the shop's calendar, ISO 8601. */
export const day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });
/** Time of day in the shop's zone. */
export const timeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
/** ISO 8601: Monday 1 … Sunday 7. */
export const weekdays = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
  maxItems: 7,
  uniqueItems: true,
});
/** Name of a colour of the theme's palette, or none. */
export const colour = Type.Union([Type.Null(), Type.String({ maxLength: 20, pattern: '^[a-z]+$' })]);
/** Name of a bundled or uploaded picture, or none. */
export const picture = Type.Union([Type.Null(), Type.String({ maxLength: 80, pattern: '^[a-z0-9:-]+$' })]);
export const age = Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 120 })]);
export const active = Type.Boolean({ default: true });
