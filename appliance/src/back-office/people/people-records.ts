// What the people's side needs of the records of users, roles and sale points, which the record store keeps. Narrow on purpose: secrets,
// sessions and seats never enter a record, and no other record is any business of theirs.
import type { Result } from '../../domain/refusal.ts';
import type { Role, User } from '../../protocol/office/people.ts';

export interface PeopleRecords {
  /** Undefined: there is no such user. */
  user(id: string): Promise<User | undefined>;
  role(id: string): Promise<Role | undefined>;
  /** Ids of the shops these sale points are in; unknown ones are passed over. */
  shopsOf(salePoints: readonly string[]): Promise<readonly string[]>;
  /** Puts the e-mail into the user record, where it is not there already. Refused when another user has it. `actor`: id of a user. */
  setEmail(user: string, email: string, actor: string): Promise<Result<void>>;
  /** What somebody chose for themselves: till and office speak it. */
  setLanguage(user: string, language: User['language']): Promise<Result<void>>;
  /** Of the first shop that is open; of nowhere in particular while there is none. */
  place(): Promise<CompanyPlace>;
  /** The POS password changed: a numbered change of the user without a before and after, so that the feed brings the new hash. */
  posPasswordChanged(user: string, actor: string): Promise<void>;
  /** The first user of all, with a role that may do everything, and every place there is; answers the id. Whoever has this e-mail already
   *  becomes it: a set-up that was cut off goes on. Refused when the record store finds something in the way. */
  createAdministrator(person: NewAdministrator): Promise<Result<string>>;
}

export interface NewAdministrator {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: User['language'];
}

export interface CompanyPlace {
  /** ISO 3166, or empty. */
  readonly country: string;
  readonly timeZone: string;
  readonly currency: { readonly code: string; readonly exponent: number };
}
