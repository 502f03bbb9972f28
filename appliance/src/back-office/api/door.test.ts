// Every route against everybody: strangers, who has no right, who may read, who may edit; other sites' pages, bodies made to hurt, too many at once.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { sampleBody } from '../../../test/back-office/sample-bodies.ts';
import { everything, rowsOf, type ServedOffice, withOffice } from '../../../test/back-office/serve.ts';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import { type OfficeArea, officeAreas } from '../../protocol/office/rights.ts';

const test = suite('office door');

/** The area whose right a route asks for; undefined: several, or only to be signed in. */
function areaOf(url: string): OfficeArea | undefined {
  const [, , part = '', rest] = url.split('/');
  const path = part.replace(/\.csv$/, '');
  const kind = (Object.keys(kinds) as Kind[]).find((each) => kinds[each].path === path);
  if (rest === 'choices') return undefined;
  if (kind !== undefined) return kinds[kind].area;
  return { settings: 'settings', changes: 'journal', countries: 'shops' }[path] as OfficeArea | undefined;
}

interface Route {
  readonly method: string;
  readonly url: string;
}

function guarded({ routes }: ServedOffice): readonly Route[] {
  return routes.filter(({ url }) => url.startsWith('/api/') && !url.startsWith('/api/docs'));
}

const concrete = (url: string): string => url.replace(':id', 'some');
const writing = (method: string): boolean => method !== 'GET';

async function statusOf(office: ServedOffice, { method, url }: Route, who?: string): Promise<number> {
  const body = writing(method) && method !== 'DELETE' ? { body: {} } : {};
  const type = url.endsWith('.csv') ? { type: 'text/csv', body: 'x' } : {};
  const { status } = await office.ask(method, concrete(url), {
    who,
    ...(writing(method) ? { ...body, ...type } : {}),
  });
  return status;
}

test('there are routes for every kind', () =>
  withOffice(async (office) => {
    const all = guarded(office);
    assert.is(all.length, Object.keys(kinds).length * 11 + 6);
    for (const { path } of Object.values(kinds))
      assert.ok(
        all.some(({ url }) => url === `/api/${path}/:id`),
        path,
      );
  }));

test('a stranger gets nowhere', () =>
  withOffice(async (office) => {
    for (const route of guarded(office))
      assert.is(await statusOf(office, route, 'nobody'), 401, `${route.method} ${route.url}`);
    assert.is((await office.ask('GET', '/api/docs/', { who: 'nobody' })).status, 401);
    assert.is((await office.ask('GET', '/api/docs/json', { who: 'nobody' })).status, 401);
  }));

test(
  'every route with every right in every area: none nothing, read no writing, edit both',
  { timeoutMs: 60_000 },
  () =>
    withOffice(async (office) => {
      for (const area of officeAreas) {
        office.letIn(`${area}-none`, { ...everything, [area]: 'none' });
        office.letIn(`${area}-read`, { [area]: 'read' });
        office.letIn(`${area}-edit`, { [area]: 'edit' });
      }
      for (const route of guarded(office)) {
        const area = areaOf(route.url);
        const say = `${route.method} ${route.url}`;
        if (area === undefined) continue;
        assert.is(await statusOf(office, route, `${area}-none`), 403, say);
        const read = await statusOf(office, route, `${area}-read`);
        assert.is(read === 403, writing(route.method), say);
        assert.is.not(await statusOf(office, route, `${area}-edit`), 403, say);
        const other = officeAreas.find((each) => each !== area) ?? 'sales';
        assert.is(await statusOf(office, route, `${other}-edit`), 403, say);
        await office.clock.advance(1_000);
      }
    }),
);

test('names of what a form needs are told to who has the form, and nothing else of it', () =>
  withOffice(async ({ ask, letIn, shop }) => {
    letIn('users', { users: 'read' });
    const points = await ask('GET', '/api/sale-points/choices', { who: 'users' });
    assert.equal(points.json.records, [{ id: shop.counter, name: 'Disken', active: true }]);
    assert.is((await ask('GET', '/api/sale-points', { who: 'users' })).status, 403);
    assert.is((await ask('GET', '/api/suppliers/choices', { who: 'users' })).status, 403);
    letIn('none', {});
    for (const { path } of Object.values(kinds))
      assert.is((await ask('GET', `/api/${path}/choices`, { who: 'none' })).status, 403, path);
  }));

test('to begin, one must be allowed all that is made', () =>
  withOffice(async ({ ask, letIn }) => {
    for (const area of ['shops', 'stock', 'boxes'] as const) {
      letIn(area, { ...everything, [area]: 'read' });
      assert.is((await ask('POST', '/api/start', { who: area, body: {} })).status, 403, area);
    }
  }));

