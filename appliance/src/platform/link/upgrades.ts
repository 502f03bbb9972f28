// Which paths of a server become WebSockets. Whatever nobody takes is refused with a word, and a stranger's reset ends nothing.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export function refuseUpgrade(socket: Duplex, status: string): void {
  // Node has let go of the socket: without a listener, a stranger's reset would end the daemon.
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** One taker for each path. Call once per server. */
export function serveUpgrades(server: Server, upgrades: ReadonlyMap<string, Upgrade>): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const take = upgrades.get(request.url ?? '');
    if (take === undefined) refuseUpgrade(socket, '404 Not Found');
    else take(request, socket, head);
  });
}
