// Signing in to the office: e-mail and password, then the second factor where there is one. An unknown e-mail costs the same work and gets the
// same answer as a wrong password; each attempt is counted before it is looked at.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { User } from '../../protocol/office/people.ts';
import type { Seats } from '../seats/seats.ts';
import { emailKey } from '../seats/seats.ts';
import { type Attempts, disguised, type Subject } from './attempts.ts';
import type { Hashing } from './hashing.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PeopleRecords } from './people-records.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Secrets } from './secrets.ts';
import type { Sessions, Visitor } from './sessions.ts';
import { standingOf } from './standing.ts';

export type SignInRefusal =
  | 'sign-in.wrong'
  | 'sign-in.locked-out'
  | 'sign-in.code-needed'
  | 'sign-in.code-wrong'
  | 'sign-in.no-office'
  | 'office.busy';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator, or a recovery code. */
  readonly code?: string;
}

export interface SignedIn {
  readonly id: string;
  readonly user: User;
  /** For the cookie, and for nothing else. */
  readonly token: string;
}

export interface SignInParts {
  readonly attempts: Attempts;
  readonly hashing: Hashing;
  readonly secrets: Secrets;
  readonly secondFactor: SecondFactor;
  readonly sessions: Sessions;
  readonly seats: Seats;
  readonly records: PeopleRecords;
  readonly events: PeopleEvents;
}

export class SignIn {
  readonly #parts: SignInParts;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  async signIn(credentials: Credentials, visitor: Visitor): Promise<Result<SignedIn, SignInRefusal>> {
    const checked = await this.#checkPassword(credentials, visitor);
    if (!checked.ok) return checked;
    const user = checked.value;
    const standing = await standingOf(user, this.#parts);
    if (!standing.in) return refuse('sign-in.no-office', { reason: standing.reason });
    const second = await this.#checkCode(user, credentials.code, visitor);
    return second.ok ? this.enter(user, visitor) : second;
  }

  /** Past the checks: for who just proved themselves by a link. Refused for who is not in the office. */
  async enter(id: string, visitor: Visitor): Promise<Result<SignedIn, 'sign-in.no-office'>> {
    const standing = await standingOf(id, this.#parts);
    if (!standing.in) return refuse('sign-in.no-office', { reason: standing.reason });
    const { token } = await this.#parts.sessions.begin(id, visitor);
    return ok({ id, user: standing.user, token });
  }

  async #checkPassword(
    { email, password }: Credentials,
    visitor: Visitor,
  ): Promise<Result<string, SignInRefusal>> {
    const { attempts, hashing, secrets, seats } = this.#parts;
    const byEmail: Subject = { kind: 'email', of: disguised(emailKey(email)) };
    const byAddress: Subject = { kind: 'address', of: visitor.address };
    const begun = await attempts.begin([byEmail, byAddress]);
    if (begun.locked) return refuse('sign-in.locked-out', { until: begun.until });
    const seat = await seats.byEmail(email);
    // Asked for nobody too: as many questions for an e-mail that is not known.
    const passwordHash = await secrets.officeHash(seat?.user ?? '');
    const matched = await hashing.matches(passwordHash, password);
    if (!matched.ok || (matched.value && seat !== undefined)) {
      await attempts.forgive(byAddress);
      if (!matched.ok) await attempts.forgive(byEmail);
      else await attempts.settle(byEmail);
    }
    if (!matched.ok) return matched;
    if (matched.value && seat !== undefined) return ok(seat.user);
    return this.#wrong('sign-in.wrong', { user: seat?.user ?? null, until: begun.until, visitor });
  }

  async #checkCode(
    user: string,
    code: string | undefined,
    visitor: Visitor,
  ): Promise<Result<void, SignInRefusal>> {
    const { attempts, secondFactor } = this.#parts;
    if (!(await secondFactor.isOn(user))) return ok(undefined);
    if (code === undefined || code === '') return refuse('sign-in.code-needed');
    const subject: Subject = { kind: 'code', of: user };
    const begun = await attempts.begin([subject]);
    if (begun.locked) return refuse('sign-in.locked-out', { until: begun.until });
    if (await secondFactor.takes(user, code)) {
      await attempts.settle(subject);
      return ok(undefined);
    }
    return this.#wrong('sign-in.code-wrong', { user, until: begun.until, visitor });
  }

  /** `until`: the attempt that failed locks somebody out. */
  async #wrong(
    code: 'sign-in.wrong' | 'sign-in.code-wrong',
    what: { readonly user: string | null; readonly until: number | null; readonly visitor: Visitor },
  ): Promise<Result<never, SignInRefusal>> {
    const { address } = what.visitor;
    const data = { secondFactor: code === 'sign-in.code-wrong' };
    if (what.until === null) {
      await this.#parts.events.add({ kind: 'sign-in.failed', user: what.user, address, data });
      return refuse(code);
    }
    const until = what.until;
    await this.#parts.events.add({
      kind: 'sign-in.locked-out',
      user: what.user,
      address,
      data: { ...data, until },
    });
    return refuse('sign-in.locked-out', { until });
  }
}
