// One file from the machine that holds the pinned key, for the box's own use: small, in time, or not at all.
import { type Agent, request as httpsRequest } from 'node:https';
import { Fault } from '../fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Address } from './pinned.ts';

export interface PinnedGet {
  /** Of `pinnedAgent`: it lets nobody answer but the key that was pinned. */
  readonly agent: Agent;
  readonly address: Address;
  readonly clock: Clock;
  readonly bytesMax: number;
  /** For the whole of it, connection included. */
  readonly timeoutMs: number;
}

const accepted = 200;
const absent = 404;

/** Undefined: there is no such file. Throws Fault `link.closed` with a `reason`, also when the signal comes or more bytes than agreed do. */
export function pinnedGet(
  { agent, address, clock, bytesMax, timeoutMs }: PinnedGet,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    // Every machine goes by this name to itself; which machine it is, the pin says.
    const headers = { host: 'localhost' };
    const request = httpsRequest({ ...address, path, agent, headers, signal });
    const cancel = clock.after(timeoutMs, () => {
      fail('timeout');
    });
    const fail = (reason: string, cause?: unknown): void => {
      cancel();
      reject(cause instanceof Fault ? cause : new Fault('link.closed', { reason }, cause));
      request.destroy();
    };
    // Also after it has failed: what is still to come from it concerns nobody.
    request.on('error', (error) => {
      fail('unreachable', error);
    });
    request.on('response', (response) => {
      const { statusCode } = response;
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.byteLength;
        if (bytes > bytesMax) fail('too-large');
        else parts.push(part);
      });
      response.on('error', (error) => {
        fail('broken', error);
      });
      response.on('end', () => {
        if (!response.complete) fail('broken');
        else if (statusCode !== accepted && statusCode !== absent) fail(`status ${String(statusCode)}`);
        else {
          cancel();
          resolve(statusCode === accepted ? Buffer.concat(parts) : undefined);
        }
      });
    });
    request.end();
  });
}
