// One's own password: asked for again before what a stranger at an unlocked desk must not do, and changed.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { User } from '../../protocol/office/people.ts';
import type { Attempts, Subject } from './attempts.ts';
import type { Hashing } from './hashing.ts';
import { checkOfficePassword, type PasswordRefusal } from './password-rule.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PeopleQueries } from './people-tables.ts';
import type { Secrets } from './secrets.ts';
import type { Sessions, Visitor } from './sessions.ts';

export type OwnPasswordRefusal = 'password.wrong' | 'sign-in.locked-out' | 'office.busy';

export interface OwnPasswordParts {
  readonly queries: PeopleQueries;
  readonly attempts: Attempts;
  readonly hashing: Hashing;
  readonly secrets: Secrets;
  readonly sessions: Sessions;
  readonly events: PeopleEvents;
}

export class OwnPassword {
  readonly #parts: OwnPasswordParts;

  constructor(parts: OwnPasswordParts) {
    this.#parts = parts;
  }

  async check(user: string, password: string, address: string): Promise<Result<void, OwnPasswordRefusal>> {
    const { attempts, hashing, secrets, events } = this.#parts;
    const subject: Subject = { kind: 'own', of: user };
    const begun = await attempts.begin([subject]);
    if (begun.locked) return refuse('sign-in.locked-out', { until: begun.until });
    const matched = await hashing.matches(await secrets.officeHash(user), password);
    if (matched.ok && !matched.value) {
      const { until } = begun;
      if (until === null) return refuse('password.wrong');
      await events.add({ kind: 'sign-in.locked-out', user, address, data: { until, inside: true } });
      return refuse('sign-in.locked-out', { until });
    }
    if (!matched.ok) {
      await attempts.forgive(subject);
      return matched;
    }
    await attempts.settle(subject);
    return ok(undefined);
  }

  /** Ends every session, this one too; the token of a new one comes back. */
  async change(
    who: { readonly id: string; readonly user: User; readonly email: string },
    { current, next }: { readonly current: string; readonly next: string },
    visitor: Visitor,
  ): Promise<Result<string, OwnPasswordRefusal | PasswordRefusal>> {
    const { queries, hashing, secrets, sessions, events } = this.#parts;
    const checked = await this.check(who.id, current, visitor.address);
    if (!checked.ok) return checked;
    const allowed = checkOfficePassword(next, [who.user.firstName, who.user.lastName, who.email]);
    if (!allowed.ok) return allowed;
    const hashed = await hashing.hash(next);
    if (!hashed.ok) return hashed;
    await queries.transaction().execute(async (tx) => {
      await secrets.putOfficeHash(who.id, hashed.value, tx);
      await events.add({ kind: 'password.changed', user: who.id, address: visitor.address }, tx);
    });
    await sessions.endAll(who.id, 'password-changed');
    return ok((await sessions.begin(who.id, visitor)).token);
  }
}
