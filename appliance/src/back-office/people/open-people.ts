// The people's side of the office put together: secrets, sign-in, sessions, seats, letters. `daemon.ts` opens it beside the record store and
// registers its routes.
import type { Database } from '../../platform/ports/database.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Disk } from '../../platform/ports/disk.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { Outbox } from '../../platform/mail/outbox.ts';
import { createQueries } from '../../platform/query/queries.ts';
import { Modules } from '../seats/modules.ts';
import { Seats } from '../seats/seats.ts';
import { Accounts } from './accounts.ts';
import { Attempts } from './attempts.ts';
import { Badges } from './badges.ts';
import { consoleLinks, type ConsoleLinks } from './console-links.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { createGuard, type Guard } from './guard.ts';
import { argon2, Hashing, type PasswordWork } from './hashing.ts';
import { MailSettings } from './mail-settings.ts';
import { openOfficeKey } from './office-key.ts';
import { OneTimeLinks } from './one-time-links.ts';
import { OwnPassword } from './own-password.ts';
import { PeopleEvents } from './people-events.ts';
import type { PeopleRecords } from './people-records.ts';
import type { PeopleTables } from './people-tables.ts';
import { SecondFactor } from './second-factor.ts';
import { Secrets } from './secrets.ts';
import { Sessions } from './sessions.ts';
import { SignIn } from './sign-in.ts';

export interface PeopleGround {
  /** With the tables of migrations/people.ts. */
  readonly database: Database;
  readonly records: PeopleRecords;
  readonly outbox: Outbox;
  readonly disk: Disk;
  /** Path of the office's key file. Whoever backs up the database without it loses second factors and the mail server's password. */
  readonly keyPath: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  readonly log: Log;
  /** Where people open the office, without a slash at the end; links in letters begin with it. */
  readonly publicUrl: string;
  /** As the company calls itself, in letters. */
  readonly company: () => Promise<string>;
  /** argon2id unless told. */
  readonly passwordWork?: PasswordWork;
}

export interface People {
  readonly secrets: Secrets;
  readonly badges: Badges;
  readonly secondFactor: SecondFactor;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly ownPassword: OwnPassword;
  readonly accounts: Accounts;
  /** For the console, at the first start. */
  readonly consoleLinks: ConsoleLinks;
  readonly doorkeeper: Doorkeeper;
  readonly guard: Guard;
  readonly seats: Seats;
  readonly modules: Modules;
  readonly mailSettings: MailSettings;
  readonly events: PeopleEvents;
  readonly outbox: Outbox;
  readonly company: () => Promise<string>;
  /** Ends sessions that a crash left over, tells the feed what it does not know yet, and uses the mail server that is set. */
  start(): Promise<void>;
  /** After every committed change of records: who has lost the office is out at once. */
  recordsChanged(kind: string, ids: readonly string[]): Promise<void>;
  /** Nightly. */
  tidy(): Promise<void>;
  stop(): Promise<void>;
}

/** As an authenticator names it. */
const issuer = 'Countertop';

/** Throws Fault `storage.*`. */
export async function openPeople(ground: PeopleGround): Promise<People> {
  const { database, records, outbox, clock, ids, randomness, log, publicUrl, company } = ground;
  const queries = createQueries<PeopleTables>(database);
  const key = await openOfficeKey(ground.disk, ground.keyPath, randomness);
  const decoy = Buffer.from(randomness.bytes(32)).toString('base64');
  const hashing = await Hashing.open(ground.passwordWork ?? argon2, decoy);
  const events = new PeopleEvents(queries, clock);
  const attempts = new Attempts(queries, clock);
  const secrets = new Secrets({ queries, hashing, events, records });
  const secondFactor = new SecondFactor({ queries, key, clock, randomness, events, issuer });
  const sessions = new Sessions({ queries, clock, ids, randomness, events });
  const seats = new Seats({ queries, clock, events });
  const links = new OneTimeLinks({ queries, clock, randomness });
  const mailSettings = new MailSettings({ queries, key, outbox, events, clock, log });
  const doorkeeper = new Doorkeeper({ sessions, records, seats });
  const shared = { queries, attempts, hashing, secrets, secondFactor, sessions, seats, records, events };
  const accounts = new Accounts({ ...shared, links, mail: outbox, log, publicUrl, company });
  return {
    secrets,
    badges: new Badges({ queries, randomness, events, records }),
    secondFactor,
    sessions,
    signIn: new SignIn(shared),
    ownPassword: new OwnPassword(shared),
    accounts,
    consoleLinks: consoleLinks({ links, seats, events, publicUrl }),
    doorkeeper,
    guard: createGuard({ records, seats }),
    seats,
    modules: new Modules({ queries, events }),
    mailSettings,
    events,
    outbox,
    company,
    async start() {
      await sessions.tidy();
      await doorkeeper.lookAtAll();
      await secrets.start();
      await mailSettings.start();
    },
    async recordsChanged(kind, changed) {
      if (kind === 'role') await doorkeeper.lookAtAll();
      if (kind !== 'user') return;
      await doorkeeper.look(await sessions.holders(changed));
      for (const id of changed) {
        if ((await records.user(id)) !== undefined) continue;
        await seats.unlink(id, 'system');
        await secrets.forget(id);
      }
    },
    tidy: () => sessions.tidy(),
    stop: () => accounts.stop(),
  };
}
