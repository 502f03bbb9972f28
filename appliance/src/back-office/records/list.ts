// A page of a list: searched, filtered, sorted by the database, however long the list is. First the numbers of the page, from indexes alone
// where they serve; then only its bodies.
import { TypeGuard } from '@sinclair/typebox';
import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { ok } from '../../domain/refusal.ts';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import { type RecordResult, refused } from './refusals.ts';
import { targetKinds } from './schema-walk.ts';
import { found, searchTerms } from './search.ts';
import { type Stored, columns, eachOf, inChunks, storedOf } from './stored.ts';
import type { RecordQueries, RecordTables } from './tables.ts';
import { sortText } from './texts.ts';

export interface ListQuery {
  readonly search?: string;
  /** By field: one of these values; `id` is a field too. A category means everything below it as well. */
  readonly filters?: Readonly<Record<string, string | readonly string[]>>;
  /** `name`, the kind's key or one of its sortable fields; the name unless told. */
  readonly sort?: string;
  readonly direction?: 'up' | 'down';
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
  /** The active ones unless told. */
  readonly active?: 'active' | 'inactive' | 'all';
}

export const pageSizeMax = 1_000;
const filterValuesMax = 500;

type Query<O> = SelectQueryBuilder<RecordTables, 'record', O>;
type Builder = ExpressionBuilder<RecordTables, 'record'>;

export interface Page<K extends Kind> {
  readonly records: readonly Stored<K>[];
  /** In all pages. */
  readonly total: number;
}

/** Refused with `list.field-unknown`. */
export async function readPage<K extends Kind>(
  queries: RecordQueries,
  kind: K,
  query: ListQuery,
): Promise<RecordResult<Page<K>>> {
  const { page = 1, pageSize = 50 } = query;
  const size = Math.min(Math.max(1, Math.trunc(pageSize)), pageSizeMax);
  const chosen = await conditionOf(queries, kind, query);
  const order = orderOf(kind, query);
  if (!chosen.ok) return chosen;
  if (!order.ok) return order;
  const rows = queries.selectFrom('record').where(chosen.value);
  const numbers = await order
    .value(rows.select('number'))
    .limit(size)
    .offset((Math.max(1, Math.trunc(page)) - 1) * size)
    .execute();
  const { total } = await rows.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const records = await readNumbers<K>(
    queries,
    numbers.map(({ number }) => number),
  );
  return ok({ records, total });
}

/** Ids of all that a query finds, for edits of many; refused with `record.too-many` beyond `max`. */
export async function readIds(
  queries: RecordQueries,
  kind: Kind,
  { max, ...query }: ListQuery & { readonly max: number },
): Promise<RecordResult<readonly string[]>> {
  const chosen = await conditionOf(queries, kind, query);
  if (!chosen.ok) return chosen;
  const rows = await queries
    .selectFrom('record')
    .select('id')
    .where(chosen.value)
    .orderBy('number')
    .limit(max + 1)
    .execute();
  return rows.length > max ? refused('record.too-many', { max }) : ok(rows.map(({ id }) => id));
}

async function readNumbers<K extends Kind>(
  queries: RecordQueries,
  numbers: readonly number[],
): Promise<readonly Stored<K>[]> {
  const byNumber = new Map<number, Stored<K>>();
  for (const chunk of inChunks(numbers)) {
    const rows = await queries.selectFrom('record').select(columns).where('number', 'in', chunk).execute();
    for (const row of rows) byNumber.set(row.number, storedOf<K>(row));
  }
  return numbers.flatMap((number) => byNumber.get(number) ?? []);
}

/** The kind as a literal: only so the planner sees that the indexes of one kind serve. */
export function ofKind(kind: Kind): Expression<SqlBool> {
  return sql<boolean>`record.kind = ${sql.lit(kind)}`;
}

type Condition = (eb: Builder) => Expression<SqlBool>;

