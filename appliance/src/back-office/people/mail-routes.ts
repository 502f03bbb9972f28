// Routes of the outbox and the mail server. Administrators only: a letter may hold a link that opens the office, and whoever names the mail server
// reads them all.
import type { FastifyInstance } from 'fastify';
import { ok, refuse } from '../../domain/refusal.ts';
import type { StoredMail } from '../../platform/mail/mail-store.ts';
import * as api from '../../protocol/office/people-api.ts';
import { trialLetter } from './letters.ts';
import type { People } from './open-people.ts';
import { described, type Needs, type RouteKit } from './route-kit.ts';

const administrator: Needs = { administrator: true };

export function mailRoutes(
  server: FastifyInstance,
  { people, kit }: { readonly people: People; readonly kit: RouteKit },
): void {
  serverRoutes(server, people, kit);
  outboxRoutes(server, people, kit);
}

function serverRoutes(server: FastifyInstance, people: People, kit: RouteKit): void {
  const { mailSettings } = people;
  server.get(
    '/api/mail-settings',
    described('The mail server; its password is never given back', { answer: api.MailServer }),
    kit.inside<undefined, api.MailServer>(administrator, async () =>
      ok({ server: (await mailSettings.server()) ?? null }),
    ),
  );
  server.put(
    '/api/mail-settings',
    described('Set the mail server; letters that wait are sent', { body: api.MailServerChange }),
    kit.inside<api.MailServerChange, undefined>(administrator, async ({ body, visit }) => {
      const { password, ...rest } = body;
      const change = password === undefined ? rest : { ...rest, password };
      const set = await mailSettings.set(change, visit.office.user);
      return set.ok ? ok(undefined) : set;
    }),
  );
  server.delete(
    '/api/mail-settings',
    described('No mail server: letters stay in the outbox', {}),
    kit.inside(administrator, async ({ visit }) => {
      const set = await mailSettings.set(undefined, visit.office.user);
      return set.ok ? ok(undefined) : set;
    }),
  );
  server.post(
    '/api/mail-settings/trial',
    described('Send me a letter, to see whether it arrives', {}),
    kit.inside(administrator, async ({ visit }) => {
      const { email, user } = visit;
      const letter = trialLetter(user.language, { name: user.firstName, company: await people.company() });
      const sent = await people.outbox.send({ to: email, ...letter });
      return sent.ok ? ok(undefined) : refuse('mail.not-taken', { reason: sent.refusal.code });
    }),
  );
}

function outboxRoutes(server: FastifyInstance, people: People, kit: RouteKit): void {
  const { outbox } = people;
  server.get(
    '/api/outbox',
    described('Letters, newest first', { querystring: api.OutboxQuery, answer: api.OutboxList }),
    kit.inside<undefined, api.OutboxList>(administrator, async ({ query }) =>
      ok({
        server: (await people.mailSettings.server()) !== undefined,
        counts: await outbox.counts(),
        letters: [...(await outbox.list(query as api.OutboxQuery))],
      }),
    ),
  );
  server.get(
    '/api/outbox/:id',
    described('One letter with its text', { answer: api.OutboxLetter }),
    kit.inside<undefined, api.OutboxLetter>(administrator, async ({ params }) => {
      const letter = await outbox.read(params['id'] ?? '');
      return letter === undefined ? refuse('mail.letter-unknown') : ok(letterView(letter));
    }),
  );
  server.post(
    '/api/outbox/:id/retry',
    described('Send a letter again', {}),
    kit.inside(administrator, async ({ params }) =>
      (await outbox.retry(params['id'] ?? '')) ? ok(undefined) : refuse('mail.letter-unknown'),
    ),
  );
  server.delete(
    '/api/outbox/:id',
    described('Throw a letter away', {}),
    kit.inside(administrator, async ({ params }) =>
      (await outbox.remove(params['id'] ?? '')) ? ok(undefined) : refuse('mail.letter-unknown'),
    ),
  );
}

function letterView({ html: _html, attachments, ...letter }: StoredMail): api.OutboxLetter {
  return {
    ...letter,
    attachments: attachments.map(({ name, type, content }) => ({ name, type, bytes: content.byteLength })),
  };
}
