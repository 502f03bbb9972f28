// Routes at the door: signing in and out, asking for a new password, and links that work once.
import type { FastifyInstance } from 'fastify';
import { ok, refuse } from '../../domain/refusal.ts';
import * as api from '../../protocol/office/people-api.ts';
import { setCookie, visitorOf } from './doorkeeper.ts';
import type { People } from './open-people.ts';
import { described, type RouteKit } from './route-kit.ts';

export interface DemoAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export function signInRoutes(
  server: FastifyInstance,
  {
    people,
    kit,
    demo,
  }: { readonly people: People; readonly kit: RouteKit; readonly demo: readonly DemoAccount[] },
): void {
  server.get(
    '/api/sign-in',
    described('What the sign-in page must know', { answer: api.SignInState }),
    kit.outside(async () => ok({ setUp: await people.seats.anyConfirmed(), demo: [...demo] })),
  );
  server.post(
    '/api/sign-in',
    described('Sign in; the session comes as a cookie', {
      body: api.SignInRequest,
      answer: api.SignInAnswer,
    }),
    kit.outside<api.SignInRequest, api.SignInAnswer>(async ({ body, request, reply }) => {
      const { email, password, code } = body;
      const credentials = code === undefined ? { email, password } : { email, password, code };
      const signedIn = await people.signIn.signIn(credentials, visitorOf(request));
      if (!signedIn.ok) return signedIn;
      const { id, user, token } = signedIn.value;
      setCookie(request, reply, token);
      return ok({ user: id, language: user.language, defaultStore: user.defaultStore });
    }),
  );
  server.post(
    '/api/sign-out',
    described('End this session', {}),
    kit.inside({}, async ({ visit, request, reply }) => {
      await people.sessions.end(visit.office.user, visit.session.id, 'sign-out');
      setCookie(request, reply, undefined);
      return ok(undefined);
    }),
  );
  linkRoutes(server, people, kit);
}

function linkRoutes(server: FastifyInstance, people: People, kit: RouteKit): void {
  server.post(
    '/api/password-reset',
    described('Send a link for a new password; answered alike whether the e-mail is known or not', {
      body: api.ResetRequest,
    }),
    kit.outside<api.ResetRequest, undefined>(async ({ body, request }) => {
      const asked = await people.accounts.askReset(body.email, visitorOf(request).address);
      return asked.ok ? ok(undefined) : asked;
    }),
  );
  server.post(
    '/api/one-time-link',
    described('What a link is for', { body: api.LinkRequest, answer: api.LinkView }),
    kit.outside<api.LinkRequest, api.LinkView>(async ({ body, request }) =>
      people.accounts.look(body.token, visitorOf(request).address),
    ),
  );
  server.post(
    '/api/one-time-link/use',
    described('Choose a password with a link: invitation, reset, or the set-up of the first user', {
      body: api.LinkUse,
      answer: api.LinkUsed,
    }),
    kit.outside<api.LinkUse, api.LinkUsed>(async ({ body, request, reply }) => {
      const visitor = visitorOf(request);
      const { token, password, person } = body;
      const use = person === undefined ? { password } : { password, person };
      const used = await people.accounts.use(token, use, visitor.address);
      if (!used.ok) return used;
      const { user, direct } = used.value;
      const entered = direct ? await people.signIn.enter(user, visitor) : refuse('sign-in.no-office');
      if (entered.ok) setCookie(request, reply, entered.value.token);
      return ok({ signedIn: entered.ok });
    }),
  );
}
