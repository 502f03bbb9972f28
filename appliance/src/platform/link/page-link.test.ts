// One page's link without a socket: greeting, order of checks, answers, limits, and that a link that is over is deaf and mute.
import { assert, suite, virtualClock, type VirtualClock } from '../../../test/kit.ts';
import type { Result } from '../../domain/refusal.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import { commandSchemas } from '../../protocol/commands.ts';
import type { CommandFrame } from '../../protocol/frames.ts';
import { protocolVersion } from '../../protocol/version.ts';
import type { Link } from '../ports/link.ts';
import { type PageDoor, PageLink } from './page-link.ts';
import { Topic } from './topic.ts';

const test = suite('page link');

type Frame = Record<string, unknown>;

class MemoryLink implements Link {
  readonly heard: Frame[] = [];
  pendingBytes = 0;
  closed: { readonly code: number; readonly reason: string } | undefined;
  #onFrame: (frame: string) => void = () => undefined;
  #onClose: (code: number) => void = () => undefined;

  send(frame: string): void {
    this.heard.push(JSON.parse(frame) as Frame);
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
  }

  onFrame(listener: (frame: string) => void): void {
    this.#onFrame = listener;
  }

  onClose(listener: (code: number) => void): void {
    this.#onClose = listener;
  }

  say(frame: unknown): void {
    this.#onFrame(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  hangUp(): void {
    this.#onClose(1006);
  }
}

interface Played {
  readonly link: MemoryLink;
  readonly clock: VirtualClock;
  readonly page: PageLink;
  readonly asked: string[];
  readonly errors: string[];
  readonly topic: Topic<unknown>;
}

const hello = { t: 'hello', protocol: protocolVersion, page: 'test' };
const settle = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function play(
  answer: (name: string) => Promise<Result<unknown, FailureCode>> = async () => ({ ok: true, value: 1 }),
  hear: (frame: CommandFrame) => void = () => undefined,
): Played {
  const [link, clock, asked, errors] = [new MemoryLink(), virtualClock(), [] as string[], [] as string[]];
  const topic = new Topic<unknown>('till', { total: 0 });
  const door: PageDoor = {
    box: 'B1',
    version: '1',
    demo: true,
    topics: new Map([['till', topic]]),
    holdsSession: (token) => token === 'good',
    command: async (frame, page) => {
      const { name } = frame;
      hear(frame);
      asked.push(`${name} ${page.token ?? '-'}`);
      return answer(name);
    },
    query: async ({ name }) => {
      asked.push(name);
      return answer(name);
    },
  };
  const nothing = (): void => undefined;
  const page = new PageLink(link, door, {
    clock,
    log: { debug: nothing, info: nothing, warn: nothing, error: (_data, message) => errors.push(message) },
  });
  page.start();
  return { link, clock, page, asked, errors, topic };
}

function greeted(answer?: Parameters<typeof play>[0]): Played {
  const played = play(answer);
  played.link.say(hello);
  played.link.heard.length = 0;
  return played;
}

const command = (id: string, name = 'open-drawer'): Frame => ({ t: 'command', id, name, body: {} });

test('the greeting says who answers and whether the session still holds', () => {
  for (const [session, loggedIn] of [
    ['good', true],
    ['bad', false],
    [undefined, false],
  ] as const) {
    const { link } = play();
    link.say({ ...hello, ...(session === undefined ? {} : { session }) });
    assert.equal(link.heard, [
      { t: 'hello', protocol: protocolVersion, box: 'B1', version: '1', loggedIn, demo: true },
    ]);
  }
});

test('another version of the protocol is told so, whatever else it says', () => {
  for (const frame of [
    { ...hello, protocol: protocolVersion + 1, new: true },
    { t: 'hello' },
    { t: 'hello', protocol: '1' },
  ]) {
    const { link } = play();
    link.say(frame);
    assert.equal(link.heard, [{ t: 'bye', reason: 'version' }]);
    assert.is(link.closed?.code, 4001);
  }
});

test('before the greeting nothing is served', async () => {
  for (const frame of [command('command-1'), { t: 'subscribe', topic: 'till' }, { t: 'ping' }]) {
    const { link, asked } = play();
    link.say(frame);
    await settle();
    assert.equal(link.heard, [{ t: 'bye', reason: 'bad-frame' }]);
    assert.equal(asked, []);
  }
});

test('what is no frame ends the link; a bad one with an id is answered', async () => {
  for (const text of [
    '',
    '{',
    'null',
    '7',
    '"hello"',
    '[]',
    '{"t":"dance"}',
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  ]) {
    const { link } = greeted();
    link.say(text);
    assert.equal(link.heard, [{ t: 'bye', reason: 'bad-frame' }], text.slice(0, 20));
    assert.is(link.closed?.code, 4002);
  }
  const { link, asked } = greeted();
  link.say({ t: 'command', id: 'x'.repeat(100), name: 'open-drawer', body: {} });
  link.say({ t: 'command', id: 'command-1', name: 'open-drawer', body: {}, more: 1 });
  await settle();
  assert.equal(
    link.heard.map(({ t, ok, failure, id }) => [t, ok, failure, String(id).length]),
    [
      ['reply', false, { code: 'frame.malformed', data: {} }, 64],
      ['reply', false, { code: 'frame.malformed', data: {} }, 9],
    ],
  );
  assert.equal(asked, []);
  assert.is(link.closed, undefined);
});

