// The office's routes over real records on a server that is only asked inside the process; who asks is said in a header.
import type { FastifyInstance, InjectOptions } from 'fastify';
import { serveOffice, type ServeOfficeParts } from '../../src/back-office/api/serve-office.ts';
import type { OfficeSession, Scope } from '../../src/back-office/api/session-port.ts';
import { SettingsStore } from '../../src/back-office/settings/settings-store.ts';
import { allowedHosts } from '../../src/platform/http/origin.ts';
import { createServer } from '../../src/platform/http/server.ts';
import { type OfficeArea, officeAreas, type OfficeRight } from '../../src/protocol/office/rights.ts';
import { silent } from '../journal/open-journal.ts';
import { countingIds } from '../kit.ts';
import { fillSmallShop, type OpenRecords, openRecords, type SmallShop } from './open-records.ts';

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Parsed, where it is JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test looks into it asserts
  readonly json: any;
}

export interface AskOptions {
  /** Name of somebody let in by `letIn`; `boss` may everything. */
  readonly who?: string | undefined;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ServedOffice extends OpenRecords {
  readonly server: FastifyInstance;
  readonly shop: SmallShop;
  readonly settings: SettingsStore;
  /** `GET /api/…` of every route that was made. */
  readonly routes: readonly { readonly method: string; readonly url: string }[];
  letIn(who: string, rights: Partial<Record<OfficeArea, OfficeRight>>, scope?: Scope): void;
  ask(method: string, path: string, options?: AskOptions): Promise<Asked>;
}

export async function withOffice(
  work: (office: ServedOffice) => Promise<void>,
  more: Partial<ServeOfficeParts> = {},
): Promise<void> {
  const open = await openRecords();
  const server = await createServer(allowedHosts([]));
  try {
    await work(await served(open, server, more));
  } finally {
    await server.close();
    await open.close();
  }
}

export const everything = Object.fromEntries(officeAreas.map((area) => [area, 'edit'])) as Record<
  OfficeArea,
  OfficeRight
>;

async function served(
  open: OpenRecords,
  server: FastifyInstance,
  more: Partial<ServeOfficeParts>,
): Promise<ServedOffice> {
  const { records, clock, database } = open;
  const shop = await fillSmallShop(records);
  const settings = new SettingsStore(database, { records, clock });
  const people = new Map<string, OfficeSession>();
  const letIn: ServedOffice['letIn'] = (who, rights, scope = 'all') => {
    people.set(who, {
      user: who,
      name: who,
      language: 'en',
      rights: (area) => rights[area] ?? 'none',
      scope,
    });
  };
  letIn('boss', everything);
  const routes: { method: string; url: string }[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.push({ method: each, url });
  });
  await serveOffice(server, {
    records,
    settings,
    clock,
    log: silent,
    ids: countingIds(9),
    hosts: allowedHosts([]),
    sessions: { session: async ({ headers }) => people.get(String(headers['x-who'])) },
    admit: () => () => undefined,
    version: '1.0.0',
    ...more,
  });
  return {
    ...open,
    server,
    shop,
    settings,
    routes,
    letIn,
    ask: (method, path, options) => asked(server, [method, path], options),
  };
}

/** A list within an answer. */
export function rowsOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return list as readonly Readonly<Record<string, unknown>>[];
}

async function asked(
  server: FastifyInstance,
  [method, path]: readonly [string, string],
  { who = 'boss', body, type = 'application/json', headers = {} }: AskOptions = {},
): Promise<Asked> {
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  const options: InjectOptions = {
    method: method,
    url: path,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      'x-who': who,
      ...(body === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
  };
  const response = await server.inject(
    body === undefined ? options : { ...options, payload: raw ? body : JSON.stringify(body) },
  );
  const isJson = String(response.headers['content-type']).includes('json');
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    json: isJson && response.body !== '' ? JSON.parse(response.body) : undefined,
  };
}
