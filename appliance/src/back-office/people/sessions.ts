// Sessions of the office: a random token in a cookie, its digest in the database, so that a stolen copy of the database opens no door.
// Durable over a restart, ended by rest, by age, by their owner, and by whatever takes the office from that owner.
import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PeopleQueries } from './people-tables.ts';

const hour = 3_600_000;
export const idleMs = 12 * hour;
export const longestMs = 7 * 24 * hour;
/** Use is written down no more often than this. */
const touchMs = 60_000;
const tokenBytes = 32;
/** The longest unused one makes room. */
const perUserMax = 20;

export interface Visitor {
  /** IP address, as far as the daemon sees it. */
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string;
}

export interface Session {
  readonly id: string;
  readonly user: string;
  readonly madeAt: number;
  readonly usedAt: number;
  readonly address: string;
  readonly agent: string;
}

export type EndReason =
  | 'sign-out'
  | 'ended-by-owner'
  | 'ended-by-other'
  | 'password-changed'
  | 'too-many'
  | 'inactive'
  | 'no-role'
  | 'no-seat'
  | 'expired';

export interface SessionsParts {
  readonly queries: PeopleQueries;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  readonly events: PeopleEvents;
}

export type EndListener = (ended: {
  readonly id: string;
  readonly user: string;
  readonly reason: EndReason;
}) => void;

export class Sessions {
  readonly #parts: SessionsParts;
  readonly #listeners = new Set<EndListener>();

  constructor(parts: SessionsParts) {
    this.#parts = parts;
  }

  /** Whoever holds a page open for a session (live updates) closes it then. Returns how to stop hearing. */
  onEnded(listener: EndListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A new token for each sign-in: what was known before is worth nothing after. */
  async begin(
    user: string,
    { address, agent }: Visitor,
  ): Promise<{ readonly token: string; readonly id: string }> {
    const { queries, clock, ids, randomness, events } = this.#parts;
    const token = Buffer.from(randomness.bytes(tokenBytes)).toString('base64url');
    const id = ids.uuid();
    const now = clock.now();
    const surplus = await queries.transaction().execute(async (tx) => {
      await tx
        .insertInto('office_session')
        .values({
          digest: digestOf(token),
          id,
          user,
          made_at: now,
          used_at: now,
          address: address.slice(0, 64),
          agent: agent.slice(0, 200),
        })
        .execute();
      await events.add({ kind: 'sign-in', user, address, data: { session: id } }, tx);
      const rows = await tx
        .selectFrom('office_session')
        .select('id')
        .where('user', '=', user)
        .where('id', '!=', id)
        .orderBy('used_at', 'desc')
        .limit(1_000)
        .offset(perUserMax - 1)
        .execute();
      return rows.map((row) => row.id);
    });
    if (surplus.length > 0) await this.#end(user, { reason: 'too-many', only: surplus });
    return { token, id };
  }

  /** The living session of a token. */
  async find(token: string): Promise<Session | undefined> {
    const digest = digestOf(token);
    const { queries, clock } = this.#parts;
    const row = await queries
      .selectFrom('office_session')
      .selectAll()
      .where('digest', '=', digest)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const now = clock.now();
    if (isOver({ madeAt: row.made_at, usedAt: row.used_at }, now)) {
      await this.#end(row.user, { reason: 'expired', only: [row.id] });
      return undefined;
    }
    if (now - row.used_at >= touchMs) {
      await queries
        .updateTable('office_session')
        .set({ used_at: now })
        .where('digest', '=', digest)
        .execute();
    }
    return sessionOf(row);
  }

  /** Living ones, last used first. */
  async of(user: string): Promise<readonly Session[]> {
    const rows = await this.#parts.queries
      .selectFrom('office_session')
      .selectAll()
      .where('user', '=', user)
      .orderBy('used_at', 'desc')
      .execute();
    const now = this.#parts.clock.now();
    return rows.map(sessionOf).filter((session) => !isOver(session, now));
  }

  /** False: the user has no such session. */
  async end(user: string, id: string, reason: EndReason): Promise<boolean> {
    return (await this.#end(user, { reason, only: [id] })) > 0;
  }

  /** All of a user, but for one. */
  async endAll(user: string, reason: EndReason, except?: string): Promise<number> {
    return this.#end(user, { reason, ...(except === undefined ? {} : { except }) });
  }

  /** Everybody who holds a session, to be looked at after a start. */
  async users(): Promise<readonly string[]> {
    const rows = await this.#parts.queries.selectFrom('office_session').select('user').distinct().execute();
    return rows.map(({ user }) => user);
  }

  /** Those among these users who hold a session. */
  async holders(users: readonly string[]): Promise<readonly string[]> {
    const asked = new Set(users);
    return (await this.users()).filter((user) => asked.has(user));
  }

  /** Forgets what is over. */
  async tidy(): Promise<void> {
    const now = this.#parts.clock.now();
    await this.#parts.queries
      .deleteFrom('office_session')
      .where((is) => is.or([is('used_at', '<=', now - idleMs), is('made_at', '<=', now - longestMs)]))
      .execute();
  }

  async #end(
    user: string,
    {
      reason,
      only,
      except,
    }: { readonly reason: EndReason; readonly only?: readonly string[]; readonly except?: string },
  ): Promise<number> {
    const ended = await this.#parts.queries.transaction().execute(async (tx) => {
      let doomed = tx.deleteFrom('office_session').where('user', '=', user);
      if (only !== undefined) doomed = doomed.where('id', 'in', only);
      if (except !== undefined) doomed = doomed.where('id', '!=', except);
      const rows = await doomed.returning('id').execute();
      for (const { id } of rows) {
        const kind = reason === 'sign-out' ? 'sign-out' : 'session.ended';
        await this.#parts.events.add({ kind, user, data: { session: id, reason } }, tx);
      }
      return rows;
    });
    for (const { id } of ended) for (const listener of this.#listeners) listener({ id, user, reason });
    return ended.length;
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function isOver(
  { madeAt, usedAt }: { readonly madeAt: number; readonly usedAt: number },
  now: number,
): boolean {
  return now - usedAt >= idleMs || now - madeAt >= longestMs;
}

function sessionOf(row: {
  readonly id: string;
  readonly user: string;
  readonly made_at: number;
  readonly used_at: number;
  readonly address: string;
  readonly agent: string;
}): Session {
  return {
    id: row.id,
    user: row.user,
    madeAt: row.made_at,
    usedAt: row.used_at,
    address: row.address,
    agent: row.agent,
  };
}