async function conditionOf(
  queries: RecordQueries,
  kind: Kind,
  { search = '', filters = {}, active = 'active' }: ListQuery,
): Promise<RecordResult<Condition>> {
  const wanted: Condition[] = [];
  for (const [field, value] of Object.entries(filters)) {
    const values = (typeof value === 'string' ? [value] : value).slice(0, filterValuesMax);
    const condition = await filterOf(queries, { kind, field, values });
    if (condition === undefined) return refused('list.field-unknown', { field });
    wanted.push(condition);
  }
  const terms = searchTerms(search);
  return ok((eb) =>
    eb.and([
      ofKind(kind),
      ...(active === 'all' ? [] : [eb('active', '=', active === 'active' ? 1 : 0)]),
      found(eb, terms),
      ...wanted.map((condition) => condition(eb)),
    ]),
  );
}

interface Filter {
  readonly kind: Kind;
  readonly field: string;
  readonly values: readonly string[];
}

async function filterOf(queries: RecordQueries, filter: Filter): Promise<Condition | undefined> {
  const { kind, field, values } = filter;
  if (field === 'id') return (eb) => eb('id', 'in', [...values]);
  const leadsTo = targetKinds[kind].get(field);
  if (leadsTo !== undefined) return refersTo(queries, filter, leadsTo);
  const schema = kinds[kind].schema.properties as Readonly<Record<string, unknown>>;
  const property = schema[field];
  if (property === undefined || TypeGuard.IsArray(property) || TypeGuard.IsObject(property)) return undefined;
  const compared = values.map((value) => comparable(property, value));
  return () => sql<boolean>`${member(field)} in (${sql.join(compared)})`;
}

/** As SQLite gives a member of JSON: truth as 1 and 0. */
function comparable(property: unknown, value: string): string | number {
  if (TypeGuard.IsBoolean(property)) return value === 'true' ? 1 : 0;
  return isNumber(property) ? Number(value) : value;
}

async function refersTo(
  queries: RecordQueries,
  { kind, field, values }: Filter,
  leadsTo: readonly Kind[],
): Promise<Condition> {
  const ids = leadsTo.includes('category') && kind !== 'category' ? await withBelow(queries, values) : values;
  const targets = leadsTo.flatMap((target) => ids.map((id) => `${target}/${id}`));
  return (eb) =>
    eb(
      'record.number',
      'in',
      eb.selectFrom('reference').select('holder').where('target', 'in', targets).where('field', '=', field),
    );
}

async function withBelow(queries: RecordQueries, categories: readonly string[]): Promise<readonly string[]> {
  const chosen = new Set(categories);
  const parents = new Map<string, string | null>();
  for await (const { id, body } of eachOf(queries, 'category')) parents.set(id, body.parent);
  const below = (id: string): boolean => {
    for (
      let at: string | null | undefined = id, depth = 0;
      at && depth < 50;
      at = parents.get(at), depth += 1
    )
      if (chosen.has(at)) return true;
    return false;
  };
  return [...chosen, ...[...parents.keys()].filter((id) => !chosen.has(id) && below(id))];
}

function member(field: string) {
  return sql`${sql.ref('body')} ->> ${sql.lit(field)}`;
}

/** Texts without case, numbers as they are; exactly the expressions of the indexes (migrations/records.ts). */
function sortExpression(kind: Kind, field: string) {
  const property = (kinds[kind].schema.properties as Readonly<Record<string, unknown>>)[field];
  return isNumber(property) ? member(field) : sql`lower(${member(field)})`;
}

function isNumber(property: unknown): boolean {
  if (TypeGuard.IsUnion(property)) return property.anyOf.some(isNumber);
  return TypeGuard.IsInteger(property);
}

type Order = <O>(query: Query<O>) => Query<O>;

function orderOf(
  kind: Kind,
  { sort = 'name', direction = 'up', search = '' }: ListQuery,
): RecordResult<Order> {
  const way = direction === 'up' ? 'asc' : 'desc';
  const { key, sort: sortable } = kinds[kind];
  if (sort === 'name') {
    const begins = `${sortText(searchTerms(search).parts[0] ?? '')}%`;
    return ok((query) => {
      // What begins with the word that was looked for is what was meant.
      const meant = search === '' ? query : query.orderBy(sql`name_text like ${begins}`, 'desc');
      return meant.orderBy('name_text', way).orderBy('number', way);
    });
  }
  if (sort !== key && !(sortable as readonly string[]).includes(sort))
    return refused('list.field-unknown', { field: sort });
  return ok((query) => query.orderBy(sortExpression(kind, sort), way).orderBy('number', way));
}
