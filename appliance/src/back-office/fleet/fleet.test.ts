// The fleet on a virtual clock and a real database: what is heard is remembered, silence is noticed, and each alarm comes and goes when it should.
import { join } from 'node:path';
import { assert, suite, tempDir, virtualClock, type VirtualClock } from '../../../test/kit.ts';
import { silent } from '../../../test/journal/open-journal.ts';
import { openSqlite, type SqliteDatabase } from '../../platform/database/sqlite.ts';
import type { Database } from '../../platform/ports/database.ts';
import { Fault } from '../../platform/fault.ts';
import type { BoxStatus } from '../../protocol/sync.ts';
import { officeMigrations } from '../migrations/all.ts';
import type { Scope } from '../api/session-port.ts';
import { type ChainFinding, Fleet, lookMs } from './fleet.ts';
import { boxesSeen } from './fleet-view.ts';
import { FixedRecords } from '../../../test/back-office/records-now.ts';

const test = suite('fleet');

const status = (more: Partial<BoxStatus> = {}): BoxStatus => ({
  queue: 0,
  devices: [{ name: 'receipts', kind: 'printer', model: 'escpos', state: 'ready' }],
  disk: { freeBytes: 50, sizeBytes: 100 },
  temperature: 51_000,
  pages: 2,
  startedAt: 1,
  feedNumber: 7,
  ...more,
});

interface Around {
  readonly clock: VirtualClock;
  readonly database: SqliteDatabase;
  readonly findings: ChainFinding[];
  readonly paired: Set<string>;
  fleet: Fleet;
  changes: number;
  codes(register?: string): Promise<readonly string[]>;
  /** Time passes with the box linked and telling. */
  tell(ms: number, more?: Partial<BoxStatus>): Promise<void>;
  restart(): Promise<void>;
  /** The clock goes on until the fleet has looked again, and its writing is done. */
  look(): Promise<void>;
  shift(open: 0 | 1): Promise<void>;
}

async function around(
  work: (around: Around) => Promise<void>,
  wrap = (database: Database) => database,
): Promise<void> {
  const clock = virtualClock();
  const path = join(tempDir('fleet'), 'office.db');
  // On a clock of its own: a minute that passes here is none for the disk.
  const database = await openSqlite(path, {
    clock: virtualClock(),
    log: silent,
    migrations: officeMigrations,
  });
  const findings: ChainFinding[] = [];
  const paired = new Set(['B1']);
  const begin = async (): Promise<Fleet> => {
    const fleet = new Fleet({
      database: wrap(database),
      clock,
      log: silent,
      findings: async () => findings,
      paired: async () => paired,
    });
    fleet.onChange(() => (it.changes += 1));
    await fleet.start();
    return fleet;
  };
  const it: Around = {
    clock,
    database,
    findings,
    paired,
    fleet: undefined as never,
    changes: 0,
    codes: async (register = 'B1') =>
      ((await it.fleet.boxes()).get(register)?.alarms ?? []).map(({ code, detail }) =>
        detail === null ? code : `${code} ${detail}`,
      ),
    tell: async (ms, more) => {
      for (let passed = 0; passed < ms; passed += 15_000) {
        it.fleet.told('B1', status(more), 0);
        await clock.advance(Math.min(15_000, ms - passed));
      }
    },
    restart: async () => {
      await it.fleet.stop();
      it.fleet = await begin();
    },
    look: async () => {
      await it.fleet.settled();
      await clock.advance(lookMs);
      await it.fleet.settled();
    },
    shift: async (open) => {
      await database.write(
        'INSERT INTO register_shift (register, seq, shift, open, at) VALUES (?, 1, 1, ?, 0) ON CONFLICT (register) DO UPDATE SET open = excluded.open',
        ['B1', open],
      );
    },
  };
  it.fleet = await begin();
  try {
    await work(it);
  } finally {
    await it.fleet.stop();
    await database.close();
  }
}

const hello = { version: '1.2.3', roles: ['till'], at: Date.UTC(2024, 2, 1, 8) };

test('what was heard of a box is there after a restart, and that it is away', () =>
  around(async (it) => {
    it.fleet.connected('B1', hello);
    await it.clock.advance(1_000);
    it.fleet.told('B1', status({ queue: 3 }), -1_234.6);
    const before = (await it.fleet.boxes()).get('B1');
    assert.is(before?.linked, true);
    await it.restart();
    const after = (await it.fleet.boxes()).get('B1');
    assert.equal(after, { ...before, linked: false });
    assert.equal([after?.memory.offsetMs, after?.memory.heardAt], [-1_235, hello.at + 1_000]);
  }));

test('a box that falls silent while its register has a shift open is an alarm, and only then', () =>
  around(async (it) => {
    it.fleet.connected('B1', hello);
    it.fleet.told('B1', status(), 0);
    await it.shift(1);
    it.fleet.disconnected('B1');
    await it.clock.advance(120_000);
    assert.equal(await it.codes(), []);
    const changes = it.changes;
    await it.look();
    assert.equal(await it.codes(), ['silent']);
    assert.is(it.changes, changes + 1, 'pages are told, though nothing was heard');
    await it.shift(0);
    assert.equal(await it.codes(), []);
    await it.shift(1);
    it.paired.clear();
    assert.equal(await it.codes(), [], 'nobody waits for a box that was taken out of use');
    it.paired.add('B1');
    it.fleet.connected('B1', hello);
    assert.equal(await it.codes(), []);
  }));

