// A queue of days goes up while the till scans: how much longer a scan takes than on the same box at rest, and how fast the queue goes. The
// office is in the same process and on the same disk, which is the worst there is: one box with both roles.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Archive } from '../src/back-office/archive/archive.ts';
import { officeMigrations } from '../src/back-office/migrations/all.ts';
import { systemClock } from '../src/platform/clock/system-clock.ts';
import { openSqlite } from '../src/platform/database/sqlite.ts';
import { uuidIds } from '../src/platform/ids/uuid-ids.ts';
import { boxLinks, openBoxLink } from '../src/platform/link/box-links.ts';
import { serveUpgrades } from '../src/platform/link/upgrades.ts';
import { pinoLog } from '../src/platform/log/pino-log.ts';
import { systemRandomness } from '../src/platform/randomness/system-randomness.ts';
import { syncFrameBytesMax, syncPath } from '../src/protocol/sync.ts';
import { BoxEnd } from '../src/sync/box/box-end.ts';
import { OfficeEnd } from '../src/sync/office/office-end.ts';
import { journalOutbox } from '../src/till/journal/outbox.ts';
import { type Line, ms, Samples } from './sample.ts';
import { accepted, addLine, baskets, pay, timed } from './selling.ts';
import { type BenchTill, openBenchTill } from './till.ts';

/** A cashier who is quick, and never waits for the till. */
const betweenScansMs = 40;
const linesPerOrder = 10;
const office = 'bench';

export async function benchDraining(folder: string, entries: number): Promise<readonly Line[]> {
  const till = await openBenchTill(folder);
  while (till.register.head.seq < entries) await baskets(till, 50);
  const before = new Samples();
  const during = new Samples();
  const after = new Samples();
  await scan(till, before, () => before.count >= 100);
  const queue = till.register.head.seq;
  const sync = await openSync(till, folder);
  const from = performance.now();
  await scan(till, during, () => (sync.end.state.acked ?? 0) >= queue);
  const seconds = (performance.now() - from) / 1000;
  await sync.close();
  await scan(till, after, () => after.count >= 100);
  await till.close();
  const idle = new Samples();
  for (const samples of [before, after]) for (const value of samples.values) idle.add(value);
  return [
    {
      what: `scan while ${queue} entries go up, p50`,
      value: `${ms(during.p50)} of ${during.count} scans`,
      beside: `at rest p50 ${ms(idle.p50)}`,
      ratio: { value: during.p50 / idle.p50, target: 2, atMost: true },
    },
    {
      what: 'the same, p99',
      value: ms(during.p99),
      beside: `at rest p99 ${ms(idle.p99)}`,
      ratio: { value: during.p99 / idle.p99, target: 5, atMost: true },
    },
    {
      what: 'the queue: read, sent, verified, kept',
      value: `${(queue / seconds).toFixed(0)} entries/s`,
      beside: `${seconds.toFixed(1)} s for all`,
    },
  ];
}

/** Scans one line after the other, and pays each order, until it is enough. */
export async function scan(till: BenchTill, samples: Samples, enough: () => boolean): Promise<void> {
  for (let line = 1; !enough(); line += 1) {
    samples.add(await timed(async () => accepted(till.submit(addLine(till, line)))));
    await pause(betweenScansMs);
    if (line % linesPerOrder === 0) await accepted(till.submit(pay(till)));
  }
  if (Object.keys(till.register.state.tabs).length > 0) await accepted(till.submit(pay(till)));
}

async function openSync(
  till: BenchTill,
  folder: string,
): Promise<{ readonly end: BoxEnd; readonly close: () => Promise<void> }> {
  const clock = systemClock;
  const randomness = systemRandomness;
  const log = pinoLog('silent');
  const database = await openSqlite(join(folder, 'office.db'), { clock, log, migrations: officeMigrations });
  const archive = new Archive(database, clock);
  const { key, publicKey } = till.signer;
  await archive.trust('B1', [{ id: key, publicKey }]);
  const nobody = (): void => undefined;
  const officeEnd = new OfficeEnd({
    archive,
    feed: undefined,
    answers: undefined,
    boxes: { box: async () => ({ register: 'B1', publicKey, revoked: false }), onRevoked: nobody },
    fleet: { connected: nobody, told: nobody, disconnected: nobody },
    clock,
    randomness,
    log,
    ids: uuidIds(clock, randomness),
    about: { office, version: 'bench' },
  });
  const frameBytesMax = syncFrameBytesMax;
  const links = boxLinks({ clock, frameBytesMax, linksMax: 1, onLink: (link) => officeEnd.accept(link) });
  const server = createServer();
  serveUpgrades(server, new Map([[syncPath, links.upgrade]]));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}${syncPath}`;
  const end = new BoxEnd({
    connect: async (signal) => openBoxLink({ url, compress: false, frameBytesMax, clock, signal }),
    outbox: journalOutbox(till.database, 'B1', (listener) => {
      till.register.onCommit(listener);
    }),
    inbox: undefined,
    self: {
      status: async () => ({ devices: [], disk: null, temperature: null, pages: 0, startedAt: 0 }),
      carryOut: async () => ({ ok: false, detail: 'bench' }),
      onChange: nobody,
    },
    signer: till.signer,
    clock,
    ids: uuidIds(clock, randomness),
    randomness,
    log,
    about: { register: 'B1', version: 'bench', roles: ['till', 'back-office'], office },
  });
  end.start();
  const close = async (): Promise<void> => {
    await end.stop();
    await officeEnd.stop();
    links.stop();
    server.close();
    await database.close();
  };
  return { end, close };
}
