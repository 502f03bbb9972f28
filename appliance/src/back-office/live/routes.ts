// `GET /api/live`: server-sent events for who is inside. It ends with the session, and with every session in the end: the browser comes again
// by itself, and is asked who it is.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { refuse } from '../../domain/refusal.ts';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import { officeRefusals } from '../../protocol/office/refusals.ts';
import type { Nudge } from '../../protocol/office/figures.ts';
import type { OfficeArea } from '../../protocol/office/rights.ts';
import type { OfficeSession, SessionPort } from '../api/session-port.ts';
import { type LiveHub, type LiveListener, perUserMax } from './hub.ts';

export interface LiveRoutesParts {
  readonly sessions: SessionPort;
  readonly hub: LiveHub;
}

/** The browser waits so long before it comes again. */
const comeAgainMs = 3_000;

export function liveRoutes({ sessions, hub }: LiveRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const schema: FastifySchema & { readonly tags: string[]; readonly summary: string } = {
      tags: ['live'],
      summary: 'Nudges as server-sent events: something changed, ask again',
    };
    server.get('/api/live', { schema }, async (request, reply) => {
      const session = await sessions.session(request);
      if (session === undefined) return no(reply, 'sign-in.needed');
      if (!hub.hasRoom(session.user)) return no(reply, 'live.too-many');
      const listener = listenerOf(request, reply, { session, sessions });
      // Its own from here on: headers, frames and the end.
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // Said to proxies that would otherwise collect it.
        'x-accel-buffering': 'no',
      });
      reply.raw.write(`retry: ${comeAgainMs}\n\n`);
      reply.raw.on('close', () => {
        hub.remove(listener);
      });
      hub.add(listener);
      return reply;
    });
  };
}

function no(reply: FastifyReply, code: 'sign-in.needed' | 'live.too-many'): FastifyReply {
  const { refusal } = refuse(code, code === 'live.too-many' ? { max: perUserMax } : {});
  return reply.code(officeRefusals[code]).send({ error: refusal });
}

function listenerOf(
  request: FastifyRequest,
  { raw }: FastifyReply,
  { session, sessions }: { readonly session: OfficeSession; readonly sessions: SessionPort },
): LiveListener {
  let current = session;
  return {
    user: session.user,
    hears: (nudge) => current.rights(areaOf(nudge)) !== 'none',
    send: (text) => void raw.write(text),
    pendingBytes: () => raw.writableLength,
    still: async () => {
      const now = await sessions.session(request);
      if (now === undefined) return false;
      // Rights may have changed since.
      current = now;
      return true;
    },
    close: () => {
      raw.end();
    },
  };
}

/** Whose right it takes to hear of it. */
function areaOf({ what, kind }: Nudge): OfficeArea {
  if (what === 'points' || what === 'accounts') return 'customers';
  if (what === 'shared-tabs') return 'sales';
  if (what !== 'records') return what;
  return kind !== undefined && kind in kinds ? kinds[kind as Kind].area : 'settings';
}
