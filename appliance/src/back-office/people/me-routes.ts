// Routes of one's own: who I am, my password, my second factor, where I am signed in.
import type { FastifyInstance } from 'fastify';
import { ok, refuse } from '../../domain/refusal.ts';
import * as api from '../../protocol/office/people-api.ts';
import { officeAreas } from '../../protocol/office/rights.ts';
import { seatCount } from '../seats/seat-routes.ts';
import { setCookie, visitorOf, type Visit } from './doorkeeper.ts';
import type { People } from './open-people.ts';
import type { PeopleRecords } from './people-records.ts';
import { holds, isAdministrator } from './rights.ts';
import { described, type RouteKit } from './route-kit.ts';

export interface MeParts {
  readonly people: People;
  readonly kit: RouteKit;
  readonly records: Pick<PeopleRecords, 'setLanguage' | 'place'>;
  readonly demo: boolean;
}

export function meRoutes(server: FastifyInstance, { people, kit, records, demo }: MeParts): void {
  server.get(
    '/api/me',
    described('Who I am, and what I may do', { answer: api.Me }),
    kit.inside<undefined, api.Me>({}, async ({ visit }) => {
      const company = { name: await people.company(), ...(await records.place()) };
      return ok({ ...(await meOf(visit, people)), company, demo });
    }),
  );
  server.put(
    '/api/me/language',
    described('What till and office speak to me', { body: api.LanguageChange }),
    kit.inside<api.LanguageChange, undefined>({}, async ({ visit, body }) => {
      const { user } = visit.office;
      // Refused by the record store only when it was changed in the same moment by somebody else, or is gone.
      const set = await records.setLanguage(user, body.language);
      return set.ok ? ok(undefined) : refuse('office.busy');
    }),
  );
  server.post(
    '/api/me/password',
    described('Change my password; ends all my sessions but this one', { body: api.PasswordChange }),
    kit.inside<api.PasswordChange, undefined>({}, async ({ visit, body, request, reply }) => {
      const { office, user, email } = visit;
      const changed = await people.ownPassword.change(
        { id: office.user, user, email },
        body,
        visitorOf(request),
      );
      if (!changed.ok) return changed;
      setCookie(request, reply, changed.value);
      await people.accounts.tellChanged(user, email);
      return ok(undefined);
    }),
  );
  server.post(
    '/api/me/pos-password',
    described('Set what I type at a register', { body: api.OwnPosPassword, answer: api.PosPasswordAnswer }),
    kit.inside<api.OwnPosPassword, api.PosPasswordAnswer>({}, async ({ visit, body, request }) => {
      const own = await checkOwn(people, visit, {
        password: body.password,
        address: visitorOf(request).address,
      });
      if (!own.ok) return own;
      const set = await people.secrets.setPosPassword(visit.office.user, body.posPassword, visit.office.user);
      return set.ok ? ok({ warnings: [...set.value] }) : set;
    }),
  );
  secondFactorRoutes(server, people, kit);
  sessionRoutes(server, people, kit);
}

function secondFactorRoutes(server: FastifyInstance, people: People, kit: RouteKit): void {
  const { secondFactor } = people;
  server.post(
    '/api/me/totp',
    described('Begin with a second factor', { body: api.OwnPassword, answer: api.Enrolment }),
    kit.inside<api.OwnPassword, api.Enrolment>({}, async ({ visit, body, request }) => {
      const own = await checkOwn(people, visit, { ...body, address: visitorOf(request).address });
      return own.ok ? secondFactor.begin(visit.office.user, visit.email) : own;
    }),
  );
  server.post(
    '/api/me/totp/confirm',
    described('Switch it on with a first code; the recovery codes are shown this once', {
      body: api.SecondFactorCode,
      answer: api.RecoveryCodes,
    }),
    kit.inside<api.SecondFactorCode, api.RecoveryCodes>({}, async ({ visit, body }) => {
      const confirmed = await secondFactor.confirm(visit.office.user, body.code);
      return confirmed.ok ? ok({ recoveryCodes: [...confirmed.value] }) : confirmed;
    }),
  );
  server.post(
    '/api/me/totp/recovery-codes',
    described('New recovery codes; the old ones end', { body: api.OwnPassword, answer: api.RecoveryCodes }),
    kit.inside<api.OwnPassword, api.RecoveryCodes>({}, async ({ visit, body, request }) => {
      const own = await checkOwn(people, visit, { ...body, address: visitorOf(request).address });
      if (!own.ok) return own;
      const renewed = await secondFactor.renewRecoveryCodes(visit.office.user);
      return renewed.ok ? ok({ recoveryCodes: [...renewed.value] }) : renewed;
    }),
  );
  server.post(
    '/api/me/totp/end',
    described('Switch my second factor off', { body: api.OwnPassword }),
    kit.inside<api.OwnPassword, undefined>({}, async ({ visit, body, request }) => {
      const own = await checkOwn(people, visit, { ...body, address: visitorOf(request).address });
      if (!own.ok) return own;
      return (await secondFactor.end(visit.office.user)) ? ok(undefined) : refuse('second-factor.none');
    }),
  );
}

function sessionRoutes(server: FastifyInstance, people: People, kit: RouteKit): void {
  const { sessions } = people;
  server.get(
    '/api/me/sessions',
    described('Where I am signed in', { answer: api.OwnSessions }),
    kit.inside<undefined, api.OwnSessions>({}, async ({ visit }) => {
      const own = await sessions.of(visit.office.user);
      return ok({
        sessions: own.map(({ id, madeAt, usedAt, address, agent }) => {
          return { id, current: id === visit.session.id, madeAt, usedAt, address, agent };
        }),
      });
    }),
  );
  server.delete(
    '/api/me/sessions',
    described('End all my sessions but this one', {}),
    kit.inside({}, async ({ visit }) => {
      await sessions.endAll(visit.office.user, 'ended-by-owner', visit.session.id);
      return ok(undefined);
    }),
  );
  server.delete(
    '/api/me/sessions/:id',
    described('End one of my sessions', {}),
    kit.inside({}, async ({ visit, params }) => {
      const ended = await sessions.end(visit.office.user, params['id'] ?? '', 'ended-by-owner');
      return ended ? ok(undefined) : refuse('session.unknown');
    }),
  );
}

function checkOwn(
  people: People,
  { office }: Visit,
  { password, address }: { readonly password: string; readonly address: string },
) {
  return people.ownPassword.check(office.user, password, address);
}

async function meOf(
  { office, user, email, session }: Visit,
  people: People,
): Promise<Omit<api.Me, 'company' | 'demo'>> {
  const { scope } = office;
  const rights = Object.fromEntries(
    officeAreas.map((area) => [area, office.rights(area)]),
  ) as api.Me['rights'];
  return {
    user: office.user,
    number: user.number,
    firstName: user.firstName,
    lastName: user.lastName,
    email,
    language: user.language,
    rights,
    scope:
      scope === 'all'
        ? 'all'
        : { salePoints: [...scope.salePoints], stores: [...scope.stores], shops: [...scope.shops] },
    administrator: isAdministrator(office),
    defaultStore: user.defaultStore,
    secondFactor: await people.secondFactor.isOn(office.user),
    recoveryCodesLeft: await people.secondFactor.recoveryCodesLeft(office.user),
    modules: [...(await people.modules.list())],
    seats: holds(office.rights('settings'), 'read') ? await seatCount(people.seats) : null,
    session: session.id,
  };
}
