// The office's REST as one plugin: every kind's routes, settings, changes, and the documents of it all at /api/docs and /api/openapi.json.
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Ids } from '../../platform/ports/ids.ts';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { acceptCsv, csvRoutes } from './csv-routes.ts';
import { plainSchema } from './documents.ts';
import { Door, type DoorParts } from './door.ts';
import { officeRoutes } from './office-routes.ts';
import { recordRoutes } from './record-routes.ts';
import type { RecordRouteParts } from './record-writes.ts';
import { settingsRoutes } from './settings-routes.ts';

export interface ServeOfficeParts extends DoorParts {
  readonly records: RecordStore;
  readonly settings: SettingsStore;
  readonly ids: Ids;
  readonly admit: RecordRouteParts['admit'];
  /** As `/api/docs` names it. */
  readonly version: string;
  /** Routes of other rooms under /api, each with checks of its own; documented with the rest. */
  readonly more?: readonly FastifyPluginAsync[];
}

const allKinds = Object.keys(kinds) as Kind[];

export async function serveOffice(server: FastifyInstance, parts: ServeOfficeParts): Promise<void> {
  await server.register(async (office) => {
    await office.register(fastifySwagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: 'Countertop back office', version: parts.version },
      },
      hideUntagged: true,
      refResolver: { buildLocalReference: ({ $id }) => (typeof $id === 'string' ? $id : 'unnamed') },
    });
    for (const plugin of parts.more ?? []) await office.register(plugin);
    await office.register(async (scope) => {
      await recordsOf(scope, parts);
    });
  });
}

async function recordsOf(scope: FastifyInstance, parts: ServeOfficeParts): Promise<void> {
  const door = new Door(parts);
  door.prepare(scope);
  acceptCsv(scope);
  for (const kind of allKinds) {
    scope.addSchema({ $id: kind, ...plainSchema(kinds[kind].schema) });
    recordRoutes(scope, kind, { ...parts, door });
    csvRoutes(scope, kind, { ...parts, door });
  }
  settingsRoutes(scope, { ...parts, door });
  officeRoutes(scope, { ...parts, door });
  await documents(scope, { parts, door });
}

/** For who is signed in: a stranger need not know what there is to ask for. Served from the package, nothing comes from elsewhere. */
async function documents(
  scope: FastifyInstance,
  { parts, door }: { readonly parts: ServeOfficeParts; readonly door: Door },
): Promise<void> {
  const inside = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    void parts.sessions.session(request).then(
      (session) => {
        if (session === undefined) door.refuse(reply, { code: 'sign-in.needed', data: {} });
        else done();
      },
      () => door.refuse(reply, { code: 'office.fault', data: {} }),
    );
  };
  scope.get('/api/openapi.json', { schema: { hide: true }, onRequest: inside }, async (_request, reply) =>
    reply.type('application/json').send(scope.swagger()),
  );
  await scope.register(fastifySwaggerUi, {
    routePrefix: '/api/docs',
    uiHooks: { onRequest: inside },
    uiConfig: { docExpansion: 'none', validatorUrl: null, filter: true },
    staticCSP: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'self'"],
      'base-uri': ["'self'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  });
}
