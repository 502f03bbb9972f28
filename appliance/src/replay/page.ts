// A page without a screen: links to a daemon as a browser does, keeps the till's view, sends commands until they are answered, also across
// restarts of the daemon. What the replay sells goes through here and nowhere else.
import { WebSocket } from 'ws';
import { applyMergePatch } from '../platform/link/merge-patch.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { CommandBody, CommandName, QueryBody, QueryName } from '../protocol/commands.ts';
import type { Failure } from '../protocol/failures.ts';
import type { CommandFrame, DaemonFrame } from '../protocol/frames.ts';
import type { TillView } from '../protocol/views.ts';
import { protocolVersion } from '../protocol/version.ts';

export type PageReply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: Failure };

interface Waiting {
  readonly frame: string;
  readonly resolve: (reply: PageReply) => void;
  readonly reject: (error: Error) => void;
}

export interface PageOptions {
  /** `http://127.0.0.1:8080` */
  readonly origin: string;
  readonly clock: Clock;
  /** How long the daemon may be away before the page gives up. */
  readonly patienceMs: number;
  readonly user: string;
  readonly pin: string;
}

const retryMs = 50;

export class Page {
  readonly #options: PageOptions;
  readonly #waiting = new Map<string, Waiting>();
  #who: Pick<PageOptions, 'user' | 'pin'>;
  #socket: WebSocket | undefined;
  #view: TillView | undefined;
  #token: string | undefined;
  #awaySince: number;
  #greeted = false;
  #closed = false;
  #onView: () => void = () => undefined;

  constructor(options: PageOptions) {
    this.#options = options;
    this.#who = options;
    this.#awaySince = options.clock.monotonic();
  }

  /** Links, logs in and resolves once the till's view is there. */
  async open(): Promise<void> {
    this.#connect();
    await this.#until(() => this.#greeted && this.#view !== undefined);
    await this.#logIn();
  }

  /** Somebody else takes over at this page, and is who logs in again where the session is gone. */
  async logInAs(who: Pick<PageOptions, 'user' | 'pin'>): Promise<void> {
    this.#who = who;
    await this.#logIn();
  }

  get view(): TillView {
    if (this.#view === undefined) throw new Error('the page has no view yet');
    return this.#view;
  }

  /** The session of its log-in. */
  get token(): string {
    if (this.#token === undefined) throw new Error('the page is not logged in');
    return this.#token;
  }

  close(): void {
    this.#closed = true;
    this.#socket?.close();
  }

  /** Sent again with the same id until answered, whatever happens to the daemon meanwhile. Logs in again where the session is gone. */
  async command<Name extends CommandName>(
    id: string,
    name: Name,
    body: CommandBody<Name>,
  ): Promise<PageReply> {
    return this.say({ id, name, body });
  }

  /** The same of a command as it stands in a frame, with somebody's approval. */
  async say(command: Omit<CommandFrame, 't'>): Promise<PageReply> {
    return this.#insist(command.id, JSON.stringify({ t: 'command', ...command }));
  }

  async query<Name extends QueryName>(id: string, name: Name, body: QueryBody<Name>): Promise<PageReply> {
    return this.#insist(id, JSON.stringify({ t: 'query', id, name, body }));
  }

  async #insist(id: string, frame: string): Promise<PageReply> {
    for (;;) {
      const reply = await this.#patiently(id, frame);
      if (reply.ok || reply.failure.code !== 'session.needed') return reply;
      await this.#logIn();
    }
  }

  /** Until there is an answer that will not be another in a moment. */
  async #patiently(id: string, frame: string): Promise<PageReply> {
    for (;;) {
      const reply = await this.#ask(id, frame);
      if (reply.ok || (reply.failure.code !== 'box.stopping' && reply.failure.code !== 'box.busy'))
        return reply;
      await new Promise<void>((resolve) => {
        this.#options.clock.after(retryMs, resolve);
      });
    }
  }

  async #logIn(): Promise<void> {
    const { user, pin } = this.#who;
    const { clock } = this.#options;
    const id = `log-in-${process.pid}-${Math.trunc(clock.monotonic() * 1000)}`;
    const reply = await this.#patiently(
      id,
      JSON.stringify({ t: 'command', id, name: 'log-in', body: { user, pin } }),
    );
    if (!reply.ok) throw new Error(`${user} cannot log in: ${reply.failure.code}`);
    this.#token = (reply.value as { readonly token: string }).token;
  }

  async #ask(id: string, frame: string): Promise<PageReply> {
    const lost = this.#lost();
    if (lost !== undefined) throw lost;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { frame, resolve, reject });
      if (this.#greeted) this.#socket?.send(frame);
    });
  }

  async #until(true_: () => boolean): Promise<void> {
    while (!true_()) {
      await new Promise<void>((resolve) => {
        this.#onView = resolve;
        this.#options.clock.after(retryMs, resolve);
      });
      const lost = this.#lost();
      if (lost !== undefined) throw lost;
    }
  }

  /** Why nobody will answer any more; undefined while there is hope. */
  #lost(): Error | undefined {
    const { clock, patienceMs, origin } = this.#options;
    const hope = this.#greeted || clock.monotonic() - this.#awaySince < patienceMs;
    return hope ? undefined : new Error(`no daemon at ${origin}`);
  }

  #connect(): void {
    if (this.#closed) return;
    const { origin, clock } = this.#options;
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, {
      origin,
      perMessageDeflate: false,
      handshakeTimeout: 5_000,
    });
    this.#socket = socket;
    socket.on('open', () => {
      socket.send(
        JSON.stringify({
          t: 'hello',
          protocol: protocolVersion,
          page: 'replay',
          ...(this.#token === undefined ? {} : { session: this.#token }),
        }),
      );
    });
    socket.on('message', (data: Buffer) => {
      this.#take(JSON.parse(data.toString('utf8')) as DaemonFrame, socket);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#greeted) this.#awaySince = clock.monotonic();
      this.#greeted = false;
      const lost = this.#lost();
      if (lost === undefined) {
        clock.after(retryMs, () => {
          this.#connect();
        });
        return;
      }
      for (const { reject } of this.#waiting.values()) reject(lost);
      this.#waiting.clear();
    });
  }

  #take(frame: DaemonFrame, socket: WebSocket): void {
    switch (frame.t) {
      case 'hello':
        this.#greeted = true;
        socket.send(JSON.stringify({ t: 'subscribe', topic: 'till' }));
        for (const { frame: unanswered } of this.#waiting.values()) socket.send(unanswered);
        return;
      case 'reply': {
        const waiting = this.#waiting.get(frame.id);
        this.#waiting.delete(frame.id);
        waiting?.resolve(frame.ok ? { ok: true, value: frame.value } : { ok: false, failure: frame.failure });
        return;
      }
      case 'view':
        this.#view = frame.view as TillView;
        this.#onView();
        return;
      case 'patch':
        this.#view = applyMergePatch(this.#view, frame.patch) as TillView;
        this.#onView();
        return;
      case 'pong':
      case 'bye':
    }
  }
}
