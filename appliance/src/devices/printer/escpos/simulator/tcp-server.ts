// Serves a simulated printer over TCP, as port 9100 of a network printer: raw bytes, status on the same socket, one client at a time.
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Attachable } from './line.ts';

export interface Listening {
  readonly port: number;
  /** Cuts the client and stops listening. */
  close(): Promise<void>;
}

export async function listenOn(printer: Attachable, port: number, host: string): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(printer, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(printer: Attachable, socket: Socket): void {
  // A cut line is no error of ours; `close` follows.
  socket.on('error', () => undefined);
  const end = printer.attach({
    send: (bytes) => {
      socket.write(bytes);
    },
    cut: () => {
      socket.resetAndDestroy();
    },
    pause: () => {
      socket.pause();
    },
    resume: () => {
      socket.resume();
    },
  });
  if (end === undefined) {
    socket.destroy();
    return;
  }
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    end.receive(bytes);
  });
  socket.on('close', () => {
    end.closed();
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
