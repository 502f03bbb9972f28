// A running till under attack over its link and its port: it never ends, never faults, keeps its journal whole, and the cashier's page goes on.
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { journal } from '../../src/cli/journal.ts';
import { failures } from '../../src/protocol/failures.ts';
import { protocolVersion } from '../../src/protocol/version.ts';
import type { Page } from '../../src/replay/page.ts';
import { Box, runHere } from '../daemon-process.ts';
import { assert, longRun, note, repositoryRoot, seed, seeded, suite } from '../kit.ts';
import { hostileFrame, hostileRequest } from './hostile-frames.ts';

const test = suite('hostile');
const frames = longRun ? 60_000 : 3_000;
let box: Box;
let cashier: Page;

test.before(async () => {
  box = await Box.started({ config: { pagesFolder: join(repositoryRoot, 'ui/build') } });
  cashier = await box.page();
  const opening = [{ currency: 'NOK', amount: 0 }];
  assert.ok((await cashier.command('cashier-open', 'open-shift', { opening })).ok);
});
test.afterEach(async () => {
  // Whatever it was, the till still sells.
  assert.equal(box.troubles, []);
  assert.ok((await cashier.query('cashier-query', 'sales', { limit: 1 })).ok);
});
test.after(async () => {
  cashier.close();
  await box.kill();
});

