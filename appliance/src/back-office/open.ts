// The back office's own part put together: records and settings over one database, filled with what every shop needs when it is empty.
// `daemon.ts` opens it with `officeMigrations` and hands it to sign-in, sync and the routes.
import type { Database } from '../platform/ports/database.ts';
import { RecordStore, type RecordPorts } from './records/record-store.ts';
import type { Language } from './records/standard/countries.ts';
import { writeStandard } from './records/standard/write-standard.ts';
import { SettingsStore } from './settings/settings-store.ts';

export interface BackOfficePorts extends RecordPorts {
  /** What the first records of an empty office are called in. */
  readonly language: Language;
}

export interface BackOffice {
  readonly records: RecordStore;
  readonly settings: SettingsStore;
}

export async function openBackOffice(database: Database, ports: BackOfficePorts): Promise<BackOffice> {
  const records = new RecordStore(database, ports);
  await writeStandard(records, ports.language);
  return { records, settings: new SettingsStore(database, { records, clock: ports.clock }) };
}
