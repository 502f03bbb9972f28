// The wire between boxes over real sockets: frames both ways, small and large, and everything that is not a box kept out.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { connect, createServer as createSilent, type AddressInfo, type Server as Silent } from 'node:net';
import { WebSocket } from 'ws';
import { assert, suite } from '../../../test/kit.ts';
import { systemClock } from '../clock/system-clock.ts';
import { isFault } from '../fault.ts';
import type { Link } from '../ports/link.ts';
import { type BoxLinks, boxLinks, openBoxLink, type Opening } from './box-links.ts';
import { serveUpgrades } from './upgrades.ts';

const test = suite('box links');
const frameBytesMax = 100_000;
let server: Server;
let links: BoxLinks;
let url = '';
let taken: Link[] = [];

test.beforeEach(async () => {
  taken = [];
  links = boxLinks({ clock: systemClock, frameBytesMax, linksMax: 2, onLink: (link) => taken.push(link) });
  server = createServer();
  serveUpgrades(server, new Map([['/sync', links.upgrade]]));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`;
});
test.afterEach(async () => {
  links.stop();
  server.close();
  server.closeAllConnections();
});

function opening(more: Partial<Opening> = {}): Opening {
  return {
    url,
    compress: true,
    frameBytesMax,
    clock: systemClock,
    signal: new AbortController().signal,
    ...more,
  };
}

async function heard(link: Link): Promise<string> {
  return new Promise((resolve) => {
    link.onFrame(resolve);
  });
}

async function closed(link: Link): Promise<number> {
  return new Promise((resolve) => {
    link.onClose(resolve);
  });
}

function reasonOf(reason: string): (error: unknown) => boolean {
  return (error) => isFault(error, 'link.closed') && error.data['reason'] === reason;
}

test('frames go both ways, compressed or not, and an end is heard', async () => {
  for (const compress of [true, false]) {
    const link = await openBoxLink(opening({ compress }));
    const far = taken.at(-1);
    if (far === undefined) throw new Error('not taken');
    for (const frame of ['{"t":"ping"}', 'å'.repeat(20_000)]) {
      const there = heard(far);
      link.send(frame);
      assert.is(await there, frame);
      const back = heard(link);
      far.send(frame);
      assert.is(await back, frame);
    }
    const end = closed(link);
    far.close(4003, 'revoked');
    assert.is(await end, 4003);
  }
});

test('a frame too large ends the link, also one that is large only when unpacked', async () => {
  for (const compress of [true, false]) {
    const link = await openBoxLink(opening({ compress }));
    const end = closed(link);
    link.send('x'.repeat(frameBytesMax + 1));
    assert.is(await end, 1009);
  }
});

test('pages, other paths and one link too many stay outside', async () => {
  const page = new WebSocket(url, { origin: 'https://evil.example' });
  const [error] = (await once(page, 'error')) as [Error];
  assert.match(error.message, /403/);
  await assert.rejects(
    openBoxLink(opening({ url: url.replace('/sync', '/other') })),
    reasonOf('unreachable'),
  );
  await openBoxLink(opening());
  await openBoxLink(opening());
  await assert.rejects(openBoxLink(opening()), reasonOf('unreachable'));
  links.stop();
  await assert.rejects(openBoxLink(opening()), reasonOf('unreachable'));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET /sync HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await once(socket, 'data');
  socket.resetAndDestroy();
});

test('nobody there, somebody mute, and a box that stops meanwhile', async () => {
  await assert.rejects(openBoxLink(opening({ url: 'ws://127.0.0.1:1/sync' })), reasonOf('unreachable'));
  await assert.rejects(openBoxLink(opening({ signal: AbortSignal.abort() })), reasonOf('stopped'));
  const mute: Silent = createSilent();
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const silent = `ws://127.0.0.1:${(mute.address() as AddressInfo).port}/sync`;
  const stopping = new AbortController();
  const opened = openBoxLink(opening({ url: silent, signal: stopping.signal }));
  stopping.abort();
  await assert.rejects(opened, reasonOf('stopped'));
  // Time does not wait for the clock on the wall.
  const hasty = { ...systemClock, after: (_ms: number, run: () => void) => systemClock.after(20, run) };
  await assert.rejects(openBoxLink(opening({ url: silent, clock: hasty })), reasonOf('timeout'));
  mute.close();
});
