// Accepts pages' WebSockets: right path, right origin, not too many, nothing too large. On `/link` each is a PageLink;
// the bench page of a demo shop reaches the simulator process through a relay, so that it needs no other origin.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { frameBytesMax } from '../../protocol/frames.ts';
import { type AllowedHosts, originAllowed } from '../http/origin.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { type PageDoor, PageLink } from './page-link.ts';
import { relay } from './relay.ts';
import { refuseUpgrade, type Upgrade } from './upgrades.ts';
import { closeSoon, webSocketLink } from './web-socket-link.ts';

export const linkPath = '/link';
export const simulatorsPath = '/setup/simulators/link';
/** Pages open at once on one box. */
const linksMax = 64;

export interface LinkServer {
  readonly linkCount: () => number;
  /** Tells every page to load itself anew, as it does for another version; how many there were. */
  reload(): number;
  /** Says goodbye to every page and accepts no more. */
  stop(): void;
}

export interface LinkServerPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly hosts: AllowedHosts;
  /** Control address of the simulator process (`ws://…`); empty: the bench page has nothing to talk to. */
  readonly simulators: string;
  /** Paths that are no page's, and who takes them. */
  readonly elsewhere?: ReadonlyMap<string, Upgrade>;
  /** A page came or went. */
  readonly onChange?: () => void;
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export function serveLinks(server: Server, door: PageDoor, ports: LinkServerPorts): LinkServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: frameBytesMax,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const open = new Map<WebSocket, () => void>();
  const pages = new Map<WebSocket, PageLink>();
  let stopped = false;

  function takePage(socket: WebSocket, { socket: { remoteAddress } }: IncomingMessage): void {
    const about = { ...ports, local: loopback.has(remoteAddress ?? '') };
    const page = new PageLink(webSocketLink(socket, ports.clock), door, about);
    open.set(socket, () => {
      page.bye('stopping', 1001);
    });
    pages.set(socket, page);
    page.start();
    ports.onChange?.();
  }

  function takeBench(socket: WebSocket): void {
    open.set(socket, () => {
      closeSoon(socket, ports.clock, { code: 1001, reason: 'stopping' });
    });
    relay(socket, ports.simulators);
  }

  function takerOf(
    url: string | undefined,
  ): ((socket: WebSocket, request: IncomingMessage) => void) | undefined {
    if (url === linkPath) return takePage;
    return url === simulatorsPath && ports.simulators !== '' ? takeBench : undefined;
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const elsewhere = ports.elsewhere?.get(request.url ?? '');
    if (elsewhere !== undefined) {
      elsewhere(request, socket, head);
      return;
    }
    const take = takerOf(request.url);
    if (!originAllowed(ports.hosts, request)) {
      const { origin = null, host = null } = request.headers;
      ports.log.warn({ origin, host }, 'a page of another origin was refused');
      refuseUpgrade(socket, '403 Forbidden');
    } else if (take === undefined) refuseUpgrade(socket, '404 Not Found');
    else if (stopped || open.size >= linksMax) refuseUpgrade(socket, '503 Service Unavailable');
    else {
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('close', () => {
          open.delete(webSocket);
          if (pages.delete(webSocket)) ports.onChange?.();
        });
        webSocket.on('error', () => {
          // Already closing, with the code that fits (1009 for a frame too large).
        });
        take(webSocket, request);
      });
    }
  });
  return {
    linkCount: () => open.size,
    reload() {
      const all = [...pages.values()];
      for (const page of all) page.bye('version', 4001);
      return all.length;
    },
    stop() {
      stopped = true;
      for (const close of open.values()) close();
    },
  };
}
