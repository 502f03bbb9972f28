// The page without a screen against a daemon that comes and goes: it links again, asks again with the same id, and gives up in the end.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { assert, suite } from '../../test/kit.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { Page } from './page.ts';

const test = suite('replay page');

interface Asked {
  readonly t: string;
  readonly id: string;
  readonly name: string;
  readonly session?: string;
}

/** A daemon of a few lines: greets, shows a view, logs in, and answers the rest as told. */
class PlayedDaemon {
  readonly asked: Asked[] = [];
  port = 0;
  answer: (asked: Asked, socket: WebSocket) => object | undefined = () => ({ ok: true, value: null });
  #server: WebSocketServer | undefined;

  async start(): Promise<void> {
    const server = new WebSocketServer({ port: this.port, host: '127.0.0.1' });
    this.#server = server;
    server.on('connection', (socket) => {
      socket.on('message', (data: Buffer) => {
        this.#take(JSON.parse(data.toString('utf8')) as Asked, socket);
      });
    });
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
  }

  #take(frame: Asked, socket: WebSocket): void {
    this.asked.push(frame);
    if (frame.t === 'hello') socket.send(JSON.stringify({ t: 'hello', protocol: 1 }));
    else if (frame.t === 'subscribe') {
      socket.send(
        JSON.stringify({ t: 'view', topic: 'till', rev: 1, view: { tab: null, shift: { number: 1 } } }),
      );
      socket.send(JSON.stringify({ t: 'patch', topic: 'till', rev: 2, patch: { shift: { receipts: 3 } } }));
    } else {
      const reply =
        frame.name === 'log-in'
          ? { ok: true, value: { token: `token-${this.asked.length}` } }
          : this.answer(frame, socket);
      if (reply !== undefined) socket.send(JSON.stringify({ t: 'reply', id: frame.id, ...reply }));
    }
  }

  async stop(): Promise<void> {
    for (const client of this.#server?.clients ?? []) client.terminate();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}

const daemon = new PlayedDaemon();
let page: Page;
const failure = (code: string): object => ({ ok: false, failure: { code, data: {} } });
const tries = (id: string): number => daemon.asked.filter((each) => each.id === id).length;

test.beforeEach(async () => {
  daemon.asked.length = 0;
  daemon.port = 0;
  daemon.answer = () => ({ ok: true, value: null });
  await daemon.start();
  page = new Page({
    origin: `http://127.0.0.1:${daemon.port}`,
    clock: systemClock,
    patienceMs: 400,
    user: 'alex',
    pin: '1',
  });
  await page.open();
});
test.afterEach(async () => {
  page.close();
  await daemon.stop();
});

test('it logs in and keeps the view', () => {
  assert.equal(
    daemon.asked.map(({ t, name }) => (t === 'command' ? name : t)),
    ['hello', 'subscribe', 'log-in'],
  );
  assert.equal(page.view, { tab: null, shift: { number: 1, receipts: 3 } });
});

test('what was not answered when the daemon ended is asked again of the next, with the same id and session', async () => {
  let died: Promise<void> | undefined;
  daemon.answer = () => {
    died ??= daemon.stop().then(async () => {
      daemon.answer = () => ({ ok: true, value: 'after' });
      await daemon.start();
    });
    return undefined;
  };
  const reply = await page.command('command-1', 'complete-tab', {});
  await died;
  assert.equal(reply, { ok: true, value: 'after' });
  assert.is(tries('command-1'), 2);
  assert.match(daemon.asked.findLast(({ t }) => t === 'hello')?.session ?? '', /^token-/);
});

test('a session that is gone is begun again, and the command comes once more', async () => {
  let first = true;
  daemon.answer = () => {
    const reply = first ? failure('session.needed') : { ok: true, value: 7 };
    first = false;
    return reply;
  };
  assert.equal(await page.command('command-1', 'complete-tab', {}), { ok: true, value: 7 });
  assert.is(daemon.asked.filter(({ name }) => name === 'log-in').length, 2);
  first = true;
  assert.equal(await page.query('query-001', 'shift-report', {}), { ok: true, value: 7 });
});

test('busy and stopping are no answers', async () => {
  const answers = [failure('box.busy'), failure('box.stopping'), failure('tab.none')];
  daemon.answer = () => answers.shift();
  assert.equal(await page.command('command-1', 'complete-tab', {}), {
    ok: false,
    failure: { code: 'tab.none', data: {} },
  });
  assert.is(tries('command-1'), 3);
});

test('a daemon that stays away is given up', async () => {
  daemon.answer = () => undefined;
  const asked = page.command('command-1', 'complete-tab', {});
  await daemon.stop();
  await assert.rejects(asked, /no daemon at/);
  await assert.rejects(page.command('command-2', 'complete-tab', {}), /no daemon at/);
  const nobody = new Page({
    origin: `http://127.0.0.1:${daemon.port}`,
    clock: systemClock,
    patienceMs: 200,
    user: 'alex',
    pin: '1',
  });
  await assert.rejects(nobody.open(), /no daemon at/);
  nobody.close();
  await daemon.start();
});
