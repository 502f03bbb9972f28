// A page of a simulated till: the other end of its link, without a wire. It repeats what was not answered, as a real one does.
import { applyMergePatch } from '../src/platform/link/merge-patch.ts';
import { PageLink } from '../src/platform/link/page-link.ts';
import type { Link } from '../src/platform/ports/link.ts';
import type { CommandBody, CommandName, QueryBody, QueryName } from '../src/protocol/commands.ts';
import type { DaemonFrame } from '../src/protocol/frames.ts';
import { protocolVersion } from '../src/protocol/version.ts';
import type { TillView, Views } from '../src/protocol/views.ts';
import type { PageReply } from '../src/replay/page.ts';
import { silent } from './journal/open-journal.ts';
import type { Till } from '../src/till/till.ts';
import type { VirtualClock } from './kit.ts';

/** The page's end of a link without a wire. */
export class SimulatedPage {
  readonly views: Partial<Views> = {};
  token: string | undefined;
  /** Frames the daemon said goodbye with, and closes. */
  readonly goodbyes: string[] = [];
  readonly #clock: VirtualClock;
  readonly #waiting = new Map<
    string,
    { readonly frame: object; readonly resolve: (reply: PageReply) => void }
  >();
  #say: ((frame: string) => void) | undefined;
  #gone: (() => void) | undefined;
  #ids = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  get view(): TillView {
    if (this.views.till === undefined) throw new Error('no view yet');
    return this.views.till;
  }

  link(till: Till): void {
    const wire: Link = {
      pendingBytes: 0,
      send: (frame) => {
        // What was on its way when the wire was cut never arrives.
        if (this.#say === hear) this.#take(JSON.parse(frame) as DaemonFrame);
      },
      close: (code, reason) => this.goodbyes.push(`${code} ${reason}`),
      onFrame: (listener) => {
        heard = listener;
      },
      onClose: (listener) => {
        this.#gone = () => {
          listener(1006);
        };
      },
    };
    let heard: (frame: string) => void = () => undefined;
    const hear = (frame: string): void => {
      heard(frame);
    };
    this.#say = hear;
    new PageLink(wire, till, { clock: this.#clock, log: silent }).start();
    this.#send({
      t: 'hello',
      protocol: protocolVersion,
      page: 'simulated',
      ...(this.token === undefined ? {} : { session: this.token }),
    });
    for (const topic of ['till', 'grid', 'staff', 'scale', 'customer-display'])
      this.#send({ t: 'subscribe', topic });
    for (const { frame } of this.#waiting.values()) this.#send(frame);
  }

  /** The wire is cut; what was asked and not answered is asked again by the next link. */
  lose(): void {
    this.#say = undefined;
    this.#gone?.();
  }

  async command<Name extends CommandName>(
    id: string,
    name: Name,
    body: CommandBody<Name>,
  ): Promise<PageReply> {
    return this.#ask(id, { t: 'command', id, name, body });
  }

  /** The same with somebody's PIN for exactly this command. */
  approvedBy(user: string, pin: string): Pick<SimulatedPage, 'command'> {
    return {
      command: async (id, name, body) =>
        this.#ask(id, { t: 'command', id, name, body, approval: { user, pin } }),
    };
  }

  /** The same with the badge that was just scanned. */
  approvedByBadge(): Pick<SimulatedPage, 'command'> {
    return {
      command: async (id, name, body) =>
        this.#ask(id, { t: 'command', id, name, body, approval: { badge: 'scanned' } }),
    };
  }

  async query<Name extends QueryName>(name: Name, body: QueryBody<Name>): Promise<PageReply> {
    this.#ids += 1;
    const id = `query-${String(this.#ids).padStart(6, '0')}`;
    return this.#ask(id, { t: 'query', id, name, body });
  }

  async logIn(user: string, pin: string): Promise<PageReply> {
    this.#ids += 1;
    const reply = await this.command(`log-in-${user}-${this.#ids}`, 'log-in', { user, pin });
    if (reply.ok) this.token = (reply.value as { readonly token: string }).token;
    return reply;
  }

  async #ask(id: string, frame: object): Promise<PageReply> {
    return new Promise((resolve) => {
      this.#waiting.set(id, { frame, resolve });
      this.#send(frame);
    });
  }

  #send(frame: object): void {
    this.#say?.(JSON.stringify(frame));
  }

  #take(frame: DaemonFrame): void {
    if (frame.t === 'view') Object.assign(this.views, { [frame.topic]: frame.view });
    else if (frame.t === 'patch')
      Object.assign(this.views, { [frame.topic]: applyMergePatch(this.views[frame.topic], frame.patch) });
    else if (frame.t === 'bye') this.goodbyes.push(frame.reason);
    else if (frame.t === 'reply') {
      const waiting = this.#waiting.get(frame.id);
      this.#waiting.delete(frame.id);
      waiting?.resolve(frame.ok ? { ok: true, value: frame.value } : { ok: false, failure: frame.failure });
    }
  }
}
