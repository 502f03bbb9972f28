// The link as a page sees it: views that Svelte watches, commands and queries that answer, and how fresh what is shown is.
// One per page, made by the layout of each mode and found through its context.
import { createContext } from 'svelte';
import type {
  Answers,
  CommandBody,
  CommandFrame,
  CommandName,
  QueryBody,
  QueryName,
  Topic,
  Views,
} from '@countertop/appliance/protocol';
import { Conversation, type Hello, type LinkStatus } from './conversation.ts';
import type { Outcome } from './outbox.ts';
import { browserClock } from './page-clock.ts';
import type { Socket } from './wire.ts';

const sessionKey = 'countertop.session';
const userKey = 'countertop.user';
const reloadedKey = 'countertop.reloaded-at';
/** A reload that brought no other version within this time will not bring one by trying again. */
const reloadPauseMs = 60_000;

/** One topic's view on its own, so that a new line in the basket does not wake what shows the grid. */
class Shown {
  view = $state.raw<unknown>();
}

export class Link {
  status = $state<LinkStatus>('connecting');
  hello = $state.raw<Hello | undefined>();
  /** Whether this browser tab held the operator's session when it last heard of it. */
  loggedIn = $state(false);
  /** This tab's log-in was ended from elsewhere: by a log-in on another screen, or because the box was restarted. */
  ended = $state(false);
  /** Who logged in on this tab. Somebody else at the register means that this tab's session is over. */
  user = $state(sessionStorage.getItem(userKey));
  /** Commands on their way: sent and not answered, or waiting for the link. */
  underWay = $state(0);
  readonly #topics: Record<Topic, Shown> = {
    till: new Shown(),
    grid: new Shown(),
    staff: new Shown(),
    scale: new Shown(),
    'customer-display': new Shown(),
    box: new Shown(),
  };
  readonly #conversation: Conversation;
  /** Logging out by choice: the view may tell of it before the answer does. */
  #leaving = false;

  constructor(page: string, topics: readonly Topic[]) {
    this.#conversation = new Conversation(
      page,
      {
        open: openSocket,
        clock: browserClock,
        chance: Math.random,
        newId,
        session: () => sessionStorage.getItem(sessionKey) ?? undefined,
        reload: reloadOnce,
      },
      {
        status: (status) => {
          this.status = status;
        },
        hello: (hello) => {
          this.hello = hello;
          this.loggedIn = hello.loggedIn;
          if (!hello.loggedIn && sessionStorage.getItem(sessionKey) !== null) this.replaced();
        },
        view: (topic, view) => {
          this.#topics[topic].view = view;
        },
      },
    );
    for (const topic of topics) this.#conversation.subscribe(topic);
  }

  /** Connects; the returned function ends it. Made for `$effect` or `onMount` of a layout. */
  start(): () => void {
    const hurry = (): void => {
      if (document.visibilityState === 'visible') this.#conversation.hurry();
    };
    this.#conversation.start();
    document.addEventListener('visibilitychange', hurry);
    window.addEventListener('online', hurry);
    return () => {
      document.removeEventListener('visibilitychange', hurry);
      window.removeEventListener('online', hurry);
      this.#conversation.stop();
    };
  }

  /** The topic's view; undefined until its first has come. */
  view<T extends Topic>(topic: T): Views[T] | undefined {
    return this.#topics[topic].view as Views[T] | undefined;
  }

  /** Sends a command. Answered once, also across a lost link; fails with `link.no-answer` after 15 s. */
  async command<Name extends CommandName>(
    name: Name,
    body: CommandBody<Name>,
    approval?: CommandFrame['approval'],
  ): Promise<Outcome> {
    this.underWay += 1;
    const outcome = await this.#conversation.command(name, body, approval);
    this.underWay -= 1;
    if (!outcome.ok && outcome.failure.code === 'session.needed') this.replaced();
    return outcome;
  }

  async query<Name extends QueryName>(name: Name, body: QueryBody<Name>): Promise<Outcome<Answers[Name]>> {
    const outcome = await this.#conversation.query(name, body);
    if (!outcome.ok && outcome.failure.code === 'session.needed') this.replaced();
    return outcome as Outcome<Answers[Name]>;
  }

  async logIn(user: string, pin: string): Promise<Outcome> {
    return this.#entered(await this.#conversation.command('log-in', { user, pin }));
  }

  /** With the badge that the box has just read. */
  async logInByBadge(): Promise<Outcome> {
    return this.#entered(await this.#conversation.command('log-in-by-badge', {}));
  }

  #entered(outcome: Outcome): Outcome {
    if (!outcome.ok) return outcome;
    const { token, user } = outcome.value as { readonly token: string; readonly user: string };
    sessionStorage.setItem(sessionKey, token);
    sessionStorage.setItem(userKey, user);
    this.user = user;
    this.loggedIn = true;
    this.ended = false;
    return outcome;
  }

  async logOut(): Promise<Outcome> {
    this.#leaving = true;
    const outcome = await this.#conversation.command('log-out', {});
    this.#leaving = false;
    if (outcome.ok) this.#forget();
    return outcome;
  }

  /** The register has somebody else now, or nobody: this tab has to log in again, and says why. */
  replaced(): void {
    if (this.#leaving) return;
    this.#forget();
    this.ended = true;
  }

  #forget(): void {
    sessionStorage.removeItem(sessionKey);
    sessionStorage.removeItem(userKey);
    this.user = null;
    this.loggedIn = false;
  }
}

export const [getLink, setLink] = createContext<Link>();

/** 128 bits of chance. Not randomUUID: a screen opened over plain HTTP from another box does not have it. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function openSocket(): Socket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  // The browser's handlers take an event more than the wire asks for.
  return new WebSocket(`${scheme}//${location.host}/link`) as unknown as Socket;
}

function reloadOnce(): boolean {
  const last = Number(sessionStorage.getItem(reloadedKey) ?? 0);
  if (Date.now() - last < reloadPauseMs) return false;
  sessionStorage.setItem(reloadedKey, String(Date.now()));
  location.reload();
  return true;
}
