// Whether somebody is in the office at all: an active user with a role for the office and a confirmed seat. Asked at sign-in and for every
// request, so that what is taken from somebody is gone with the next thing they do.
import type { Role, User } from '../../protocol/office/people.ts';
import type { Seats } from '../seats/seats.ts';
import type { PeopleRecords } from './people-records.ts';

export type Standing =
  | { readonly in: true; readonly user: User; readonly role: Role; readonly email: string }
  | { readonly in: false; readonly reason: 'inactive' | 'no-role' | 'no-seat' };

export interface StandingParts {
  readonly records: Pick<PeopleRecords, 'user' | 'role'>;
  readonly seats: Seats;
}

export async function standingOf(id: string, { records, seats }: StandingParts): Promise<Standing> {
  const [user, seat] = [await records.user(id), await seats.of(id)];
  if (user?.active !== true) return { in: false, reason: 'inactive' };
  const role = user.officeRole === null ? undefined : await records.role(user.officeRole);
  if (role?.active !== true) return { in: false, reason: 'no-role' };
  if (seat === undefined || seat.confirmedAt === null) return { in: false, reason: 'no-seat' };
  return { in: true, user, role, email: seat.email };
}

export function nameOf({ firstName, lastName }: Pick<User, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`;
}
