// What the people's routes share: bodies checked by the protocol's own schemas, writes only from the office's own pages, every "no" in one form,
// and who is inside asked before anything else.
import type { TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { Refusal, Result } from '../../domain/refusal.ts';
import { refuse } from '../../domain/refusal.ts';
import { isFault } from '../../platform/fault.ts';
import { type AllowedHosts, originAllowed } from '../../platform/http/origin.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Log } from '../../platform/ports/log.ts';
import { type PeopleRefusal, peopleRefusals } from '../../protocol/office/people-refusals.ts';
import type { OfficeArea, OfficeRight } from '../../protocol/office/rights.ts';
import type { Doorkeeper, Visit } from './doorkeeper.ts';
import { holds, isAdministrator } from './rights.ts';

export interface RouteGround {
  readonly hosts: AllowedHosts;
  readonly doorkeeper: Doorkeeper;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Call<Body = undefined> {
  readonly body: Body;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface InsideCall<Body = undefined> extends Call<Body> {
  readonly visit: Visit;
}

export type Answer<T> = Result<T, PeopleRefusal>;

/** What one must be inside for a route; nothing named: inside is enough. */
export interface Needs {
  readonly area?: OfficeArea;
  readonly right?: OfficeRight;
  readonly administrator?: boolean;
}

export class RouteKit {
  readonly #ground: RouteGround;

  constructor(ground: RouteGround) {
    this.#ground = ground;
  }

  /** Once for a plugin, before its routes. */
  prepare(server: FastifyInstance): void {
    server.setValidatorCompiler(({ schema, httpPart }) => checker(schema as TSchema, httpPart));
    server.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const reading = request.method === 'GET' || request.method === 'HEAD';
      if (reading || originAllowed(this.#ground.hosts, request.raw)) return undefined;
      return this.no(reply, refuse('origin.refused').refusal);
    });
    server.setErrorHandler((error: FastifyError, _request, reply) => this.#broken(error, reply));
  }

  /** A route for everybody. */
  outside<Body, T>(work: (call: Call<Body>) => Promise<Answer<T>>) {
    return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
      this.#answer(reply, malformed(request) ?? (await work(callOf<Body>(request, reply))));
  }

  /** A route for who is inside, with the right it needs. */
  inside<Body, T>(needs: Needs, work: (call: InsideCall<Body>) => Promise<Answer<T>>) {
    return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const visit = await this.#ground.doorkeeper.visit(request);
      if (visit === undefined) return this.no(reply, refuse('sign-in.needed').refusal);
      const missing = lacking(visit, needs);
      if (missing !== undefined) return this.no(reply, missing);
      return this.#answer(
        reply,
        malformed(request) ?? (await work({ ...callOf<Body>(request, reply), visit })),
      );
    };
  }

  no(reply: FastifyReply, { code, data }: Refusal<PeopleRefusal>): FastifyReply {
    const { until } = data;
    if (typeof until === 'number') {
      const seconds = Math.max(1, Math.ceil((until - this.#ground.clock.now()) / 1_000));
      reply.header('retry-after', String(seconds));
    }
    return reply.code(peopleRefusals[code]).send({ error: { code, data } });
  }

  #answer(reply: FastifyReply, answer: Answer<unknown>): FastifyReply {
    if (!answer.ok) return this.no(reply, answer.refusal);
    return answer.value === undefined ? reply.code(204).send() : reply.send(answer.value);
  }

  #broken(error: FastifyError, reply: FastifyReply): FastifyReply {
    const status = error.statusCode ?? 500;
    if (status < 500)
      return reply.code(status).send({ error: { code: 'request.malformed', data: { at: 'body' } } });
    if (isFault(error, 'storage.full')) return this.no(reply, refuse('storage.full').refusal);
    if (isFault(error, 'storage.busy', 'stopped')) return this.no(reply, refuse('office.busy').refusal);
    this.#ground.log.error({ error }, 'a route of the office failed');
    return this.no(reply, refuse('office.fault').refusal);
  }
}

function callOf<Body>(request: FastifyRequest, reply: FastifyReply): Call<Body> {
  return {
    // Checked by the schema of the route, which is the schema Body is the type of.
    body: request.body as Body,
    params: request.params as Readonly<Record<string, string>>,
    query: request.query,
    request,
    reply,
  };
}

/** Told after who asks was looked at: a stranger learns nothing of what a route takes. */
function malformed({ validationError: error }: FastifyRequest): Answer<never> | undefined {
  if (error === undefined) return undefined;
  const [first] = error.validation as readonly { readonly instancePath?: string }[];
  const at = `${error.validationContext}${first?.instancePath ?? ''}`;
  return refuse('request.malformed', { at });
}

function lacking({ office }: Visit, needs: Needs): Refusal<PeopleRefusal> | undefined {
  if (needs.administrator === true && !isAdministrator(office))
    return refuse('right.administrator-needed').refusal;
  const { area, right = 'read' } = needs;
  if (area === undefined || holds(office.rights(area), right)) return undefined;
  return refuse('right.needed', { area, right }).refusal;
}

/** Nothing is bent into shape but what comes in a URL, where everything is text. */
function checker(schema: TSchema, part: string | undefined) {
  const compiled = TypeCompiler.Compile(schema);
  const inUrl = part === 'querystring' || part === 'params';
  return (given: unknown) => {
    const value = inUrl ? Value.Convert(schema, Value.Default(schema, Value.Clone(given))) : given;
    if (compiled.Check(value)) return { value };
    const path = compiled.Errors(value).First()?.path ?? '';
    // Neither the value nor the schema's words: what was typed may be a password.
    return {
      error: [{ keyword: 'schema', instancePath: path, schemaPath: '', params: {}, message: 'malformed' }],
    };
  };
}

interface Described {
  readonly schema: FastifySchema & { readonly tags: string[]; readonly summary: string };
  /** What is wrong with a request comes to the handler. */
  readonly attachValidation: true;
}

/** Words and schemas of a route for `/api/docs`. */
export function described(
  summary: string,
  {
    body,
    querystring,
    answer,
  }: { readonly body?: TSchema; readonly querystring?: TSchema; readonly answer?: TSchema },
): Described {
  return {
    attachValidation: true,
    schema: {
      tags: ['people'],
      summary,
      ...(body === undefined ? {} : { body }),
      ...(querystring === undefined ? {} : { querystring }),
      response: answer === undefined ? { 204: { type: 'null' } } : { 200: answer },
    },
  };
}
