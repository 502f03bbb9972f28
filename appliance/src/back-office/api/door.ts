// What every route of the records stands behind: who asks, from where, how often, with which right; and the one form of every "no".
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../../domain/refusal.ts';
import { isFault } from '../../platform/fault.ts';
import { type AllowedHosts, originAllowed } from '../../platform/http/origin.ts';
import { Rate } from '../../platform/link/rate.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { ModuleName } from '../../protocol/office/modules.ts';
import { type OfficeRefusal, officeRefusals } from '../../protocol/office/refusals.ts';
import type { OfficeArea, OfficeRight } from '../../protocol/office/rights.ts';
import type { OfficeSession, SessionPort } from './session-port.ts';

export interface DoorParts {
  readonly hosts: AllowedHosts;
  readonly sessions: SessionPort;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether this part of the product is switched on; all are where nobody says. */
  readonly isOn?: (module: ModuleName) => Promise<boolean>;
}

export interface Call {
  readonly session: OfficeSession;
  readonly request: FastifyRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
}

/** What a route answers. `beside` stands next to the refusal's own data. */
export type Answer =
  | {
      readonly ok: true;
      /** Undefined: 204. */
      readonly value: unknown;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly refusal: Refusal<OfficeRefusal>; readonly beside?: object };

/** The right a route needs; `may` where a single area does not say it. */
export type Needs =
  | { readonly area: OfficeArea; readonly right: 'read' | 'edit'; readonly module?: ModuleName | undefined }
  | { readonly may: (session: OfficeSession) => boolean };

const rank: Readonly<Record<OfficeRight, number>> = { none: 0, read: 1, edit: 2 };

/** A person never meets it; a script that runs wild does. */
const rate = { perSecond: 50, burst: 300 };
const ratesMax = 1_000;

export class Door {
  readonly #parts: DoorParts;
  /** By user, longest unheard of first. */
  readonly #rates = new Map<string, Rate>();

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /** Once for a plugin, before its routes. */
  prepare(server: FastifyInstance): void {
    // Schemas of routes are there to be read; what comes in is checked where it is used, once.
    server.setValidatorCompiler(() => (value: unknown) => ({ value }));
    server.setSerializerCompiler(() => (value: unknown) => JSON.stringify(value));
    server.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const reading = request.method === 'GET' || request.method === 'HEAD';
      if (reading || originAllowed(this.#parts.hosts, request.raw)) return undefined;
      return this.refuse(reply, { code: 'origin.refused', data: {} });
    });
    server.setErrorHandler((error: FastifyError, _request, reply) => this.#broken(error, reply));
  }

  guarded(needs: Needs, work: (call: Call) => Promise<Answer>) {
    return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const session = await this.#parts.sessions.session(request);
      if (session === undefined) return this.refuse(reply, { code: 'sign-in.needed', data: {} });
      const refusal =
        this.#lacking(session, needs) ?? this.#tooOften(session) ?? (await this.#switchedOff(needs));
      if (refusal !== undefined) return this.refuse(reply, refusal);
      const answer = await work({
        session,
        request,
        params: request.params as Call['params'],
        query: request.query as Call['query'],
      });
      if (!answer.ok) return this.refuse(reply, answer.refusal, answer.beside);
      for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
      if (answer.value === undefined) return reply.code(204).send();
      return reply.code(answer.status ?? 200).send(answer.value);
    };
  }

  refuse(reply: FastifyReply, { code, data }: Refusal<OfficeRefusal>, beside: object = {}): FastifyReply {
    return reply
      .code(officeRefusals[code])
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ error: { code, data: { ...data, ...beside } } }));
  }

  #lacking(session: OfficeSession, needs: Needs): Refusal<OfficeRefusal> | undefined {
    if ('may' in needs) return needs.may(session) ? undefined : { code: 'right.needed', data: {} };
    const { area, right } = needs;
    if (rank[session.rights(area)] >= rank[right]) return undefined;
    return { code: 'right.needed', data: { area, right } };
  }

  async #switchedOff(needs: Needs): Promise<Refusal<OfficeRefusal> | undefined> {
    const { isOn } = this.#parts;
    const module = 'may' in needs ? undefined : needs.module;
    if (module === undefined || isOn === undefined || (await isOn(module))) return undefined;
    return { code: 'module.off', data: { module } };
  }

  #tooOften({ user }: OfficeSession): Refusal<OfficeRefusal> | undefined {
    const own = this.#rates.get(user) ?? new Rate(this.#parts.clock, rate);
    this.#rates.delete(user);
    this.#rates.set(user, own);
    for (const [oldest] of this.#rates) {
      if (this.#rates.size <= ratesMax) break;
      this.#rates.delete(oldest);
    }
    if (own.take()) return undefined;
    return { code: 'request.too-often', data: { until: this.#parts.clock.now() + 1_000 } };
  }

  #broken(error: FastifyError, reply: FastifyReply): FastifyReply {
    const status = error.statusCode ?? 500;
    if (status < 500)
      return reply.code(status).send({ error: { code: 'request.malformed', data: { at: 'body' } } });
    if (isFault(error, 'storage.full')) return this.refuse(reply, { code: 'storage.full', data: {} });
    if (isFault(error, 'storage.busy', 'stopped'))
      return this.refuse(reply, { code: 'office.busy', data: {} });
    this.#parts.log.error({ error }, 'a route of the records failed');
    return this.refuse(reply, { code: 'office.fault', data: {} });
  }
}
