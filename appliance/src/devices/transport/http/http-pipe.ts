// Messages over HTTPS: each write is a request of its own, each answer's body comes as one piece of data. Several may be under way, as a card
// terminal wants it, which answers a payment minutes later and hears an abort meanwhile. A request that breaks ends the pipe: what was asked
// then is unknown.
import { readFile } from 'node:fs/promises';
import { request as plainRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect as connectTls } from 'node:tls';
import { Fault } from '../../../platform/fault.ts';
import type { HttpAddress } from '../address.ts';
import type { Pipe } from '../pipe.ts';
import { openSocket, type OpenOptions, socketWriteTimeoutMs } from '../socket.ts';
import { within } from '../within.ts';
import { WirePipe } from '../wire-pipe.ts';

/** A card terminal's answer with its receipts has some 20 kB. */
const bodyBytesMax = 256 * 1024;
const underWayMax = 8;
const greetLimitMs = 5_000;
/** Longer than any driver waits. */
const answerLimitMs = 660_000;

interface Trust {
  readonly ca?: Buffer;
  readonly servername?: string;
}

/** Throws Fault `device.gone` | `device.timeout` | `stopped`, and `config.invalid` when the certificate's file cannot be read. */
export async function openHttpPipe(address: HttpAddress, options: OpenOptions): Promise<Pipe> {
  const trust = await trustOf(address);
  await greet(address, trust, options);
  const calls = new Calls(address, trust, options);
  const pipe = new WirePipe(
    { send: (bytes) => calls.send(bytes), shut: async () => calls.end() },
    { clock: options.clock, writeTimeoutMs: socketWriteTimeoutMs },
  );
  calls.tell = { body: (bytes) => pipe.deliver(bytes), lost: () => pipe.lost() };
  return pipe;
}

async function trustOf({ ca: file, name }: HttpAddress): Promise<Trust> {
  const servername = name === undefined ? {} : { servername: name };
  if (file === undefined) return servername;
  try {
    return { ...servername, ca: await readFile(file) };
  } catch (error) {
    throw new Fault('config.invalid', { problems: [`the certificate ${file} cannot be read`] }, error);
  }
}

/** Whether it is there, and is who it says it is; nothing is asked of it. */
async function greet(address: HttpAddress, trust: Trust, options: OpenOptions): Promise<void> {
  const socket = await openSocket({ ...address, scheme: 'tcp' }, options);
  try {
    if (address.scheme === 'http') return;
    await within(
      options.clock,
      greetLimitMs,
      new Promise<void>((resolve, reject) => {
        const secure = connectTls({ socket, host: address.host, ...trust });
        secure.once('secureConnect', () => resolve());
        secure.on('error', (error: Error) => reject(new Fault('device.gone', { tls: error.message }, error)));
        secure.once('close', () => reject(new Fault('device.gone')));
      }),
    );
  } finally {
    socket.destroy();
  }
}

class Calls {
  readonly #address: HttpAddress;
  readonly #trust: Trust;
  readonly #clock: OpenOptions['clock'];
  readonly #underWay = new Set<ClientRequest>();
  tell: { body(bytes: Uint8Array): void; lost(): void } = { body: () => undefined, lost: () => undefined };
  #ended = false;

  constructor(address: HttpAddress, trust: Trust, { clock }: OpenOptions) {
    this.#address = address;
    this.#trust = trust;
    this.#clock = clock;
  }

  /** Resolves when the request has left this process. */
  async send(body: Uint8Array): Promise<void> {
    if (this.#underWay.size >= underWayMax) throw new Fault('device.busy', { underWay: underWayMax });
    const { scheme, host, port, path } = this.#address;
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const asked = { host, port, path, method: 'POST', headers, agent: false as const };
    const call = scheme === 'https' ? secureRequest({ ...asked, ...this.#trust }) : plainRequest(asked);
    const cancel = this.#clock.after(answerLimitMs, () => call.destroy());
    this.#underWay.add(call);
    call.once('close', () => {
      cancel();
      this.#underWay.delete(call);
    });
    call.once('response', (response) => this.#hear(response, call));
    await new Promise<void>((resolve, reject) => {
      call.on('error', (error) => {
        reject(error);
        if (!this.#ended) this.tell.lost();
      });
      call.end(body, () => resolve());
    });
  }

  end(): void {
    this.#ended = true;
    for (const call of this.#underWay) call.destroy();
  }

  #hear(response: IncomingMessage, call: ClientRequest): void {
    const pieces: Buffer[] = [];
    let bytes = 0;
    response.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > bodyBytesMax) call.destroy(new Error('an answer too long'));
      else pieces.push(piece);
    });
    response.once('aborted', () => {
      if (!this.#ended) this.tell.lost();
    });
    response.on('error', () => undefined);
    response.once('end', () => {
      if (bytes > 0) this.tell.body(Buffer.concat(pieces));
    });
  }
}
