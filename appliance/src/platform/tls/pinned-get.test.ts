// A small file over a pinned connection: whole, in time and within its size, or a fault that says why.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type Agent, createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { assert, seeded, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { systemClock } from '../clock/system-clock.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { isFault } from '../fault.ts';
import { openAuthority } from './authority.ts';
import { pinnedGet } from './pinned-get.ts';
import { pinnedAgent } from './pinned.ts';
import { openServerIdentity } from './server-identity.ts';

const test = suite('pinned get');
const answers: Record<string, (response: ServerResponse) => unknown> = {
  '/small': (response) => response.end('small'),
  '/large': (response) => response.end(Buffer.alloc(2_000)),
  '/absent': (response) => response.writeHead(404).end('no'),
  '/refused': (response) => response.writeHead(503).end(),
  '/half': (response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('half', () => response.destroy());
  },
  '/never': () => undefined,
};
let server: Server;
let agent: Agent;
let strangers: Agent;
let hosts: (string | undefined)[] = [];

test.before(async () => {
  const ground = { disk: nodeDisk, folder: tempDir('pin'), clock: virtualClock(), randomness: seeded(3) };
  const own = await openServerIdentity(ground, await openAuthority(ground, 'Pinned'), ['box.local']);
  server = createServer({ key: own.keyPem, cert: own.certificatePem }, (request, response) => {
    hosts.push(request.headers.host);
    answers[request.url ?? '']?.(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  agent = pinnedAgent({ fingerprint: own.fingerprint, clock: systemClock });
  strangers = pinnedAgent({ fingerprint: 'A'.repeat(43), clock: systemClock });
});
test.after(() => {
  agent.destroy();
  strangers.destroy();
  server.closeAllConnections();
  server.close();
});

interface Ways {
  readonly by?: Agent;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

async function get(path: string, { by = agent, timeoutMs = 60_000, signal }: Ways = {}): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const address = { host: '127.0.0.1', port };
  const ground = { agent: by, address, clock: systemClock, bytesMax: 1_000, timeoutMs };
  const found = await pinnedGet(ground, path, signal ?? new AbortController().signal);
  return found === undefined ? 'absent' : Buffer.from(found).toString('utf8');
}

async function failing(path: string, reason: string, ways?: Ways): Promise<void> {
  const isClosed = (error: unknown): boolean =>
    isFault(error, 'link.closed') && error.data['reason'] === reason;
  await assert.rejects(() => get(path, ways), isClosed);
}

test('a file comes whole; what is not there is told from what could not be had', async () => {
  hosts = [];
  assert.is(await get('/small'), 'small');
  assert.equal(hosts, ['localhost']);
  assert.is(await get('/absent'), 'absent');
  await failing('/refused', 'status 503');
});

test('too much, half of it, or nothing in time is nothing', async () => {
  await failing('/large', 'too-large');
  await failing('/half', 'broken');
  await failing('/never', 'timeout', { timeoutMs: 200 });
  assert.is(await get('/small'), 'small', 'the next one is not harmed');
});

test('it stops when it is told to', async () => {
  const stopping = new AbortController();
  const failed = failing('/never', 'unreachable', { signal: stopping.signal });
  stopping.abort();
  await failed;
});

test('another key gets no request', async () => {
  hosts = [];
  await failing('/small', 'pin-mismatch', { by: strangers });
  assert.equal(hosts, []);
});
