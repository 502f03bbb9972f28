// The one door of a record's shape: texts made tidy, what was left out filled in, then the kind's schema. What comes out is what is stored.
import { type TSchema } from '@sinclair/typebox';
import { TypeCompiler, type TypeCheck, type ValueError, ValueErrorType } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import { ok } from '../../domain/refusal.ts';
import { type Body, type Kind, kinds } from '../../protocol/office/kinds.ts';
import { type RecordResult, refused } from './refusals.ts';

const depthMax = 12;
// What no keyboard types. A line feed stands in notes, a tab between words.
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const halfLetters = /\p{Surrogate}/u;

export class Untidy extends Error {
  readonly path: string;

  constructor(path: string) {
    super('text');
    this.path = path;
  }
}

/** A copy with trimmed texts in NFC and without undefined members. Throws Untidy for what no record may hold. */
export function tidied(value: unknown, path = '', depth = 0): unknown {
  if (typeof value === 'string') return tidyText(value, path);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depthMax) throw new Untidy(path);
  if (Array.isArray(value)) return value.map((each, index) => tidied(each, `${path}.${index}`, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    if (name === '__proto__') throw new Untidy(path);
    if (each !== undefined) copy[name] = tidied(each, `${path}.${name}`, depth + 1);
  }
  return copy;
}

function tidyText(text: string, path: string): string {
  if (controls.test(text) || halfLetters.test(text)) throw new Untidy(path);
  return text.normalize('NFC').trim();
}

const problems: Readonly<Partial<Record<ValueErrorType, string>>> = {
  [ValueErrorType.ObjectRequiredProperty]: 'missing',
  [ValueErrorType.ObjectAdditionalProperties]: 'unknown',
  [ValueErrorType.ObjectMaxProperties]: 'many',
  [ValueErrorType.ArrayMaxItems]: 'many',
  [ValueErrorType.ArrayMinItems]: 'few',
  [ValueErrorType.ArrayUniqueItems]: 'twice',
  [ValueErrorType.StringMinLength]: 'short',
  [ValueErrorType.StringMaxLength]: 'long',
  [ValueErrorType.StringPattern]: 'form',
  [ValueErrorType.IntegerMinimum]: 'small',
  [ValueErrorType.IntegerMaximum]: 'large',
  [ValueErrorType.Union]: 'choice',
  [ValueErrorType.Literal]: 'choice',
};

const textProblems: ReadonlySet<ValueErrorType> = new Set([
  ValueErrorType.StringMinLength,
  ValueErrorType.StringPattern,
]);

export interface ShapeProblem {
  readonly path: string;
  readonly problem: string;
}

/** The first error in words that a catalogue has, an optional one told by what it may be beside null. */
export function shapeProblem(error: ValueError): ShapeProblem {
  const inner = error.type === ValueErrorType.Union ? nullableError(error) : undefined;
  const told = inner ?? error;
  // A field left empty is neither too short nor of a wrong form to who left it so.
  const empty = told.value === '' && textProblems.has(told.type);
  const problem = empty ? 'missing' : (problems[told.type] ?? 'kind');
  return { path: told.path.slice(1).replaceAll('/', '.'), problem };
}

function nullableError({ errors }: ValueError): ValueError | undefined {
  if (errors.length !== 2 || errors[0]?.First()?.type !== ValueErrorType.Null) return undefined;
  return errors[1]?.First();
}

const checks = new Map<TSchema, TypeCheck<TSchema>>();

/** Compiled once per schema. */
export function checkOf(schema: TSchema): TypeCheck<TSchema> {
  let check = checks.get(schema);
  if (check === undefined) {
    check = TypeCompiler.Compile(schema);
    checks.set(schema, check);
  }
  return check;
}

/** Refused with `record.malformed` and the first thing wrong. */
export function checkedBody<K extends Kind>(kind: K, raw: unknown): RecordResult<Body<K>> {
  const { schema } = kinds[kind];
  let body: unknown;
  try {
    body = Value.Default(schema, tidied(raw));
  } catch (error) {
    if (!(error instanceof Untidy)) throw error;
    return malformed({ path: error.path.slice(1), problem: 'text' });
  }
  const check = checkOf(schema);
  if (check.Check(body)) return ok(body as Body<K>);
  const error = check.Errors(body).First();
  return malformed(error === undefined ? { path: '', problem: 'kind' } : shapeProblem(error));
}

function malformed({ path, problem }: ShapeProblem): RecordResult<never> {
  return refused('record.malformed', { field: path.split('.')[0] ?? '', path, problem });
}