test('disk, devices, clock, chain and queue raise their alarms, with the time they came', () =>
  around(async (it) => {
    it.fleet.connected('B1', hello);
    it.fleet.told('B1', status({ disk: { freeBytes: 10, sizeBytes: 100 } }), 30_000);
    assert.equal(await it.codes(), []);
    it.fleet.told('B1', status({ disk: { freeBytes: 9, sizeBytes: 100 } }), 30_001);
    assert.equal(await it.codes(), ['clock-off', 'disk-low']);
    const devices = [
      { name: 'receipts', kind: 'printer', model: 'escpos', state: 'faulty' },
      { name: 'hand', kind: 'scanner', model: 'serial', state: 'gone' },
      { name: 'scale', kind: 'scale', model: 'hid', state: 'starting' },
    ];
    it.fleet.told('B1', status({ devices, disk: null }), -30_001);
    assert.equal(await it.codes(), ['clock-off', 'device-faulty receipts', 'device-faulty hand']);
    await it.look();
    const since = it.clock.now();
    it.fleet.told('B1', status({ devices }), 0);
    await it.fleet.settled();
    await it.clock.advance(5 * lookMs);
    const alarms = (await it.fleet.boxes()).get('B1')?.alarms ?? [];
    assert.equal(
      alarms.map((alarm) => alarm.since),
      [since, since],
    );
    it.findings.push({
      number: 1,
      register: 'B1',
      seq: 9,
      detail: 'entry 9',
      firstAt: 5,
      lastAt: 6,
      times: 2,
    });
    it.fleet.told('B1', status(), 0);
    assert.equal((await it.fleet.boxes()).get('B1')?.alarms, [
      { code: 'chain-broken', since: 5, detail: 'entry 9' },
    ]);
  }));

test('a queue that does not empty for an hour is old; what came after a long silence may be as old as that silence', () =>
  around(async (it) => {
    it.fleet.connected('B1', hello);
    await it.tell(60_000);
    await it.tell(3_570_000, { queue: 4 });
    assert.equal(await it.codes(), []);
    await it.tell(30_000, { queue: 900 });
    assert.equal(await it.codes(), ['queue-old']);
    await it.tell(15_000);
    assert.equal(await it.codes(), []);
    it.fleet.disconnected('B1');
    await it.clock.advance(2 * 3_600_000);
    it.fleet.connected('B1', hello);
    it.fleet.told('B1', status({ queue: 5_000 }), 0);
    assert.equal(await it.codes(), ['queue-old']);
  }));

test('pages are told of what they show, not of each status', () =>
  around(async (it) => {
    it.fleet.connected('B1', hello);
    await it.tell(150_000);
    const changes = it.changes;
    await it.tell(150_000, { temperature: 60_000, disk: { freeBytes: 40, sizeBytes: 100 } });
    assert.is(it.changes, changes);
    it.fleet.told('B1', status({ pages: 3 }), 0);
    assert.is(it.changes, changes + 1);
    it.fleet.told('B9', status(), 0);
    assert.is((await it.fleet.boxes()).has('B9'), false, 'who was never linked says nothing');
  }));

test('a store with a bad day costs no box: what was heard is written when it can be', async () => {
  let failing = false;
  await around(
    async (it) => {
      failing = true;
      it.fleet.connected('B1', hello);
      await it.tell(60_000);
      assert.equal(await it.database.all('SELECT register FROM box_state'), []);
      failing = false;
      await it.look();
      assert.equal(await it.database.all('SELECT register FROM box_state'), [{ register: 'B1' }]);
    },
    (database) => ({
      write: async (...of) => database.write(...of),
      get: async (...of) => database.get(...of),
      all: async (...of) => database.all(...of),
      close: async () => undefined,
      transaction: async (work) => {
        if (failing) throw new Fault('storage.full');
        return database.transaction(work);
      },
    }),
  );
});

test('everybody sees the boxes of their sale points, paired or not; who sees everything sees strays too', () =>
  around(async (it) => {
    const records = new FixedRecords();
    const register = (name: string, salePoint: string, active = true) => {
      records.put('register', `id-${name}`, { name, salePoint, active });
    };
    register('B1', 'counter');
    register('B2', 'bar');
    register('B3', 'bar', false);
    it.fleet.connected('B1', hello);
    it.fleet.told('B1', status(), 12);
    it.fleet.connected('X1', { ...hello, at: 3 });
    const parts = {
      fleet: it.fleet,
      records,
      paired: async () => it.paired,
      feed: { latest: async () => 20, sent: async () => ({ number: 9 }) },
    };
    const seen = async (scope: Scope) =>
      (await boxesSeen(parts, scope)).map(({ register: name, paired, linked, feedBehind }) => [
        name,
        paired,
        linked,
        feedBehind,
      ]);
    const of = (...salePoints: readonly string[]): Scope => ({
      salePoints: new Set(salePoints),
      stores: new Set(),
      shops: new Set(),
    });
    assert.equal(await seen('all'), [
      ['B1', true, true, 2],
      ['B2', false, false, null],
      ['X1', false, true, null],
    ]);
    assert.equal(await seen(of('bar')), [['B2', false, false, null]]);
    assert.equal(await seen(of()), []);
    it.fleet.disconnected('B1');
    assert.equal(await seen(of('counter')), [['B1', true, false, 13]]);
  }));
