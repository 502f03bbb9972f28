// The page's side of the link against a daemon played frame by frame: what is sent when, what survives a lost link, what is limited.
import type { DaemonFrame, PageFrame } from '@countertop/appliance/protocol';
import { protocolVersion } from '@countertop/appliance/protocol';
import {
  assert,
  countingIds,
  suite,
  virtualClock,
  type VirtualClock,
} from '../../../../appliance/test/kit.ts';
import { Conversation, type LinkStatus } from './conversation.ts';
import { answerTimeoutMs, waitingMax } from './outbox.ts';
import { delayBefore, openTimeoutMs, pingEveryMs, silenceMaxMs, type Socket } from './wire.ts';

const test = suite('conversation with the daemon');

class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: PageFrame[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as PageFrame);
  }
  close(): void {
    this.closed = true;
  }
  say(frame: DaemonFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  greet(protocol: number = protocolVersion): void {
    this.onopen?.();
    this.say({ t: 'hello', protocol, box: 'B1', version: '0', loggedIn: false, demo: true });
  }
  of<T extends PageFrame['t']>(t: T): Extract<PageFrame, { t: T }>[] {
    return this.sent.filter((frame): frame is Extract<PageFrame, { t: T }> => frame.t === t);
  }
}

interface Stage {
  readonly clock: VirtualClock;
  readonly conversation: Conversation;
  readonly sockets: FakeSocket[];
  readonly statuses: LinkStatus[];
  readonly views: unknown[];
  readonly reloads: { count: number; helps: boolean };
  socket(): FakeSocket;
}

function stage(session?: string): Stage {
  const clock = virtualClock();
  const sockets: FakeSocket[] = [];
  const statuses: LinkStatus[] = [];
  const views: unknown[] = [];
  const reloads = { count: 0, helps: true };
  const ids = countingIds();
  const conversation = new Conversation(
    'till',
    {
      open: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      clock,
      chance: () => 1,
      newId: () => ids.uuid(),
      session: () => session,
      reload: () => {
        reloads.count += 1;
        return reloads.helps;
      },
    },
    {
      status: (status) => statuses.push(status),
      hello: () => undefined,
      view: (_topic, view) => views.push(view),
    },
  );
  const socket = (): FakeSocket => sockets.at(-1)!;
  return { clock, conversation, sockets, statuses, views, reloads, socket };
}

test('says hello with its session, subscribes, and is live', () => {
  const { conversation, socket, statuses } = stage('token-1');
  conversation.subscribe('till');
  conversation.start();
  socket().greet();
  assert.equal(socket().sent, [
    { t: 'hello', protocol: protocolVersion, page: 'till', session: 'token-1' },
    { t: 'subscribe', topic: 'till' },
  ]);
  assert.equal(statuses, ['connecting', 'live']);
  conversation.stop();
});

test('gives out views and patches, and asks again after a gap', () => {
  const { conversation, socket, views } = stage();
  conversation.start();
  socket().greet();
  conversation.subscribe('grid');
  socket().say({ t: 'view', topic: 'grid', rev: 4, view: { rows: 5 } });
  socket().say({ t: 'patch', topic: 'grid', rev: 5, patch: { columns: 6 } });
  socket().say({ t: 'patch', topic: 'grid', rev: 7, patch: { columns: 9 } });
  socket().say({ t: 'view', topic: 'staff', rev: 1, view: {} });
  assert.equal(views, [{ rows: 5 }, { rows: 5, columns: 6 }]);
  assert.is(socket().of('subscribe').length, 2);
  conversation.stop();
});

test('a command is answered once; the answer goes to the command that asked', async () => {
  const { conversation, socket } = stage();
  conversation.start();
  socket().greet();
  const first = conversation.command('void-line', { line: 'a' });
  const second = conversation.query('sales', { limit: 1 });
  const [command] = socket().of('command');
  const [query] = socket().of('query');
  socket().say({ t: 'reply', id: query!.id, ok: true, value: [] });
  socket().say({ t: 'reply', id: command!.id, ok: false, failure: { code: 'line.unknown', data: {} } });
  socket().say({ t: 'reply', id: command!.id, ok: true, value: 'late' });
  assert.equal(await first, { ok: false, failure: { code: 'line.unknown', data: {} } });
  assert.equal(await second, { ok: true, value: [] });
  conversation.stop();
});

