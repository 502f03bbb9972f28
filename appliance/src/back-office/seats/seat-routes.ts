// Routes of Settings > Licences and modules: seats of the office, and parts of the product that are switched on.
import type { FastifyInstance } from 'fastify';
import { ok, refuse } from '../../domain/refusal.ts';
import { moduleNames } from '../../protocol/office/modules.ts';
import * as api from '../../protocol/office/people-api.ts';
import type { User } from '../../protocol/office/people.ts';
import type { Accounts } from '../people/accounts.ts';
import type { Guard } from '../people/guard.ts';
import type { PeopleRecords } from '../people/people-records.ts';
import { described, type Needs, type RouteKit } from '../people/route-kit.ts';
import type { Sessions } from '../people/sessions.ts';
import { nameOf } from '../people/standing.ts';
import type { Modules } from './modules.ts';
import type { Seat, Seats } from './seats.ts';

const reads: Needs = { area: 'settings' };
const edits: Needs = { area: 'settings', right: 'edit' };

export interface SeatRouteParts {
  readonly kit: RouteKit;
  readonly records: PeopleRecords;
  readonly people: {
    readonly seats: Seats;
    readonly modules: Modules;
    readonly accounts: Accounts;
    readonly guard: Guard;
    readonly sessions: Sessions;
  };
}

export function seatView({ user, email, linkedAt, confirmedAt }: Seat, record: User | undefined): api.Seat {
  return { user, name: record === undefined ? '' : nameOf(record), email, linkedAt, confirmedAt };
}

export async function seatCount(seats: Seats): Promise<{ seats: number; linked: number; unused: number }> {
  const [count, linked] = [await seats.count(), (await seats.linked()).length];
  return { seats: count, linked, unused: Math.max(0, count - linked) };
}

export function seatRoutes(server: FastifyInstance, { kit, records, people }: SeatRouteParts): void {
  const { seats, accounts, guard, sessions } = people;
  const view = async (): Promise<api.Seats> => {
    const list: api.Seat[] = [];
    for (const seat of await seats.linked()) list.push(seatView(seat, await records.user(seat.user)));
    return { ...(await seatCount(seats)), list };
  };
  server.get(
    '/api/seats',
    described('Seats of the office and who holds them', { answer: api.Seats }),
    kit.inside<undefined, api.Seats>(reads, async () => ok(await view())),
  );
  server.put(
    '/api/seats',
    described('How many seats the company has', { body: api.SeatsChange, answer: api.Seats }),
    kit.inside<api.SeatsChange, api.Seats>(edits, async ({ body, visit }) => {
      const set = await seats.setCount(body.seats, visit.office.user);
      return set.ok ? ok(await view()) : set;
    }),
  );
  server.post(
    '/api/seats',
    described('Link an unused seat to a user; the confirmation goes to the e-mail', {
      body: api.SeatLink,
      answer: api.Seat,
    }),
    kit.inside<api.SeatLink, api.Seat>(edits, async ({ body, visit }) => {
      const user = await records.user(body.user);
      if (user === undefined) return refuse('user.unknown');
      const refusal = await guard.user(visit.office, body.user, { before: user, after: user });
      if (refusal !== undefined) return { ok: false, refusal };
      const seat = await accounts.invite(body.user, body.email, visit.office.user);
      return seat.ok ? ok(seatView(seat.value, user)) : seat;
    }),
  );
  server.delete(
    '/api/seats/:user',
    described('Take the seat from a user, who is out of the office at once', {}),
    kit.inside(edits, async ({ params, visit }) => {
      const id = params['user'] ?? '';
      const user = await records.user(id);
      const refusal =
        user === undefined
          ? undefined
          : ((await guard.user(visit.office, id, { before: user, after: user })) ?? (await guard.seat(id)));
      if (refusal !== undefined) return { ok: false, refusal };
      if (!(await seats.unlink(id, visit.office.user))) return refuse('seat.unknown');
      await sessions.endAll(id, 'no-seat');
      return ok(undefined);
    }),
  );
  moduleRoutes(server, people.modules, kit);
}

function moduleRoutes(server: FastifyInstance, modules: Modules, kit: RouteKit): void {
  server.get(
    '/api/modules',
    described('Parts of the product, on and off', { answer: api.Modules }),
    kit.inside<undefined, api.Modules>(reads, async () => ok({ modules: [...(await modules.list())] })),
  );
  server.put(
    '/api/modules/:name',
    described('Switch a part on or off', { body: api.ModuleChange, answer: api.Modules }),
    kit.inside<api.ModuleChange, api.Modules>(edits, async ({ params, body, visit }) => {
      const name = moduleNames.find((each) => each === params['name']);
      if (name === undefined) return refuse('request.malformed', { at: 'params/name' });
      await modules.set(name, body.active, visit.office.user);
      return ok({ modules: [...(await modules.list())] });
    }),
  );
}
