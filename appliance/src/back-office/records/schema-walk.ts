// What a kind's schema says of references, once for all: which records a body leads to, and the same body with every id turned into
// something else (a key for CSV, and back). Adding a kind or a field needs nothing here.
import { type TSchema, TypeGuard } from '@sinclair/typebox';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';

/** Gives what shall stand in place of an id. `field` is the member of the body it is found under. */
export type Turn = (use: { readonly kind: Kind; readonly id: string; readonly field: string }) => string;

interface At {
  readonly turn: Turn;
  readonly field: string;
}
type Walk = (value: unknown, at: At) => unknown;

export interface Use {
  readonly field: string;
  readonly kind: Kind;
  readonly id: string;
}

interface FieldWalk {
  readonly field: string;
  readonly walk: Walk;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined where nothing below is a reference. */
function walkOf(schema: TSchema): Walk | undefined {
  const kind = schema['reference'] as Kind | undefined;
  if (kind !== undefined) {
    return (value, { turn, field }) => (typeof value === 'string' ? turn({ kind, id: value, field }) : value);
  }
  if (TypeGuard.IsArray(schema)) return arrayWalk(schema.items);
  if (TypeGuard.IsObject(schema)) return objectWalk(schema.properties);
  if (TypeGuard.IsRecord(schema)) return recordWalk(schema);
  if (TypeGuard.IsUnion(schema)) return unionWalk(schema.anyOf);
  return undefined;
}

function arrayWalk(items: TSchema): Walk | undefined {
  const walk = walkOf(items);
  if (walk === undefined) return undefined;
  return (value, at) => (Array.isArray(value) ? value.map((each) => walk(each, at)) : value);
}

function objectWalk(properties: Readonly<Record<string, TSchema>>): Walk | undefined {
  const walks = Object.entries(properties).flatMap(([name, schema]) => {
    const walk = walkOf(schema);
    return walk === undefined ? [] : [[name, walk] as const];
  });
  if (walks.length === 0) return undefined;
  return (value, at) => {
    if (!isPlain(value)) return value;
    const turned: Record<string, unknown> = { ...value };
    for (const [name, walk] of walks) if (name in value) turned[name] = walk(value[name], at);
    return turned;
  };
}

function recordWalk(schema: TSchema): Walk | undefined {
  const kind = schema['keys'] as Kind | undefined;
  const inner = Object.values((schema['patternProperties'] ?? {}) as Record<string, TSchema>)[0];
  const walk = inner === undefined ? undefined : walkOf(inner);
  if (kind === undefined && walk === undefined) return undefined;
  return (value, at) => {
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([id, each]) => [
        kind === undefined ? id : at.turn({ kind, id, field: at.field }),
        walk === undefined ? each : walk(each, at),
      ]),
    );
  };
}

/** The first variant that a value can be decides; what is none of them is left as it is, and refused when it is checked. */
function unionWalk(variants: readonly TSchema[]): Walk | undefined {
  const choices = variants.map((schema) => ({ schema, walk: walkOf(schema) }));
  if (choices.every(({ walk }) => walk === undefined)) return undefined;
  return (value, at) => {
    const choice = choices.find(({ schema }) => fits(schema, value));
    return choice?.walk === undefined ? value : choice.walk(value, at);
  };
}

/** Told apart by type, by names of members and by literals: enough for the variants there are, and cheap. */
function fits(schema: TSchema, value: unknown): boolean {
  if (TypeGuard.IsNull(schema)) return value === null;
  if (TypeGuard.IsLiteral(schema)) return value === schema.const;
  if (TypeGuard.IsString(schema)) return typeof value === 'string';
  if (!TypeGuard.IsObject(schema)) return false;
  if (!isPlain(value)) return false;
  const names = Object.keys(value);
  return (
    names.length > 0 &&
    names.every((name) => name in schema.properties) &&
    Object.entries(schema.properties).every(
      ([name, property]) => !TypeGuard.IsLiteral(property) || value[name] === property.const,
    )
  );
}

function fieldsOf(kind: Kind): readonly FieldWalk[] {
  return Object.entries(kinds[kind].schema.properties as Record<string, TSchema>).flatMap(
    ([field, schema]) => {
      const walk = walkOf(schema);
      return walk === undefined ? [] : [{ field, walk }];
    },
  );
}

function perKind<T>(make: (kind: Kind) => T): Readonly<Record<Kind, T>> {
  return Object.fromEntries((Object.keys(kinds) as Kind[]).map((kind) => [kind, make(kind)])) as Record<
    Kind,
    T
  >;
}

const walks = perKind(fieldsOf);

/** Fields that hold exactly one reference and cannot be without: what they lead to cannot be put out of use under them. */
export const neededFields: Readonly<Record<Kind, ReadonlySet<string>>> = perKind(
  (kind) =>
    new Set(
      Object.entries(kinds[kind].schema.properties as Record<string, TSchema>)
        .filter(([, schema]) => schema['reference'] !== undefined)
        .map(([field]) => field),
    ),
);

/** The kinds a field leads to; empty: it holds no reference. */
export const targetKinds: Readonly<Record<Kind, ReadonlyMap<string, readonly Kind[]>>> = perKind(
  (kind) =>
    new Map(
      Object.entries(kinds[kind].schema.properties as Record<string, TSchema>)
        .map(([field, schema]) => [field, kindsIn(schema)] as const)
        .filter(([, found]) => found.length > 0),
    ),
);

function kindsIn(schema: unknown): Kind[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { reference, keys } = schema as { readonly reference?: Kind; readonly keys?: Kind };
  const own = [reference, keys].filter((kind) => typeof kind === 'string' && kind in kinds) as Kind[];
  return [...new Set([...own, ...Object.values(schema).flatMap(kindsIn)])];
}

// Bodies are never altered, so what one leads to is found once, however many checks ask.
const usesKnown = new WeakMap<object, readonly Use[]>();

/** Every reference of a body, each once per field. */
export function usesOf(kind: Kind, body: object): readonly Use[] {
  let uses = usesKnown.get(body);
  if (uses === undefined) {
    uses = collected(kind, body as Readonly<Record<string, unknown>>);
    usesKnown.set(body, uses);
  }
  return uses;
}

function collected(kind: Kind, body: Readonly<Record<string, unknown>>): readonly Use[] {
  const found = new Map<string, Use>();
  const turn: Turn = (use) => {
    found.set(`${use.field} ${use.kind}/${use.id}`, use);
    return use.id;
  };
  for (const { field, walk } of walks[kind]) walk(body[field], { turn, field });
  return [...found.values()];
}

/** The body with every reference turned; the body given is left as it is. */
export function turnReferences(kind: Kind, body: object, turn: Turn): Record<string, unknown> {
  const turned: Record<string, unknown> = { ...body };
  for (const { field, walk } of walks[kind]) turned[field] = walk(turned[field], { turn, field });
  return turned;
}
