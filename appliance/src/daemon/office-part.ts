// The part of a box that is the back office: its database, the archive of all journals, its own journal, its boxes, and its end of the sync.
import { join } from 'node:path';
import { Archive } from '../back-office/archive/archive.ts';
import { OfficeJournal } from '../back-office/archive/office-journal.ts';
import { Boxes } from '../back-office/boxes/boxes.ts';
import { openIdentity } from '../back-office/boxes/identity.ts';
import { Pairing } from '../back-office/boxes/pairing.ts';
import { officeJournalKeyName } from '../back-office/archive/files.ts';
import { officeDatabaseName } from '../back-office/files.ts';
import { officeMigrations } from '../back-office/migrations/all.ts';
import { openSigningKey } from '../journal/box-key.ts';
import type { Config } from '../platform/config/config.ts';
import { openSqlite, type SqliteDatabase } from '../platform/database/sqlite.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import { OfficeEnd } from '../sync/office/office-end.ts';
import type { FeedSource, FleetListener, OfficeAnswers } from '../sync/ports.ts';
import { type DaemonPorts, type Ends, version } from './ports.ts';

export interface OfficePart {
  /** Id of this office. */
  readonly id: string;
  readonly database: SqliteDatabase;
  readonly archive: Archive;
  readonly journal: OfficeJournal;
  readonly boxes: Boxes;
  readonly pairing: Pairing;
  readonly end: OfficeEnd;
}

/** What else of the office listens to the boxes, and feeds them. */
export interface BoxRooms {
  readonly feed: FeedSource | undefined;
  readonly fleet: FleetListener;
  readonly answers: OfficeAnswers;
}

export type OfficeStore = Omit<OfficePart, 'end'>;

/** Throws Fault `config.invalid`, `storage.*`. */
export async function openOfficeStore(config: Config, ports: DaemonPorts, ends: Ends): Promise<OfficeStore> {
  const { clock, ids, randomness, log } = ports;
  const path = join(config.dataFolder, officeDatabaseName);
  const database = await openSqlite(path, { clock, log, alone: true, migrations: officeMigrations });
  ends.push(async () => database.close());
  const archive = new Archive(database, clock);
  const key = await openSigningKey(join(config.dataFolder, officeJournalKeyName), {
    disk: nodeDisk,
    randomness,
  });
  const journal = await OfficeJournal.open(archive, key, clock);
  const id = await openIdentity(database, { clock, ids });
  const boxes = new Boxes({ database, clock, archive, journal });
  const pairing = new Pairing({ database, clock, randomness, archive, boxes, office: id });
  return { id, database, archive, journal, boxes, pairing };
}

/** Takes boxes from here on. */
export function openOffice(
  store: OfficeStore,
  { feed, fleet, answers }: BoxRooms,
  ground: { readonly ports: DaemonPorts; readonly ends: Ends },
): OfficePart {
  const { clock, ids, randomness, log } = ground.ports;
  const { archive, boxes, id } = store;
  const end = new OfficeEnd({
    archive,
    feed,
    answers,
    boxes,
    fleet,
    clock,
    randomness,
    log,
    ids,
    about: { office: id, version },
  });
  ground.ends.push(async () => end.stop());
  return { ...store, end };
}
