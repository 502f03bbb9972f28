// A till in this process on a real disk, for measuring the command path without a network: everything durable, as sold.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { demoShop } from '../src/demo/shop.ts';
import type { RegisterCommand } from '../src/domain/register/commands.ts';
import { minor } from '../src/domain/money/money.ts';
import { permissions } from '../src/domain/staff/permission.ts';
import { systemClock } from '../src/platform/clock/system-clock.ts';
import { openSqlite, type SqliteDatabase } from '../src/platform/database/sqlite.ts';
import { nodeDisk } from '../src/platform/disk/node-disk.ts';
import { pinoLog } from '../src/platform/log/pino-log.ts';
import { systemRandomness } from '../src/platform/randomness/system-randomness.ts';
import { openBoxKey, type SigningKey } from '../src/journal/box-key.ts';
import { SqliteJournalStore } from '../src/till/journal/sqlite-journal-store.ts';
import { readRegister } from '../src/till/register/open-register.ts';
import { Register } from '../src/till/register/register.ts';
import type { Outcome } from '../src/till/register/request.ts';

/** On the disk of the checkout, never in memory: a durable commit is what is measured. */
export function benchFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(import.meta.dirname, '..', '.bench-'));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface BenchTill {
  readonly database: SqliteDatabase;
  readonly register: Register;
  readonly signer: SigningKey;
  readonly submit: (command: RegisterCommand) => Promise<Outcome>;
  readonly nextId: () => string;
  readonly close: () => Promise<void>;
}

export const actor = {
  user: 'bench',
  grants: Object.fromEntries(permissions.map((permission) => [permission, 'allowed' as const])),
};

export async function openBenchTill(folder: string): Promise<BenchTill> {
  const log = pinoLog('silent');
  const clock = systemClock;
  const database = await openSqlite(join(folder, 'till.db'), { clock, log });
  const store = new SqliteJournalStore(database);
  const shop = demoShop();
  const signer = await openBoxKey(join(folder, 'box-key.pem'), {
    disk: nodeDisk,
    database,
    clock,
    randomness: systemRandomness,
  });
  const register = new Register(await readRegister(store, 'B1', 'NOK'), {
    store,
    clock,
    signer,
    settings: () => shop.settings,
  });
  let ids = 0;
  const nextId = (): string => `bench-${String((ids += 1)).padStart(8, '0')}`;
  const submit = async (command: RegisterCommand): Promise<Outcome> =>
    register.submit({ id: nextId(), what: { command, actor, print: true } });
  await submit({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(100_000) }] });
  return {
    database,
    register,
    signer,
    submit,
    nextId,
    close: async () => {
      await register.stop();
      await database.close();
    },
  };
}
