// The cookie, and who stands behind it. Read from and written to the header itself, so that pages, streams and sockets all ask in the same
// way, whichever plugins they have: the token is base64url, which needs no quoting.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { User } from '../../protocol/office/people.ts';
import type { OfficeSession, SessionPort } from '../api/session-port.ts';
import type { Seats } from '../seats/seats.ts';
import type { PeopleRecords } from './people-records.ts';
import { rightOf, scopeOf } from './rights.ts';
import { longestMs, type Session, type Sessions, type Visitor } from './sessions.ts';
import { nameOf, standingOf } from './standing.ts';

export const cookieName = 'countertop_office';

/** Somebody in the office, with what their own pages need. */
export interface Visit {
  readonly session: Session;
  readonly office: OfficeSession;
  readonly user: User;
  readonly email: string;
}

export interface DoorkeeperParts {
  readonly sessions: Sessions;
  readonly records: PeopleRecords;
  readonly seats: Seats;
}

export class Doorkeeper implements SessionPort {
  readonly #parts: DoorkeeperParts;

  constructor(parts: DoorkeeperParts) {
    this.#parts = parts;
  }

  async session(request: FastifyRequest): Promise<OfficeSession | undefined> {
    return (await this.visit(request))?.office;
  }

  async visit(request: FastifyRequest): Promise<Visit | undefined> {
    const token = tokenOf(request.headers.cookie);
    const session = token === undefined ? undefined : await this.#parts.sessions.find(token);
    if (session === undefined) return undefined;
    const standing = await standingOf(session.user, this.#parts);
    if (!standing.in) {
      await this.#parts.sessions.endAll(session.user, standing.reason);
      return undefined;
    }
    const { user, role, email } = standing;
    const shops = await this.#parts.records.shopsOf(user.salePoints.map(({ salePoint }) => salePoint));
    const office: OfficeSession = {
      user: session.user,
      name: nameOf(user),
      language: user.language,
      rights: (area) => rightOf(role, area),
      scope: scopeOf(user, role, shops),
    };
    return { session, office, user, email };
  }

  /** After a change of users, roles or seats: who has no place in the office any more is out, even if they come back later. */
  async look(users: Iterable<string>): Promise<void> {
    for (const id of users) {
      const standing = await standingOf(id, this.#parts);
      if (!standing.in) await this.#parts.sessions.endAll(id, standing.reason);
    }
  }

  /** Everybody with a session: after a role changed, and after a start, as a crash may have come between a change and its effect. */
  async lookAtAll(): Promise<void> {
    await this.look(await this.#parts.sessions.users());
  }
}

const inHeader = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{43})(?:;|$)`);

function tokenOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : inHeader.exec(header)?.[1];
}

export function visitorOf(request: FastifyRequest): Visitor {
  return { address: addressOf(request.ip), agent: request.headers['user-agent'] ?? '' };
}

/** Who has one IPv6 address has 2^64 of them: the network counts. */
function addressOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Without a token the browser forgets the one it has. */
export function setCookie(request: FastifyRequest, reply: FastifyReply, token: string | undefined): void {
  const lifeSeconds = token === undefined ? 0 : longestMs / 1_000;
  const attributes = [`Max-Age=${String(lifeSeconds)}`, 'Path=/', 'HttpOnly', 'SameSite=Strict'];
  if (request.protocol === 'https') attributes.push('Secure');
  reply.header('set-cookie', [`${cookieName}=${token ?? ''}`, ...attributes].join('; '));
}
