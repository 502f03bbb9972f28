// Routes by which who may edit users cares for the access of others: POS password, invitation, second factor, sessions; and what happened at the door.
import type { FastifyInstance } from 'fastify';
import { ok, refuse } from '../../domain/refusal.ts';
import * as api from '../../protocol/office/people-api.ts';
import type { User } from '../../protocol/office/people.ts';
import { seatView } from '../seats/seat-routes.ts';
import type { Visit } from './doorkeeper.ts';
import type { People } from './open-people.ts';
import type { PeopleRecords } from './people-records.ts';
import { type Answer, described, type InsideCall, type Needs, type RouteKit } from './route-kit.ts';

const edits: Needs = { area: 'users', right: 'edit' };

interface Parts {
  readonly people: People;
  readonly kit: RouteKit;
  readonly records: PeopleRecords;
}

export function userRoutes(server: FastifyInstance, parts: Parts): void {
  const { people, kit, records } = parts;
  server.get(
    '/api/users/:id/access',
    described('Which passwords, seat and second factor a user has', { answer: api.Access }),
    kit.inside<undefined, api.Access>({ area: 'users' }, async ({ params }) => {
      const id = params['id'] ?? '';
      const user = await records.user(id);
      if (user === undefined) return refuse('user.unknown');
      const seat = await people.seats.of(id);
      return ok({
        ...(await people.secrets.held(id)),
        sessions: (await people.sessions.of(id)).length,
        seat: seat === undefined ? null : seatView(seat, user),
      });
    }),
  );
  server.post(
    '/api/users/:id/pos-password',
    described('Set what a user types at a register', {
      body: api.PosPassword,
      answer: api.PosPasswordAnswer,
    }),
    forUser<api.PosPassword, api.PosPasswordAnswer>(parts, async ({ id, body, visit }) => {
      const set = await people.secrets.setPosPassword(id, body.password, visit.office.user);
      return set.ok ? ok({ warnings: [...set.value] }) : set;
    }),
  );
  server.post(
    '/api/users/:id/badge',
    described('Set or take away the badge that approves at a register', { body: api.BadgeChange }),
    forUser<api.BadgeChange, undefined>(parts, async ({ id, body, visit }) =>
      people.badges.set(id, body.code, visit.office.user),
    ),
  );
  server.post(
    '/api/users/:id/invite',
    described('Give a user a seat, by e-mail; asked again, the letter is sent again', {
      body: api.Invitation,
      answer: api.Seat,
    }),
    forUser<api.Invitation, api.Seat>(parts, async ({ id, body, visit, user }) => {
      const seat = await people.accounts.invite(id, body.email, visit.office.user);
      return seat.ok ? ok(seatView(seat.value, user)) : seat;
    }),
  );
  server.post(
    '/api/users/:id/totp/end',
    described('Switch off the second factor of a user who lost it', {}),
    forUser<undefined, undefined>(parts, async ({ id, visit }) =>
      (await people.secondFactor.end(id, visit.office.user)) ? ok(undefined) : refuse('second-factor.none'),
    ),
  );
  server.delete(
    '/api/users/:id/sessions',
    described('Sign a user out everywhere', {}),
    forUser<undefined, undefined>(parts, async ({ id }) => {
      await people.sessions.endAll(id, 'ended-by-other');
      return ok(undefined);
    }),
  );
  eventRoute(server, parts);
}

interface ForUser<Body> extends InsideCall<Body> {
  readonly id: string;
  readonly user: User;
}

/** With a user that is there, and that who asks may change. */
function forUser<Body, T>(
  { people, kit, records }: Parts,
  work: (call: ForUser<Body>) => Promise<Answer<T>>,
) {
  return kit.inside<Body, T>(edits, async (call) => {
    const id = call.params['id'] ?? '';
    const found = await changeable({ people, records }, id, call.visit);
    return found.ok ? work({ ...call, id, user: found.value }) : found;
  });
}

export async function changeable(
  { people, records }: Pick<Parts, 'people' | 'records'>,
  id: string,
  { office }: Visit,
): Promise<Answer<User>> {
  const user = await records.user(id);
  if (user === undefined) return refuse('user.unknown');
  const refusal = await people.guard.user(office, id, { before: user, after: user });
  return refusal === undefined ? ok(user) : { ok: false, refusal };
}

function eventRoute(server: FastifyInstance, { people, kit }: Parts): void {
  server.get(
    '/api/people-events',
    described('What happened at the door of the office, newest first', {
      querystring: api.PeopleEventsQuery,
      answer: api.PeopleEvents,
    }),
    kit.inside<undefined, api.PeopleEvents>({ area: 'journal' }, async ({ query }) => {
      const events = await people.events.page(query as api.PeopleEventsQuery);
      return ok({ events: [...events] as api.PeopleEvents['events'] });
    }),
  );
}