test('who sees one place only finds, changes and is told of that one', () =>
  withOffice(async (office) => {
    const { ask, letIn, shop, records } = office;
    const put = async (kind: Kind, more: object): Promise<string> => {
      const body = { ...sampleBody(kind, shop, 7), ...more };
      return (await ask('POST', `/api/${kinds[kind].path}`, { body: { body } })).json.id as string;
    };
    const hidden = {
      store: await put('store', {}),
      shop: await put('shop', {}),
      'sale-point': await put('sale-point', { name: 'Elsewhere' }),
      register: '',
    };
    hidden.register = await put('register', { salePoint: hidden['sale-point'] });
    const open = { store: shop.store, shop: shop.shop, 'sale-point': shop.counter, register: shop.register };
    const scope = {
      stores: new Set([shop.store]),
      shops: new Set([shop.shop]),
      salePoints: new Set([shop.counter]),
    };
    letIn('local', everything, scope);
    letIn('nowhere', everything, { stores: new Set(), shops: new Set(), salePoints: new Set() });
    const who = 'local';
    for (const kind of ['store', 'shop', 'sale-point', 'register'] as const) {
      const base = `/api/${kinds[kind].path}`;
      const ids = async (query: string, asking = who): Promise<unknown[]> => {
        const { json } = await ask('GET', `${base}${query}`, { who: asking });
        return rowsOf(json.records).map(({ id }) => id);
      };
      assert.equal(await ids(''), [open[kind]], kind);
      assert.equal(await ids('/choices'), [open[kind]], kind);
      assert.equal(await ids(`?filter.id=${hidden[kind]}&filter.id=${open[kind]}`), [open[kind]], kind);
      assert.equal(await ids(`?filter.id=${hidden[kind]}`), [], kind);
      assert.equal(await ids('', 'nowhere'), [], kind);
      const csv = await ask('GET', `${base}.csv`, { who });
      assert.is(csv.text.trim().split('\r\n').length, 2, kind);
      const path = `${base}/${hidden[kind]}`;
      for (const each of [path, `${path}/history`, `${path}/usage`])
        assert.is((await ask('GET', each, { who })).status, 404, each);
      const { body } = (await records.find(kind, hidden[kind]))!;
      const change = { who, body: { revision: 1, body: { ...body, active: false } } };
      assert.is((await ask('PUT', path, change)).status, 404, kind);
      assert.is((await ask('DELETE', `${path}?revision=1`, { who })).status, 404, kind);
      const many = { who, body: { ids: [hidden[kind]], set: { active: false } } };
      assert.is((await ask('POST', `${base}/bulk`, many)).status, 404, kind);
      const told = await ask('GET', `/api/changes?kind=${kind}`, { who });
      assert.ok(
        rowsOf(told.json.changes).every(({ id }) => id !== hidden[kind]),
        kind,
      );
    }
    const register = { ...sampleBody('register', shop, 8), salePoint: hidden['sale-point'] };
    assert.is(
      (await ask('POST', '/api/registers', { who, body: { body: register } })).json.error.code,
      'reference.unknown',
    );
    const point = { ...sampleBody('sale-point', shop, 9), shop: hidden.shop };
    assert.is(
      (await ask('POST', '/api/sale-points', { who, body: { body: point } })).json.error.code,
      'reference.unknown',
    );
    const moved = {
      ...(await records.find('register', shop.register))!.body,
      salePoint: hidden['sale-point'],
    };
    const path = `/api/registers/${shop.register}`;
    assert.is((await ask('PUT', path, { who, body: { revision: 1, body: moved } })).status, 422);
    for (const [level, owner] of [
      ['shop', hidden.shop],
      ['register', hidden.register],
    ])
      assert.is((await ask('GET', `/api/settings?level=${level}&owner=${owner}`, { who })).status, 404);
    assert.is((await ask('GET', `/api/settings?level=shop&owner=${shop.shop}`, { who })).status, 200);
  }));

test('what the guard of people forbids is not kept, by any way in', () =>
  withOffice(
    async ({ ask, shop, records }) => {
      const user = { body: { body: sampleBody('user', shop, 1) } };
      assert.is((await ask('POST', '/api/users', user)).json.error.code, 'right.more-than-own');
      const csv = 'number,firstName,lastName,language\n1,A,B,nb';
      const read = await ask('POST', '/api/users.csv', { body: csv, type: 'text/csv' });
      assert.is(read.json.error.data.problems[0].code, 'right.more-than-own');
      const role = { body: { ids: [shop.role], set: { office: { users: 'none' } } } };
      assert.is((await ask('POST', '/api/roles/bulk', role)).json.error.code, 'right.more-than-own');
      assert.is((await ask('DELETE', `/api/roles/${shop.role}?revision=1`)).status, 403);
      assert.is((await ask('POST', '/api/stores', { body: { body: { name: 'x' } } })).status, 201);
      assert.is((await records.find('role', shop.role))?.revision, 1);
    },
    {
      admit:
        () =>
        ({ kind }) =>
          kind === 'user' || kind === 'role' ? { code: 'right.more-than-own', data: {} } : undefined,
    },
  ));

