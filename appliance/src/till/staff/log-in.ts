// Who stands at the register. Log-in by name and POS password with lock-out; a session token per browser tab; approval by a second
// person's PIN in place. One operator at a time: a new log-in replaces the old session, so two open pages can never act as two people.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor, UserId } from '../../domain/staff/permission.ts';
import { refuse, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import { pinMatches } from './pin.ts';
import type { StaffMember, StaffStore } from './staff-store.ts';

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

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
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
    return token !== undefined && this.#session !== null && timingSafeEqual(digest(token), digest(this.#session.token));
  }

  /** The operator as an actor, with the approver once a valid PIN of theirs came along. */
  actor(approver?: StaffMember): Actor | undefined {
    if (this.#session === null) return undefined;
    const { member } = this.#session;
    return {
      user: member.id,
      grants: member.role.grants,
      ...(approver === undefined ? {} : { approvedBy: { user: approver.id, grants: approver.role.grants } }),
    };
  }

  /** Checks name and PIN. Counts wrong ones durably; refuses with the time until the next try while locked out. */
  async check(user: UserId, pin: string): Promise<Result<StaffMember, FailureCode>> {
    if (this.#checks >= checksMax) return refuse('box.busy');
    this.#checks += 1;
    try {
      return await this.#check(user, pin);
    } finally {
      this.#checks -= 1;
    }
  }

  async logIn(user: UserId, pin: string): Promise<Result<Session, FailureCode>> {
    const checked = await this.check(user, pin);
    if (!checked.ok) return checked;
    const token = Buffer.from(this.#ports.randomness.bytes(24)).toString('base64url');
    this.#session = { member: checked.value, token };
    return { ok: true, value: this.#session };
  }

  logOut(): void {
    this.#session = null;
  }

  async #check(user: UserId, pin: string): Promise<Result<StaffMember, FailureCode>> {
    const member = await this.#ports.staff.member(user);
    if (member === undefined) return refuse('staff.unknown');
    const now = this.#ports.clock.now();
    if (member.lockedUntil !== null && member.lockedUntil > now) return refuse('staff.locked-out', { until: member.lockedUntil, name: member.name });
    if (await pinMatches(member.pinHash, pin)) {
      if (member.failedAttempts > 0) await this.#ports.staff.noteAttempts(user, 0, null);
      return { ok: true, value: member };
    }
    return this.#wrong(member, now);
  }

  async #wrong(member: StaffMember, now: number): Promise<Result<StaffMember, FailureCode>> {
    const attempts = member.failedAttempts + 1;
    if (attempts < attemptsMax) {
      await this.#ports.staff.noteAttempts(member.id, attempts, null);
      return refuse('staff.pin-wrong', { left: attemptsMax - attempts });
    }
    const until = now + Math.min(longestLockMs, firstLockMs * 2 ** (attempts - attemptsMax));
    await this.#ports.staff.noteAttempts(member.id, attempts, until);
    this.#ports.onLockOut(member.id, attempts);
    return refuse('staff.locked-out', { until, name: member.name });
  }
}
