// Routes of figures, stock and fleet in one walk: every route with every right, nobody through no door; then what the fleet's routes do.
import { join } from 'node:path';
import { assert, countingIds, suite, tempDir } from '../../../test/kit.ts';
import { type BehindDoor, behindDoor } from '../../../test/back-office/behind-door.ts';
import { type WholeOffice, wholeOffice } from '../../../test/back-office/whole-office.ts';
import { sampleSigner } from '../../../test/journal/sample-journal.ts';
import { silent } from '../../../test/journal/open-journal.ts';
import { outcomeOf } from '../../../test/back-office/sealed-journal.ts';
import { openRegister } from '../../../test/sample-register.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import { officeAreas } from '../../protocol/office/rights.ts';
import type { BoxStatus } from '../../protocol/sync.ts';
import { Boxes } from '../boxes/boxes.ts';
import { figuresRoutes } from '../figures/routes.ts';
import { figureQueries } from '../figures/tables.ts';
import { stockRoutes } from '../stock/routes.ts';
import { Bundles } from './bundles.ts';
import { Fleet } from './fleet.ts';
import { PairingDesk } from './pairing-desk.ts';
import { type BoxOrders, fleetRoutes } from './routes.ts';

const test = suite('routes of figures, stock and fleet');

interface Served extends WholeOffice, BehindDoor {
  readonly fleet: Fleet;
  readonly boxes: Boxes;
  /** What the box answers next, and what it was asked for. */
  readonly box: { answer: Awaited<ReturnType<BoxOrders['order']>>; asked: string[] };
}

async function served(work: (served: Served) => Promise<void>): Promise<void> {
  const office = await wholeOffice();
  const { database, clock, archive, journal, records } = office;
  const boxes = new Boxes({ database, clock, archive, journal });
  const desk = new PairingDesk({
    pairing: {
      makeCode: async (register) => ({ ok: true, value: { register, code: 'ABCD2345', expiresAt: 99 } }),
      dropCode: async () => undefined,
      openCodes: async () => [
        { register: 'B1', by: 'kari', expiresAt: 99 },
        { register: 'Z9', by: 'kari', expiresAt: 99 },
      ],
    },
    boxes,
    reached: () => ({ address: 'office.lan', fingerprint: 'f' }),
  });
  const findings = {
    all: async () => archive.alarms.list(),
    acknowledge: async (number: number, said: { by: string; note: string }) =>
      archive.alarms.acknowledge(number, said),
  };
  const paired = async () => boxes.paired();
  const fleet = new Fleet({
    database,
    clock,
    log: silent,
    findings: async () => archive.alarms.list({ open: true }),
    paired,
  });
  await fleet.start();
  const box: Served['box'] = { answer: { outcome: 'not-linked' }, asked: [] };
  const orders: BoxOrders = {
    order: async (register, name) => {
      box.asked.push(`${register} ${name}`);
      return box.answer;
    },
  };
  const bundles = new Bundles({
    database,
    disk: nodeDisk,
    clock,
    ids: countingIds(),
    folder: join(tempDir('bundles'), 'bundles'),
  });
  const feed = { latest: async () => 0, sent: async () => undefined };
  const view = { fleet, records, paired, feed };
  const { state } = office;
  const behind = await behindDoor((door) => [
    figuresRoutes({ door, queries: figureQueries(database), records, clock, state }),
    stockRoutes({ door, stock: office.stock }),
    fleetRoutes({ door, view, orders, desk, bundles, findings, journal }),
  ]);
  try {
    await work({ ...office, ...behind, fleet, boxes, box });
  } finally {
    await behind.server.close();
    await fleet.stop();
    await office.close();
  }
}

const table: Readonly<Record<string, readonly [area: string, right: 'read' | 'edit']>> = {
  'GET /api/dashboard': ['sales', 'read'],
  'GET /api/sales/products': ['sales', 'read'],
  'GET /api/stock': ['stock', 'read'],
  'GET /api/stock/products/:product': ['stock', 'read'],
  'GET /api/stock/products/:product/movements': ['stock', 'read'],
  'POST /api/stock/adjustments': ['stock', 'edit'],
  'GET /api/boxes': ['boxes', 'read'],
  'GET /api/boxes/keys': ['boxes', 'read'],
  'GET /api/boxes/:register': ['boxes', 'read'],
  'GET /api/boxes/:register/bundles/:bundle': ['boxes', 'read'],
  'POST /api/boxes/:register/orders': ['boxes', 'edit'],
  'POST /api/boxes/:register/pairing': ['boxes', 'edit'],
  'DELETE /api/boxes/:register/pairing': ['boxes', 'edit'],
  'DELETE /api/boxes/:register/key': ['boxes', 'edit'],
  'POST /api/boxes/:register/alarms/:number/acknowledge': ['boxes', 'edit'],
};

