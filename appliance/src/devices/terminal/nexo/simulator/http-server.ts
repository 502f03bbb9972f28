// Where a simulated nexo terminal listens: HTTP or HTTPS on this machine, one message a request, each answered when the terminal answers.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { serviceIdOf } from '../codec/messages.ts';

export interface NexoServerParts {
  /** 0 takes any free port. */
  readonly port: number;
  /** Absent: without encryption. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly onMessage: (bytes: Uint8Array) => void;
  /** How the bytes of an answer leave; all at once where absent. */
  readonly write?: (bytes: Uint8Array, response: ServerResponse) => void;
}

const messageBytesMax = 512 * 1024;

export class NexoServer {
  readonly #parts: NexoServerParts;
  readonly #sockets = new Set<Socket>();
  readonly #waiting = new Map<string, ServerResponse>();
  #server: Server | undefined;
  #port: number;

  constructor(parts: NexoServerParts) {
    this.#parts = parts;
    this.#port = parts.port;
  }

  get port(): number {
    return this.#port;
  }

  get unanswered(): number {
    return this.#waiting.size;
  }

  async plug(): Promise<void> {
    if (this.#server !== undefined) return;
    const { tls } = this.#parts;
    const take = (request: IncomingMessage, response: ServerResponse): void => this.#take(request, response);
    const server = tls === undefined ? createServer(take) : createSecureServer(tls, take);
    this.#server = server;
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', () => resolve());
    });
    this.#port = (server.address() as AddressInfo).port;
  }

  async unplug(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#waiting.clear();
    this.cut();
    if (server !== undefined) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Every connection, in the middle of whatever it carries. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** An answer to whoever waits for it; lost where nobody does. */
  send(bytes: Uint8Array): void {
    const id = serviceIdOf(bytes);
    const response = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || response === undefined) return;
    this.#waiting.delete(id);
    response.writeHead(200, { 'content-type': 'application/json' });
    if (this.#parts.write === undefined) response.end(bytes);
    else this.#parts.write(bytes, response);
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > messageBytesMax) request.destroy();
      else pieces.push(piece);
    });
    request.once('end', () => {
      const body = Buffer.concat(pieces);
      const id = serviceIdOf(body);
      if (id === undefined || isAbort(body)) response.writeHead(200).end('');
      else this.#waiting.set(id, response);
      response.once('close', () => {
        if (id !== undefined && this.#waiting.get(id) === response) this.#waiting.delete(id);
      });
      this.#parts.onMessage(body);
    });
    request.on('error', () => undefined);
  }
}

const isAbort = (body: Buffer): boolean => body.includes('"MessageCategory":"Abort"');
