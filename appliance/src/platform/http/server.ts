// The HTTP side of the daemon: pages, health and metrics, on loopback unless configured otherwise. Small bodies, short patience.
import fastify, { type FastifyInstance } from 'fastify';
import { type AllowedHosts, hostAllowed } from './origin.ts';

/** Sockets open at once, pages' links among them; the next ones are closed at once. */
export const connectionsMax = 256;

export async function createServer(hosts: AllowedHosts): Promise<FastifyInstance> {
  const server = fastify({
    logger: false,
    bodyLimit: 65_536,
    requestTimeout: 15_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  server.server.maxConnections = connectionsMax;
  server.addHook('onRequest', async (request, reply) => {
    if (!hostAllowed(hosts, request.headers.host)) return reply.code(421).send({ error: 'unknown host' });
    return undefined;
  });
  server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ error: status < 500 ? error.message : 'fault' });
  });
  return server;
}
