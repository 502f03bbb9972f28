// Password hashes of users, beside their records and never in them: no audit, CSV, feed of records or log can show what is not there.
import type { PosPasswordWarning, PasswordRefusal } from './password-rule.ts';
import { checkPosPassword, posPasswordWarnings } from './password-rule.ts';
import { ok, type Result } from '../../domain/refusal.ts';
import type { Hashing } from './hashing.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PeopleRecords } from './people-records.ts';
import type { PeopleQueries } from './people-tables.ts';

export interface SecretsParts {
  readonly queries: PeopleQueries;
  readonly hashing: Hashing;
  readonly events: PeopleEvents;
  readonly records: Pick<PeopleRecords, 'posPasswordChanged'>;
}

export interface SecretsHeld {
  readonly posPassword: boolean;
  readonly badge: boolean;
  readonly officePassword: boolean;
  readonly secondFactor: boolean;
}

/** How many users are asked for at once: what one statement of SQLite takes with room to spare. */
const askedMax = 500;

export class Secrets {
  readonly #parts: SecretsParts;

  constructor(parts: SecretsParts) {
    this.#parts = parts;
  }

  /** Tells the list of changes what a power cut kept from it. */
  async start(): Promise<void> {
    const rows = await this.#parts.queries
      .selectFrom('user_secret')
      .select('user')
      .where('pos_untold', '=', 1)
      .execute();
    for (const { user } of rows) await this.#tell(user, 'system');
  }

  /** What a user types at a register. Answers what is unwise about it; it is taken all the same. */
  async setPosPassword(
    user: string,
    password: string,
    actor: string,
  ): Promise<Result<readonly PosPasswordWarning[], PasswordRefusal | 'office.busy'>> {
    const checked = checkPosPassword(password);
    if (!checked.ok) return checked;
    const hashed = await this.#parts.hashing.hash(password);
    if (!hashed.ok) return hashed;
    await this.#parts.queries.transaction().execute(async (tx) => {
      await put(tx, user, { pos_hash: hashed.value, pos_untold: 1 });
      await this.#parts.events.add({ kind: 'pos-password.set', user, actor }, tx);
    });
    await this.#tell(user, actor);
    return ok(posPasswordWarnings(password));
  }

  /** The hashes boxes check POS passwords by, for the feed: `$argon2id$…` by user; who has none is not in it. */
  async posHashes(users: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (let from = 0; from < users.length; from += askedMax) {
      const rows = await this.#parts.queries
        .selectFrom('user_secret')
        .select(['user', 'pos_hash'])
        .where('user', 'in', users.slice(from, from + askedMax))
        .execute();
      for (const { user, pos_hash } of rows) if (pos_hash !== null) found.set(user, pos_hash);
    }
    return found;
  }

  async officeHash(user: string): Promise<string | undefined> {
    const row = await this.#parts.queries
      .selectFrom('user_secret')
      .select('office_hash')
      .where('user', '=', user)
      .executeTakeFirst();
    return row?.office_hash ?? undefined;
  }

  /** `hash` was made by Hashing; `tx`: the transaction in which its reason is used up or its sessions end. */
  async putOfficeHash(user: string, hash: string, tx: PeopleQueries): Promise<void> {
    await put(tx, user, { office_hash: hash });
  }

  /** What a page may know: that there is one. */
  async held(user: string): Promise<SecretsHeld> {
    const row = await this.#parts.queries
      .selectFrom('user_secret')
      .select(['pos_hash', 'badge_hash', 'office_hash', 'totp_step'])
      .where('user', '=', user)
      .executeTakeFirst();
    return {
      posPassword: row !== undefined && row.pos_hash !== null,
      badge: row !== undefined && row.badge_hash !== null,
      officePassword: row !== undefined && row.office_hash !== null,
      secondFactor: row !== undefined && row.totp_step !== null,
    };
  }

  /** The user record is gone: so is everything kept beside it, but for what happened. */
  async forget(user: string): Promise<void> {
    await this.#parts.queries.transaction().execute(async (tx) => {
      await tx.deleteFrom('user_secret').where('user', '=', user).execute();
      await tx.deleteFrom('recovery_code').where('user', '=', user).execute();
      await tx.deleteFrom('one_time_link').where('user', '=', user).execute();
    });
  }

  async #tell(user: string, actor: string): Promise<void> {
    await this.#parts.records.posPasswordChanged(user, actor);
    await this.#parts.queries
      .updateTable('user_secret')
      .set({ pos_untold: 0 })
      .where('user', '=', user)
      .execute();
  }
}

async function put(
  tx: PeopleQueries,
  user: string,
  values: { readonly pos_hash: string; readonly pos_untold: number } | { readonly office_hash: string },
): Promise<void> {
  await tx
    .insertInto('user_secret')
    .values({ user, ...values })
    .onConflict((conflict) => conflict.column('user').doUpdateSet(values))
    .execute();
}
