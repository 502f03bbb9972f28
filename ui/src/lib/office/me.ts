// Who is signed in to the office, as the daemon says it: name, language, rights, what they may see, which modules are on.
import type { peopleApi } from '@countertop/appliance/protocol';

export type Me = peopleApi.Me;
export type ModuleName = Me['modules'][number]['name'];

export function fullName({ firstName, lastName }: Pick<Me, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`.trim();
}
