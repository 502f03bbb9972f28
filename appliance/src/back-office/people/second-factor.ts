// The second factor: codes of an authenticator (TOTP, RFC 6238) and recovery codes for when the telephone is gone. A code is taken once; one
// step of drift is allowed to either side.
import { Secret, TOTP } from 'otpauth';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { OfficeKey } from './office-key.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PeopleQueries } from './people-tables.ts';

const periodSeconds = 30;
const secretBytes = 20;
const driftSteps = 1;
export const recoveryCodeCount = 8;
/** Crockford's: nothing that is mistaken for something else when read from paper. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const recoveryLength = 10;

export interface SecondFactorParts {
  readonly queries: PeopleQueries;
  readonly key: OfficeKey;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly events: PeopleEvents;
  /** As an authenticator shows it beside the e-mail: the company's or the product's name. */
  readonly issuer: string;
}

export interface Enrolment {
  /** Base32, for typing. */
  readonly secret: string;
  /** `otpauth://totp/…`, for a QR code. */
  readonly url: string;
}

export class SecondFactor {
  readonly #parts: SecondFactorParts;

  constructor(parts: SecondFactorParts) {
    this.#parts = parts;
  }

  async isOn(user: string): Promise<boolean> {
    return ((await this.#row(user))?.totp_step ?? null) !== null;
  }

  /** A new secret; nothing is asked for until a code of it has been confirmed. Begun twice, the last one counts. */
  async begin(user: string, email: string): Promise<Result<Enrolment, 'second-factor.already'>> {
    const { queries, key, randomness } = this.#parts;
    const secret = new Secret({ buffer: Uint8Array.from(randomness.bytes(secretBytes)).buffer });
    const sealed = key.seal(secret.base32, ownerOf(user));
    const { numInsertedOrUpdatedRows } = await queries
      .insertInto('user_secret')
      .values({ user, totp_secret: sealed })
      .onConflict((conflict) =>
        conflict
          .column('user')
          .doUpdateSet({ totp_secret: sealed })
          .where('user_secret.totp_step', 'is', null),
      )
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return refuse('second-factor.already');
    return ok({ secret: secret.base32, url: this.#totp(secret, email).toString() });
  }

  /** The first code switches it on. Answers the recovery codes, which are never shown again. */
  async confirm(
    user: string,
    code: string,
  ): Promise<
    Result<readonly string[], 'second-factor.already' | 'second-factor.none' | 'second-factor.code-wrong'>
  > {
    const row = await this.#row(user);
    if (row === undefined || row.totp_secret === null) return refuse('second-factor.none');
    if (row.totp_step !== null) return refuse('second-factor.already');
    const step = this.#stepOf(user, row.totp_secret, code);
    if (step === undefined) return refuse('second-factor.code-wrong');
    const secret = row.totp_secret;
    return this.#parts.queries.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('user_secret')
        .set({ totp_step: step })
        .where('user', '=', user)
        .where('totp_step', 'is', null)
        .where('totp_secret', '=', secret)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return refuse('second-factor.already');
      await this.#parts.events.add({ kind: 'second-factor.on', user }, tx);
      return ok(await this.#newRecoveryCodes(user, tx));
    });
  }

  /** A code of the authenticator or a recovery code, whichever it looks like; either is used up by it. */
  async takes(user: string, code: string): Promise<boolean> {
    const plain = code.replace(/[\s-]/g, '');
    return /^\d{6}$/.test(plain) ? this.#takesTotp(user, plain) : this.#takesRecovery(user, plain);
  }

  /** Eight new ones; the old ones are worth nothing any more. */
  async renewRecoveryCodes(user: string): Promise<Result<readonly string[], 'second-factor.none'>> {
    if (!(await this.isOn(user))) return refuse('second-factor.none');
    return this.#parts.queries.transaction().execute(async (tx) => {
      await this.#parts.events.add({ kind: 'second-factor.codes-made', user }, tx);
      return ok(await this.#newRecoveryCodes(user, tx));
    });
  }

  async recoveryCodesLeft(user: string): Promise<number> {
    const rows = await this.#parts.queries
      .selectFrom('recovery_code')
      .select('digest')
      .where('user', '=', user)
      .execute();
    return rows.length;
  }

  /** Off, with its recovery codes. `actor` when it was somebody else. */
  async end(user: string, actor?: string, within: PeopleQueries = this.#parts.queries): Promise<boolean> {
    const end = async (tx: PeopleQueries): Promise<boolean> => {
      const { numUpdatedRows } = await tx
        .updateTable('user_secret')
        .set({ totp_secret: null, totp_step: null })
        .where('user', '=', user)
        .where('totp_step', 'is not', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      await tx.deleteFrom('recovery_code').where('user', '=', user).execute();
      const by = actor === undefined ? {} : { actor };
      await this.#parts.events.add({ kind: 'second-factor.off', user, ...by }, tx);
      return true;
    };
    return within.isTransaction ? end(within) : within.transaction().execute(end);
  }

  async #takesTotp(user: string, code: string): Promise<boolean> {
    const row = await this.#row(user);
    if (row === undefined || row.totp_secret === null || row.totp_step === null) return false;
    const step = this.#stepOf(user, row.totp_secret, code);
    if (step === undefined) return false;
    // Of two that come with the same code at once, one changes the row.
    const { numUpdatedRows } = await this.#parts.queries
      .updateTable('user_secret')
      .set({ totp_step: step })
      .where('user', '=', user)
      .where('totp_step', '<', step)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async #takesRecovery(user: string, code: string): Promise<boolean> {
    const digest = this.#digestOf(user, code.toLowerCase());
    return this.#parts.queries.transaction().execute(async (tx) => {
      const { numDeletedRows } = await tx
        .deleteFrom('recovery_code')
        .where('user', '=', user)
        .where('digest', '=', digest)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return false;
      await this.#parts.events.add({ kind: 'second-factor.code-used', user }, tx);
      return true;
    });
  }

