// Who stands at the register. Log-in by name and POS password with lock-out; a session token per browser tab; approval by a second
// person's PIN in place. One operator at a time: a new log-in replaces the old session, so two open pages can never act as two people.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor, Person, UserId } from '../../domain/staff/permission.ts';
import { refuse, type Result } from '../../domain/refusal.ts';
import { isFault } from '../../platform/fault.ts';
import { passwordMatches } from '../../platform/password/password.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { Attempts, StaffMember, StaffStore } from './staff-store.ts';

/** Wrong PINs before the first lock-out; each further one doubles the wait. */
const attemptsMax = 5;
const firstLockMs = 30_000;
const longestLockMs = 15 * 60_000;
/** PIN checks under way at most: argon2id takes 19 MiB each. */
const checksMax = 2;

export interface Session {
  readonly member: StaffMember;
  readonly token: string;
}

export interface NewSession extends Session {
  /** Whose session it ended. */
  readonly replaced: UserId | null;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The count as it is if the attempt that begins now is wrong. */
function oneMore(before: Attempts, now: number): Attempts {
  const failedAttempts = before.failedAttempts + 1;
  if (failedAttempts < attemptsMax) return { failedAttempts, lockedUntil: null };
  return {
    failedAttempts,
    lockedUntil: now + Math.min(longestLockMs, firstLockMs * 2 ** (failedAttempts - attemptsMax)),
  };
}

/** With the rights of this moment. */
export function personOf({ id, role: { grants, discounts } }: StaffMember): Person {
  return { user: id, grants, ...(discounts === undefined ? {} : { discounts }) };
}

export interface LogInPorts {
  readonly staff: StaffStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Said when somebody was locked out; the till writes it to the journal. */
  readonly onLockOut: (user: UserId, attempts: number) => void;
}

export class LogIn {
  readonly #ports: LogInPorts;
  #session: Session | null = null;
  #checks = 0;

  constructor(ports: LogInPorts) {
    this.#ports = ports;
  }

  get session(): Session | null {
    return this.#session;
  }

  holds(token: string | undefined): boolean {
    return (
      token !== undefined &&
      this.#session !== null &&
      timingSafeEqual(digest(token), digest(this.#session.token))
    );
  }

  /** The operator as an actor, with the approver once a valid PIN of theirs came along. */
  actor(approver?: StaffMember): Actor | undefined {
    if (this.#session === null) return undefined;
    const person = personOf(this.#session.member);
    return approver === undefined ? person : { ...person, approvedBy: personOf(approver) };
  }

  /** Checks name and PIN. Counts attempts durably; refuses with the time until the next one while locked out, `storage.full` where none can be counted. */
  async check(user: UserId, pin: string): Promise<Result<StaffMember, FailureCode>> {
    if (this.#checks >= checksMax) return refuse('box.busy');
    this.#checks += 1;
    try {
      return await this.#check(user, pin);
    } catch (error) {
      // What cannot be counted is not tried.
      if (isFault(error, 'storage.full')) return refuse('storage.full');
      throw error;
    } finally {
      this.#checks -= 1;
    }
  }

  async logIn(user: UserId, pin: string): Promise<Result<NewSession, FailureCode>> {
    const checked = await this.check(user, pin);
    return checked.ok ? { ok: true, value: this.begin(checked.value) } : checked;
  }

  /** The session of somebody who has shown who they are. */
  begin(member: StaffMember): NewSession {
    const token = Buffer.from(this.#ports.randomness.bytes(24)).toString('base64url');
    const replaced = this.#session?.member.id ?? null;
    this.#session = { member, token };
    return { ...this.#session, replaced };
  }

  /** The office changed something about who stands here: their session goes on with it. */
  renew(member: StaffMember): void {
    if (this.#session?.member.id === member.id) this.#session = { ...this.#session, member };
  }

  logOut(): void {
    this.#session = null;
  }

  /** An attempt counts before it is looked at: however many come at once, and whatever happens meanwhile. */
  async #check(user: UserId, pin: string): Promise<Result<StaffMember, FailureCode>> {
    const { staff, clock, onLockOut } = this.#ports;
    const now = clock.now();
    let locked = false as boolean;
    const member = await staff.changeAttempts(user, (before) => {
      locked = before.lockedUntil !== null && before.lockedUntil > now;
      return locked ? undefined : oneMore(before, now);
    });
    if (member === undefined)
      return refuse((await staff.hasLeft(user)) ? 'staff.no-sale-point' : 'staff.unknown');
    const { failedAttempts, lockedUntil: until, name } = member;
    if (locked) return refuse('staff.locked-out', { until, name });
    if (await passwordMatches(member.pinHash, pin)) {
      const settled = await staff.changeAttempts(user, () => ({ failedAttempts: 0, lockedUntil: null }));
      // Taken away from this register while the password was looked at.
      return settled === undefined ? refuse('staff.no-sale-point') : { ok: true, value: settled };
    }
    if (until === null) return refuse('staff.pin-wrong', { left: attemptsMax - failedAttempts });
    onLockOut(user, failedAttempts);
    return refuse('staff.locked-out', { until, name });
  }
}
