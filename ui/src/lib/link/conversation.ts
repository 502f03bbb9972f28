// What a page and the daemon say to each other over the wire: hello, subscriptions, requests and their answers, views and their patches.
// Plain, so that all of it is tested without a browser; `link.svelte.ts` makes it something a page can watch.
import {
  protocolVersion,
  type CommandFrame,
  type DaemonFrame,
  type QueryFrame,
  type Topic,
} from '@countertop/appliance/protocol';
import { emptyMirror, receive, type Mirror } from './mirror.ts';
import { Outbox, type Outcome } from './outbox.ts';
import type { PageClock } from './page-clock.ts';
import { Wire, type Socket } from './wire.ts';

export type Hello = Extract<DaemonFrame, { readonly t: 'hello' }>;

/** `connecting`: no answer yet since the page was opened; `lost`: there was one, what is shown may be stale; `other-version`: reload did not help. */
export type LinkStatus = 'connecting' | 'live' | 'lost' | 'other-version';

export interface ConversationPorts {
  readonly open: () => Socket;
  readonly clock: PageClock;
  readonly chance: () => number;
  /** Id of a new request: unguessable, 8 to 64 letters, digits and dashes. */
  readonly newId: () => string;
  /** Token of an earlier login of this browser tab. */
  readonly session: () => string | undefined;
  /** Loads the page anew. Returns false when that was tried already and brought no other version. */
  readonly reload: () => boolean;
}

export interface ConversationListener {
  readonly status: (status: LinkStatus) => void;
  readonly hello: (hello: Hello) => void;
  readonly view: (topic: Topic, view: unknown) => void;
}

export class Conversation {
  readonly #ports: ConversationPorts;
  readonly #listener: ConversationListener;
  readonly #page: string;
  readonly #wire: Wire;
  readonly #outbox: Outbox;
  readonly #mirrors = new Map<Topic, Mirror>();
  #greeted = false;
  #ended = false;

  constructor(page: string, ports: ConversationPorts, listener: ConversationListener) {
    this.#page = page;
    this.#ports = ports;
    this.#listener = listener;
    this.#outbox = new Outbox(ports.clock);
    this.#wire = new Wire(ports, {
      opened: () => {
        this.#sayHello();
      },
      frame: (frame) => {
        this.#take(frame);
      },
      lost: () => {
        this.#greeted = false;
        if (!this.#ended) this.#listener.status('lost');
      },
    });
  }

  start(): void {
    this.#listener.status('connecting');
    this.#wire.start();
  }

  stop(): void {
    this.#ended = true;
    this.#wire.stop();
  }

  hurry(): void {
    this.#wire.hurry();
  }

  subscribe(topic: Topic): void {
    if (this.#mirrors.has(topic)) return;
    this.#mirrors.set(topic, emptyMirror);
    if (this.#greeted) this.#wire.send({ t: 'subscribe', topic });
  }

  command(name: string, body: unknown, approval?: CommandFrame['approval']): Promise<Outcome> {
    const id = this.#ports.newId();
    const frame: CommandFrame =
      approval === undefined ? { t: 'command', id, name, body } : { t: 'command', id, name, body, approval };
    return this.#submit(frame);
  }

  query(name: string, body: unknown): Promise<Outcome> {
    return this.#submit({ t: 'query', id: this.#ports.newId(), name, body });
  }

  #submit(frame: CommandFrame | QueryFrame): Promise<Outcome> {
    return this.#outbox.submit(frame, (waiting) => {
      // Before the hello the daemon answers nothing; the outbox is sent when it has.
      if (this.#greeted) this.#wire.send(waiting);
    });
  }

  #sayHello(): void {
    const session = this.#ports.session();
    const hello = { t: 'hello', protocol: protocolVersion, page: this.#page } as const;
    this.#wire.send(session === undefined ? hello : { ...hello, session });
  }

  #take(frame: DaemonFrame): void {
    switch (frame.t) {
      case 'hello':
        this.#takeHello(frame);
        return;
      case 'reply':
        this.#outbox.answer(frame);
        return;
      case 'view':
      case 'patch':
        this.#takeView(frame);
        return;
      case 'bye':
        if (frame.reason === 'version') this.#otherVersion();
        return;
      case 'pong':
        return;
    }
  }

  #takeHello(hello: Hello): void {
    if (hello.protocol !== protocolVersion) {
      this.#otherVersion();
      return;
    }
    this.#greeted = true;
    this.#wire.settled();
    this.#listener.hello(hello);
    for (const topic of this.#mirrors.keys()) this.#wire.send({ t: 'subscribe', topic });
    this.#outbox.sendAgain((frame) => this.#wire.send(frame));
    this.#listener.status('live');
  }

  #takeView(frame: Extract<DaemonFrame, { readonly t: 'view' | 'patch' }>): void {
    const before = this.#mirrors.get(frame.topic);
    if (before === undefined) return;
    const { mirror, askAgain } = receive(before, frame);
    this.#mirrors.set(frame.topic, mirror);
    if (askAgain) this.#wire.send({ t: 'subscribe', topic: frame.topic });
    if (mirror.view !== before.view) this.#listener.view(frame.topic, mirror.view);
  }

  #otherVersion(): void {
    this.#ended = true;
    this.#wire.stop();
    if (!this.#ports.reload()) this.#listener.status('other-version');
  }
}
