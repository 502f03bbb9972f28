// One try of one job at the printer, and how it ended. Whatever is thrown becomes an ending: a job must never be left without one.
import type { PrintDocument, Printer } from '../../devices/printer/port.ts';
import { isFault } from '../../platform/fault.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { Job } from './line-of-jobs.ts';
import type { Target } from './ready-printer.ts';

/** `queued`: not now, and surely nothing left this box. `final`: trying again cannot help. */
export interface Ending {
  readonly state: 'printed' | 'failed' | 'unknown' | 'queued';
  readonly reason: string | null;
  readonly final?: true;
}

export interface ToCompose extends Pick<Job, 'kind' | 'request' | 'at'> {
  /** The printer that another one stands in for. Absent: it comes out where it belongs. */
  readonly insteadOf?: string;
}

/** What a job prints; undefined when there is nothing it could print. */
export type Compose = (job: ToCompose) => Promise<PrintDocument | undefined>;

export interface PaperParts {
  /** Undefined: none that could print it. */
  readonly target: Target | undefined;
  readonly compose: Compose;
  readonly log: Log;
}

const printed: Ending = { state: 'printed', reason: null };

export async function printPaper(job: Job, { target, compose, log }: PaperParts): Promise<Ending> {
  const { insteadOf } = target ?? {};
  const document = await compose(insteadOf === undefined ? job : { ...job, insteadOf }).catch(
    (error: unknown) => {
      log.error({ err: error, job: job.id }, 'a print job could not be composed');
      return undefined;
    },
  );
  if (document === undefined) return { state: 'failed', reason: 'document', final: true };
  if (target === undefined) return { state: 'failed', reason: 'gone' };
  try {
    const outcome = await target.printer.print(document);
    return outcome.outcome === 'printed' ? printed : { state: outcome.outcome, reason: outcome.reason };
  } catch (error) {
    if (isFault(error, 'device.busy')) return { state: 'failed', reason: 'busy' };
    log.error({ err: error, job: job.id }, 'the printer failed in an unforeseen way');
    return { state: 'unknown', reason: 'fault' };
  }
}

export async function openDrawer(job: Job, printer: Printer | undefined, log: Log): Promise<Ending> {
  if (printer === undefined) return { state: 'queued', reason: 'gone' };
  try {
    await printer.openDrawer(job.request['pin'] === 1 ? 1 : 0);
    return printed;
  } catch (error) {
    // Refused or busy: no pulse was sent. Anything else may have sent one, and a drawer is not opened twice.
    if (isFault(error) && (error.code === 'device.refused' || error.code === 'device.busy'))
      return { state: 'queued', reason: error.code };
    log.error({ err: error, job: job.id }, 'the drawer could not be opened');
    return { state: 'failed', reason: isFault(error) ? error.code : 'fault' };
  }
}
