// The people's side of an office on a database of its own folder, a virtual clock and records in memory; password work that is quick and counted.
// Everything that is said (logs) is kept, so that a test can look for secrets in it.
import { join } from 'node:path';
import { ok, refuse } from '../../src/domain/refusal.ts';
import { officeDatabaseName, officeKeyName } from '../../src/back-office/files.ts';
import type { PeopleRecords } from '../../src/back-office/people/people-records.ts';
import type { PasswordWork } from '../../src/back-office/people/hashing.ts';
import { openPeople, type People } from '../../src/back-office/people/open-people.ts';
import { badges } from '../../src/back-office/migrations/badges.ts';
import { people as peopleMigration } from '../../src/back-office/migrations/people.ts';
import { nodeDisk } from '../../src/platform/disk/node-disk.ts';
import { openSqlite, type SqliteDatabase } from '../../src/platform/database/sqlite.ts';
import { mailTable } from '../../src/platform/mail/mail-table.ts';
import { Outbox } from '../../src/platform/mail/outbox.ts';
import type { Database } from '../../src/platform/ports/database.ts';
import type { Log } from '../../src/platform/ports/log.ts';
import type { Role, User } from '../../src/protocol/office/people.ts';
import { officeAreas } from '../../src/protocol/office/rights.ts';
import { type Chance, countingIds, seeded, tempDir, virtualClock, type VirtualClock } from '../kit.ts';

export const company = 'Brygga Mat & Kafé';
export const publicUrl = 'https://office.example';
export const visitor = { address: '192.0.2.7', agent: 'Firefox' };

export const everything = Object.fromEntries(officeAreas.map((area) => [area, 'edit'])) as Role['office'];

export function role(office: Role['office'], more: Partial<Role> = {}): Role {
  return { name: 'Role', grants: {}, office, active: true, ...more };
}

export function user(more: Partial<User> = {}): User {
  return {
    number: '1',
    firstName: 'Kari',
    lastName: 'Nordmann',
    language: 'nb',
    email: null,
    pinLogin: true,
    selfCheckout: false,
    colour: null,
    salePoints: [],
    stores: [],
    defaultStore: null,
    officeRole: 'administrator',
    active: true,
    ...more,
  };
}

/** Records as the store keeps them, in memory; `told` are the users whose change of POS password was numbered. */
export class MemoryRecords implements PeopleRecords {
  readonly users = new Map<string, User>();
  readonly roles = new Map<string, Role>([
    ['administrator', role(everything, { name: 'Administrator' })],
    ['clerk', role({ assortment: 'edit', sales: 'read' }, { name: 'Clerk' })],
    ['personnel', role({ users: 'edit', sales: 'read', assortment: 'edit' }, { name: 'Personnel' })],
  ]);
  readonly shops = new Map<string, string>([
    ['bar', 'oslo'],
    ['counter', 'oslo'],
    ['kiosk', 'bergen'],
  ]);
  readonly told: string[] = [];
  /** What the list of changes throws, when it is to. */
  untellable: Error | undefined;

  async user(id: string): Promise<User | undefined> {
    return this.users.get(id);
  }

  async role(id: string): Promise<Role | undefined> {
    return this.roles.get(id);
  }

  async shopsOf(salePoints: readonly string[]): Promise<readonly string[]> {
    return [...new Set(salePoints.flatMap((point) => this.shops.get(point) ?? []))];
  }

  async setEmail(id: string, email: string) {
    const holder = [...this.users].find(([, { email: own }]) => own?.toLowerCase() === email.toLowerCase());
    if (holder !== undefined && holder[0] !== id) return refuse('record.key-taken');
    this.change(id, { email });
    return ok(undefined);
  }

  async setLanguage(id: string, language: User['language']) {
    this.change(id, { language });
    return ok(undefined);
  }

  async place() {
    return { country: 'NO', timeZone: 'Europe/Oslo', currency: { code: 'NOK', exponent: 2 } };
  }

  async posPasswordChanged(id: string): Promise<void> {
    if (this.untellable !== undefined) throw this.untellable;
    this.told.push(id);
  }

  async createAdministrator({
    firstName,
    lastName,
    email,
    language,
  }: Parameters<PeopleRecords['createAdministrator']>[0]) {
    const id = `first-${String(this.users.size + 1)}`;
    this.users.set(id, user({ firstName, lastName, email, language }));
    return ok(id);
  }

  change(id: string, more: Partial<User>): void {
    const before = this.users.get(id);
    if (before === undefined) throw new Error(`no user ${id}`);
    this.users.set(id, { ...before, ...more });
  }
}

/** Hashes that take no time, and how often each was asked for. */
export function quickWork(): PasswordWork & { hashed: number; compared: number } {
  return {
    hashed: 0,
    compared: 0,
    async hash(password) {
      this.hashed += 1;
      return `quick$${Buffer.from(password).toString('hex')}`;
    },
    async matches(passwordHash, password) {
      this.compared += 1;
      return passwordHash === `quick$${Buffer.from(password).toString('hex')}`;
    },
  };
}

