// How somebody comes to a password without anybody else ever knowing it: by invitation, by reset, by the set-up of the first user, or rescued
// from the console. All of them are one letter or line with a link that works once.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { isAddress } from '../../platform/mail/mail.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { User } from '../../protocol/office/people.ts';
import { emailKey, type Seat, type Seats } from '../seats/seats.ts';
import { type Attempts, disguised, type Subject } from './attempts.ts';
import { Background } from './background.ts';
import type { Hashing } from './hashing.ts';
import { changedLetter, type Language, linkLetter } from './letters.ts';
import { linkTo, type OneTimeLink, type OneTimeLinks } from './one-time-links.ts';
import { checkOfficePassword, type PasswordRefusal } from './password-rule.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PeopleRecords } from './people-records.ts';
import type { LinkPurpose, PeopleQueries } from './people-tables.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Secrets } from './secrets.ts';
import type { Sessions } from './sessions.ts';

export interface AccountsParts {
  readonly queries: PeopleQueries;
  readonly attempts: Attempts;
  readonly hashing: Hashing;
  readonly links: OneTimeLinks;
  readonly secrets: Secrets;
  readonly secondFactor: SecondFactor;
  readonly sessions: Sessions;
  readonly seats: Seats;
  readonly records: PeopleRecords;
  readonly events: PeopleEvents;
  readonly mail: Mail;
  readonly log: Log;
  /** Where pages are opened, without a slash at the end: `https://office.example`. */
  readonly publicUrl: string;
  readonly company: () => Promise<string>;
}

export interface LinkView {
  readonly purpose: LinkPurpose;
  /** Empty: to be told with a set-up. */
  readonly email: string;
  readonly expiresAt: number;
}

export interface NewPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: Language;
}

export interface LinkUse {
  readonly password: string;
  /** Needed for a set-up, ignored otherwise. */
  readonly person?: NewPerson;
}

export type LinkRefusal =
  | 'link.invalid'
  | 'setup.done'
  | 'request.too-often'
  | 'request.malformed'
  | 'user.email-invalid'
  | 'office.busy'
  | PasswordRefusal;

type InviteRefusal =
  'user.unknown' | 'user.no-email' | 'user.email-invalid' | 'seat.none-left' | 'seat.email-taken';

/** Who opened the office by a link. `direct`: they may be let in without signing in once more. */
export interface LinkUsed {
  readonly user: string;
  readonly direct: boolean;
}

export class Accounts {
  readonly #parts: AccountsParts;
  readonly #background: Background;
  /** One set-up at a time: two must not both be the first. */
  #settingUp: Promise<unknown> = Promise.resolve();

  constructor(parts: AccountsParts) {
    this.#parts = parts;
    this.#background = new Background(parts.log);
  }

  /** Letters that are being written are finished. */
  async stop(): Promise<void> {
    await this.#background.idle();
  }

