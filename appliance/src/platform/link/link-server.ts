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
import { closeSoon, webSocketLink } from './web-socket-link.ts';

export const linkPath = '/link';
export const simulatorsPath = '/setup/simulators/link';
/** Pages open at once on one box. */
const linksMax = 64;

export interface LinkServer {
  readonly linkCount: () => number;
  /** Says goodbye to every page and accepts no more. */
  stop(): void;
}

function refuseUpgrade(socket: Duplex, status: string): void {
  // Node has let go of the socket: without a listener, a stranger's reset would end the daemon.
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

export interface LinkServerPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly hosts: AllowedHosts;
  /** Control address of the simulator process (`ws://…`); empty: the bench page has nothing to talk to. */
  readonly simulators: string;
}

export function serveLinks(server: Server, door: PageDoor, ports: LinkServerPorts): LinkServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: frameBytesMax,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const open = new Map<WebSocket, () => void>();
  let stopped = false;

  function takePage(socket: WebSocket): void {
    const page = new PageLink(webSocketLink(socket, ports.clock), door, ports);
    open.set(socket, () => {
      page.bye('stopping', 1001);
    });
    page.start();
  }

  function takeBench(socket: WebSocket): void {
    open.set(socket, () => {
      closeSoon(socket, ports.clock, { code: 1001, reason: 'stopping' });
    });
    relay(socket, ports.simulators);
  }

  function takerOf(url: string | undefined): ((socket: WebSocket) => void) | undefined {
    if (url === linkPath) return takePage;
    return url === simulatorsPath && ports.simulators !== '' ? takeBench : undefined;
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const take = takerOf(request.url);
    if (!originAllowed(ports.hosts, request)) {
      ports.log.warn(
        { origin: request.headers.origin ?? null, host: request.headers.host ?? null },
        'a page of another origin was refused',
      );
      refuseUpgrade(socket, '403 Forbidden');
    } else if (take === undefined) refuseUpgrade(socket, '404 Not Found');
    else if (stopped || open.size >= linksMax) refuseUpgrade(socket, '503 Service Unavailable');
    else {
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('close', () => open.delete(webSocket));
        webSocket.on('error', () => {
          // Already closing, with the code that fits (1009 for a frame too large).
        });
        take(webSocket);
      });
    }
  });
  return {
    linkCount: () => open.size,
    stop() {
      stopped = true;
      for (const close of open.values()) close();
    },
  };
}
