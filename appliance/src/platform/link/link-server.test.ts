// The door for pages' WebSockets on a real server: who gets in, what is refused, and that nobody outside can end the daemon.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { assert, suite } from '../../../test/kit.ts';
import { frameBytesMax } from '../../protocol/frames.ts';
import { protocolVersion } from '../../protocol/version.ts';
import { systemClock } from '../clock/system-clock.ts';
import { allowedHosts } from '../http/origin.ts';
import { serveLinks, type LinkServer } from './link-server.ts';
import type { PageDoor } from './page-link.ts';
import { Topic } from './topic.ts';

const test = suite('link server');
const big = new Topic<unknown>('big', { text: 'x'.repeat(200_000) });
const door: PageDoor = {
  box: 'B1',
  version: 'test',
  demo: false,
  topics: new Map([['big', big]]),
  holdsSession: () => false,
  command: async () => ({ ok: true, value: null }),
  query: async () => ({ ok: true, value: 'x'.repeat(200_000) }),
};

let server: Server;
let links: LinkServer;
let port: number;
const warnings: object[] = [];
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (data: object) => void warnings.push(data),
  error: (data: object) => {
    throw new Error(JSON.stringify(data));
  },
};

async function serve(simulators = ''): Promise<void> {
  server = createServer((_request, response) => response.writeHead(404).end());
  links = serveLinks(server, door, {
    clock: systemClock,
    log,
    hosts: allowedHosts(['till.example']),
    simulators,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
}

test.beforeEach(async () => serve());
test.afterEach(async () => {
  links.stop();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const hello = JSON.stringify({ t: 'hello', protocol: protocolVersion, page: 'test' });

/** A page of this origin; resolves when the link is open. */
async function page(path = '/link'): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
    origin: `http://127.0.0.1:${port}`,
    perMessageDeflate: false,
  });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
}

async function nextFrame(socket: WebSocket): Promise<Record<string, unknown>> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(data.toString('utf8')) as Record<string, unknown>;
}

interface Asked {
  readonly path?: string;
  readonly host?: string;
  readonly origin?: string | undefined;
}

/** An upgrade by hand, with any headers. */
function askUpgrade({ path = '/link', host = `127.0.0.1:${port}`, origin }: Asked): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  socket.write([...lines, ...(origin === undefined ? [] : [`Origin: ${origin}`]), '', ''].join('\r\n'));
  return socket;
}

async function statusOf(asked: Asked): Promise<number> {
  const socket = askUpgrade(asked);
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return Number(data.toString('latin1').split(' ')[1]);
}

test('a page of this box gets in and is greeted', async () => {
  const socket = await page();
  socket.send(hello);
  assert.equal(await nextFrame(socket), {
    t: 'hello',
    protocol: protocolVersion,
    box: 'B1',
    version: 'test',
    loggedIn: false,
    demo: false,
  });
  assert.is(links.linkCount(), 1);
  socket.close();
  await once(socket, 'close');
  assert.is(await statusOf({ origin: `http://127.0.0.1:${port}` }), 101);
  assert.is(await statusOf({ host: 'till.example', origin: 'https://till.example' }), 101);
  assert.is(await statusOf({ host: `LOCALHOST:${port}`, origin: `http://LOCALHOST:${port}` }), 101);
});

test('pages of other origins, without one, and under other names are refused', async () => {
  const here = `127.0.0.1:${port}`;
  for (const origin of [
    undefined,
    'null',
    'http://evil.example',
    `http://${here}.evil.example`,
    `http://127.0.0.1:${port + 1}`,
    `ftp://${here}`,
    `http://evil@${here}`,
    '',
  ]) {
    assert.is(await statusOf({ origin }), 403, String(origin));
  }
  // A rebound DNS name: the page's origin and the host agree, but the name is not ours.
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '',
    `[::2]:${port}`,
  ]) {
    assert.is(await statusOf({ host, origin: `http://${host}` }), 403, host);
  }
  assert.is(await statusOf({ path: '/other', origin: `http://${here}` }), 404);
  assert.is(await statusOf({ path: '/link?x', origin: `http://${here}` }), 404);
  assert.is(await statusOf({ path: '/setup/simulators/link', origin: `http://${here}` }), 404);
  assert.is(links.linkCount(), 0);
});

