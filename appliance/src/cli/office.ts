// `countertop office first-user`: the link by which the first user of an office is set up, or by which one who is locked out comes in again.
// Who can run this owns the machine. Works beside a running daemon; the link is used in a browser.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { officeDatabaseName } from '../back-office/files.ts';
import { officeMigrations } from '../back-office/migrations/all.ts';
import { consoleLinks } from '../back-office/people/console-links.ts';
import { OneTimeLinks } from '../back-office/people/one-time-links.ts';
import { PeopleEvents } from '../back-office/people/people-events.ts';
import type { PeopleTables } from '../back-office/people/people-tables.ts';
import { Seats } from '../back-office/seats/seats.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { readConfig } from '../platform/config/config.ts';
import { openSqlite } from '../platform/database/sqlite.ts';
import { isFault } from '../platform/fault.ts';
import { pinoLog } from '../platform/log/pino-log.ts';
import { isAddress } from '../platform/mail/mail.ts';
import type { Database } from '../platform/ports/database.ts';
import { createQueries } from '../platform/query/queries.ts';
import { systemRandomness } from '../platform/randomness/system-randomness.ts';
import type { CommandIo } from './command.ts';
import { pairingCode, pairingCodeUsage } from './pairing-code.ts';

/** Exit codes: a link was given; there are users, and this e-mail is none of theirs; not understood or not possible. */
export const officeExit = { done: 0, taken: 1, failed: 2 } as const;

export const officeUsage = `countertop office first-user <e-mail> [address]
  The link to set up the first user, or a new password for one who has a seat. address: where the
  office is opened, e.g. https://office.example; http://localhost and the port unless told.
${pairingCodeUsage}`;

/** `office first-user <e-mail> [address]` and `office pairing-code <register>`. */
export async function office(args: readonly string[], io: CommandIo): Promise<number> {
  if (args[0] === 'pairing-code') return pairingCode(args.slice(1), io);
  const [verb, email = '', address, ...rest] = args;
  const url = address === undefined ? undefined : urlOf(address);
  const understood = verb === 'first-user' && isAddress(email) && rest.length === 0;
  if (!understood || (address !== undefined && url === undefined)) {
    io.stderr(officeUsage);
    return officeExit.failed;
  }
  try {
    const { dataFolder, port } = readConfig({ COUNTERTOP_DATA: resolve(io.cwd, '.data'), ...io.env });
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    const database = await openSqlite(join(dataFolder, officeDatabaseName), {
      clock: systemClock,
      log: pinoLog('silent'),
      readers: 0,
      migrations: officeMigrations,
    });
    try {
      return await giveLink(database, { email, publicUrl: url ?? `http://localhost:${String(port)}` }, io);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!isFault(error)) throw error;
    io.stderr(`office: ${error.code} ${JSON.stringify(error.data)}`);
    return officeExit.failed;
  }
}

function urlOf(address: string): string | undefined {
  try {
    const { protocol, origin } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
  } catch {
    return undefined;
  }
}

async function giveLink(
  database: Database,
  { email, publicUrl }: { readonly email: string; readonly publicUrl: string },
  io: CommandIo,
): Promise<number> {
  const queries = createQueries<PeopleTables>(database);
  const clock = systemClock;
  const events = new PeopleEvents(queries, clock);
  const give = consoleLinks({
    links: new OneTimeLinks({ queries, clock, randomness: systemRandomness }),
    seats: new Seats({ queries, clock, events }),
    events,
    publicUrl,
  });
  const rescue = await give.rescue(email);
  if (rescue !== undefined) {
    await io.stdout('Opened within one hour, once, this gives a new password and ends the second factor:');
    await io.stdout(rescue);
    return officeExit.done;
  }
  const setup = await give.setup(email);
  if (setup !== undefined) {
    await io.stdout('Opened within 24 hours, once, this sets up the first user:');
    await io.stdout(setup);
    return officeExit.done;
  }
  io.stderr(
    'There are users already, and none of them signs in with this e-mail: an administrator can invite one.',
  );
  return officeExit.taken;
}
