// The routes of every kind, walked alike: make, conflict, change, search, sort, page, put out of use, delete, export, import.
import { assert, suite } from '../../../test/kit.ts';
import { sampleBody } from '../../../test/back-office/sample-bodies.ts';
import { rowsOf, type ServedOffice, withOffice } from '../../../test/back-office/serve.ts';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';

const test = suite('office api');
const allKinds = Object.keys(kinds) as Kind[];

async function walk({ ask, shop }: ServedOffice, kind: Kind): Promise<void> {
  const base = `/api/${kinds[kind].path}`;
  const body = sampleBody(kind, shop, 1);
  const made = await ask('POST', base, { body: { body } });
  assert.is(made.status, 201, `${kind} ${made.text}`);
  const { id, revision } = made.json;
  assert.equal([revision, made.headers['etag'], made.headers['location']], [1, '"1"', `${base}/${id}`]);
  assert.equal((await ask('GET', `${base}/${id}`)).json, made.json);
  assert.is((await ask('POST', base, { body: { body } })).json.error.code, 'record.key-taken', kind);
  const second = await ask('POST', base, { body: { body: sampleBody(kind, shop, 2) } });
  assert.is(second.status, 201, kind);

  const off = { ...made.json.body, active: false };
  const changed = await ask('PUT', `${base}/${id}`, { body: { revision: 1, body: off } });
  assert.equal([changed.status, changed.json.revision], [200, 2], kind);
  const late = await ask('PUT', `${base}/${id}`, { body: { body: off }, headers: { 'if-match': '"1"' } });
  assert.equal([late.status, late.json.error.code], [409, 'record.changed-meanwhile'], kind);
  assert.equal(late.json.error.data.current, changed.json, kind);
  assert.is((await ask('PUT', `${base}/${id}`, { body: { body: off } })).status, 400, kind);
  const past = await ask('GET', `${base}/${id}/history`);
  assert.equal(
    rowsOf(past.json.changes).map(({ by, revision: at }) => [by, at]),
    [
      ['boss', 2],
      ['boss', 1],
    ],
  );

  const key = String((second.json.body as Record<string, unknown>)[kinds[kind].key]);
  const listed = await ask(
    'GET',
    `${base}?search=${encodeURIComponent(key)}&sort=${kinds[kind].key}&direction=down`,
  );
  assert.equal(
    rowsOf(listed.json.records).map(({ id: each }) => each),
    [second.json.id],
    `${kind} ${listed.text}`,
  );
  assert.is((await ask('GET', `${base}?active=inactive`)).json.total, 1, kind);
  const all = await ask('GET', `${base}?active=all&pageSize=1&page=2`);
  assert.is(all.json.records.length, 1, kind);
  assert.ok(all.json.total >= 2, kind);

  const csv = await ask('GET', `${base}.csv?active=all`);
  assert.is(csv.status, 200, kind);
  assert.match(String(csv.headers['content-disposition']), `${kinds[kind].path}.csv`);
  const again = await ask('POST', `${base}.csv?dry-run=true`, { body: csv.text, type: 'text/csv' });
  assert.equal([again.status, again.json.changed, again.json.created], [200, 0, 0], `${kind} ${again.text}`);
  const [header = ''] = csv.text.split('\r\n');
  const wide = `${header}\r\n${','.repeat(header.split(',').length)}x`;
  const bad = await ask('POST', `${base}.csv`, { body: wide, type: 'text/csv' });
  assert.equal([bad.status, bad.json.error.code], [422, 'csv.problems'], kind);
  assert.equal(bad.json.error.data.problems[0].code, 'csv.cells', kind);

  assert.is((await ask('DELETE', `${base}/${second.json.id}?revision=1`)).status, 204, kind);
  assert.is((await ask('GET', `${base}/${second.json.id}`)).status, 404, kind);
  assert.is((await ask('DELETE', `${base}/${id}`)).status, 400, kind);
  const gone = await ask('DELETE', `${base}/${id}`, { headers: { 'if-match': 'W/"2"' } });
  assert.is(gone.status, 204, `${kind} ${gone.text}`);
}

for (const kind of allKinds) {
  test(`${kinds[kind].path}: from making to deleting`, () => withOffice((office) => walk(office, kind)));
}

