// Live updates: few nudges however much happens, nothing for who may not know, and an end when the session ends. The hub on a virtual clock,
// then the stream over a real socket.
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import type { Nudge } from '../../protocol/office/figures.ts';
import type { OfficeSession } from '../api/session-port.ts';
import {
  heartbeatMs,
  type LiveListener,
  LiveHub,
  listenersMax,
  pendingBytesMax,
  perUserMax,
  roundMs,
} from './hub.ts';
import { liveRoutes } from './routes.ts';

const test = suite('live');

interface Page extends LiveListener {
  readonly heard: string[];
  pending: number;
  signedIn: boolean;
  closed: boolean;
}

function page(hub: LiveHub, user = 'kari', hears: LiveListener['hears'] = () => true): Page {
  const it: Page = {
    heard: [],
    pending: 0,
    signedIn: true,
    closed: false,
    user,
    hears,
    send: (text) => void it.heard.push(text),
    pendingBytes: () => it.pending,
    still: async () => it.signedIn,
    close: () => {
      it.closed = true;
    },
  };
  hub.add(it);
  return it;
}

const nudgesOf = ({ heard }: Page): readonly Nudge[] =>
  [...heard.join('').matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as Nudge);

test('however much happens, a page hears of each matter five times a second at most, and of the last', async () => {
  const clock = virtualClock();
  const hub = new LiveHub(clock);
  const one = page(hub);
  for (let ms = 0; ms < 10_000; ms += 10) {
    hub.nudge('sales');
    hub.nudge('records', ms % 20 === 0 ? 'product' : 'user');
    await clock.advance(10);
  }
  await clock.advance(roundMs);
  const sales = nudgesOf(one).filter(({ what }) => what === 'sales');
  assert.ok(sales.length >= 49 && sales.length <= 51, String(sales.length));
  assert.is(Math.max(...nudgesOf(one).map(({ number }) => number)), 2_000);
  assert.equal(
    new Set(nudgesOf(one).map(({ what, kind }) => `${what} ${kind ?? ''}`)),
    new Set(['sales ', 'records product', 'records user']),
  );
  const quiet = nudgesOf(one).length;
  await clock.advance(60_000);
  assert.is(nudgesOf(one).length, quiet, 'nothing happened, nothing is said');
  hub.nudge('stock');
  await clock.advance(0);
  assert.equal(nudgesOf(one).at(-1)?.what, 'stock', 'after a rest the first nudge does not wait');
});

test('a page hears only what its rights let it know', async () => {
  const clock = virtualClock();
  const hub = new LiveHub(clock);
  const stock = page(hub, 'olav', ({ what }) => what === 'stock');
  hub.nudge('sales');
  hub.nudge('stock');
  await clock.advance(roundMs);
  assert.equal(
    nudgesOf(stock).map(({ what }) => what),
    ['stock'],
  );
});

test('a page whose session ended is closed: at once when that is told, at the next heartbeat when not', async () => {
  const clock = virtualClock();
  const hub = new LiveHub(clock);
  const [one, two, other] = [page(hub), page(hub), page(hub, 'olav')];
  one.signedIn = false;
  await hub.look('kari');
  assert.equal([one.closed, two.closed], [true, false]);
  other.signedIn = false;
  await clock.advance(heartbeatMs);
  assert.equal([two.closed, other.closed, hub.count], [false, true, 1]);
  hub.nudge('sales');
  await clock.advance(roundMs);
  assert.equal([nudgesOf(one), nudgesOf(two).length], [[], 1]);
  assert.ok(two.heard.includes(': \n\n'), 'a heartbeat');
});

test('a page that does not read is dropped, and too many are not let in', async () => {
  const clock = virtualClock();
  const hub = new LiveHub(clock);
  const slow = page(hub);
  slow.pending = pendingBytesMax + 1;
  hub.nudge('sales');
  await clock.advance(roundMs);
  assert.equal([slow.closed, hub.count], [true, 0]);
  for (let each = 0; each < perUserMax; each += 1) page(hub);
  assert.equal([hub.hasRoom('kari'), hub.hasRoom('olav')], [false, true]);
  for (let each = perUserMax; each < listenersMax; each += 1) page(hub, `user-${each}`);
  assert.is(hub.hasRoom('olav'), false);
  hub.stop();
  assert.equal([hub.count, clock.waiting, hub.hasRoom('olav')], [0, 0, false]);
  hub.nudge('sales');
  assert.is(clock.waiting, 0);
});

/** A stream as a browser opens it. */
async function open(
  port: number,
): Promise<{ status: number; text: () => string; ended: Promise<void>; leave(): void }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: '/api/live' }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (more: string) => (text += more));
      const ended = new Promise<void>((done) => answer.on('close', done));
      resolve({ status: answer.statusCode ?? 0, text: () => text, ended, leave: () => asked.destroy() });
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

test('over a socket: nudges by right, an end with the session, and room again when a page is gone', async () => {
  const clock = virtualClock();
  const hub = new LiveHub(clock);
  let session: OfficeSession | undefined;
  const server = fastify({ forceCloseConnections: true });
  await server.register(liveRoutes({ sessions: { session: async () => session }, hub }));
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  assert.is((await open(port)).status, 401);
  const rights: OfficeSession['rights'] = (area) =>
    area === 'assortment' || area === 'sales' ? 'read' : 'none';
  session = { user: 'kari', name: 'Kari', language: 'nb', scope: 'all', rights };
  const page1 = await open(port);
  assert.is(page1.status, 200);
  for (const kind of ['product', 'user', 'setting', 'nothing']) hub.nudge('records', kind);
  for (const what of ['sales', 'boxes', 'stock'] as const) hub.nudge(what);
  await clock.advance(roundMs);
  await until(() => page1.text().includes('"sales"'));
  assert.is(
    page1.text(),
    'retry: 3000\n\ndata: {"what":"records","kind":"product","number":1}\n\ndata: {"what":"sales","number":5}\n\n',
  );
  const more = await Promise.all(Array.from({ length: perUserMax - 1 }, async () => open(port)));
  assert.is((await open(port)).status, 429);
  more[0]?.leave();
  await until(() => hub.count < perUserMax);
  assert.is((await open(port)).status, 200);
  session = undefined;
  await hub.look('kari');
  await page1.ended;
  assert.is(hub.count, 0);
  hub.stop();
  await server.close();
});