test('who is refused and hangs up at once does not end the daemon', async () => {
  let crashed: unknown;
  const onCrash = (error: unknown): void => void (crashed = error);
  process.on('uncaughtException', onCrash);
  try {
    for (let round = 0; round < 50; round += 1) {
      const socket = askUpgrade({ origin: 'http://evil.example' });
      await once(socket, 'connect');
      // More bytes than are read, then a reset: the answer meets a dead connection.
      socket.write('x'.repeat(1_000));
      await new Promise((resolve) => setTimeout(resolve, round % 5));
      socket.resetAndDestroy();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  } finally {
    process.off('uncaughtException', onCrash);
  }
  assert.is(crashed, undefined);
  assert.is(await statusOf({ origin: 'http://evil.example' }), 403);
});

test('a refused connection is let go, also when the other side keeps it open', async () => {
  const socket = askUpgrade({ origin: 'http://evil.example' });
  socket.resume();
  await once(socket, 'end');
  // Our side of the socket is half open until the daemon lets go of it.
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.is(await connections(), 0);
  socket.destroy();
});

async function connections(): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => {
      if (error === null) resolve(count);
      else reject(error);
    });
  });
}

test('more pages than a box can have are refused until one goes', async () => {
  const pages = await Promise.all(Array.from({ length: 64 }, async () => page()));
  assert.is(links.linkCount(), 64);
  assert.is(await statusOf({ origin: `http://127.0.0.1:${port}` }), 503);
  const [first] = pages;
  first?.close();
  if (first !== undefined) await once(first, 'close');
  const again = await page();
  assert.is(links.linkCount(), 64);
  for (const each of [...pages, again]) each.terminate();
});

test('a frame over the limit closes its link and no other', async () => {
  const [calm, loud] = [await page(), await page()];
  loud.send('x'.repeat(frameBytesMax + 1));
  const [code] = (await once(loud, 'close')) as [number];
  assert.is(code, 1009);
  calm.send(hello);
  assert.is((await nextFrame(calm))['t'], 'hello');
  calm.terminate();
});

test('a frame at the limit is read', async () => {
  const socket = await page();
  const empty = JSON.stringify({ t: 'hello', protocol: protocolVersion, page: 'test', session: '' });
  socket.send(empty.replace('"test"', `"test"${' '.repeat(frameBytesMax - empty.length)}`));
  assert.is((await nextFrame(socket))['t'], 'hello');
  socket.terminate();
});

test('a binary frame is refused', async () => {
  const socket = await page();
  socket.send(Buffer.from(hello));
  assert.equal(await nextFrame(socket), { t: 'bye', reason: 'bad-frame' });
  await once(socket, 'close');
});

for (const [what, frame] of [
  ['views', (index: number) => ({ t: 'subscribe', topic: index % 2 === 0 ? 'big' : 'none' })],
  [
    'answers',
    (index: number) => ({ t: 'query', id: `query-${String(index).padStart(5, '0')}`, name: 'any', body: {} }),
  ],
] as const) {
  test(
    `a page that asks for ${what} and never reads is cut off before it fills the memory`,
    { timeoutMs: 30_000 },
    async () => {
      const socket = await page();
      socket.send(hello);
      await nextFrame(socket);
      // Stop reading, as a suspended tab does.
      socket.pause();
      const before = process.memoryUsage().rss;
      for (let index = 0; index < 900; index += 1) {
        socket.send(JSON.stringify(frame(index)));
        if (index % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      const gone = Date.now() + 10_000;
      while (links.linkCount() > 0 && Date.now() < gone)
        await new Promise((resolve) => setTimeout(resolve, 20));
      assert.is(links.linkCount(), 0, 'still linked');
      assert.ok(process.memoryUsage().rss - before < 80 * 1024 * 1024, 'memory grew');
      socket.terminate();
    },
  );
}

test(
  'stopping says goodbye, refuses newcomers, and does not wait for pages that do not answer',
  { timeoutMs: 15_000 },
  async () => {
    const [polite, mute] = [await page(), await page()];
    mute.pause();
    const goodbye = nextFrame(polite);
    links.stop();
    assert.equal(await goodbye, { t: 'bye', reason: 'stopping' });
    assert.is(await statusOf({ origin: `http://127.0.0.1:${port}` }), 503);
    const gone = Date.now() + 8_000;
    while (links.linkCount() > 0 && Date.now() < gone)
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.is(links.linkCount(), 0, 'a mute page held the daemon');
    mute.terminate();
  },
);

test('the bench page reaches the simulators, both ways, and a bad frame of it ends its link only', async () => {
  const simulators = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(simulators, 'listening');
  simulators.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      socket.send(`heard ${data.toString('utf8')}`);
    });
  });
  links.stop();
  server.close();
  await serve(`ws://127.0.0.1:${(simulators.address() as AddressInfo).port}`);
  const bench = await page('/setup/simulators/link');
  bench.send('one');
  const [answer] = (await once(bench, 'message')) as [Buffer];
  assert.is(answer.toString('utf8'), 'heard one');
  bench.send('x'.repeat(frameBytesMax + 1));
  await once(bench, 'close');
  const again = await page('/setup/simulators/link');
  again.send('two');
  await once(again, 'message');
  for (const client of simulators.clients) client.terminate();
  const [code] = (await once(again, 'close')) as [number];
  assert.is(code, 4004);
  simulators.close();
});
