// Seats: who may enter the office, by an e-mail they have confirmed. Their number is the company's own setting; nothing phones home. The seat's
// e-mail is what somebody signs in with: changing the e-mail of a user record opens no door.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { PeopleEvents } from '../people/people-events.ts';
import type { PeopleQueries } from '../people/people-tables.ts';

export const seatsMax = 10_000;
const seatsUnlessSet = 5;
const setting = 'seats';

export interface Seat {
  /** Id of the user record. */
  readonly user: string;
  readonly email: string;
  readonly linkedAt: number;
  /** Null until the link in the confirmation e-mail was used; it counts all the same. */
  readonly confirmedAt: number | null;
}

export interface SeatsParts {
  readonly queries: PeopleQueries;
  readonly clock: Clock;
  readonly events: PeopleEvents;
}

/** How e-mails are compared: people write theirs with capitals and blanks. */
export function emailKey(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

export class Seats {
  readonly #parts: SeatsParts;

  constructor(parts: SeatsParts) {
    this.#parts = parts;
  }

  async count(within: PeopleQueries = this.#parts.queries): Promise<number> {
    const row = await within
      .selectFrom('people_setting')
      .select('value')
      .where('name', '=', setting)
      .executeTakeFirst();
    return row === undefined ? seatsUnlessSet : Number(row.value);
  }

  /** Never fewer than are linked: who is to leave is chosen, not met by chance. */
  async setCount(seats: number, actor: string): Promise<Result<number, 'seat.too-few'>> {
    return this.#parts.queries.transaction().execute(async (tx) => {
      const linked = await countLinked(tx);
      if (seats < linked) return refuse('seat.too-few', { linked });
      await putCount(tx, seats);
      await this.#parts.events.add({ kind: 'seats.changed', user: null, actor, data: { seats } }, tx);
      return ok(seats);
    });
  }

  /** By e-mail. */
  async linked(): Promise<readonly Seat[]> {
    const rows = await this.#parts.queries
      .selectFrom('seat')
      .selectAll()
      .orderBy('email_key')
      .limit(seatsMax)
      .execute();
    return rows.map(seatOf);
  }

  async of(user: string): Promise<Seat | undefined> {
    const row = await this.#parts.queries
      .selectFrom('seat')
      .selectAll()
      .where('user', '=', user)
      .executeTakeFirst();
    return row === undefined ? undefined : seatOf(row);
  }

  async isConfirmed(user: string): Promise<boolean> {
    return ((await this.of(user))?.confirmedAt ?? null) !== null;
  }

  async anyConfirmed(within: PeopleQueries = this.#parts.queries): Promise<boolean> {
    const row = await within
      .selectFrom('seat')
      .select('user')
      .where('confirmed_at', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Whose confirmed e-mail this is. */
  async byEmail(email: string): Promise<Seat | undefined> {
    const row = await this.#parts.queries
      .selectFrom('seat')
      .selectAll()
      .where('email_key', '=', emailKey(email))
      .where('confirmed_at', 'is not', null)
      .executeTakeFirst();
    return row === undefined ? undefined : seatOf(row);
  }

  /** Gives a seat, not yet confirmed. The same e-mail again changes nothing; another one must be confirmed anew. */
  async link(
    user: string,
    email: string,
    by: { readonly actor: string; readonly within?: PeopleQueries },
  ): Promise<Result<Seat, 'seat.none-left' | 'seat.email-taken'>> {
    const link = async (tx: PeopleQueries): Promise<Result<Seat, 'seat.none-left' | 'seat.email-taken'>> => {
      const key = emailKey(email);
      const holders = await tx
        .selectFrom('seat')
        .selectAll()
        .where((is) => is.or([is('user', '=', user), is('email_key', '=', key)]))
        .execute();
      if (holders.some((seat) => seat.user !== user)) return refuse('seat.email-taken');
      const own = holders[0];
      if (own?.email_key === key) return ok(seatOf(own));
      const seats = await this.count(tx);
      if (own === undefined && (await countLinked(tx)) >= seats) return refuse('seat.none-left', { seats });
      const values = {
        email: email.trim(),
        email_key: key,
        linked_at: this.#parts.clock.now(),
        confirmed_at: null,
      };
      await tx
        .insertInto('seat')
        .values({ user, ...values })
        .onConflict((conflict) => conflict.column('user').doUpdateSet(values))
        .execute();
      // Letters to another e-mail open nothing any more.
      await tx.deleteFrom('one_time_link').where('user', '=', user).execute();
      await this.#parts.events.add({ kind: 'seat.linked', user, actor: by.actor }, tx);
      return ok(seatOf({ user, ...values }));
    };
    return by.within === undefined ? this.#parts.queries.transaction().execute(link) : link(by.within);
  }

  /** The e-mail is theirs. False when the seat is gone, or another e-mail's by now. */
  async confirm(user: string, email: string, tx: PeopleQueries): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('seat')
      .set({ confirmed_at: this.#parts.clock.now() })
      .where('user', '=', user)
      .where('email_key', '=', emailKey(email))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    await this.#parts.events.add({ kind: 'seat.confirmed', user }, tx);
    return true;
  }

  /** The seat is free again. False: they had none. */
  async unlink(user: string, actor: string): Promise<boolean> {
    return this.#parts.queries.transaction().execute(async (tx) => {
      const { numDeletedRows } = await tx
        .deleteFrom('seat')
        .where('user', '=', user)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return false;
      await tx.deleteFrom('one_time_link').where('user', '=', user).execute();
      // Who is let in again chooses a new one.
      await tx.updateTable('user_secret').set({ office_hash: null }).where('user', '=', user).execute();
      await this.#parts.events.add({ kind: 'seat.unlinked', user, actor }, tx);
      return true;
    });
  }

  /** At least so many, for those who are there from the beginning. */
  async raiseCount(seats: number): Promise<void> {
    if ((await this.count()) < seats) await putCount(this.#parts.queries, seats);
  }
}

async function countLinked(tx: PeopleQueries): Promise<number> {
  const { linked } = await tx
    .selectFrom('seat')
    .select((is) => is.fn.countAll<number>().as('linked'))
    .executeTakeFirstOrThrow();
  return linked;
}

async function putCount(tx: PeopleQueries, seats: number): Promise<void> {
  const value = String(seats);
  await tx
    .insertInto('people_setting')
    .values({ name: setting, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

function seatOf(row: {
  readonly user: string;
  readonly email: string;
  readonly linked_at: number;
  readonly confirmed_at: number | null;
}): Seat {
  return { user: row.user, email: row.email, linkedAt: row.linked_at, confirmedAt: row.confirmed_at };
}
