// The small shapes that records of the back office are made of: each once, with its limits. Beside JSON Schema's own words they bear three:
// `reference` and `keys` (the kind of record an id, or the keys of a map, lead to) and `decimals` (how people write the integer).
import { type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox';

/** A record: no member that is not named. */
export function shape<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

/** Null unless told. */
export function orNull<Schema extends TSchema>(schema: Schema) {
  return Type.Union([Type.Null(), schema], { default: null });
}

/** What ids of records and names of folders are made of. */
export const idPattern = '^(?!__proto__$)[A-Za-z0-9_.-]{1,64}$';

/** Id of a record of the named kind; the back office refuses one that leads nowhere. */
export function reference(kind: string) {
  return Type.String({ pattern: idPattern, reference: kind });
}

export function references(kind: string, maxItems = 500) {
  return Type.Array(reference(kind), { maxItems, uniqueItems: true, default: [] });
}

/** One value for each of some records of a kind, by id. */
export function perRecord<Schema extends TSchema>(kind: string, schema: Schema) {
  return Type.Record(Type.String({ pattern: idPattern }), schema, {
    additionalProperties: false,
    maxProperties: 200,
    keys: kind,
    default: {},
  });
}

export const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
export const text = Type.String({ maxLength: 1_000, default: '' });
export const line = Type.String({ maxLength: 100, default: '' });
export const lines = Type.Array(line, { maxItems: 6, default: [] });
export const email = Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' });
export const phone = Type.String({ maxLength: 30, pattern: '^[+0-9 ()./-]*$', default: '' });
/** Minor units of the currency at hand. */
export const amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, decimals: 'currency' });
export const basisPoints = Type.Integer({ minimum: 0, maximum: 10_000, decimals: 2 });
/** Thousandths of the product's unit. */
export const quantity = Type.Integer({ minimum: 0, maximum: 1_000_000_000, decimals: 3 });
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
/** ISO 8601: Monday 1 … Sunday 7. None: every day. */
export const weekdays = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
  maxItems: 7,
  uniqueItems: true,
  default: [],
});
/** Name of a colour of the theme's palette, or none. */
export const colour = orNull(Type.String({ maxLength: 20, pattern: '^[a-z]+$' }));
/** Name of a bundled or uploaded picture, or none. */
export const picture = orNull(Type.String({ maxLength: 80, pattern: '^[a-z0-9:-]+$' }));
export const age = orNull(Type.Integer({ minimum: 1, maximum: 120 }));
export const active = Type.Boolean({ default: true });