test('what was not answered is sent again under the same id after the link is back', async () => {
  const { conversation, clock, socket, sockets, statuses } = stage();
  conversation.subscribe('till');
  conversation.start();
  socket().greet();
  const answer = conversation.command('add-product', { product: 'milk' });
  const [before] = socket().of('command');
  socket().onclose?.();
  assert.is(statuses.at(-1), 'lost');
  const during = conversation.command('park-tab', {});
  await clock.advance(delayBefore(0, 1));
  assert.is(sockets.length, 2);
  socket().greet();
  const again = socket().of('command');
  assert.equal(
    again.map((frame) => frame.name),
    ['add-product', 'park-tab'],
  );
  assert.is(again[0]!.id, before!.id);
  socket().say({ t: 'reply', id: again[0]!.id, ok: true, value: null });
  socket().say({ t: 'reply', id: again[1]!.id, ok: true, value: null });
  assert.is((await answer).ok, true);
  assert.is((await during).ok, true);
  assert.is(statuses.at(-1), 'live');
  conversation.stop();
});

test('nothing waits for ever, and only so much may wait', async () => {
  const { conversation, clock, socket } = stage();
  conversation.start();
  socket().greet();
  const waiting = Array.from({ length: waitingMax }, () => conversation.command('open-tab', {}));
  assert.equal(await conversation.command('open-tab', {}), {
    ok: false,
    failure: { code: 'link.queue-full', data: {} },
  });
  await clock.advance(answerTimeoutMs);
  for (const outcome of await Promise.all(waiting))
    assert.equal(outcome, { ok: false, failure: { code: 'link.no-answer', data: {} } });
  conversation.stop();
});

test('pings, and takes long silence for a lost link', async () => {
  const { conversation, clock, socket, sockets, statuses } = stage();
  conversation.start();
  socket().greet();
  const first = socket();
  await clock.advance(pingEveryMs);
  first.say({ t: 'pong' });
  await clock.advance(pingEveryMs);
  assert.is(first.of('ping').length, 2);
  assert.is(statuses.at(-1), 'live');
  await clock.advance(silenceMaxMs);
  assert.is(statuses.at(-1), 'lost');
  assert.ok(first.closed);
  await clock.advance(delayBefore(0, 1));
  assert.is(sockets.length, 2);
  conversation.stop();
});

test('tries for ever, more and more slowly, and at once when asked to hurry', async () => {
  const { conversation, clock, sockets } = stage();
  conversation.start();
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await clock.advance(openTimeoutMs);
    await clock.advance(delayBefore(attempt, 1));
    assert.is(sockets.length, attempt + 2);
  }
  assert.is(delayBefore(30, 1), 5_000);
  assert.ok(delayBefore(0, 0) > 0);
  await clock.advance(openTimeoutMs);
  const before = sockets.length;
  conversation.hurry();
  assert.is(sockets.length, before + 1);
  conversation.stop();
  assert.is(clock.waiting, 0);
});

test('another version loads the page anew once, then says so and stops', async () => {
  const fresh = stage();
  fresh.conversation.start();
  fresh.socket().greet(protocolVersion + 1);
  assert.is(fresh.reloads.count, 1);
  assert.equal(fresh.statuses, ['connecting']);

  const again = stage();
  again.reloads.helps = false;
  again.conversation.start();
  again.socket().onopen?.();
  again.socket().say({ t: 'bye', reason: 'version' });
  assert.equal(again.statuses, ['connecting', 'other-version']);
  await again.clock.advance(60_000);
  assert.is(again.sockets.length, 1);
  assert.is(again.clock.waiting, 0);
});

test('garbage on the wire is passed over', () => {
  const { conversation, socket, statuses } = stage();
  conversation.start();
  socket().greet();
  for (const data of ['', '{', '[]', '7', 'null', '{"x":1}', new ArrayBuffer(2)])
    socket().onmessage?.({ data });
  assert.is(statuses.at(-1), 'live');
  conversation.stop();
});