  /** Answered at once and always alike; whether the e-mail is known shows in nothing but the letter. */
  async askReset(email: string, address: string): Promise<Result<void, 'request.too-often' | 'office.busy'>> {
    const begun = await this.#parts.attempts.begin([
      { kind: 'letter', of: disguised(emailKey(email)) },
      { kind: 'letter-address', of: address },
    ]);
    if (begun.locked) return refuse('request.too-often', { until: begun.until });
    return this.#background.run(() => this.#sendReset(email, address))
      ? ok(undefined)
      : refuse('office.busy');
  }

  /** Gives the user a seat and sends the letter that confirms it. Asked again it sends the letter again. */
  async invite(user: string, email: string | undefined, actor: string): Promise<Result<Seat, InviteRefusal>> {
    const { records, seats, sessions, events } = this.#parts;
    const record = await records.user(user);
    if (record === undefined) return refuse('user.unknown');
    const to = (email ?? record.email ?? '').trim();
    if (to === '') return refuse('user.no-email');
    if (!isAddress(to)) return refuse('user.email-invalid');
    // First: a seat with an e-mail that its user does not have would confuse everybody.
    const put = await records.setEmail(user, to, actor);
    if (!put.ok) return refuse('seat.email-taken');
    const linked = await seats.link(user, to, { actor });
    if (!linked.ok) return linked;
    if (linked.value.confirmedAt === null) await sessions.endAll(user, 'no-seat');
    await events.add({ kind: 'link.made', user, actor, data: { purpose: 'invitation' } });
    await this.#sendLink('invitation', { user, email: linked.value.email, record });
    return linked;
  }

  /** What a link is for, so that its page can say so. */
  async look(
    token: string,
    address: string,
  ): Promise<Result<LinkView, 'link.invalid' | 'request.too-often'>> {
    const found = await this.#find(token, address);
    if (!found.ok) return found;
    const { purpose, email, expiresAt } = found.value;
    return ok({ purpose, email, expiresAt });
  }

  /** The link is used up, the password set, every session ended. */
  async use(token: string, use: LinkUse, address: string): Promise<Result<LinkUsed, LinkRefusal>> {
    const found = await this.#find(token, address);
    if (!found.ok) return found;
    const link = found.value;
    if (link.purpose === 'setup') return this.#oneAtATime(() => this.#setUp(token, link, use));
    const record = link.user === null ? undefined : await this.#parts.records.user(link.user);
    if (link.user === null || record?.active !== true) return refuse('link.invalid');
    const hashed = await this.#hash(use.password, [record.firstName, record.lastName, link.email]);
    if (!hashed.ok) return hashed;
    const done = await this.#setPassword(token, { link, user: link.user, hash: hashed.value, address });
    if (!done) return refuse('link.invalid');
    await this.#parts.sessions.endAll(link.user, 'password-changed');
    await this.#parts.attempts.settle({ kind: 'email', of: disguised(emailKey(link.email)) });
    await this.#parts.attempts.settle({ kind: 'letter', of: disguised(emailKey(link.email)) });
    if (link.purpose === 'reset') await this.tellChanged(record, link.email);
    const second = await this.#parts.secondFactor.isOn(link.user);
    return ok({ user: link.user, direct: link.purpose === 'invitation' && !second });
  }

  /** A letter after the fact: whoever did not do it themselves learns of it. */
  async tellChanged(record: User, email: string): Promise<void> {
    const letter = changedLetter(record.language, {
      name: record.firstName,
      company: await this.#parts.company(),
    });
    await this.#post(email, letter);
  }

  /** A user with password and confirmed seat, without letters: the demo's. Does nothing for who has a password. */
  async admit(
    user: string,
    { email, password }: { readonly email: string; readonly password: string },
  ): Promise<Result<void, 'seat.none-left' | 'seat.email-taken' | 'office.busy'>> {
    const { queries, hashing, secrets, seats } = this.#parts;
    if ((await secrets.officeHash(user)) !== undefined) return ok(undefined);
    const hashed = await hashing.hash(password);
    if (!hashed.ok) return hashed;
    await seats.raiseCount((await seats.linked()).length + 1);
    const linked = await seats.link(user, email, { actor: 'system' });
    if (!linked.ok) return linked;
    await queries.transaction().execute(async (tx) => {
      await seats.confirm(user, email, tx);
      await secrets.putOfficeHash(user, hashed.value, tx);
    });
    return ok(undefined);
  }

  async #sendReset(email: string, address: string): Promise<void> {
    const seat = await this.#parts.seats.byEmail(email);
    const record = seat === undefined ? undefined : await this.#parts.records.user(seat.user);
    await this.#parts.events.add({ kind: 'password.reset-asked', user: seat?.user ?? null, address });
    if (seat === undefined || record?.active !== true) return;
    await this.#sendLink('reset', { user: seat.user, email: seat.email, record });
  }

  async #sendLink(
    purpose: 'invitation' | 'reset',
    { user, email, record }: { readonly user: string; readonly email: string; readonly record: User },
  ): Promise<void> {
    const link = linkTo(this.#parts.publicUrl, await this.#parts.links.make({ purpose, user, email }));
    const facts = { name: record.firstName, company: await this.#parts.company(), link };
    await this.#post(email, linkLetter(purpose, record.language, facts));
  }

  async #post(to: string, letter: { readonly subject: string; readonly text: string }): Promise<void> {
    const sent = await this.#parts.mail.send({ to, ...letter });
    if (!sent.ok) this.#parts.log.warn({ code: sent.refusal.code }, 'a letter was not taken by the outbox');
  }

  /** Tokens cannot be guessed; who tries is slowed all the same. */
  async #find(
    token: string,
    address: string,
  ): Promise<Result<OneTimeLink, 'link.invalid' | 'request.too-often'>> {
    const subject: Subject = { kind: 'link-address', of: address };
    const begun = await this.#parts.attempts.begin([subject]);
    if (begun.locked) return refuse('request.too-often', { until: begun.until });
    const link = await this.#parts.links.look(token);
    if (link === undefined) return refuse('link.invalid');
    await this.#parts.attempts.forgive(subject);
    return ok(link);
  }

  async #hash(
    password: string,
    about: readonly string[],
  ): Promise<Result<string, PasswordRefusal | 'office.busy'>> {
    const allowed = checkOfficePassword(password, about);
    return allowed.ok ? this.#parts.hashing.hash(password) : allowed;
  }

  async #setPassword(
    token: string,
    what: {
      readonly link: OneTimeLink;
      readonly user: string;
      readonly hash: string;
      readonly address: string;
    },
  ): Promise<boolean> {
    const { queries, links, secrets, seats, secondFactor, events } = this.#parts;
    const { link, user, hash, address } = what;
    return queries.transaction().execute(async (tx) => {
      if ((await links.use(token, tx)) === undefined) return false;
      // Used up even where the seat went to another e-mail meanwhile: then it opens nothing.
      if (link.purpose === 'invitation' && !(await seats.confirm(user, link.email, tx))) return false;
      await secrets.putOfficeHash(user, hash, tx);
      if (link.purpose === 'rescue') await secondFactor.end(user, 'console', tx);
      await events.add({ kind: 'password.reset', user, address, data: { purpose: link.purpose } }, tx);
      return true;
    });
  }

  async #setUp(token: string, link: OneTimeLink, use: LinkUse): Promise<Result<LinkUsed, LinkRefusal>> {
    const { queries, links, secrets, seats, records, events } = this.#parts;
    if (await seats.anyConfirmed()) return refuse('setup.done');
    if (use.person === undefined) return refuse('request.malformed', { at: '/person' });
    const person = { ...use.person, email: (link.email === '' ? use.person.email : link.email).trim() };
    if (!isAddress(person.email)) return refuse('user.email-invalid');
    const hashed = await this.#hash(use.password, [person.firstName, person.lastName, person.email]);
    if (!hashed.ok) return hashed;
    const created = await records.createAdministrator(person);
    if (!created.ok) return refuse('request.malformed', { at: '/person', ...created.refusal.data });
    const user = created.value;
    const done = await queries.transaction().execute(async (tx) => {
      if ((await links.use(token, tx)) === undefined) return false;
      const linked = await seats.link(user, person.email, { actor: user, within: tx });
      if (!linked.ok || !(await seats.confirm(user, person.email, tx))) return false;
      await secrets.putOfficeHash(user, hashed.value, tx);
      await events.add({ kind: 'setup.done', user }, tx);
      return true;
    });
    return done ? ok({ user, direct: true }) : refuse('link.invalid');
  }

  async #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#settingUp.then(work);
    this.#settingUp = result.catch(() => undefined);
    return result;
  }
}
