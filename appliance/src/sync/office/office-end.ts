// The office's end of the sync: one live link per register, orders with their answers, a nudge to every box when something changed.
import type { Ids } from '../../platform/ports/ids.ts';
import type { Link } from '../../platform/ports/link.ts';
import type { OrderName } from '../../protocol/sync.ts';
import type { OrderOutcome } from '../ports.ts';
import { type Done, OfficeSession, type SessionHouse } from './office-session.ts';
import type { OfficeEndParts } from './parts.ts';

/** Boxes of one office, linked or greeting. */
const linksMax = 1_000;
/** Links that have not proved a key. */
const strangersMax = 100;
/** A support bundle takes a slow box its time. */
const orderMs = 60_000;
const ordersPerBoxMax = 4;

export type OrderAnswer =
  | ({ readonly outcome: 'done' } & OrderOutcome)
  /** Not linked now; busy with others; linked and never answered: whether it did it is not known. */
  | { readonly outcome: 'not-linked' | 'busy' | 'no-answer' };

interface PendingOrder {
  readonly session: OfficeSession;
  readonly settle: (answer: OrderAnswer) => void;
}

export class OfficeEnd {
  readonly #parts: OfficeEndParts & { readonly ids: Ids };
  readonly #sessions = new Set<OfficeSession>();
  /** The one link of each register, from its claim on. */
  readonly #holders = new Map<string, OfficeSession>();
  readonly #orders = new Map<string, PendingOrder>();
  #stopped = false;

  constructor(parts: OfficeEndParts & { readonly ids: Ids }) {
    this.#parts = parts;
    parts.feed?.onChange(() => {
      for (const session of this.#holders.values()) session.nudge();
    });
    parts.boxes.onRevoked((register) => {
      this.#holders.get(register)?.refuse('revoked', 'this box was taken out of use');
    });
  }

  /** Takes a link that a stranger has just opened. */
  accept(link: Link): void {
    const strangers = this.#sessions.size - this.#holders.size;
    if (this.#stopped || this.#sessions.size >= linksMax || strangers >= strangersMax) {
      link.close(1013, 'too many links');
      return;
    }
    const session = new OfficeSession(link, this.#parts, this.#house);
    this.#sessions.add(session);
    session.start();
  }

  /** Registers whose box is linked now. */
  get linked(): readonly string[] {
    return [...this.#holders].filter(([, session]) => session.isLinked).map(([register]) => register);
  }

  /** Asks a box for something and waits for its answer, a minute at most. */
  async order(register: string, name: OrderName): Promise<OrderAnswer> {
    const session = this.#holders.get(register);
    if (session?.isLinked !== true) return { outcome: 'not-linked' };
    const underWay = [...this.#orders.values()].filter((order) => order.session === session).length;
    if (underWay >= ordersPerBoxMax) return { outcome: 'busy' };
    const id = this.#parts.ids.uuid();
    return new Promise((resolve) => {
      const settle = (answer: OrderAnswer): void => {
        cancel();
        this.#orders.delete(id);
        resolve(answer);
      };
      const cancel = this.#parts.clock.after(orderMs, () => {
        settle({ outcome: 'no-answer' });
      });
      this.#orders.set(id, { session, settle });
      session.order(id, name);
    });
  }

  /** Says goodbye to every box and takes no more; resolves when nothing they sent is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const sessions = [...this.#sessions];
    for (const session of sessions) session.end(1001, 'stopping');
    await Promise.all(sessions.map(async (session) => session.settled()));
  }

  readonly #house: SessionHouse = {
    claim: async (session) => this.#claim(session),
    linked: (session, { register, version, roles }) => {
      this.#parts.fleet.connected(register, { version, roles, at: this.#parts.clock.now() });
    },
    done: (session, done) => {
      this.#done(session, done);
    },
    ended: (session) => {
      this.#ended(session);
    },
  };

  async #claim(session: OfficeSession): Promise<boolean> {
    const { register, key } = session;
    const holder = this.#holders.get(register);
    if (holder !== undefined && holder.key !== key) return false;
    this.#holders.set(register, session);
    if (holder !== undefined) {
      holder.refuse('replaced', 'the same key came again: this box, or a copy of it');
      await holder.settled();
    }
    return true;
  }

  #done(session: OfficeSession, { order, ok, detail, bundle }: Done): void {
    const pending = this.#orders.get(order);
    // An answer that came too late, or to nothing: nobody waits for it.
    if (pending?.session !== session) return;
    pending.settle({
      outcome: 'done',
      ok,
      detail,
      ...(bundle === undefined ? {} : { bundle: Buffer.from(bundle, 'base64') }),
    });
  }

  #ended(session: OfficeSession): void {
    this.#sessions.delete(session);
    for (const pending of [...this.#orders.values()])
      if (pending.session === session) pending.settle({ outcome: 'no-answer' });
    if (this.#holders.get(session.register) === session) this.#holders.delete(session.register);
    if (session.wasLinked) this.#parts.fleet.disconnected(session.register);
  }
}