test('every route with every right; who is nobody gets nowhere', { timeoutMs: 60_000 }, () =>
  served(async ({ routes, as, ask }) => {
    assert.equal([...routes].sort(), Object.keys(table).sort(), 'the table names every route');
    for (const [route, [area, needed]] of Object.entries(table)) {
      const [method, path] = route.split(' ') as ['GET', string];
      const url = path.replaceAll(/:\w+/g, 'X');
      as(undefined);
      assert.equal((await ask(method, url)).code, 'sign-in.needed', route);
      for (const each of officeAreas) {
        for (const right of ['none', 'read', 'edit'] as const) {
          as({ rights: { [each]: right } });
          const { code, status } = await ask(method, url);
          const may = each === area && (right === 'edit' || right === needed);
          assert.is(
            status === 403 && code === 'right.needed',
            !may,
            `${route} with ${right} of ${each}: ${code}`,
          );
        }
      }
    }
  }),
);

test('what is asked wrongly is refused before anything is looked up', () =>
  served(async ({ as, ask, server }) => {
    as({ rights: { sales: 'read', stock: 'edit', boxes: 'edit' } });
    const malformed = async (method: 'GET' | 'POST', url: string, body?: object) => {
      const answer = await ask(method, url, body);
      assert.equal([answer.status, answer.code], [400, 'request.malformed'], url);
    };
    await malformed('GET', '/api/dashboard?day=yesterday');
    await malformed('GET', '/api/dashboard?other=1');
    await malformed('GET', '/api/sales/products?from=2024-01-01');
    await malformed('GET', '/api/stock?pageSize=100000');
    await malformed('GET', "/api/stock/products/x/movements?before=1.B1.1.1')");
    await malformed('POST', '/api/stock/adjustments', {
      id: 'adjustment-1',
      store: 's',
      reason: 'r',
      note: '',
      lines: [],
    });
    await malformed('POST', '/api/boxes/B1/orders', { name: 'format' });
    const foreign = await server.inject({
      method: 'POST',
      url: '/api/boxes/B1/orders',
      headers: { host: 'localhost', origin: 'http://elsewhere' },
      body: { name: 'restart' },
    });
    assert.is(foreign.statusCode, 403);
  }));

test('figures and stock come over the wire as their schemas say', () =>
  served(async ({ as, ask, product, shop }) => {
    const milk = await product('milk');
    as({ rights: { sales: 'read', stock: 'read' } });
    const { body, status } = await ask('GET', '/api/dashboard?day=2024-03-01');
    assert.equal([status, (body as { day: string }).day], [200, '2024-03-01']);
    assert.is((await ask('GET', `/api/dashboard?shop=${shop.shop}`)).status, 200);
    assert.is((await ask('GET', '/api/dashboard?shop=none')).status, 404);
    assert.is((await ask('GET', '/api/sales/products?from=2024-01-01&to=2024-01-31&pageSize=3')).status, 200);
    assert.is((await ask('GET', '/api/stock?search=milk&page=1')).status, 200);
    assert.is((await ask('GET', `/api/stock/products/${milk}`)).status, 200);
    assert.is((await ask('GET', '/api/stock/products/none')).status, 404);
    assert.is((await ask('GET', `/api/stock/products/${milk}/movements?limit=1`)).status, 200);
  }));

const status: BoxStatus = {
  queue: 0,
  devices: [],
  disk: null,
  temperature: null,
  pages: 1,
  startedAt: 1,
  feedNumber: 0,
};
const hello = { version: '1.0', roles: ['till'], at: 1 };

test('a box is asked for something, answers, and both are in the journal', () =>
  served(async ({ as, ask, box, fleet, archive }) => {
    as({ user: 'kari', rights: { boxes: 'edit' } });
    fleet.connected('B1', hello);
    fleet.told('B1', status, 0);
    const order = async (name: string) => ask('POST', '/api/boxes/B1/orders', { name });
    assert.equal((await order('restart')).code, 'box.not-linked');
    box.answer = { outcome: 'busy' };
    assert.equal((await order('restart')).code, 'box.busy');
    box.answer = { outcome: 'no-answer' };
    assert.equal((await order('restart')).status, 504);
    box.answer = { outcome: 'done', ok: false, detail: 'a shift is open' };
    assert.equal((await order('restart')).body, { ok: false, detail: 'a shift is open', bundle: null });
    box.answer = { outcome: 'done', ok: true, detail: '', bundle: Buffer.from('PK bundle') };
    const fetched = (await order('support-bundle')).body as { bundle: { id: string; bytes: number } };
    assert.is(fetched.bundle.bytes, 9);
    const file = await ask('GET', `/api/boxes/B1/bundles/${fetched.bundle.id}`);
    assert.equal(
      [file.status, file.text, file.headers['content-type']],
      [200, 'PK bundle', 'application/octet-stream'],
    );
    assert.match(
      String(file.headers['content-disposition']),
      /^attachment; filename="support-B1-[\dT-]+\.zip"$/,
    );
    assert.equal((await ask('GET', '/api/boxes/B1/bundles/none')).code, 'bundle.unknown');
    assert.equal((await ask('POST', '/api/boxes/Z9/orders', { name: 'identify' })).code, 'box.unknown');
    assert.equal(box.asked.length, 5);
    const written = (await archive.after('OFFICE', 0, 100)).map(
      ({ type, who, payload }) => `${type} ${who} ${payload}`,
    );
    assert.equal(written, [
      'box.ordered kari {"carriedOut":null,"order":"restart","register":"B1"}',
      'box.ordered kari {"carriedOut":false,"order":"restart","register":"B1"}',
      'box.ordered kari {"carriedOut":true,"order":"support-bundle","register":"B1"}',
    ]);
    const detail = (await ask('GET', '/api/boxes/B1')).body as {
      box: { linked: boolean };
      bundles: object[];
    };
    assert.equal([detail.box.linked, detail.bundles.length], [true, 1]);
  }));

