// An outbox in a table of its own on a virtual clock, with a fake mail server beside it.
import { join } from 'node:path';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import { openSqlite, type SqliteDatabase } from '../../src/platform/database/sqlite.ts';
import type { Log } from '../../src/platform/ports/log.ts';
import type { Courier } from '../../src/platform/mail/courier.ts';
import type { MailOutcome, Message } from '../../src/platform/mail/mail.ts';
import type { StoreLimits } from '../../src/platform/mail/mail-store.ts';
import { mailTable, type MailState } from '../../src/platform/mail/mail-table.ts';
import { Outbox, outboxLimits } from '../../src/platform/mail/outbox.ts';
import { smtpCourier, type SmtpLimits, type SmtpSettings } from '../../src/platform/mail/smtp.ts';
import { assert, countingIds, seeded, tempDir, virtualClock, type VirtualClock } from '../kit.ts';
import { fakeSmtp, type FakeSmtp } from './fake-smtp.ts';

export interface Around {
  readonly clock: VirtualClock;
  readonly server: FakeSmtp;
  readonly database: SqliteDatabase;
  readonly logged: string[];
  readonly settings: SmtpSettings;
  /** Another outbox over the same table, as after a restart; ended with the test. */
  readonly outbox: (limits?: StoreLimits) => Outbox;
  readonly courier: (more?: Partial<SmtpSettings>, limits?: SmtpLimits) => Courier;
  readonly until: (holds: () => boolean | Promise<boolean>) => Promise<void>;
  /** Lets time pass until it holds, but only while the outbox sleeps: real sockets and disks need no virtual minutes. */
  readonly untilLater: (holds: () => boolean | Promise<boolean>, stepMs?: number) => Promise<void>;
}

export async function withOutbox(work: (around: Around) => Promise<void>): Promise<void> {
  const clock = virtualClock();
  const server = await fakeSmtp();
  const path = join(tempDir('mail'), 'mail.db');
  const logged: string[] = [];
  const write = (data: object, message: string): void => {
    logged.push(`${message} ${JSON.stringify(data)}`);
  };
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const database = await openSqlite(path, {
    clock: systemClock,
    log,
    readers: 1,
    migrations: [mailTable(1)],
  });
  const ids = countingIds();
  const opened: Outbox[] = [];
  const settings: SmtpSettings = {
    host: '127.0.0.1',
    port: server.port,
    secure: 'none',
    from: { address: 'shop@till.example' },
  };
  let onTheirWay = 0;
  try {
    await work({
      clock,
      server,
      database,
      logged,
      settings,
      courier: (more, limits) => {
        const courier = smtpCourier({ ...settings, ...more }, clock, limits);
        return async (mail, signal) => {
          onTheirWay += 1;
          try {
            return await courier(mail, signal);
          } finally {
            onTheirWay -= 1;
          }
        };
      },
      outbox: (limits = outboxLimits) => {
        const outbox = new Outbox({ database, clock, ids, log, randomness: seeded(5) }, limits);
        opened.push(outbox);
        return outbox;
      },
      until: async (holds) => {
        // Runs what is due now, and lets I/O go on.
        while (!(await holds())) await clock.advance(0);
      },
      untilLater: async (holds, stepMs = 10_000) => {
        while (!(await holds())) {
          const sleeps = onTheirWay === 0 && clock.waiting > 0;
          await clock.advance(sleeps ? stepMs : 0);
        }
      },
    });
  } finally {
    for (const outbox of opened) await outbox.stop();
    await database.close();
    await server.close();
  }
}

export const hello: Message = { to: 'ann@example.com', subject: 'Hello', text: 'Good morning' };

export const idOf = (outcome: MailOutcome): string => {
  assert.accepted(outcome);
  return outcome.id;
};

export async function stateOf(outbox: Outbox, id: string): Promise<MailState | undefined> {
  return (await outbox.read(id))?.state;
}

/** An outbox that sends by the fake server. */
export async function sending({ outbox, courier }: Around, limits?: StoreLimits): Promise<Outbox> {
  const started = outbox(limits);
  await started.use(courier());
  started.start();
  return started;
}
