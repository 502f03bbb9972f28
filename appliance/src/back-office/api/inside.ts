// Routes behind the door whose query and body are checked by the protocol's own schemas: for rooms that are no records. What comes in a URL
// is text and is bent into the schema's shape; a body is taken as it is or not at all.
import type { Static, TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { refuse, type Result } from '../../domain/refusal.ts';
import type { OfficeRefusal } from '../../protocol/office/refusals.ts';
import type { ModuleName } from '../../protocol/office/modules.ts';
import type { OfficeArea } from '../../protocol/office/rights.ts';
import type { Answer, Call, Door } from './door.ts';

/** The right a route needs, its words for `/api/docs`, its schemas. */
export interface InsideRule<Query extends TSchema, Body extends TSchema> {
  readonly area: OfficeArea;
  /** Read unless told. */
  readonly right?: 'read' | 'edit';
  /** The part of the product it belongs to. */
  readonly module?: ModuleName;
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Body;
  /** Absent: nothing, or a file. */
  readonly answer?: TSchema;
}

export interface InsideCall<Query extends TSchema, Body extends TSchema> extends Pick<
  Call,
  'session' | 'request'
> {
  readonly query: Static<Query>;
  readonly body: Static<Body>;
  /** A part of the path that the route names. */
  part(this: void, name: string): string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export class InsideRoutes {
  readonly #server: FastifyInstance;
  readonly #door: Door;
  readonly #tag: string;

  /** Once for a plugin: `server` is its own scope. */
  constructor(server: FastifyInstance, door: Door, tag: string) {
    this.#server = server;
    this.#door = door;
    this.#tag = tag;
    door.prepare(server);
  }

  route<Query extends TSchema, Body extends TSchema>(
    [method, url]: readonly [Method, string],
    rule: InsideRule<Query, Body>,
    work: (call: InsideCall<Query, Body>) => Promise<Answer>,
  ): void {
    const { area, right = 'read', module } = rule;
    const queryCheck = rule.query && TypeCompiler.Compile(rule.query);
    const bodyCheck = rule.body && TypeCompiler.Compile(rule.body);
    const guarded = this.#door.guarded({ area, right, module }, async ({ session, request, params }) => {
      const query = checked(queryCheck, fromUrl(rule.query, request.query), 'querystring');
      if (!query.ok) return query;
      const body = checked(bodyCheck, request.body, 'body');
      if (!body.ok) return body;
      return work({
        session,
        request,
        query: query.value,
        body: body.value,
        part: (name) => params[name] ?? '',
      });
    });
    this.#server.route({ method, url, schema: described(rule, this.#tag), handler: guarded });
  }
}

function fromUrl(schema: TSchema | undefined, given: unknown): unknown {
  return schema === undefined ? given : Value.Convert(schema, Value.Clone(given));
}

/** Without a schema nothing is taken, and nothing given. Where it is wrong is told, what was there is not. */
function checked<T extends TSchema>(
  check: TypeCheck<T> | undefined,
  given: unknown,
  where: string,
): Result<Static<T>, OfficeRefusal> {
  if (check === undefined) return { ok: true, value: undefined };
  if (check.Check(given)) return { ok: true, value: given };
  return refuse('request.malformed', { at: `${where}${check.Errors(given).First()?.path ?? ''}` });
}

function described(
  { summary, query, body, answer }: Omit<InsideRule<TSchema, TSchema>, 'area'>,
  tag: string,
): FastifySchema & { readonly tags: string[]; readonly summary: string } {
  return {
    tags: [tag],
    summary,
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    response: answer === undefined ? {} : { 200: answer },
  };
}
