// The matrix: every route of the people's side with every right, one area at a time.
import {
  admit,
  closeOffices,
  cookieOf,
  openOffice,
  role,
  type Office,
} from '../../../test/people/people-ground.ts';
import { table, urlOf } from '../../../test/people/people-routes.ts';
import { servePeople, type PeopleServer } from '../../../test/people/people-server.ts';
import { assert, suite } from '../../../test/kit.ts';
import { officeAreas } from '../../protocol/office/rights.ts';

const test = suite('people rights');
const servers: PeopleServer[] = [];
test.afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await closeOffices();
});

async function serve(office: Office): Promise<PeopleServer> {
  const server = await servePeople(office);
  servers.push(server);
  return server;
}

const codeOf = (answer: { json: () => unknown }): unknown =>
  (answer.json() as { error?: { code?: unknown } }).error?.code;

/** Past the door: whatever the answer, it is not about who asks. */
const letIn = (status: number, code: unknown): boolean =>
  status !== 401 &&
  code !== 'right.needed' &&
  code !== 'right.administrator-needed' &&
  code !== 'sign-in.needed';

test('the table names every route', async () => {
  const office = await openOffice();
  const { routes } = await serve(office);
  assert.equal([...routes].sort(), table.map(([route]) => route).sort());
});

test('who is nobody gets through no other door than the first', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  for (const [route, who, body] of table) {
    const [method, url] = urlOf(route);
    const answer = await ask(method, url, { body });
    if (who === 'everybody') continue;
    assert.is(answer.statusCode, 401, route);
    assert.is(codeOf(answer), 'sign-in.needed', route);
  }
});

test(
  'every route with every right: one area at a time, none, read and edit',
  { timeoutMs: 60_000 },
  async () => {
    const office = await openOffice();
    const { ask } = await serve(office);
    for (const area of ['nothing', ...officeAreas]) {
      for (const right of ['read', 'edit'] as const) {
        const id = `${area}-${right}`;
        office.records.roles.set(id, role(area === 'nothing' ? {} : { [area]: right }));
        await admit(office, id, { officeRole: id });
        const cookie = await cookieOf(office, id, { address: `for ${id}`, agent: '' });
        for (const [route, who, body] of table) {
          if (who === 'everybody' || route === 'POST /api/sign-out') continue;
          const [method, url] = urlOf(route);
          const answer = await ask(method, url, { cookie, body });
          const code = answer.body === '' ? undefined : codeOf(answer);
          const may =
            who === 'inside' ||
            (Array.isArray(who) && who[0] === area && (right === 'edit' || who[1] === 'read'));
          assert.is(
            letIn(answer.statusCode, code),
            may,
            `${route} with ${right} of ${area}: ${String(code)}`,
          );
          if (!may) assert.is(answer.statusCode, 403);
        }
      }
    }
  },
);

test('an administrator gets through every door', async () => {
  const office = await openOffice();
  const { ask } = await serve(office);
  for (const [route, , body] of table) {
    if (route === 'POST /api/sign-out' || route.endsWith('sign-in')) continue;
    const [method, url] = urlOf(route);
    const answer = await ask(method, url, { as: 'kari', body });
    assert.ok(
      letIn(answer.statusCode, answer.body === '' ? undefined : codeOf(answer)),
      `${route}: ${answer.body}`,
    );
  }
});