  async #newRecoveryCodes(user: string, tx: PeopleQueries): Promise<readonly string[]> {
    const codes = Array.from({ length: recoveryCodeCount }, () => this.#recoveryCode());
    await tx.deleteFrom('recovery_code').where('user', '=', user).execute();
    await tx
      .insertInto('recovery_code')
      .values(codes.map((code) => ({ user, digest: this.#digestOf(user, code) })))
      .execute();
    return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
  }

  /** 50 bits. 256 is a multiple of 32, so no character is likelier than another. */
  #recoveryCode(): string {
    return Array.from(this.#parts.randomness.bytes(recoveryLength), (byte) => alphabet[byte % 32]).join('');
  }

  #digestOf(user: string, code: string): string {
    return this.#parts.key.digest(code, `recovery:${user}`);
  }

  /** The step the code belongs to, when it belongs to one of now. */
  #stepOf(user: string, sealed: Uint8Array, code: string): number | undefined {
    const secret = Secret.fromBase32(this.#parts.key.open(sealed, ownerOf(user)));
    const timestamp = this.#parts.clock.now();
    const totp = this.#totp(secret, '');
    const token = code.replace(/\s/g, '');
    // The package compares bytes of equal number, and takes other digits for characters.
    const delta = /^\d{6}$/.test(token) ? totp.validate({ token, timestamp, window: driftSteps }) : null;
    return delta === null ? undefined : totp.counter({ timestamp }) + delta;
  }

  #totp(secret: Secret, label: string): TOTP {
    return new TOTP({
      issuer: this.#parts.issuer,
      label,
      secret,
      algorithm: 'SHA1',
      digits: 6,
      period: periodSeconds,
    });
  }

  async #row(user: string) {
    return this.#parts.queries
      .selectFrom('user_secret')
      .select(['totp_secret', 'totp_step'])
      .where('user', '=', user)
      .executeTakeFirst();
  }
}

const ownerOf = (user: string): string => `totp:${user}`;