async function link(headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${box.origin.replace('http', 'ws')}/link`, {
    origin: box.origin,
    headers,
    perMessageDeflate: false,
  });
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    for (const event of ['open', 'close']) {
      socket.once(event, () => {
        resolve(socket);
      });
    }
  });
}

interface Heard {
  readonly t: string;
  readonly ok?: boolean;
  readonly failure?: { readonly code: string };
}

/** A page of the operator's own session that the attacker has got hold of. */
async function stolen(heard: Heard[]): Promise<WebSocket> {
  const socket = await link();
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString('utf8')) as Heard));
  socket.send(
    JSON.stringify({ t: 'hello', protocol: protocolVersion, page: 'hostile', session: cashier.token }),
  );
  return socket;
}

async function health(): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${box.origin}/healthz`, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

/** Sends until told to stop; a link that is closed is opened anew. Resolves with what was heard. */
async function attack(count: number, frame: () => string | Uint8Array): Promise<Heard[]> {
  const heard: Heard[] = [];
  let socket = await stolen(heard);
  for (let sent = 0; sent < count; sent += 1) {
    if (socket.readyState !== WebSocket.OPEN) socket = await stolen(heard);
    const what = frame();
    socket.send(what);
    // Below the rate of a page that is merely busy, so that what is sent is also looked at.
    if (sent % 10 === 9) await pause(20);
  }
  await pause(300);
  socket.terminate();
  return heard;
}

test(`${frames} frames that are no frames`, { timeoutMs: 600_000 }, async () => {
  const chance = seeded(seed);
  const heard = await attack(frames, () => hostileFrame(chance));
  assert.ok(heard.some(({ t }) => t === 'bye'));
  assert.is(await health(), 200);
});

test(`${frames} commands and queries with something wrong`, { timeoutMs: 600_000 }, async () => {
  const chance = seeded(seed + 1);
  const heard = await attack(frames, () => hostileRequest(chance));
  const codes = heard.flatMap(({ t, ok, failure }) =>
    t === 'reply' && ok === false ? [failure?.code ?? ''] : [],
  );
  for (const code of codes) assert.ok(Object.hasOwn(failures, code), code);
  assert.not.ok(codes.includes('box.fault'), 'a fault');
  const accepted = heard.filter(({ t, ok }) => t === 'reply' && ok === true).length;
  assert.ok(accepted > frames / 20, `${accepted} accepted: the rules were hardly reached`);
  assert.ok(codes.length > frames / 4, `${codes.length} refused: the links were mostly closed`);
  assert.ok(new Set(codes).size > 20, [...new Set(codes)].join());
  note(
    `hostile frames: ${frames} of each kind (seed ${seed}), ${accepted} accepted, ${codes.length} refused with ${new Set(codes).size} codes`,
  );
  assert.is(await health(), 200);
});

test(
  'the journal is whole after it, and a restart stands where it stood',
  { timeoutMs: 120_000 },
  async () => {
    const { shift, tab, parked } = cashier.view;
    const verified = await runHere(journal, ['verify'], { COUNTERTOP_DATA: box.folder });
    assert.is(verified.code, 0, verified.stderr);
    await box.kill();
    await box.start();
    await cashier.query('cashier-again', 'sales', { limit: 1 });
    assert.equal([cashier.view.shift, cashier.view.tab, cashier.view.parked], [shift, tab, parked]);
  },
);

test(
  'floods: thousands of subscriptions, pings without end, as many links as there are',
  { timeoutMs: 120_000 },
  async () => {
    const topics = ['till', 'grid', 'staff', 'scale', 'customer-display', '__proto__', 'nothing'];
    const links = await Promise.all(
      Array.from({ length: 80 }, async () => {
        const socket = await link();
        if (socket.readyState === WebSocket.OPEN)
          socket.send(JSON.stringify({ t: 'hello', protocol: protocolVersion, page: 'flood' }));
        return socket;
      }),
    );
    const open = links.filter(({ readyState }) => readyState === WebSocket.OPEN);
    assert.ok(open.length >= 60 && open.length < 64, `${open.length} links beside the cashier's`);
    for (const [index, socket] of open.entries()) {
      if (index % 2 === 0) socket.pause();
      for (let sent = 0; sent < 300; sent += 1) {
        const topic = topics[sent % topics.length];
        socket.send(JSON.stringify(index % 3 === 0 ? { t: 'ping' } : { t: 'subscribe', topic }));
      }
    }
    assert.ok((await cashier.query('cashier-busy', 'sales', { limit: 1 })).ok);
    for (const socket of links) socket.terminate();
  },
);

/** Bytes as a broken or hostile client sends them, after a proper upgrade. */
async function upgraded(): Promise<Socket> {
  const socket = connect(box.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const head = [
    'GET /link HTTP/1.1',
    `Host: 127.0.0.1:${box.port}`,
    `Origin: ${box.origin}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  return socket;
}

test(
  'WebSocket itself broken: no mask, reserved bits, lengths past all memory, fragments without end',
  { timeoutMs: 60_000 },
  async () => {
    const wire: readonly (readonly number[])[] = [
      [0x81, 0x02, 0x7b, 0x7d],
      [0xf1, 0x80, 0, 0, 0, 0],
      [0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
      [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
      [0x8f, 0x80, 0, 0, 0, 0],
      [0x88, 0x81, 0, 0, 0, 0, 0x03],
      [0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0],
      [0x80, 0x80, 0, 0, 0, 0],
      [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe],
    ];
    for (const bytes of wire) {
      const socket = await upgraded();
      socket.write(Uint8Array.from(bytes));
      socket.resume();
      await once(socket, 'close');
    }
    const endless = await upgraded();
    endless.resume();
    const part = Buffer.concat([
      Buffer.from([0x01, 0xfe, 0x10, 0x00, 0, 0, 0, 0]),
      Buffer.alloc(4_096, 0x20),
    ]);
    for (let sent = 0; sent < 10 && !endless.destroyed; sent += 1) {
      endless.write(sent === 0 ? part : Buffer.concat([Buffer.from([0x00]), part.subarray(1)]));
      await pause(10);
    }
    if (!endless.destroyed) await once(endless, 'close');
  },
);

test(
  'HTTP that never ends a request, resets in the middle, and asks for what is not there',
  { timeoutMs: 60_000 },
  async () => {
    const sockets = Array.from({ length: 30 }, (_, index) => {
      const socket = connect(box.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        index % 2 === 0
          ? 'GET /till HTTP/1.1\r\nHost: '
          : `POST /till HTTP/1.1\r\nHost: 127.0.0.1:${box.port}\r\nContent-Length: 1000000\r\n\r\n`,
      );
      return socket;
    });
    await pause(200);
    assert.is(await health(), 200);
    for (const socket of sockets) socket.resetAndDestroy();
    await pause(100);
    assert.is(await health(), 200);
  },
);
