// The control socket of the bench page: commands in, the whole state out after each change. It can make a shop sell anything, so it
// listens on this machine only and refuses pages of other origins and names that merely resolve to it (DNS rebinding).
import { Value } from '@sinclair/typebox/value';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { RawData } from 'ws';
import type { Clock } from '../platform/ports/clock.ts';
import { simulatorCommandSchemas } from '../protocol/simulators.ts';
import type { SimulatorCommand, SimulatorPush } from '../protocol/simulators.ts';

export interface ControlServerParts {
  readonly port: number;
  readonly clock: Clock;
  readonly state: () => SimulatorPush;
  /** Undefined when done, else the problem. */
  readonly obey: (command: SimulatorCommand) => Promise<string | undefined>;
}

const frameBytesMax = 64 * 1024;
const clientsMax = 16;
/** A page that does not read is let go; it reconnects and gets the state whole. */
const unsentBytesMax = 4 * 1024 * 1024;
/** Changes come in bursts (a receipt, line by line): one picture of them is enough. */
const gatherMs = 40;

export class ControlServer {
  readonly #parts: ControlServerParts;
  readonly #http: Server = createServer((_request, response) => {
    response.writeHead(426).end();
  });
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: frameBytesMax });
  #cancelPush: (() => void) | undefined;

  constructor(parts: ControlServerParts) {
    this.#parts = parts;
    this.#http.on('upgrade', (request, socket, head) => {
      if (!isFromHere(request) || this.#sockets.clients.size >= clientsMax) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => this.#take(client));
    });
  }

  /** Returns the port taken. */
  async start(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(this.#parts.port, '127.0.0.1', () => resolve());
    });
    return (this.#http.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#cancelPush?.();
    for (const client of this.#sockets.clients) client.close(1001);
    const hangUp = this.#parts.clock.after(500, () => {
      for (const client of this.#sockets.clients) client.terminate();
    });
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve());
      this.#http.closeAllConnections();
    });
    hangUp();
  }

  /** Something changed: everybody hears of it soon. */
  changed(): void {
    this.#cancelPush ??= this.#parts.clock.after(gatherMs, () => {
      this.#cancelPush = undefined;
      const frame = JSON.stringify(this.#parts.state());
      for (const client of this.#sockets.clients) push(client, frame);
    });
  }

  #take(client: WebSocket): void {
    client.on('error', () => client.terminate());
    client.on('message', (data) => void this.#hear(client, data));
    push(client, JSON.stringify(this.#parts.state()));
  }

  async #hear(client: WebSocket, data: RawData): Promise<void> {
    const command = readCommand(data);
    const problem = typeof command === 'string' ? command : await this.#parts.obey(command).catch(String);
    if (problem !== undefined)
      push(client, JSON.stringify({ t: 'refused', problem } satisfies SimulatorPush));
  }
}

function push(client: WebSocket, frame: string): void {
  if (client.readyState !== WebSocket.OPEN) return;
  if (client.bufferedAmount > unsentBytesMax) client.terminate();
  else client.send(frame);
}

/** The command, or what is wrong with it. */
function readCommand(data: RawData): SimulatorCommand | string {
  let frame: unknown;
  try {
    frame = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '');
  } catch {
    return 'not JSON';
  }
  const name = typeof frame === 'object' && frame !== null && 't' in frame ? frame.t : undefined;
  if (typeof name !== 'string' || !Object.hasOwn(simulatorCommandSchemas, name)) return 'unknown command';
  const schema = simulatorCommandSchemas[name as keyof typeof simulatorCommandSchemas];
  if (Value.Check(schema, frame)) return frame;
  const first = Value.Errors(schema, frame).First();
  return `${name}${first?.path ?? ''}: ${first?.message ?? 'malformed'}`;
}

/** Both the name that was asked for and the page that asks must be this machine. Programs send no origin. */
function isFromHere({ headers }: IncomingMessage): boolean {
  return (
    isLoopback(`http://${headers.host ?? ''}`) && (headers.origin === undefined || isLoopback(headers.origin))
  );
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