test('who is used cannot be deleted, and is told by whom', () =>
  withOffice(async ({ ask, shop, records }) => {
    const kept = await ask('DELETE', `/api/stores/${shop.store}?revision=1`);
    assert.equal([kept.status, kept.json.error.code], [409, 'record.in-use']);
    const holders = [{ kind: 'shop', id: shop.shop, field: 'store', name: 'Brygga' }];
    assert.equal(kept.json.error.data, { name: 'Lager', by: 'Brygga', count: 1, needed: true, holders });
    const usage = await ask('GET', `/api/stores/${shop.store}/usage`);
    assert.equal(usage.json, { count: 1, holders, needed: true });
    const group = await ask('POST', '/api/shop-groups', { body: { body: { name: 'Bergen' } } });
    const { body, revision } = (await records.find('shop', shop.shop))!;
    await ask('PUT', `/api/shops/${shop.shop}`, {
      body: { revision, body: { ...body, groups: [group.json.id] } },
    });
    const path = `/api/shop-groups/${group.json.id}`;
    const off = { body: { revision: 1, body: { ...group.json.body, active: false } } };
    const { error } = (await ask('PUT', path, off)).json;
    assert.is(error.code, 'record.in-use');
    assert.equal(error.data.holders, [{ kind: 'shop', id: shop.shop, field: 'groups', name: 'Brygga' }]);
    assert.is((await ask('PUT', `${path}?accept-use=true`, off)).status, 200);
  }));

test('what is wrong with a field is told beside the field', () =>
  withOffice(async ({ ask, shop }) => {
    const problems = async (more: object) => {
      const body = { ...sampleBody('product', shop, 1), ...more };
      const { status, json } = await ask('POST', '/api/products', { body: { body } });
      return [status, json.error.code, rowsOf(json.error.data.problems)] as const;
    };
    assert.equal(await problems({ sku: undefined }), [
      422,
      'record.malformed',
      [{ field: 'sku', path: 'sku', code: 'missing' }],
    ]);
    assert.equal(await problems({ category: 'x' }), [
      422, 'reference.unknown', [{ field: 'category', kind: 'category', value: 'x', code: 'reference.unknown' }],
    ]); // prettier-ignore
    assert.is((await problems({ codes: ['7038010000011'] }))[1], 'product.code-check-digit');
    assert.is((await problems({ prices: { nowhere: 1 } }))[1], 'product.price-without-region');
    assert.is((await problems({ colr: 'red' }))[1], 'record.malformed');
  }));

test('the same is set on many at once, by ids or by what a list finds', () =>
  withOffice(async ({ ask, shop, records }) => {
    const ids: string[] = [];
    for (let number = 0; number < 4; number += 1) {
      const made = await ask('POST', '/api/products', {
        body: { body: sampleBody('product', shop, number) },
      });
      ids.push(made.json.id as string);
    }
    const path = '/api/products/bulk';
    const set = { set: { cost: 250, prices: { [shop.region]: 990 } } };
    const done = await ask('POST', path, { body: { ids: ids.slice(0, 2), ...set } });
    assert.equal([done.status, done.json], [200, { changed: 2, unchanged: 0 }]);
    assert.equal((await ask('POST', path, { body: { ids, ...set } })).json, { changed: 2, unchanged: 2 });
    const where = {
      where: { filters: { category: shop.drinks }, search: 'sample 1' },
      set: { active: false },
    };
    assert.equal((await ask('POST', path, { body: where })).json, { changed: 1, unchanged: 0 });
    assert.is((await records.find('product', ids[1]!))?.body.active, false);
    const bad = await ask('POST', path, { body: { ids: [ids[0], 'none'], set: { cost: -1 } } });
    assert.equal([bad.status, bad.json.error.code], [422, 'record.malformed']);
    assert.equal(rowsOf(bad.json.error.data.records).map(({ id, code }) => [id, code]), [
      [ids[0], 'record.malformed'], ['none', 'record.unknown'],
    ]); // prettier-ignore
    for (const wrong of [
      {},
      { ids },
      { set: {} },
      { ids: 'all', set: {} },
      { ids: [1], set: {} },
      { ids, set: [] },
      { where: 1, set: {} },
    ])
      assert.is(
        (await ask('POST', path, { body: wrong })).json.error.code,
        'request.malformed',
        JSON.stringify(wrong),
      );
    const many = Array.from({ length: 10_001 }, (_none, index) => String(index));
    assert.is((await ask('POST', path, { body: { ids: many, ...set } })).status, 413);
  }));

