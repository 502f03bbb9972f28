// The columns of a kind, from its schema: one for each plain field, one for each member of an object, one for each record a map is keyed by,
// JSON for what is deeper. Bodies here bear keys ("Drinks > Beer") where records bear ids.
import { type TSchema, TypeGuard } from '@sinclair/typebox';
import { type Kind, kinds } from '../../../protocol/office/kinds.ts';
import { type CellCodec, jsonCell, listCell, numberCell, textCell, yesNoCell } from './cells.ts';

export interface Column {
  /** As in the header: `sku`, `price:Norge`, `grants:sale.sell`. */
  readonly name: string;
  readonly field: string;
  /** Member of the field's object or map, where there are several columns for it. */
  readonly member?: string;
  readonly codec: CellCodec;
}

/** What a column's name and numbers depend on beside the schema. */
export interface ColumnSurroundings {
  /** Records a map may be keyed by: their key, and how many decimals amounts of theirs have. */
  keysOf(kind: Kind): readonly { readonly key: string; readonly decimals: number }[];
  /** Decimals of the company's currency. */
  readonly decimals: number;
  readonly point: '.' | ',';
}

/** Short names of maps in a header. */
const prefixes: Readonly<Record<string, string>> = { prices: 'price' };

export function columnsOf(kind: Kind, surroundings: ColumnSurroundings): readonly Column[] {
  const properties = kinds[kind].schema.properties as Readonly<Record<string, TSchema>>;
  return Object.entries(properties).flatMap(([field, schema]) => columnsOfField(field, schema, surroundings));
}

function columnsOfField(field: string, schema: TSchema, around: ColumnSurroundings): readonly Column[] {
  const prefix = prefixes[field] ?? field;
  const inner = withoutNull(schema);
  const keyKind = inner['keys'] as Kind | undefined;
  if (TypeGuard.IsRecord(inner) && keyKind !== undefined) {
    const valueSchema = Object.values(inner.patternProperties)[0];
    return around.keysOf(keyKind).map(({ key, decimals }) => ({
      name: `${prefix}:${key}`,
      field,
      member: key,
      codec: codecOf(valueSchema as TSchema, { ...around, decimals }),
    }));
  }
  if (TypeGuard.IsObject(inner)) {
    return Object.entries(inner.properties).map(([member, each]) => ({
      name: `${prefix}:${member}`,
      field,
      member,
      codec: codecOf(each, around),
    }));
  }
  return [{ name: field, field, codec: codecOf(inner, around) }];
}

/** What a nullable field is when it is something. */
export function withoutNull(schema: TSchema): TSchema {
  if (!TypeGuard.IsUnion(schema)) return schema;
  const others = schema.anyOf.filter((each) => !TypeGuard.IsNull(each));
  const [only] = others;
  return only !== undefined && others.length === 1 ? only : schema;
}

type NumberAround = Pick<ColumnSurroundings, 'decimals' | 'point'>;

function codecOf(given: TSchema, around: NumberAround): CellCodec {
  const schema = withoutNull(given);
  if (TypeGuard.IsBoolean(schema)) return yesNoCell;
  if (TypeGuard.IsInteger(schema)) return integerCodec(schema, around);
  if (isText(schema)) return textCell;
  if (TypeGuard.IsArray(schema) && (isText(schema.items) || TypeGuard.IsInteger(schema.items)))
    return listCell(codecOf(schema.items, around));
  return jsonCell;
}

function integerCodec(schema: TSchema, { decimals, point }: NumberAround): CellCodec {
  const own = schema['decimals'] as number | 'currency' | undefined;
  return numberCell({ decimals: own === 'currency' ? decimals : (own ?? 0), point });
}

function isText(schema: TSchema): boolean {
  if (TypeGuard.IsString(schema) || TypeGuard.IsLiteral(schema)) return true;
  return TypeGuard.IsUnion(schema) && schema.anyOf.every(isText);
}
