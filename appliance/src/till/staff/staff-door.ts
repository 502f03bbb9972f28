// How people come to the till and go: log-in by PIN or badge, log-out, clocking in and out, and whose right an approval lends.
import { type BadgeSettings, usualBadges } from '../../domain/shop/settings.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import { refuse, type Result } from '../../domain/refusal.ts';
import type { PageSession } from '../../platform/link/page-link.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { CommandFrame } from '../../protocol/frames.ts';
import type { Outcome, RegisterRequest } from '../register/request.ts';
import { Badges, type BadgesParts } from './badges.ts';
import { type LogIn, type NewSession, personOf } from './log-in.ts';
import type { StaffMember } from './staff-store.ts';

type Reply = Result<unknown, FailureCode>;

interface Credentials {
  readonly user: string;
  readonly pin: string;
}

export interface StaffDoorParts extends BadgesParts {
  readonly logIn: LogIn;
  readonly submit: (request: RegisterRequest) => Promise<Outcome>;
  readonly badgeSettings: () => BadgeSettings | undefined;
  /** Writes facts to the journal. */
  readonly note: (who: string, ...events: readonly RegisterEvent[]) => Promise<Outcome>;
  /** Attempts were counted. */
  readonly refreshStaff: () => Promise<void>;
}

export class StaffDoor {
  readonly #parts: StaffDoorParts;
  readonly #badges: Badges;

  constructor(parts: StaffDoorParts) {
    this.#parts = parts;
    this.#badges = new Badges(parts);
  }

  async logIn({ user, pin }: Credentials, page: PageSession): Promise<Reply> {
    const session = await this.#parts.logIn.logIn(user, pin);
    const entered = session.ok ? await this.#enter(session.value, page) : session;
    await this.#parts.refreshStaff();
    return entered;
  }

  /** Only at the box itself: a page elsewhere must not get in by a badge that somebody held before the scanner here. */
  async logInByBadge(page: PageSession): Promise<Reply> {
    if (!this.#settings.logIn || page.local !== true) return refuse('badge.none');
    const member = await this.#badges.take();
    return member.ok ? this.#enter(this.#parts.logIn.begin(member.value), page) : member;
  }

  async logOut(page: PageSession): Promise<Reply> {
    const { logIn, note } = this.#parts;
    const user = logIn.session?.member.id ?? 'system';
    logIn.logOut();
    this.#badges.forget();
    page.token = undefined;
    await note(user, { type: 'staff.logged-out', payload: { user, reason: 'chosen' } });
    return { ok: true, value: null };
  }

  /** Whoever knows the PIN clocks, for themselves and whoever is logged in. */
  async clock(id: string, type: 'clock-in' | 'clock-out', { user, pin }: Credentials): Promise<Reply> {
    const checked = await this.#parts.logIn.check(user, pin);
    if (!checked.ok) {
      await this.#parts.refreshStaff();
      return checked;
    }
    const command = type === 'clock-in' ? ({ type, workingTime: id } as const) : { type };
    return this.#parts.submit({ id, what: { command, actor: personOf(checked.value) } });
  }

  /** Undefined: nobody approves. */
  async approver(approval: CommandFrame['approval']): Promise<Result<StaffMember, FailureCode> | undefined> {
    if (approval === undefined) return undefined;
    return 'badge' in approval ? this.#badges.take() : this.#parts.logIn.check(approval.user, approval.pin);
  }

  /** Something was refused for want of an approval: the next badge is meant for it. */
  approvalAsked(): void {
    if (this.#settings.approval) this.#badges.want();
  }

  /** A badge goes before goods while somebody waits for one. */
  get waitsForBadge(): boolean {
    const nobody = this.#parts.logIn.session === null;
    return nobody ? this.#settings.logIn : this.#badges.wanted;
  }

  /** Whose badge this is, if it is one; kept for whoever waits for it. */
  async badgeScanned(code: string): Promise<StaffMember | undefined> {
    const member = await this.#badges.ownerOf(code);
    if (member !== undefined && this.waitsForBadge) this.#badges.keep(member);
    return member;
  }

  get #settings(): BadgeSettings {
    return this.#parts.badgeSettings() ?? usualBadges;
  }

  async #enter(session: NewSession, page: PageSession): Promise<Reply> {
    const { logIn, note } = this.#parts;
    const { token, member } = session;
    this.#badges.forget();
    const noted = await note(member.id, ...changeOfOperator(session));
    if (noted.ok) {
      page.token = token;
      return { ok: true, value: { token, user: member.id } };
    }
    // Who is not in the journal does not stand at the register.
    if (logIn.holds(token)) logIn.logOut();
    return noted;
  }
}

/** In one commit: however many log in at once, the journal tells who followed whom. */
function changeOfOperator({ member, replaced }: NewSession): readonly RegisterEvent[] {
  const loggedIn = { type: 'staff.logged-in', payload: { user: member.id } } as const;
  if (replaced === null) return [loggedIn];
  return [{ type: 'staff.logged-out', payload: { user: replaced, reason: 'replaced' } }, loggedIn];
}
