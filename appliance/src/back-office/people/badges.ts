// Badges of users: the hash of a code on a card or a chip, beside their records and never in them. All share one salt, so that a box finds
// whose badge was scanned by one hash; which is why no two users may have the same, and why a code must not be short.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { hashBadge } from '../../platform/password/password.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PeopleRecords } from './people-records.ts';
import type { PeopleQueries } from './people-tables.ts';

export interface BadgesParts {
  readonly queries: PeopleQueries;
  readonly randomness: Randomness;
  readonly events: PeopleEvents;
  readonly records: Pick<PeopleRecords, 'posPasswordChanged'>;
}

export type BadgeRefusal = 'badge.too-short' | 'badge.taken';

/** Characters; what chips and printed cards bear has more. */
export const badgeLeast = 6;
const saltName = 'badge-salt';
const saltBytes = 16;

export class Badges {
  readonly #parts: BadgesParts;

  constructor(parts: BadgesParts) {
    this.#parts = parts;
  }

  /** Null takes the badge away. */
  async set(user: string, code: string | null, actor: string): Promise<Result<undefined, BadgeRefusal>> {
    const { queries, events, records } = this.#parts;
    if (code !== null && [...code.trim()].length < badgeLeast)
      return refuse('badge.too-short', { min: badgeLeast });
    const hash = code === null ? null : await hashBadge(code, await this.#salt());
    const taken = await queries.transaction().execute(async (tx) => {
      const other =
        hash !== null &&
        (await tx
          .selectFrom('user_secret')
          .select('user')
          .where('badge_hash', '=', hash)
          .where('user', '!=', user)
          .executeTakeFirst());
      if (other) return true;
      await tx
        .insertInto('user_secret')
        .values({ user, badge_hash: hash, pos_untold: 1 })
        .onConflict((conflict) => conflict.column('user').doUpdateSet({ badge_hash: hash, pos_untold: 1 }))
        .execute();
      await events.add({ kind: hash === null ? 'badge.taken-away' : 'badge.set', user, actor }, tx);
      return false;
    });
    if (taken) return refuse('badge.taken');
    // What a power cut keeps from the list of changes is told at the next start, with the POS passwords.
    await records.posPasswordChanged(user, actor);
    await queries.updateTable('user_secret').set({ pos_untold: 0 }).where('user', '=', user).execute();
    return ok(undefined);
  }

  /** By user, for the feed; who has none is not in it. */
  async hashes(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#parts.queries
      .selectFrom('user_secret')
      .select(['user', 'badge_hash'])
      .where('badge_hash', 'is not', null)
      .execute();
    return new Map(rows.map(({ user, badge_hash }) => [user, String(badge_hash)]));
  }

  async #salt(): Promise<Uint8Array> {
    const { queries, randomness } = this.#parts;
    const made = Buffer.from(randomness.bytes(saltBytes)).toString('base64');
    await queries
      .insertInto('people_setting')
      .values({ name: saltName, value: made })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const { value } = await queries
      .selectFrom('people_setting')
      .select('value')
      .where('name', '=', saltName)
      .executeTakeFirstOrThrow();
    return Buffer.from(value, 'base64');
  }
}
