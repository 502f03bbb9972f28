// The till's print queue, put together: jobs from the database, paper from the journal, printers from the device room.
import type { DevicesOfKind } from '../../devices/devices-of-kind.ts';
import type { Printer } from '../../devices/printer/port.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { Log } from '../../platform/ports/log.ts';
import { jobComposer } from './compose-job.ts';
import type { JobSources } from './compose-job.ts';
import { PrintQueue } from './print-queue.ts';

export interface PrintingParts extends JobSources {
  readonly database: Database;
  readonly printers: DevicesOfKind<Printer>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Not started: `start` takes up what the last run left. */
export function createPrinting(parts: PrintingParts): PrintQueue {
  const { register, database, printers, clock, log } = parts;
  return new PrintQueue({ register, database, printers, compose: jobComposer(parts), clock, log });
}