test('pages of other sites cannot write, and nothing is kept by a cache', () =>
  withOffice(async ({ ask, records }) => {
    const before = await records.lastNumber();
    const body = { body: { name: 'x' } };
    for (const origin of [
      'http://evil.example',
      'null',
      'http://localhost.evil.example',
      'http://localhost:8081',
    ]) {
      const refused = await ask('POST', '/api/stores', { body, headers: { origin } });
      assert.equal([refused.status, refused.json.error.code], [403, 'origin.refused'], origin);
    }
    assert.is(await records.lastNumber(), before);
    assert.is((await ask('GET', '/api/stores')).headers['cache-control'], 'no-store');
  }));

test('bodies and addresses made to hurt are refused, none is a fault', { timeoutMs: 60_000 }, () =>
  withOffice(async (office) => {
    const { ask, shop, database, clock } = office;
    const made = await ask('POST', '/api/products', { body: { body: sampleBody('product', shop, 1) } });
    const path = `/api/products/${made.json.id as string}`;
    const bodies = [
      '', '{', 'null', '[]', '"x"', '5', '{"body":null}', '{"body":[]}', '{"body":{"__proto__":{"a":1}}}', '{"constructor":{"prototype":{}}}',
      `{"body":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`, `{"body":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      `{"body":{"name":"${'x'.repeat(100_000)}"}}`, '{"body":{"name":"\\u0000"}}', '{"body":{"prices":{"a\\nb":1}}}', '{"revision":"1","body":{}}',
      '{"revision":1e300,"body":{}}', '{"ids":[null],"set":{"a":1}}', '{"ids":["a"],"set":{"__proto__":1}}', '{"where":{"filters":{"x":{"y":1}}},"set":{}}',
      '{"where":{"search":{}},"set":{}}', '{"values":{"__proto__":1}}', '{"country":{},"shopName":[]}', '\ufeff{}', '{"body":{"codes":"7038010000010"}}',
    ]; // prettier-ignore
    const targets = [
      ['POST', '/api/products'], ['PUT', path], ['POST', '/api/products/bulk'], ['PUT', '/api/settings'], ['POST', '/api/start'], ['POST', '/api/templates'],
    ] as const; // prettier-ignore
    for (const [method, url] of targets) {
      for (const body of bodies) {
        const { status, json } = await ask(method, url, { body });
        assert.ok(status >= 200 && status < 500, `${method} ${url} ${body.slice(0, 60)} ${status}`);
        if (status >= 400) assert.type(json.error.code, 'string');
      }
      assert.is((await ask(method, url, { body: Buffer.alloc(5_000_001, ' ') })).status, 413, url);
      await clock.advance(10_000);
    }
    const queries = fc.webQueryParameters();
    const listed = fc.constantFrom(
      '',
      'search=',
      'filter.category=',
      'filter.',
      'sort=',
      'page=',
      'pageSize=',
      'filter.name=',
    );
    await fc.assert(
      fc.asyncProperty(listed, queries, async (prefix, query) => {
        await clock.advance(1_000);
        const { status } = await ask('GET', `/api/products?${prefix}${query}`);
        assert.ok(status === 200 || status === 400, `${prefix}${query} ${status}`);
      }),
      { numRuns: 200 },
    );
    for (const id of ['..', '%00', "'", encodeURIComponent('a/b'), '__proto__', 'x'.repeat(190)])
      assert.is((await ask('GET', `/api/products/${id}`)).status < 500, true, id);
    const [{ n } = { n: 0 }] = await database.all("SELECT count(*) AS n FROM record WHERE kind = 'product'");
    assert.is(n, 1);
  }),
);

test('a script that runs wild is slowed, others are not', () =>
  withOffice(async ({ ask, letIn, clock }) => {
    letIn('calm', everything);
    let refused = 0;
    for (let index = 0; index < 310; index += 1)
      if ((await ask('GET', '/api/stores')).status === 429) refused += 1;
    assert.is(refused, 10);
    assert.is((await ask('GET', '/api/stores', { who: 'calm' })).status, 200);
    await clock.advance(1_000);
    assert.is((await ask('GET', '/api/stores')).status, 200);
  }));
