// Pinned connections against real TLS servers: the one key is accepted whatever its certificate says, any other gets no byte.
import { createServer as createHttps, request, type Agent, type Server as HttpsServer } from 'node:https';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import { assert, seeded, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { systemClock } from '../clock/system-clock.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { isFault } from '../fault.ts';
import { openAuthority } from './authority.ts';
import { connectPinned, pinnedAgent } from './pinned.ts';
import { openServerIdentity, type ServerIdentity } from './server-identity.ts';

async function identity(madeAt = Date.now()): Promise<ServerIdentity> {
  const ground = {
    disk: nodeDisk,
    folder: tempDir('pin'),
    clock: virtualClock(madeAt),
    randomness: seeded(3),
  };
  const authority = await openAuthority(ground, 'Pinned');
  return openServerIdentity(ground, authority, ['box.local']);
}

/** Starts the server, and ends it with every connection it still has. */
async function serving(server: Server, work: (port: number) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

const isClosed =
  (reason: string) =>
  (error: unknown): boolean =>
    isFault(error, 'link.closed') && error.data['reason'] === reason;

function post(port: number, agent: Agent, body = 'secret'): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, method: 'POST', path: '/in' }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve(text);
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function echo(own: ServerIdentity): HttpsServer {
  return createHttps({ key: own.keyPem, cert: own.certificatePem }, (incoming, outgoing) => {
    incoming.pipe(outgoing);
  });
}

const test = suite('tls pin');
let own: ServerIdentity;
let other: ServerIdentity;
test.before(async () => {
  own = await identity();
  other = await identity();
});

test('the right key is accepted without any authority, by a name its certificate does not have', async () => {
  const server = createTls({ key: own.keyPem, cert: own.certificatePem }, (socket) => socket.pipe(socket));
  await serving(server, async (port) => {
    const socket = await connectPinned(
      { host: '127.0.0.1', port },
      { fingerprint: own.fingerprint, clock: systemClock },
    );
    socket.write('hello');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.is(answer.toString(), 'hello');
    assert.is(socket.getProtocol(), 'TLSv1.3');
    socket.destroy();
  });
});

test('an expired certificate of the right key is accepted: a box may have been off, or its clock be wrong', async () => {
  const old = await identity(Date.UTC(2015, 0, 1));
  assert.ok(old.validUntil < Date.UTC(2017, 0, 1));
  const agent = pinnedAgent({ fingerprint: old.fingerprint, clock: systemClock });
  await serving(echo(old), async (port) => {
    assert.is(await post(port, agent), 'secret');
  });
  agent.destroy();
});

test('another key gets not one byte, over a socket, HTTPS and WebSocket', async () => {
  let received = 0;
  let ended = 0;
  const server = createTls({ key: other.keyPem, cert: other.certificatePem }, (socket) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    socket.on('error', () => undefined);
  });
  server.on('connection', (socket: Socket) => socket.once('close', () => (ended += 1)));
  server.on('tlsClientError', () => undefined);
  const pin = { fingerprint: own.fingerprint, clock: systemClock };
  const agent = pinnedAgent(pin);
  await serving(server, async (port) => {
    const fault = await assert.rejects(
      connectPinned({ host: '127.0.0.1', port }, pin),
      isClosed('pin-mismatch'),
    );
    assert.ok(isFault(fault));
    assert.is(fault.data['met'], other.fingerprint);
    await assert.rejects(post(port, agent, 'x'.repeat(100_000)), isClosed('pin-mismatch'));
    const page = new WebSocket(`wss://127.0.0.1:${port}/link`, {
      agent,
      headers: { authorization: 'secret' },
    });
    const [error] = (await once(page, 'error')) as [unknown];
    assert.ok(isClosed('pin-mismatch')(error));
    while (ended < 3) await new Promise((resolve) => setImmediate(resolve));
  });
  assert.is(received, 0);
  agent.destroy();
});

test('requests share the connections of an agent, and a restarted server with another key is refused', async () => {
  const agent = pinnedAgent({ fingerprint: own.fingerprint, clock: systemClock });
  let connections = 0;
  let reused = 0;
  const server = echo(own);
  server.on('secureConnection', () => (connections += 1));
  await serving(server, async (port) => {
    reused = port;
    assert.is(await post(port, agent, 'one'), 'one');
    assert.is(await post(port, agent, 'two'), 'two');
    assert.is(connections, 1);
  });
  const impostor = echo(other);
  impostor.on('tlsClientError', () => undefined);
  const heard: string[] = [];
  impostor.on('request', () => heard.push('request'));
  impostor.listen(reused, '127.0.0.1');
  await once(impostor, 'listening');
  await assert.rejects(post(reused, agent));
  impostor.closeAllConnections();
  impostor.close();
  assert.equal(heard, []);
  agent.destroy();
});

test('a WebSocket passes through a pinned agent', async () => {
  const server = echo(own);
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      socket.send(`heard ${data.toString()}`);
    });
  });
  const agent = pinnedAgent({ fingerprint: own.fingerprint, clock: systemClock });
  await serving(server, async (port) => {
    const page = new WebSocket(`wss://127.0.0.1:${port}/link`, { agent });
    await once(page, 'open');
    page.send('hello');
    const [answer] = (await once(page, 'message')) as [Buffer];
    assert.is(answer.toString(), 'heard hello');
    page.terminate();
  });
  sockets.close();
  agent.destroy();
});

test('a server that never answers the handshake is given up by the clock', async () => {
  const clock = virtualClock();
  const silent = createTcp(() => undefined);
  await serving(silent, async (port) => {
    const accepted = once(silent, 'connection');
    const pin = { fingerprint: own.fingerprint, clock, connectMs: 5_000 };
    const outcome = assert.rejects(connectPinned({ host: '127.0.0.1', port }, pin), isClosed('timeout'));
    await accepted;
    await clock.advance(5_000);
    await outcome;
    assert.is(clock.waiting, 0);
  });
});

test('a port nobody listens on, a server that hangs up and one that speaks no TLS are told apart from a wrong key', async () => {
  const pin = { fingerprint: own.fingerprint, clock: systemClock };
  let free = 0;
  await serving(
    createTcp((socket) => socket.destroy()),
    async (port) => {
      free = port;
      await assert.rejects(connectPinned({ host: '127.0.0.1', port }, pin), isClosed('unreachable'));
    },
  );
  const fault = await assert.rejects(
    connectPinned({ host: '127.0.0.1', port: free }, pin),
    isClosed('unreachable'),
  );
  assert.ok(isFault(fault));
  assert.is(fault.data['system'], 'ECONNREFUSED');
  await serving(
    createTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    async (port) => {
      await assert.rejects(connectPinned({ host: '127.0.0.1', port }, pin), isClosed('unreachable'));
    },
  );
});

test('a fingerprint that is none is refused before anything is dialled', async () => {
  for (const fingerprint of ['', 'abc', `${'A'.repeat(42)}=`]) {
    await assert.rejects(
      connectPinned({ host: '127.0.0.1', port: 1 }, { fingerprint, clock: systemClock }),
      (error) => isFault(error, 'config.invalid'),
    );
  }
});

test('a server below TLS 1.3 is not spoken to', async () => {
  const old = createTls({ key: own.keyPem, cert: own.certificatePem, maxVersion: 'TLSv1.2' });
  old.on('tlsClientError', () => undefined);
  await serving(old, async (port) => {
    await assert.rejects(
      connectPinned({ host: '127.0.0.1', port }, { fingerprint: own.fingerprint, clock: systemClock }),
      isClosed('unreachable'),
    );
  });
});
