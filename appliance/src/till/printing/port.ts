// What the till asks of its print queue. The queue itself is `print-queue.ts`.
import type { PrintDocument } from '../../devices/printer/port.ts';
import type { Result } from '../../domain/refusal.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { PrintJobView } from '../../protocol/views.ts';
import type { PrintJobRow } from '../journal/store.ts';

export interface Printing {
  /** What a job of that kind would print now; undefined for what the journal does not hold. */
  paper(kind: string, request: Readonly<Record<string, unknown>>): Promise<PrintDocument | undefined>;
  /** Jobs that are not done, by job id. */
  view(): Readonly<Record<string, PrintJobView>>;
  /** By printer that cannot print: the one that its orders come out of meanwhile. */
  standIns(): Readonly<Record<string, string>>;
  onChange(listener: () => void): void;
  /** New jobs were committed: look at once. */
  wake(): void;
  /** Adds a job that comes with no event of its own (an archived report). Durable when it resolves. */
  add(job: PrintJobRow): Promise<void>;
  /** A job of unknown or failed outcome, once more, marked as such. Refused with `job.unknown`. */
  printAgain(job: string): Promise<Result<null, FailureCode>>;
  /** At the backup of its printer, which cannot print. Refused with `job.unknown`, also where there is none. */
  printOnBackup(job: string): Promise<Result<null, FailureCode>>;
  /** It did come out, or is no longer wanted. Refused with `job.unknown`. */
  dismiss(job: string): Promise<Result<null, FailureCode>>;
}
