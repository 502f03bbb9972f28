// The schemas of the routes for `/api/openapi.json`: what is documented are the very schemas that records are checked by.
import { type TSchema, Type } from '@sinclair/typebox';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import { listParameters } from './list-query.ts';

interface RouteWords {
  readonly query?: object;
  readonly body?: object;
  readonly consumes?: readonly string[];
  readonly answer?: object;
  readonly status?: number;
  readonly tag?: string;
}

/** Of a refusal: the code has its words in the pages' language files. */
const refusal = {
  description: 'Refused',
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'data'],
      properties: { code: { type: 'string' }, data: { type: 'object', additionalProperties: true } },
    },
  },
};

export function described(tag: string, summary: string, words: RouteWords = {}): { readonly schema: object } {
  const { query, body, consumes, answer, status = 200 } = words;
  return {
    schema: {
      tags: [tag in kinds ? kinds[tag as Kind].path : tag],
      summary,
      ...(query === undefined ? {} : { querystring: query }),
      ...(body === undefined ? {} : { body }),
      ...(consumes === undefined ? {} : { consumes }),
      response: {
        ...(answer === undefined
          ? { 204: { description: 'Done', type: 'null' } }
          : { [status]: { description: 'Done', ...answer } }),
        '4xx': refusal,
      },
    },
  };
}

const time = Type.Integer({ description: 'Milliseconds since 1970 UTC' });
const count = Type.Integer({ minimum: 0 });

/** Undocumented members of JSON Schema are allowed in OpenAPI 3.1, symbols of TypeBox are not written. */
export function plainSchema(schema: TSchema): object {
  return JSON.parse(JSON.stringify(schema)) as object;
}

export interface KindSchemas {
  readonly list: object;
  readonly page: object;
  readonly choices: object;
  readonly record: object;
  readonly history: object;
  readonly usage: object;
  readonly draft: object;
  readonly change: object;
  readonly acceptUse: object;
  readonly revision: object;
  readonly bulk: object;
  readonly bulkDone: object;
}

/** Name of the kind's body among the components of the document. */
export function bodyReference(kind: Kind): object {
  return { $ref: `${kind}#` };
}

function object(properties: object, required: readonly string[] = Object.keys(properties)): object {
  return { type: 'object', properties, required };
}

const page = (items: object): object => object({ records: { type: 'array', items }, total: count });

export function kindSchemas(kind: Kind): KindSchemas {
  const body = bodyReference(kind);
  const revision = Type.Integer({ minimum: 1 });
  const id = Type.String();
  const record = object({ id, kind: { const: kind }, revision, body, changedAt: time });
  const ids = { type: 'array', items: id, maxItems: 10_000 };
  const where = object(
    { search: { type: 'string' }, filters: { type: 'object' }, active: { type: 'string' } },
    [],
  );
  return {
    list: listParameters(kind),
    page: page(record),
    choices: page(object({ id, name: { type: 'string' }, active: { type: 'boolean' } })),
    record,
    history: object({ changes: { type: 'array', items: changeSchema } }),
    usage: object({
      count,
      holders: {
        type: 'array',
        items: object({ kind: { type: 'string' }, id, field: { type: 'string' }, name: { type: 'string' } }),
      },
      needed: { type: 'boolean' },
    }),
    draft: object({ body }),
    change: object({ revision, body }, ['body']),
    acceptUse: object({ 'accept-use': { type: 'string', enum: ['true', 'false'] } }, []),
    revision: object({ revision }, []),
    bulk: object({ ids, where, set: { type: 'object', additionalProperties: true } }, ['set']),
    bulkDone: object({ changed: count, unchanged: count }),
  };
}

export const changeSchema = object({
  number: count,
  at: time,
  by: { type: 'string' },
  kind: { type: 'string' },
  id: { type: 'string' },
  revision: count,
  before: {},
  after: {},
});
