// WebSockets between boxes: the server's side takes them on a path, the client's side opens one. No page may come this way: who sends an
// Origin is a browser. Frames are compressed, except on a machine's own loopback, where it only costs.
import type { Agent } from 'node:https';
import { WebSocket, WebSocketServer } from 'ws';
import { Fault } from '../fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Link } from '../ports/link.ts';
import { refuseUpgrade, type Upgrade } from './upgrades.ts';
import { closeSoon, webSocketLink } from './web-socket-link.ts';

// A link keeps no dictionary between frames, so that a thousand of them need no memory; small frames go as they are.
const compression = {
  threshold: 1_024,
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  concurrencyLimit: 2,
  zlibDeflateOptions: { level: 3 },
} as const;

const connectMs = 10_000;

export interface BoxLinks {
  readonly upgrade: Upgrade;
  /** Takes no more, and lets go of those that are open. */
  stop(): void;
}

export interface BoxLinksParts {
  readonly clock: Clock;
  readonly frameBytesMax: number;
  /** Open at once. */
  readonly linksMax: number;
  readonly onLink: (link: Link) => void;
}

export function boxLinks({ clock, frameBytesMax, linksMax, onLink }: BoxLinksParts): BoxLinks {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: frameBytesMax,
    perMessageDeflate: compression,
    clientTracking: false,
  });
  const open = new Set<WebSocket>();
  let stopped = false;
  return {
    upgrade(request, socket, head) {
      if (request.headers.origin !== undefined) refuseUpgrade(socket, '403 Forbidden');
      else if (stopped || open.size >= linksMax) refuseUpgrade(socket, '503 Service Unavailable');
      else
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          open.add(webSocket);
          webSocket.on('close', () => open.delete(webSocket));
          webSocket.on('error', () => {
            // Already closing, with the code that fits (1009 for a frame too large).
          });
          onLink(webSocketLink(webSocket, clock));
        });
    },
    stop() {
      stopped = true;
      for (const socket of open) closeSoon(socket, clock, { code: 1001, reason: 'stopping' });
    },
  };
}

export interface Opening {
  /** `ws://…` or, with an agent that knows the key, `wss://…`. */
  readonly url: string;
  readonly agent?: Agent;
  readonly compress: boolean;
  readonly frameBytesMax: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Opens a link within 10 s. Throws Fault `link.closed` with a `reason`. */
export async function openBoxLink(opening: Opening): Promise<Link> {
  const { url, agent, compress, frameBytesMax, clock, signal } = opening;
  if (signal.aborted) throw new Fault('link.closed', { reason: 'stopped' });
  const socket = new WebSocket(url, {
    maxPayload: frameBytesMax,
    perMessageDeflate: compress ? compression : false,
    followRedirects: false,
    ...(agent === undefined ? {} : { agent }),
  });
  // Also after it has failed: what is still to come from it concerns nobody.
  socket.on('error', () => undefined);
  try {
    await opened(socket, clock, signal);
  } catch (error) {
    socket.terminate();
    throw error;
  }
  return webSocketLink(socket, clock);
}

function opened(socket: WebSocket, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (fault?: Fault): void => {
      cancel();
      signal.removeEventListener('abort', stop);
      if (fault === undefined) resolve();
      else reject(fault);
    };
    const cancel = clock.after(connectMs, () => {
      settle(new Fault('link.closed', { reason: 'timeout', connectMs }));
    });
    const stop = (): void => {
      settle(new Fault('link.closed', { reason: 'stopped' }));
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.once('open', () => {
      settle();
    });
    socket.once('error', (error) => {
      settle(error instanceof Fault ? error : new Fault('link.closed', { reason: 'unreachable' }, error));
    });
    socket.once('close', () => {
      settle(new Fault('link.closed', { reason: 'unreachable' }));
    });
  });
}