export interface Office {
  readonly people: People;
  readonly records: MemoryRecords;
  readonly clock: VirtualClock;
  readonly database: Database;
  readonly work: ReturnType<typeof quickWork>;
  readonly outbox: Outbox;
  readonly folder: string;
  /** Everything logged, as JSON. */
  readonly said: string[];
  /** Statements sent to the database since the last call. */
  statements(): number;
  /** As after a power cut: another process on the same files. */
  again(): Promise<Office>;
  close(): Promise<void>;
}

const openOffices: Office[] = [];

/** For `test.afterEach`. */
export async function closeOffices(): Promise<void> {
  for (const office of openOffices.splice(0)) await office.close();
}

interface Ground {
  readonly folder: string;
  readonly clock: VirtualClock;
  readonly records: MemoryRecords;
  readonly chance: Chance;
  readonly work: ReturnType<typeof quickWork>;
  readonly ids: ReturnType<typeof countingIds>;
}

/** An office with an administrator `kari` (kari@example.no, password `kari's long one`) and nobody else. */
export async function openOffice(): Promise<Office> {
  const office = await openEmptyOffice();
  office.records.users.set('kari', user({ email: 'kari@example.no' }));
  await admit(office, 'kari');
  return office;
}

export async function openEmptyOffice(): Promise<Office> {
  return open({
    folder: tempDir('people'),
    clock: virtualClock(),
    records: new MemoryRecords(),
    chance: seeded(7),
    work: quickWork(),
    ids: countingIds(),
  });
}

export const passwordOf = (id: string): string => `${id}'s long one`;

/** A user with a seat and the password of `passwordOf`. */
export async function admit(office: Office, id: string, more: Partial<User> = {}): Promise<void> {
  const email = `${id}@example.no`;
  if (!office.records.users.has(id)) office.records.users.set(id, user({ number: id, email, ...more }));
  const done = await office.people.accounts.admit(id, { email, password: passwordOf(id) });
  if (!done.ok) throw new Error(done.refusal.code);
}

/** Signs in and gives the cookie. */
export async function cookieOf(office: Office, id: string, from = visitor): Promise<string> {
  const signedIn = await office.people.signIn.signIn(
    { email: `${id}@example.no`, password: passwordOf(id) },
    from,
  );
  if (!signedIn.ok) throw new Error(signedIn.refusal.code);
  return `countertop_office=${signedIn.value.token}`;
}

/** The tokens in the letters to somebody, the oldest first. */
export async function tokensFor(office: Office, to: string): Promise<string[]> {
  const tokens: string[] = [];
  for (const { id } of [...(await office.outbox.list({ limit: 200, offset: 0 }))].reverse()) {
    const letter = await office.outbox.read(id);
    const token = letter?.to === to ? /#([\w-]{43})/.exec(letter.text)?.[1] : undefined;
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

async function open(ground: Ground): Promise<Office> {
  const { folder, clock, records, work } = ground;
  const said: string[] = [];
  const log = logInto(said);
  const migrations = [peopleMigration, mailTable(2), badges(3)];
  const sqlite = await openSqlite(join(folder, officeDatabaseName), { clock, log, readers: 1, migrations });
  const counted = counting(sqlite);
  const { database } = counted;
  const ports = { clock, ids: ground.ids, randomness: ground.chance, log };
  const outbox = new Outbox({ database, ...ports });
  const people = await openPeople({
    database,
    records,
    outbox,
    disk: nodeDisk,
    keyPath: join(folder, officeKeyName),
    ...ports,
    publicUrl,
    company: async () => company,
    passwordWork: work,
  });
  await people.start();
  const close = async (): Promise<void> => {
    await people.stop();
    await outbox.stop();
    await sqlite.close();
  };
  const office: Office = {
    people,
    records,
    clock,
    database,
    work,
    outbox,
    folder,
    said,
    statements: counted.since,
    async again() {
      await close();
      openOffices.splice(openOffices.indexOf(office), 1);
      return open(ground);
    },
    close,
  };
  openOffices.push(office);
  return office;
}

function logInto(said: string[]): Log {
  const say =
    (level: string) =>
    (data: object, message: string): void => {
      said.push(JSON.stringify({ level, message, ...data }));
    };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}

function counting(sqlite: SqliteDatabase): { readonly database: Database; readonly since: () => number } {
  let count = 0;
  const one = (): void => {
    count += 1;
  };
  return {
    since: () => {
      const now = count;
      count = 0;
      return now;
    },
    database: {
      write: (...each) => (one(), sqlite.write(...each)),
      get: (...each) => (one(), sqlite.get(...each)),
      all: (...each) => (one(), sqlite.all(...each)),
      transaction: (work) =>
        sqlite.transaction((tx) =>
          work({
            run: (...each) => (one(), tx.run(...each)),
            get: (...each) => (one(), tx.get(...each)),
            all: (...each) => (one(), tx.all(...each)),
          }),
        ),
      close: () => sqlite.close(),
    },
  };
}
