// Links that work once: to set up the first user, accept an invitation, reset a password. The token is only in the letter; here is its digest.
import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { LinkPurpose, PeopleQueries } from './people-tables.ts';

const hour = 3_600_000;

export const linkLifeMs: Readonly<Record<LinkPurpose, number>> = {
  setup: 24 * hour,
  invitation: 7 * 24 * hour,
  reset: hour,
  rescue: hour,
};

/** Of one purpose and person; the oldest gives way. Several letters may be on their way, and any of them is the one that is opened. */
const livingMax = 5;
const tokenBytes = 32;

export interface LinkOwner {
  readonly purpose: LinkPurpose;
  /** Null: a setup. */
  readonly user: string | null;
  /** Empty: a setup that leaves it to be told. */
  readonly email: string;
}

export interface OneTimeLink extends LinkOwner {
  readonly expiresAt: number;
}

export interface LinksParts {
  readonly queries: PeopleQueries;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

export class OneTimeLinks {
  readonly #parts: LinksParts;

  constructor(parts: LinksParts) {
    this.#parts = parts;
  }

  /** The token, for the letter and for nothing else. */
  async make({ purpose, user, email }: LinkOwner): Promise<string> {
    const token = Buffer.from(this.#parts.randomness.bytes(tokenBytes)).toString('base64url');
    const now = this.#parts.clock.now();
    await this.#parts.queries.transaction().execute(async (tx) => {
      await tx.deleteFrom('one_time_link').where('expires_at', '<=', now).execute();
      const owned = tx
        .selectFrom('one_time_link')
        .select('digest')
        .where('purpose', '=', purpose)
        .where('user', user === null ? 'is' : '=', user)
        .orderBy('made_at', 'desc')
        .limit(1_000)
        .offset(livingMax - 1);
      await tx.deleteFrom('one_time_link').where('digest', 'in', owned).execute();
      await tx
        .insertInto('one_time_link')
        .values({
          digest: digestOf(token),
          purpose,
          user,
          email,
          made_at: now,
          expires_at: now + linkLifeMs[purpose],
        })
        .execute();
    });
    return token;
  }

  /** What a living link is for; nothing is used up. */
  async look(token: string, within: PeopleQueries = this.#parts.queries): Promise<OneTimeLink | undefined> {
    const row = await within
      .selectFrom('one_time_link')
      .select(['purpose', 'user', 'email', 'expires_at as expiresAt'])
      .where('digest', '=', digestOf(token))
      .where('expires_at', '>', this.#parts.clock.now())
      .executeTakeFirst();
    return row;
  }

  /** Uses it up, and with it all other links of that person. Undefined: somebody was quicker, or it is too old. */
  async use(token: string, tx: PeopleQueries): Promise<OneTimeLink | undefined> {
    const link = await this.look(token, tx);
    if (link === undefined) return undefined;
    await tx
      .deleteFrom('one_time_link')
      .where('user', link.user === null ? 'is' : '=', link.user)
      .execute();
    return link;
  }
}

/** The token stands behind the #: it is in no log of any server, and in no Referer. `publicUrl` has no slash at its end. */
export function linkTo(publicUrl: string, token: string): string {
  return `${publicUrl}/office/link#${token}`;
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