test('a register gets a code, a box, and loses it; whoever has none of its sale point knows of nothing', () =>
  served(async ({ as, ask, boxes, shop }) => {
    as({ rights: { boxes: 'edit' } });
    const opened = await ask('POST', '/api/boxes/B1/pairing');
    assert.equal(opened.body, {
      register: 'B1',
      code: 'ABCD-2345',
      address: 'office.lan',
      link: 'countertop:pair?address=office.lan&code=ABCD2345&fingerprint=f',
      expiresAt: 99,
    });
    assert.is((await ask('DELETE', '/api/boxes/B1/pairing')).status, 204);
    assert.equal((await ask('DELETE', '/api/boxes/B1/key')).code, 'box.not-paired');
    const { key, publicKey } = sampleSigner();
    await boxes.enrol({ register: 'B1', keys: [{ id: key, publicKey }], version: '1.0', by: 'kari' });
    const keys = (await ask('GET', '/api/boxes/keys')).body as {
      boxes: { key: string; publicKey?: string }[];
      codes: object[];
    };
    assert.equal(
      [keys.boxes.map((each) => each.key), keys.boxes[0]?.publicKey, keys.codes.length],
      [[key], undefined, 1],
    );
    const scope = { salePoints: new Set<string>(), stores: new Set<string>(), shops: new Set<string>() };
    as({ rights: { boxes: 'edit' }, scope });
    assert.equal((await ask('GET', '/api/boxes')).body, { boxes: [] });
    assert.equal((await ask('GET', '/api/boxes/keys')).body, { boxes: [], codes: [] });
    assert.equal((await ask('DELETE', '/api/boxes/B1/key')).code, 'box.unknown');
    as({ rights: { boxes: 'edit' }, scope: { ...scope, salePoints: new Set([shop.counter]) } });
    assert.is((await ask('DELETE', '/api/boxes/B1/key')).status, 204);
    assert.is((await boxes.list())[0]?.revoked, true);
  }));

test('what the archive could not take is an alarm until somebody has looked, and stays listed with what they said', () =>
  served(async ({ as, ask, archive, arrive, fleet, database }) => {
    as({ user: 'kari', rights: { boxes: 'edit' } });
    fleet.connected('B1', hello);
    const { entries } = outcomeOf(openRegister(), { from: 1, stepMs: 1 });
    await arrive('B1', entries);
    const [first] = entries;
    if (first === undefined) throw new Error('no entry');
    const other = await archive.take('B1', [{ ...first, hash: 'f'.repeat(64) }]);
    assert.is(other.outcome, 'broken');
    type Detail = {
      box: { alarms: { code: string }[]; shiftOpen: boolean };
      chainAlarms: { number: number; acknowledged: { by: string; name: string; note: string } | null }[];
    };
    const detail = async () => (await ask('GET', '/api/boxes/B1')).body as Detail;
    const before = await detail();
    assert.equal([before.box.alarms.map(({ code }) => code), before.box.shiftOpen], [['chain-broken'], true]);
    const number = before.chainAlarms[0]?.number ?? 0;
    assert.is(before.chainAlarms[0]?.acknowledged, null);
    const note = 'Restored from a backup; paired anew as B2';
    const acknowledge = async (which: string, body: object = { note }) =>
      ask('POST', `/api/boxes/B1/alarms/${which}/acknowledge`, body);
    const heads = await archive.head('OFFICE');
    for (const body of [{}, { note: '' }, { note: '  ' }, { note: 'x'.repeat(501) }])
      assert.equal((await acknowledge(String(number), body)).code, 'request.malformed');
    assert.equal((await acknowledge('none')).code, 'alarm.unknown');
    assert.is((await acknowledge(String(number))).status, 204);
    assert.equal((await acknowledge(String(number))).code, 'alarm.unknown');
    const after = await detail();
    assert.equal(after.box.alarms, []);
    assert.equal(
      after.chainAlarms.map(({ acknowledged }) => [acknowledged?.by, acknowledged?.name, acknowledged?.note]),
      [['kari', 'kari', note]],
    );
    const entry = await database.get(
      "SELECT seq, who, type, payload FROM archive_entry WHERE register = 'OFFICE' ORDER BY seq DESC LIMIT 1",
    );
    assert.equal(
      [entry?.['seq'], entry?.['who'], entry?.['type']],
      [heads.seq + 1, 'kari', 'alarm.acknowledged'],
    );
    assert.match(String(entry?.['payload']), /paired anew/);
  }));
