// Links that the machine's own console gives: who stands there owns the office. The first user is set up by one, so that there is no default
// password; an administrator who lost password and telephone is let in again by one.
import type { Seats } from '../seats/seats.ts';
import { linkTo, type OneTimeLinks } from './one-time-links.ts';
import type { PeopleEvents } from './people-events.ts';

export interface ConsoleLinksParts {
  readonly links: OneTimeLinks;
  readonly seats: Seats;
  readonly events: PeopleEvents;
  readonly publicUrl: string;
}

export interface ConsoleLinks {
  /** While nobody can sign in; undefined once somebody can. Without an e-mail its page asks for one. */
  setup(email?: string): Promise<string | undefined>;
  /** A new password without the second factor, for who holds a seat. Undefined: nobody with this e-mail does. */
  rescue(email: string): Promise<string | undefined>;
}

/** The addresses are secrets: for the screen of the console, never for a log. */
export function consoleLinks({ links, seats, events, publicUrl }: ConsoleLinksParts): ConsoleLinks {
  return {
    async setup(email = '') {
      if (await seats.anyConfirmed()) return undefined;
      return linkTo(publicUrl, await links.make({ purpose: 'setup', user: null, email }));
    },
    async rescue(email) {
      const seat = await seats.byEmail(email);
      if (seat === undefined) return undefined;
      const { user } = seat;
      await events.add({ kind: 'link.made', user, actor: 'console', data: { purpose: 'rescue' } });
      return linkTo(publicUrl, await links.make({ purpose: 'rescue', user, email: seat.email }));
    },
  };
}
