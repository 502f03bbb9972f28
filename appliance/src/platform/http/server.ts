// The HTTP side of the daemon: pages, health and metrics, on loopback unless configured otherwise. Small bodies, short patience.
import type { RequestListener, Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import fastify, { type FastifyInstance } from 'fastify';
import { type AllowedHosts, hostAllowed } from './origin.ts';

/** Sockets open at once, pages' links among them; the next ones are closed at once. */
export const connectionsMax = 256;

/** What a server shows who it is with; PEM. */
export interface TlsIdentity {
  readonly keyPem: string;
  readonly certificatePem: string;
}

export interface TlsServer {
  readonly server: FastifyInstance;
  /** After a renewal: for connections from now on. */
  readonly renew: (identity: TlsIdentity) => void;
}

export async function createServer(hosts: AllowedHosts): Promise<FastifyInstance> {
  return prepared(fastify(limits), hosts);
}

/** The same by TLS. */
export async function createTlsServer(hosts: AllowedHosts, identity: TlsIdentity): Promise<TlsServer> {
  const secure = createSecure({ key: identity.keyPem, cert: identity.certificatePem });
  const serverFactory = (handler: RequestListener): Server => {
    secure.on('request', handler);
    return secure;
  };
  return {
    server: prepared(fastify({ ...limits, serverFactory }), hosts),
    renew: ({ keyPem, certificatePem }) => {
      secure.setSecureContext({ key: keyPem, cert: certificatePem });
    },
  };
}

const limits = {
  logger: false,
  bodyLimit: 65_536,
  requestTimeout: 15_000,
  connectionTimeout: 30_000,
  keepAliveTimeout: 65_000,
  forceCloseConnections: true,
  routerOptions: { maxParamLength: 200 },
} as const;

function prepared(server: FastifyInstance, hosts: AllowedHosts): FastifyInstance {
  server.server.maxConnections = connectionsMax;
  server.addHook('onRequest', async (request, reply) => {
    const isOpen = hosts.openPaths?.has(request.url) === true;
    if (!isOpen && !hostAllowed(hosts, request.headers.host))
      return reply.code(421).send({ error: 'unknown host' });
    return undefined;
  });
  server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ error: status < 500 ? error.message : 'fault' });
  });
  return server;
}
