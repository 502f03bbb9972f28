// A nexo terminal's driver and simulator over real HTTP and HTTPS, for the contract of its kind. Time stands still while bytes are on their way.
import type { ServerResponse } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NexoServer } from '../../src/devices/terminal/nexo/simulator/http-server.ts';
import { createPipeOpener } from '../../src/devices/transport/open-pipe.ts';
import { nodeDisk } from '../../src/platform/disk/node-disk.ts';
import { openAuthority } from '../../src/platform/tls/authority.ts';
import { openServerIdentity } from '../../src/platform/tls/server-identity.ts';
import { seeded, tempDir, virtualClock } from '../kit.ts';
import type { OpenWire } from './terminal-wires.ts';

/** What a terminal's own certificate is made out to. */
export const terminalName = 'v400m-000000001.terminal.test';

export interface TestCertificate {
  readonly tls: { readonly key: string; readonly cert: string };
  /** A file that holds who vouches for it. */
  readonly ca: string;
}

export async function testCertificate(): Promise<TestCertificate> {
  const folder = tempDir('terminal-tls');
  // Handshakes look at the real time of day.
  const ground = { disk: nodeDisk, folder, clock: virtualClock(Date.now()), randomness: seeded(7) };
  const authority = await openAuthority(ground, 'Terminals of a test');
  const { keyPem: key, certificatePem: cert } = await openServerIdentity(ground, authority, [terminalName]);
  const ca = join(folder, 'terminals.pem');
  writeFileSync(ca, authority.certificatePem);
  return { tls: { key, cert }, ca };
}

const quietTurns = 25;
const stepMs = 250;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function singly(bytes: Uint8Array, response: ServerResponse): Promise<void> {
  for (const byte of bytes) {
    response.write(Uint8Array.of(byte));
    await turn();
  }
  response.end();
}

export function overHttp({
  slow = false,
  certificate,
}: {
  slow?: boolean;
  certificate?: TestCertificate;
}): OpenWire {
  return async (clock, make) => {
    const counts = { moved: 0 };
    let writing = 0;
    const server = new NexoServer({
      port: 0,
      ...(certificate === undefined ? {} : { tls: certificate.tls }),
      onMessage: (bytes) => {
        counts.moved += 1;
        simulator.receive(bytes);
      },
      ...(slow
        ? {
            write: (bytes: Uint8Array, response: ServerResponse) => {
              writing += 1;
              void singly(bytes, response).finally(() => (writing -= 1));
            },
          }
        : {}),
    });
    await server.plug();
    const simulator = make({
      send: (bytes) => {
        counts.moved += 1;
        server.send(bytes);
      },
      unplug: () => server.cut(),
      clock,
    });
    const at = `127.0.0.1:${String(server.port)}/nexo`;
    const address =
      certificate === undefined ? `http://${at}` : `https://${at}?ca=${certificate.ca}&name=${terminalName}`;
    const pipe = await createPipeOpener({ clock }).open(address, new AbortController().signal);
    pipe.onData(() => (counts.moved += 1));
    let begun = 0;
    const counted = {
      onData: (listener: (bytes: Uint8Array) => void) => pipe.onData(listener),
      onClose: (listener: (reason: 'closed' | 'unplugged') => void) => pipe.onClose(listener),
      close: () => pipe.close(),
      write: async (bytes: Uint8Array) => {
        begun += 1;
        try {
          await pipe.write(bytes);
        } finally {
          begun -= 1;
        }
      },
    };
    const arrives = async (): Promise<void> => {
      let before = -1;
      for (let quiet = 0; quiet < quietTurns; quiet += 1) {
        await turn();
        if (counts.moved !== before || writing > 0 || begun > 0) quiet = 0;
        // A handshake takes its time in other threads.
        if (certificate !== undefined && quiet % 5 === 1)
          await new Promise((resolve) => setTimeout(resolve, 2));
        before = counts.moved;
      }
    };
    return {
      pipe: counted,
      simulator,
      // Cut, and not listening: what is asked afterwards fails.
      unplug: () => void server.unplug(),
      unanswered: () => server.unanswered,
      passes: async (ms) => {
        await arrives();
        for (let left = ms; left > 0; left -= stepMs) {
          await clock.advance(Math.min(left, ms > 10_000 ? ms : stepMs));
          if (ms > 10_000) left = 0;
          await arrives();
        }
      },
      end: async () => {
        await pipe.close();
        await server.unplug();
      },
    };
  };
}
