// Badges at the till: whose one is that was scanned, and what it may be used for. Its code never leaves the box: a page that waits for an
// approval is told that a badge was scanned, and asks again, once and soon.
import { refuse, type Result } from '../../domain/refusal.ts';
import type { UserId } from '../../domain/staff/permission.ts';
import { hashBadge, saltOf } from '../../platform/password/password.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { StaffMember, StaffStore } from './staff-store.ts';

/** How long a page that was refused waits for a badge before a scan means goods again. */
const wantedMs = 2 * 60_000;
/** How long a scanned badge is good for. */
const goodMs = 15_000;

export interface BadgesParts {
  readonly staff: Pick<StaffStore, 'active' | 'member'>;
  readonly clock: Pick<Clock, 'monotonic'>;
}

export class Badges {
  readonly #parts: BadgesParts;
  #wantedUntil = 0;
  #scanned: { readonly user: UserId; readonly until: number } | undefined;

  constructor(parts: BadgesParts) {
    this.#parts = parts;
  }

  /** One hash for each salt there is, which is one: all badges of an office share it. */
  async ownerOf(code: string): Promise<StaffMember | undefined> {
    const bearers = (await this.#parts.staff.active()).filter(({ badgeHash }) => badgeHash !== null);
    const salts = new Map(bearers.map(({ badgeHash }) => [String(badgeHash).split('$')[4], badgeHash ?? '']));
    for (const example of salts.values()) {
      const salt = saltOf(example);
      const hash = salt === undefined ? undefined : await hashBadge(code, salt);
      const owner = bearers.find(({ badgeHash }) => badgeHash === hash);
      if (owner !== undefined) return owner;
    }
    return undefined;
  }

  /** An approval was asked for: the next badge is meant for it. */
  want(): void {
    this.#wantedUntil = this.#parts.clock.monotonic() + wantedMs;
  }

  get wanted(): boolean {
    return this.#parts.clock.monotonic() < this.#wantedUntil;
  }

  /** Keeps the badge for whoever waits for it. */
  keep({ id }: StaffMember): void {
    this.#scanned = { user: id, until: this.#parts.clock.monotonic() + goodMs };
  }

  /** Good once. */
  async take(): Promise<Result<StaffMember, FailureCode>> {
    const scanned = this.#scanned;
    this.forget();
    if (scanned === undefined || this.#parts.clock.monotonic() >= scanned.until) return refuse('badge.none');
    const member = await this.#parts.staff.member(scanned.user);
    return member === undefined ? refuse('staff.no-sale-point') : { ok: true, value: member };
  }

  /** Somebody else stands here now, or what was asked for is done. */
  forget(): void {
    this.#scanned = undefined;
    this.#wantedUntil = 0;
  }
}
