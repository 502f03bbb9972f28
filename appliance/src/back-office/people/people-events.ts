// What happened at the door of the office: sign-ins, failures, lock-outs, resets, seats. An append-only list of its own, shown with the journal.
// Never a secret, and never what somebody typed as an e-mail: people type passwords there.
import type { RefusalData } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { PeopleQueries } from './people-tables.ts';

export const eventKinds = [
  'sign-in',
  'sign-in.failed',
  'sign-in.locked-out',
  'sign-out',
  'session.ended',
  'password.changed',
  'password.reset-asked',
  'password.reset',
  'pos-password.set',
  'badge.set',
  'badge.taken-away',
  'second-factor.on',
  'second-factor.off',
  'second-factor.codes-made',
  'second-factor.code-used',
  'link.made',
  'setup.done',
  'seats.changed',
  'seat.linked',
  'seat.confirmed',
  'seat.unlinked',
  'module.changed',
  'mail.changed',
] as const;

export interface PeopleEvent {
  readonly kind: (typeof eventKinds)[number];
  /** Whom it is about; null: nobody known. */
  readonly user: string | null;
  /** Who did it, when it was another person; `console` for the machine's own command line. */
  readonly actor?: string;
  readonly address?: string;
  readonly data?: RefusalData;
}

export interface NumberedPeopleEvent {
  readonly number: number;
  readonly at: number;
  readonly kind: string;
  readonly user: string | null;
  readonly actor: string | null;
  readonly address: string | null;
  readonly data: RefusalData;
}

export const eventPageMax = 200;

export class PeopleEvents {
  readonly #queries: PeopleQueries;
  readonly #clock: Clock;

  constructor(queries: PeopleQueries, clock: Clock) {
    this.#queries = queries;
    this.#clock = clock;
  }

  /** `within`: the transaction it belongs to. */
  async add(event: PeopleEvent, within: PeopleQueries = this.#queries): Promise<void> {
    await within
      .insertInto('people_event')
      .values({
        at: this.#clock.now(),
        kind: event.kind,
        user: event.user,
        actor: event.actor ?? null,
        address: event.address ?? null,
        data: JSON.stringify(event.data ?? {}),
      })
      .execute();
  }

  /** Newest first, those with a number below `before`. */
  async page(query: {
    readonly before?: number;
    readonly user?: string;
    readonly limit: number;
  }): Promise<readonly NumberedPeopleEvent[]> {
    let select = this.#queries
      .selectFrom('people_event')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(Math.min(query.limit, eventPageMax));
    if (query.before !== undefined) select = select.where('number', '<', query.before);
    if (query.user !== undefined) select = select.where('user', '=', query.user);
    const rows = await select.execute();
    return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as RefusalData }));
  }
}
