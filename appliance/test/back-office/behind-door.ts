// A server with routes behind the office's door, for tests: who asks is what the test says, and every route can be walked with every right.
import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { Door, type DoorParts } from '../../src/back-office/api/door.ts';
import type { OfficeSession, Scope } from '../../src/back-office/api/session-port.ts';
import { allowedHosts } from '../../src/platform/http/origin.ts';
import type { OfficeArea, OfficeRight } from '../../src/protocol/office/rights.ts';
import { silent } from '../journal/open-journal.ts';
import { virtualClock } from '../kit.ts';

export interface Asker {
  readonly user?: string;
  readonly rights?: Partial<Record<OfficeArea, OfficeRight>>;
  readonly scope?: Scope;
}

export interface BehindDoor {
  readonly server: FastifyInstance;
  /** Routes as `GET /api/stock`. */
  readonly routes: readonly string[];
  readonly sessions: { session(): Promise<OfficeSession | undefined> };
  /** Undefined: nobody. */
  as(this: void, asker: Asker | undefined): void;
  ask(this: void, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object): Promise<Asked>;
}

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Parsed; undefined for what is no JSON. */
  readonly body: unknown;
  /** Of a refusal. */
  readonly code: string | undefined;
}

export async function behindDoor(
  plugins: (door: Door) => readonly FastifyPluginAsync[],
  isOn: DoorParts['isOn'] = async () => Promise.resolve(true),
): Promise<BehindDoor> {
  let asker: Asker | undefined = {};
  // A new hour for every request: how often somebody may ask is tested where it is made.
  const clock = { ...virtualClock(), monotonic: () => (hours += 3_600_000) };
  let hours = 0;
  const sessions = {
    session: async () => (asker === undefined ? undefined : sessionOf(asker)),
  };
  const door = new Door({ hosts: allowedHosts([]), sessions, clock, log: silent, isOn });
  const server = fastify();
  const routes: string[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.push(`${each} ${url}`);
  });
  for (const plugin of plugins(door)) await server.register(plugin);
  await server.ready();
  return {
    server,
    routes,
    sessions,
    as: (next) => {
      asker = next;
    },
    ask: async (method, url, body) => {
      const answer = await server.inject({
        method,
        url,
        headers: { host: 'localhost', origin: 'http://localhost' },
        ...(body === undefined ? {} : { body }),
      });
      const parsed = parse(answer.body);
      const code = (parsed as { error?: { code?: string } } | undefined)?.error?.code;
      return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: parsed, code };
    },
  };
}

function sessionOf({ user = 'kari', rights = {}, scope = 'all' }: Asker): OfficeSession {
  return { user, name: user, language: 'nb', scope, rights: (area) => rights[area] ?? 'none' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
