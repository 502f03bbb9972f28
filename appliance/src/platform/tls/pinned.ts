// Connections to exactly one key. No authority, name or date is looked at: a box in a shop has no name that anyone vouches for, and
// its clock may be wrong, but its key was shown when the two were paired. The key is checked between the end of the handshake and the
// first byte of ours: nobody gets the socket before.
import type { KeyObject } from 'node:crypto';
import { Agent, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { systemCode } from '../disk/disk-fault.ts';
import { Fault } from '../fault.ts';
import type { Clock } from '../ports/clock.ts';
import { fingerprintOf, isFingerprint } from './fingerprint.ts';

export interface Pin {
  /** SHA-256 of the server's SubjectPublicKeyInfo, base64url. */
  readonly fingerprint: string;
  readonly clock: Clock;
  /** For the connection and its handshake; 10 s unless told. */
  readonly connectMs?: number;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

const connectMsDefault = 10_000;
const socketsMax = 8;

/**
 * A TLS 1.3 connection whose other end has proved to hold the pinned key. The proof is the handshake's signature over this very
 * connection (RFC 8446, 4.4.3), which is checked whatever becomes of the certificate.
 * Throws Fault `config.invalid` (`tls-pin`) for a fingerprint that is none, and `link.closed` with `reason` `pin-mismatch` (and the
 * fingerprint that was `met`) | `timeout` | `unreachable` (and `system`, e.g. `ECONNREFUSED`).
 */
export async function connectPinned(address: Address, pin: Pin): Promise<TLSSocket> {
  if (!isFingerprint(pin.fingerprint)) throw new Fault('config.invalid', { reason: 'tls-pin' });
  const socket = open(address);
  try {
    await handshake(socket, pin);
    const met = fingerprintOf(peerKey(socket));
    if (met !== pin.fingerprint) {
      throw new Fault('link.closed', { reason: 'pin-mismatch', expected: pin.fingerprint, met });
    }
    return socket;
  } catch (error) {
    // Closed already, or about to be; what is still to come from it concerns nobody.
    socket.on('error', () => undefined);
    socket.destroy();
    throw error;
  }
}

/** Which key answers there, for whoever is about to have it proved by other means (a pairing): it is not yet to be trusted. Throws Fault
 *  `link.closed` as connectPinned does. */
export async function fingerprintAt(address: Address, ground: Omit<Pin, 'fingerprint'>): Promise<string> {
  const socket = open(address);
  try {
    await handshake(socket, ground);
    return fingerprintOf(peerKey(socket));
  } finally {
    socket.on('error', () => undefined);
    socket.destroy();
  }
}

function open({ host, port }: Address): TLSSocket {
  return connect({
    host,
    port,
    minVersion: 'TLSv1.3',
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Instead of a chain to an authority: the key itself, by its pin.
    rejectUnauthorized: false,
  });
}

/** For `https.request({ agent })` and `new WebSocket(url, { agent })`. Both get their socket only when it has passed the pin; their
 *  `error` carries the Fault of connectPinned. Keeps connections for further requests; `destroy()` ends them. */
export function pinnedAgent(pin: Pin): Agent {
  return new PinnedAgent(pin);
}

class PinnedAgent extends Agent {
  readonly #pin: Pin;

  constructor(pin: Pin) {
    super({ keepAlive: true, maxSockets: socketsMax });
    this.#pin = pin;
  }

  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const address = { host: options.host ?? 'localhost', port: Number(options.port ?? 443) };
    const answer = callback as ((error: Error | null, stream?: Duplex) => void) | undefined;
    connectPinned(address, this.#pin).then(
      (socket) => answer?.(null, socket),
      (error: unknown) => answer?.(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

function handshake(
  socket: TLSSocket,
  { clock, connectMs = connectMsDefault }: Omit<Pin, 'fingerprint'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(connectMs, () => {
      settle(new Fault('link.closed', { reason: 'timeout', connectMs }));
    });
    const closed = (): void => {
      settle(new Fault('link.closed', { reason: 'unreachable', system: 'closed' }));
    };
    const failed = (error: Error): void => {
      const system = systemCode(error) ?? 'unknown';
      settle(new Fault('link.closed', { reason: 'unreachable', system }, error));
    };
    const done = (): void => {
      settle();
    };
    const settle = (fault?: Fault): void => {
      cancel();
      socket.off('secureConnect', done).off('error', failed).off('close', closed);
      if (fault === undefined) resolve();
      else reject(fault);
    };
    socket.once('secureConnect', done).once('error', failed).once('close', closed);
  });
}

function peerKey(socket: TLSSocket): KeyObject {
  const certificate = socket.getPeerX509Certificate();
  // A server of TLS 1.3 always shows one; without it there is nothing to know it by.
  if (certificate === undefined) throw new Fault('link.closed', { reason: 'pin-mismatch', met: 'none' });
  return certificate.publicKey;
}
