// The people's routes on a real server, asked without a network; everything answered is kept, so that a test can look for secrets in it.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { peopleRoutes } from '../../src/back-office/people/routes.ts';
import { allowedHosts } from '../../src/platform/http/origin.ts';
import { createServer } from '../../src/platform/http/server.ts';
import { cookieOf, type Office } from './people-ground.ts';

export interface PeopleServer {
  readonly server: FastifyInstance;
  /** `METHOD /path` of every route. */
  readonly routes: readonly string[];
  /** Bodies and headers of all answers, without the cookies. */
  readonly answered: string[];
  ask(method: string, url: string, more?: Ask): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export interface Ask {
  /** Signs in as this user unless a cookie is told. */
  readonly as?: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function servePeople(office: Office): Promise<PeopleServer> {
  const hosts = allowedHosts([]);
  const server = await createServer(hosts);
  const routes: string[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    if (method !== 'HEAD') routes.push(`${String(method)} ${url}`);
  });
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (data: object, message: string) => office.said.push(JSON.stringify({ message, ...data })),
  };
  const demo = [{ name: 'Demo', email: 'demo@example.no', password: 'known to everybody' }];
  const { people, records, clock } = office;
  await server.register(peopleRoutes({ people, records, hosts, clock, log, demo }));
  const answered: string[] = [];
  const cookies = new Map<string, string>();

  const ask = async (method: string, url: string, { as, cookie, body, headers }: Ask = {}) => {
    if (as !== undefined && !cookies.has(as)) cookies.set(as, await cookieOf(office, as));
    const sent = cookie ?? (as === undefined ? undefined : cookies.get(as));
    const answer = await server.inject({
      method: method as 'GET',
      url,
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        ...(sent === undefined ? {} : { cookie: sent }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const { 'set-cookie': _cookie, ...rest } = answer.headers;
    answered.push(`${answer.body} ${JSON.stringify(rest)}`);
    return answer;
  };
  return { server, routes, answered, ask, close: () => server.close() };
}
