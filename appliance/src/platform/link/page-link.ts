// One page's link: says hello, subscribes to topics, sends commands and queries. Everything it sends is checked before anybody hears of it,
// and everything it could make grow has a limit.
import { toUSVString } from 'node:util';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import {
  CommandFrame,
  type DaemonFrame,
  HelloFrame,
  PingFrame,
  QueryFrame,
  SubscribeFrame,
} from '../../protocol/frames.ts';
import type { Failure, FailureCode } from '../../protocol/failures.ts';
import type { Result } from '../../domain/refusal.ts';
import { protocolVersion } from '../../protocol/version.ts';
import type { Clock } from '../ports/clock.ts';
import type { Link } from '../ports/link.ts';
import type { Log } from '../ports/log.ts';
import { Rate } from './rate.ts';
import type { Topic } from './topic.ts';

/** Frames accepted but not yet sent to a page; a page slower than this is cut off and starts afresh. */
const pendingBytesMax = 4 * 1024 * 1024;
/** Commands and queries of one page under way at once. */
const pendingRequestsMax = 100;
/** A page that says nothing for this long is gone. */
const silenceMs = 30_000;

/** What the rooms behind the link offer to pages. */
export interface PageDoor {
  readonly box: string;
  readonly version: string;
  readonly demo: boolean;
  readonly topics: ReadonlyMap<string, Topic<unknown>>;
  /** Whether this session token is the operator's. */
  holdsSession(token: string | undefined): boolean;
  command(frame: CommandFrame, page: PageSession): Promise<Result<unknown, FailureCode>>;
  query(frame: QueryFrame, page: PageSession): Promise<Result<unknown, FailureCode>>;
}

/** What is remembered of one open page. */
export interface PageSession {
  token: string | undefined;
  /** Shown by the box itself. Absent: somewhere else. */
  readonly local?: boolean;
}

export interface PageLinkPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the page is shown by the box itself. Absent: it is not. */
  readonly local?: boolean;
}

const checks = {
  hello: TypeCompiler.Compile(HelloFrame),
  command: TypeCompiler.Compile(CommandFrame),
  query: TypeCompiler.Compile(QueryFrame),
  subscribe: TypeCompiler.Compile(SubscribeFrame),
  ping: TypeCompiler.Compile(PingFrame),
};

/** Half a character is none: it would come back from the store as another text than was answered for. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? toUSVString(value) : value;
}

function parsed(frame: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(frame, frame.includes('\\u') ? wellFormed : undefined);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export class PageLink {
  readonly #link: Link;
  readonly #door: PageDoor;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #rate: Rate;
  readonly #page: PageSession;
  readonly #subscribed = new Set<Topic<unknown>>();
  #greeted = false;
  #over = false;
  #pending = 0;
  #cancelSilence: () => void = () => undefined;

  constructor(link: Link, door: PageDoor, ports: PageLinkPorts) {
    this.#page = { token: undefined, local: ports.local ?? false };
    this.#link = link;
    this.#door = door;
    this.#clock = ports.clock;
    this.#log = ports.log;
    this.#rate = new Rate(ports.clock, { perSecond: 500, burst: 1_000 });
  }

  start(): void {
    this.#link.onFrame((frame) => {
      this.#take(frame);
    });
    this.#link.onClose(() => {
      this.#ended();
    });
    this.#waitForWord();
  }

  /** A page too slow to keep up with views and answers is cut off rather than buffered without end. */
  send(frame: string): void {
    if (this.#over) return;
    if (this.#link.pendingBytes > pendingBytesMax) this.bye('too-slow', 4008);
    else this.#link.send(frame);
  }

  bye(reason: Extract<DaemonFrame, { t: 'bye' }>['reason'], code: number): void {
    if (this.#over) return;
    this.#link.send(JSON.stringify({ t: 'bye', reason } satisfies DaemonFrame));
    this.#link.close(code, reason);
    this.#ended();
  }

  #say(frame: DaemonFrame): void {
    this.send(JSON.stringify(frame));
  }

  /** Nothing is heard or said any more, also when the other side goes on talking. */
  #ended(): void {
    this.#over = true;
    this.#cancelSilence();
    for (const topic of this.#subscribed) topic.unsubscribe(this);
    this.#subscribed.clear();
  }

  #waitForWord(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#clock.after(silenceMs, () => {
      this.#link.close(4000, 'silent');
      this.#ended();
    });
  }

  #take(text: string): void {
    if (this.#over) return;
    this.#waitForWord();
    if (!this.#rate.take()) {
      this.bye('too-many', 4029);
      return;
    }
    const frame = parsed(text);
    if (frame === undefined) this.bye('bad-frame', 4002);
    else if (frame['t'] === 'hello') this.#hello(frame);
    else if (!this.#greeted) this.bye('bad-frame', 4002);
    else this.#serve(frame);
  }

  #serve(frame: object): void {
    if (checks.ping.Check(frame)) this.#say({ t: 'pong' });
    else if (checks.command.Check(frame))
      void this.#answer(frame.id, async () => this.#door.command(frame, this.#page));
    else if (checks.query.Check(frame))
      void this.#answer(frame.id, async () => this.#door.query(frame, this.#page));
    else if (checks.subscribe.Check(frame)) this.#subscribe(frame.topic);
    else if ('id' in frame && typeof frame.id === 'string')
      this.#reply(frame.id.slice(0, 64), { ok: false, refusal: { code: 'frame.malformed', data: {} } });
    else this.bye('bad-frame', 4002);
  }

  #hello(frame: object): void {
    if (!('protocol' in frame) || frame.protocol !== protocolVersion) {
      this.bye('version', 4001);
      return;
    }
    if (!checks.hello.Check(frame)) {
      this.bye('bad-frame', 4002);
      return;
    }
    this.#greeted = true;
    const loggedIn = this.#door.holdsSession(frame.session);
    this.#page.token = loggedIn ? frame.session : undefined;
    this.#say({
      t: 'hello',
      protocol: protocolVersion,
      box: this.#door.box,
      version: this.#door.version,
      loggedIn,
      demo: this.#door.demo,
    });
  }

  #subscribe(name: string): void {
    const topic = this.#door.topics.get(name);
    if (topic === undefined) return;
    this.#subscribed.add(topic);
    topic.subscribe(this);
  }

  async #answer(id: string, ask: () => Promise<Result<unknown, FailureCode>>): Promise<void> {
    if (this.#pending >= pendingRequestsMax) {
      this.#reply(id, { ok: false, refusal: { code: 'box.busy', data: {} } });
      return;
    }
    this.#pending += 1;
    try {
      this.#reply(id, await ask());
    } catch (error) {
      this.#log.error({ error, id }, 'a page request ended in a fault');
      this.#reply(id, { ok: false, refusal: { code: 'box.fault', data: {} } });
    } finally {
      this.#pending -= 1;
    }
  }

  #reply(id: string, result: Result<unknown, FailureCode>): void {
    if (result.ok) this.#say({ t: 'reply', id, ok: true, value: result.value });
    else this.#say({ t: 'reply', id, ok: false, failure: result.refusal satisfies Failure });
  }
}