test('CSV through the routes: taken whole, or told by lines with nothing taken', () =>
  withOffice(async ({ ask, records }) => {
    const good = 'name,sku,category,vatClass,price:Norge\r\nMelk,1,Drikke,Food,19.90\r\n';
    const path = '/api/products.csv';
    const tried = await ask('POST', `${path}?dry-run=true`, { body: good, type: 'text/csv' });
    assert.equal(tried.json, {
      rows: 1,
      created: 1,
      changed: 0,
      unchanged: 0,
      problems: [],
      problemTotal: 0,
    });
    assert.is((await ask('GET', '/api/products')).json.total, 0);
    const excel = { body: Buffer.from(good), type: 'application/vnd.ms-excel' };
    assert.is((await ask('POST', path, excel)).json.created, 1);
    assert.is((await records.history('product', (await records.byKey('product', '1'))!.id))[0]?.by, 'boss');
    const bad = await ask('POST', path, { body: `${good}Ost,2,Drikke,Food,x\r\n,3`, type: 'text/csv' });
    assert.equal(
      [bad.status, bad.json.error.code, bad.json.error.data.problemTotal],
      [422, 'csv.problems', 2],
    );
    assert.equal(bad.json.error.data.problems, [
      { line: 3, column: 'price:Norge', code: 'csv.number', data: { value: 'x' } },
      {
        line: 4,
        column: 'name',
        code: 'record.malformed',
        data: { field: 'name', path: 'name', problem: 'missing' },
      },
    ]);
    const semicolons = await ask('GET', `${path}?delimiter=semicolon`);
    assert.match(semicolons.text, /;19,90;/);
    assert.is((await ask('GET', `${path}?delimiter=pipe`)).status, 400);
    assert.is((await ask('POST', path, { body: good, type: 'application/xml' })).status, 415);
    assert.is((await ask('POST', path, { body: { body: good } })).json.error.code, 'request.malformed');
    const huge = Buffer.alloc(20_000_001, 'a');
    assert.is((await ask('POST', path, { body: huge, type: 'text/csv' })).status, 413);
  }));

test('settings: what holds and from where, set and cleared by their place', () =>
  withOffice(async ({ ask, shop, records }) => {
    const at = `/api/settings?level=register&owner=${shop.register}`;
    const first = await ask('GET', at);
    assert.equal(first.json.settings['dining.default'], {
      value: 'take-away', from: null, set: false, standard: 'take-away', levels: ['company', 'shop-group', 'shop', 'register'],
    }); // prettier-ignore
    const set = await ask('PUT', `/api/settings?level=shop&owner=${shop.shop}`, {
      body: { values: { 'dining.default': 'eat-in' } },
    });
    assert.is(set.json.settings['dining.default'].set, true);
    const from = { level: 'shop', owner: shop.shop };
    assert.equal((await ask('GET', at)).json.settings['dining.default'].from, from);
    const cleared = { body: { cleared: ['dining.default'] } };
    assert.is(
      (await ask('PUT', `/api/settings?level=shop&owner=${shop.shop}`, cleared)).json.settings[
        'dining.default'
      ].from,
      null,
    );
    assert.is(
      (await ask('PUT', at, { body: { values: { 'vat.rounding': 'line' } } })).json.error.code,
      'setting.level',
    );
    assert.is((await ask('PUT', '/api/settings', { body: { values: [] } })).status, 400);
    assert.is((await ask('GET', '/api/settings?level=planet')).status, 404);
    assert.is((await ask('GET', '/api/settings?level=shop&owner=x')).status, 404);
    const changes = await ask('GET', '/api/changes?kind=setting');
    assert.is(changes.json.changes.length, 2);
    assert.is(await records.lastNumber(), changes.json.changes[0].number);
  }));

test('a company begins in one step', () =>
  withOffice(async ({ ask, records }) => {
    const { writeStandard } = await import('../records/standard/write-standard.ts');
    await writeStandard(records, 'en');
    assert.ok('NO' in (await ask('GET', '/api/countries')).json.countries);
    const wrong = await ask('POST', '/api/start', { body: { country: 'XX', shopName: 'a' } });
    assert.equal([wrong.status, wrong.json.error.code], [422, 'country.unknown']);
    for (const body of [{}, { country: 'NO', shopName: 5 }, { country: 'NO', shopName: 'x', language: 'xx' }])
      assert.is((await ask('POST', '/api/start', { body })).status >= 400, true);
  }));

test('the list of changes goes back in pages', () =>
  withOffice(async ({ ask, records }) => {
    const last = await records.lastNumber();
    const first = await ask('GET', '/api/changes?limit=5');
    assert.equal([first.json.changes.length, first.json.changes[0].number], [5, last]);
    const second = await ask('GET', `/api/changes?limit=5&below=${first.json.next}`);
    assert.is(second.json.changes[0].number, last - 5);
    assert.is((await ask('GET', '/api/changes?by=nobody')).json.changes.length, 0);
    assert.is((await ask('GET', '/api/changes?limit=0')).status, 400);
    assert.is((await ask('GET', '/api/changes?below=x')).status, 400);
  }));
