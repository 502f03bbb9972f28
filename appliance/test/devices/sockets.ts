// The other end of a socket, for tests of transports: one server, its clients in order of arrival, closed with the test.
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface TestServer {
  readonly port: number;
  /** The next client that connects, or that has connected and was not asked for yet. */
  client(): Promise<Socket>;
  close(): Promise<void>;
}

export async function testServer(): Promise<TestServer> {
  const arrived: Socket[] = [];
  const wanted: ((socket: Socket) => void)[] = [];
  const all = new Set<Socket>();
  const server: Server = createServer((socket) => {
    all.add(socket);
    socket.on('error', () => undefined);
    const waiting = wanted.shift();
    if (waiting === undefined) arrived.push(socket);
    else waiting(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    client: () =>
      new Promise((resolve) => {
        const here = arrived.shift();
        if (here === undefined) wanted.push(resolve);
        else resolve(here);
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of all) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Collects what is heard and lets a test wait for it. */
export function collector<T>() {
  const items: T[] = [];
  const waiting: { enough: () => boolean; resolve: () => void }[] = [];
  return {
    items,
    push(item: T): void {
      items.push(item);
      for (const wait of waiting.splice(0)) {
        if (wait.enough()) wait.resolve();
        else waiting.push(wait);
      }
    },
    /** Resolves when the items satisfy the predicate. */
    until(predicate: (items: readonly T[]) => boolean): Promise<void> {
      if (predicate(items)) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ enough: () => predicate(items), resolve }));
    },
  };
}
