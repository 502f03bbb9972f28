// The people's routes as one plugin: registered beside the records' routes, with its own checks, and shown by the OpenAPI plugin if that came first.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { AllowedHosts } from '../../platform/http/origin.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Log } from '../../platform/ports/log.ts';
import { seatRoutes } from '../seats/seat-routes.ts';
import { mailRoutes } from './mail-routes.ts';
import { meRoutes } from './me-routes.ts';
import type { People } from './open-people.ts';
import type { PeopleRecords } from './people-records.ts';
import { RouteKit } from './route-kit.ts';
import { type DemoAccount, signInRoutes } from './sign-in-routes.ts';
import { userRoutes } from './user-routes.ts';

export interface PeopleRoutesParts {
  readonly people: People;
  readonly records: PeopleRecords;
  readonly hosts: AllowedHosts;
  readonly clock: Clock;
  readonly log: Log;
  /** Shown to everybody at the door. Empty but in the demo. */
  readonly demo: readonly DemoAccount[];
}

export function peopleRoutes({
  people,
  records,
  hosts,
  clock,
  log,
  demo,
}: PeopleRoutesParts): FastifyPluginAsync {
  return async (server: FastifyInstance) => {
    const kit = new RouteKit({ hosts, doorkeeper: people.doorkeeper, clock, log });
    kit.prepare(server);
    signInRoutes(server, { people, kit, demo });
    meRoutes(server, { people, kit, records, demo: demo.length > 0 });
    userRoutes(server, { people, kit, records });
    mailRoutes(server, { people, kit });
    seatRoutes(server, { people, kit, records });
  };
}
