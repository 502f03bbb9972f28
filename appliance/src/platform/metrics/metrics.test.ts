// What machines read: health that turns with the register, and numbers in the text format of Prometheus.
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { allowedHosts } from '../http/origin.ts';
import { createServer } from '../http/server.ts';
import { type Measured, serveMetrics } from './metrics.ts';

const test = suite('metrics');

interface Health {
  status: string;
  storage: string;
  journal: number;
  shiftOpen: boolean;
  devices: Record<string, unknown>;
}

async function measured(
  change: { storage?: string; moving?: boolean; shift?: object | null; what?: Partial<Measured> } = {},
) {
  const clock = virtualClock();
  const what: Measured = {
    version: '9.9.9',
    clock,
    name: 'B1',
    till: {
      register: {
        name: 'B1',
        head: { seq: 41 },
        storage: change.storage ?? 'ok',
        state: { shift: change.shift ?? null, tabs: { a: {}, b: {} }, numbers: { receipt: 7 } },
        isMoving: () => change.moving ?? true,
      },
      devices: {
        statuses: () => [
          { name: 'printer', kind: 'printer', presence: 'ready', conditions: ['paper-low'] },
          { name: 'scale', kind: 'scale', presence: 'gone', conditions: [] },
        ],
      },
      printing: { view: () => ({ job: {} }) },
    },
    lacksShop: false,
    links: { linkCount: () => 3 },
    office: () => ({ is: 'here' }),
    readings: [{ name: 'sync_queue', help: 'x', read: () => 5 }],
    ...change.what,
  };
  const server = await createServer(allowedHosts([]));
  await serveMetrics(server, what);
  await clock.advance(2_500);
  const get = async (url: string) => server.inject({ url, headers: { host: 'localhost' } });
  return { health: await get('/healthz'), metrics: await get('/metrics'), close: async () => server.close() };
}

test('a till that can sell is healthy and says what it has', async () => {
  const { health, metrics, close } = await measured({ shift: {} });
  assert.is(health.statusCode, 200);
  const body = health.json<Health>();
  assert.is(body.status, 'ok');
  assert.is(body.journal, 41);
  assert.is(body.shiftOpen, true);
  assert.equal(body.devices, {
    printer: { presence: 'ready', conditions: ['paper-low'] },
    scale: { presence: 'gone', conditions: [] },
  });
  const lines = metrics.body.split('\n');
  for (const [name, value] of Object.entries({
    journal_seq: 41,
    receipts_total: 7,
    shift_open: 1,
    tabs_open: 2,
    storage_ok: 1,
    print_jobs_open: 1,
    pages_open: 3,
    uptime_seconds: 2.5,
    sync_queue: 5,
  })) {
    assert.ok(lines.includes(`countertop_${name}{register="B1"} ${value}`), name);
  }
  assert.ok(lines.includes('countertop_device_ready{device="printer",kind="printer",register="B1"} 1'));
  assert.ok(lines.includes('countertop_device_ready{device="scale",kind="scale",register="B1"} 0'));
  assert.match(String(metrics.headers['content-type']), /^text\/plain; version=0\.0\.4/);
  await close();
});

test('a full disk and a writer that hangs are not', async () => {
  for (const change of [{ storage: 'full' }, { storage: 'failed' }, { moving: false }]) {
    const { health, metrics, close } = await measured(change);
    assert.is(health.statusCode, 503, JSON.stringify(change));
    assert.is(health.json<Health>().status, 'failing');
    if (change.storage !== undefined) assert.match(metrics.body, /countertop_storage_ok\{register="B1"\} 0/);
    await close();
  }
});

test('an office sells nothing and is well; a till without a shop is not', async () => {
  const office = await measured({ what: { till: undefined, name: 'OFFICE' } });
  assert.is(office.health.statusCode, 200);
  assert.equal(office.health.json(), {
    status: 'ok',
    version: '9.9.9',
    register: 'OFFICE',
    office: { is: 'here' },
  });
  assert.not.match(office.metrics.body, /journal_seq/);
  await office.close();
  const empty = await measured({ what: { till: undefined, lacksShop: true } });
  assert.equal([empty.health.statusCode, empty.health.json<Health>().status], [503, 'no-shop']);
  await empty.close();
});