test('commands and queries are answered once each, with the page that asked', async () => {
  const { link, asked } = play();
  link.say({ ...hello, session: 'good' });
  link.heard.length = 0;
  link.say(command('command-1'));
  link.say({ t: 'query', id: 'query-01', name: 'sales', body: {} });
  link.say({ t: 'ping' });
  await settle();
  assert.equal(asked, ['open-drawer good', 'sales']);
  assert.equal(link.heard, [
    { t: 'pong' },
    { t: 'reply', id: 'command-1', ok: true, value: 1 },
    { t: 'reply', id: 'query-01', ok: true, value: 1 },
  ]);
});

test('half a character is none', async () => {
  const notes: unknown[] = [];
  const { link } = play(undefined, ({ body }) => notes.push(body));
  link.say(hello);
  link.say(String.raw`{"t":"command","id":"command-1","name":"note-tab","body":{"note":"a\ud800b\u00e6"}}`);
  await settle();
  assert.equal(notes, [{ note: 'a\ufffdbæ' }]);
});

test('a refusal and a fault are answers; a fault is logged', async () => {
  const { link, errors } = greeted(async (name) => {
    if (name === 'log-out') throw new Error('disk on fire');
    return { ok: false, refusal: { code: 'tab.none', data: { a: 1 } } };
  });
  link.say(command('command-1'));
  link.say(command('command-2', 'log-out'));
  await settle();
  assert.equal(
    link.heard.map(({ failure }) => failure),
    [
      { code: 'tab.none', data: { a: 1 } },
      { code: 'box.fault', data: {} },
    ],
  );
  assert.is(errors.length, 1);
});

test('a page with too much under way is told to wait, and served again afterwards', async () => {
  const open: (() => void)[] = [];
  const { link } = greeted(
    async () => new Promise((resolve) => open.push(() => resolve({ ok: true, value: 1 }))),
  );
  for (let index = 0; index < 101; index += 1) link.say(command(`command-${index}`));
  await settle();
  assert.equal(link.heard, [
    { t: 'reply', id: 'command-100', ok: false, failure: { code: 'box.busy', data: {} } },
  ]);
  for (const done of open.splice(0)) done();
  await settle();
  link.say(command('command-101'));
  await settle();
  assert.is(open.length, 1);
});

test('a page that sends without end is let go, and what it sends afterwards is not heard', async () => {
  const { link, asked } = greeted();
  for (let index = 0; index < 3_000; index += 1) link.say({ t: 'ping' });
  assert.equal(link.closed, { code: 4029, reason: 'too-many' });
  assert.equal(link.heard.filter(({ t }) => t === 'bye').length, 1);
  link.heard.length = 0;
  link.say(command('command-1'));
  link.say({ t: 'subscribe', topic: 'till' });
  await settle();
  assert.equal(asked, []);
  assert.equal(link.heard, []);
});

test('views and answers to a page that does not read end its link', async () => {
  for (const frame of [{ t: 'subscribe', topic: 'till' }, command('command-1'), { t: 'ping' }]) {
    const { link } = greeted();
    link.pendingBytes = 5 * 1024 * 1024;
    link.say(frame);
    await settle();
    assert.is(link.closed?.code, 4008, JSON.stringify(frame));
  }
});

test('after the end the topic knows the page no more', async () => {
  const { link, topic, page } = greeted();
  link.say({ t: 'subscribe', topic: 'till' });
  link.say({ t: 'subscribe', topic: 'nothing of that name' });
  topic.publish({ total: 1 });
  assert.equal(
    link.heard.map(({ t }) => t),
    ['view', 'patch'],
  );
  page.bye('stopping', 1001);
  topic.publish({ total: 2 });
  link.say({ t: 'subscribe', topic: 'till' });
  topic.publish({ total: 3 });
  assert.equal(
    link.heard.map(({ t }) => t),
    ['view', 'patch', 'bye'],
  );
});

test('silence ends the link, a word keeps it, and no timer stays behind', async () => {
  const { link, clock } = greeted();
  await clock.advance(29_000);
  link.say({ t: 'ping' });
  await clock.advance(29_000);
  assert.is(link.closed, undefined);
  await clock.advance(1_001);
  assert.is(link.closed?.code, 4000);
  assert.is(clock.waiting, 0);
  const other = greeted();
  other.link.hangUp();
  other.link.say({ t: 'ping' });
  assert.is(other.clock.waiting, 0);
});

test('names of the prototype are names like any other', async () => {
  const { link, asked } = greeted();
  link.say('{"t":"command","id":"command-1","name":"__proto__","body":{"__proto__":{"polluted":true}}}');
  link.say('{"__proto__":{"t":"ping"},"id":"command-2"}');
  link.say({ t: 'subscribe', topic: '__proto__' });
  link.say({ t: 'subscribe', topic: 'constructor' });
  await settle();
  assert.equal(asked, ['__proto__ -']);
  assert.is(({} as Frame)['polluted'], undefined);
  assert.ok(Object.keys(commandSchemas).length > 0);
});
