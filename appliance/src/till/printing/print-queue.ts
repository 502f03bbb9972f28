// The durable queue before the printer: one job at a time, in the order of committing. A job is marked as being sent before its first
// byte leaves, and its outcome is written before the next one begins; so after a power cut nothing is silently printed twice.
//   failed  – surely nothing came out: tried again, first in line, until the limit of attempts
//   unknown – some or all may be on paper: a person says "print again", marked, or "it did come out"
// Drawers go before paper, and open now or never.
import type { DevicesOfKind } from '../../devices/devices-of-kind.ts';
import type { PrintDocument, Printer } from '../../devices/printer/port.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { PrintJobView } from '../../protocol/views.ts';
import type { PrintJobRow } from '../journal/store.ts';
import { openDrawer, printPaper } from './carry-out.ts';
import type { Compose, Ending } from './carry-out.ts';
import { attemptsMax, isExpired, LineOfJobs, openJobsMax } from './line-of-jobs.ts';
import type { Job } from './line-of-jobs.ts';
import type { Printing } from './port.ts';
import { ReadyPrinter } from './ready-printer.ts';
import { StoredJobs } from './stored-jobs.ts';

export interface PrintQueueParts {
  readonly register: string;
  readonly database: Database;
  readonly printers: DevicesOfKind<Printer>;
  readonly compose: Compose;
  readonly clock: Clock;
  readonly log: Log;
}

const drawerRetryMs = 500;
const storageRetryMs = 2_000;
const stopWithinMs = 5_000;
const keptMs = 30 * 24 * 3_600_000;
const pruneEvery = 500;
const backOffMs = (attempts: number): number => Math.min(30_000, 1_000 * 2 ** (attempts - 1));

export class PrintQueue implements Printing {
  readonly #parts: PrintQueueParts;
  readonly #stored: StoredJobs;
  readonly #printer: ReadyPrinter;
  readonly #line = new LineOfJobs((job) => this.#printer.laneOf(job));
  readonly #listeners = new Set<() => void>();
  #lastNumber = 0;
  #wokenAt: number | undefined;
  #loading: Promise<void> | undefined;
  #working: Promise<void> | undefined;
  #sending: Job | undefined;
  #stopped = true;
  #settledCount = 0;
  #cancelTimer: () => void = () => undefined;
  #cancelReload: () => void = () => undefined;
  #unwatch: () => void = () => undefined;
  #wakeStorage: () => void = () => undefined;

  constructor(parts: PrintQueueParts) {
    this.#parts = parts;
    this.#stored = new StoredJobs(parts.database, parts.register);
    this.#printer = new ReadyPrinter(parts.printers, () => {
      this.#line.retryNow();
      this.#work();
    });
  }

  /** Takes up what the last run left, before new jobs come. Throws Fault `storage.*`. */
  async start(): Promise<void> {
    const { clock } = this.#parts;
    await this.#stored.recover(clock.now());
    await this.#stored.prune(clock.now() - keptMs);
    this.#stopped = false;
    this.#unwatch = this.#printer.watch();
    this.wake();
    await this.#loading;
  }

  /** Lets the job at hand end, or marks it as unknown. What waits stays in the database for the next start. May be called again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unwatch();
    this.#cancelTimer();
    this.#wakeStorage();
    await this.#loading;
    this.#cancelReload();
    if (this.#working !== undefined) await this.#within(stopWithinMs, this.#working);
    const left = this.#sending;
    if (left !== undefined)
      await this.#save(left, { state: 'unknown', reason: 'stopped' }).catch(() => undefined);
  }

  async paper(kind: string, request: Job['request']): Promise<PrintDocument | undefined> {
    return this.#parts.compose({ kind, request, at: this.#parts.clock.now() });
  }

  view(): Readonly<Record<string, PrintJobView>> {
    return this.#line.view();
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  wake(): void {
    if (this.#stopped) return;
    this.#wokenAt ??= this.#parts.clock.monotonic();
    this.#loading ??= this.#load()
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error }, 'print jobs could not be read');
        this.#cancelReload = this.#parts.clock.after(storageRetryMs, () => {
          this.wake();
        });
      })
      .finally(() => {
        this.#loading = undefined;
      });
  }

  async add(job: PrintJobRow): Promise<void> {
    await this.#stored.add(job);
    this.wake();
  }

  async printAgain(id: string): Promise<Result<null, FailureCode>> {
    const job = this.#line.get(id);
    const decided = job?.state === 'unknown' || job?.state === 'failed';
    if (job === undefined || !decided || job.kind === 'drawer') return refuse('job.unknown');
    // Only of an unknown one may the first print lie somewhere.
    const request = job.state === 'unknown' ? { ...job.request, reprint: true } : job.request;
    if (!(await this.#stored.requeue(id, request, this.#parts.clock.now()))) return refuse('job.unknown');
    Object.assign(job, { state: 'queued', request, attempts: 0, reason: null, notBefore: 0 });
    this.#changed();
    this.#work();
    return ok(null);
  }

  async dismiss(id: string): Promise<Result<null, FailureCode>> {
    if (this.#line.get(id) === undefined || !(await this.#stored.dismiss(id, this.#parts.clock.now())))
      return refuse('job.unknown');
    this.#line.remove(id);
    this.#changed();
    this.#work();
    return ok(null);
  }

  async #load(): Promise<void> {
    while (this.#wokenAt !== undefined && this.#line.size < openJobsMax) {
      const heardAt = this.#wokenAt;
      const room = openJobsMax - this.#line.size;
      this.#wokenAt = undefined;
      const jobs = await this.#stored.openAfter(this.#lastNumber, room).catch((error: unknown) => {
        this.#wokenAt = heardAt;
        throw error;
      });
      for (const job of jobs) this.#line.append(job, heardAt);
      this.#lastNumber = jobs.at(-1)?.number ?? this.#lastNumber;
      // There may be more than fitted.
      if (jobs.length === room) this.#wokenAt ??= heardAt;
      if (jobs.length > 0) this.#changed();
    }
    this.#work();
  }

  #work(): void {
    if (this.#stopped || this.#working !== undefined) return;
    this.#working = this.#workOff().finally(() => {
      this.#working = undefined;
      this.#setTimer();
      // Something may have come between the last look and here.
      if (!this.#stopped && this.#next() !== undefined) this.#work();
    });
  }

  async #workOff(): Promise<void> {
    await this.#expireDrawers();
    for (let job = this.#next(); job !== undefined && !this.#stopped; job = this.#next()) {
      await this.#do(job);
      await this.#expireDrawers();
      if (this.#wokenAt !== undefined) this.wake();
    }
  }

  #next(): Job | undefined {
    const now = this.#parts.clock.monotonic();
    const drawer = this.#printer.connected() === undefined ? undefined : this.#line.nextDrawer(now);
    return drawer ?? this.#line.nextPaper(now, (lane) => this.#printer.forPaper(lane) !== undefined);
  }

  async #do(job: Job): Promise<void> {
    const { clock } = this.#parts;
    const marked = await this.#persist(() => this.#stored.markSending(job.id, clock.now()));
    if (marked !== true) {
      // Dismissed in the meantime; or the box is stopping, and the job stays where it is.
      if (marked === false) this.#line.remove(job.id);
      return;
    }
    Object.assign(job, { state: 'sending', attempts: job.attempts + 1, reason: null });
    this.#sending = job;
    this.#changed();
    const ending = await this.#carryOut(job);
    this.#take(job, ending);
    await this.#persist(() => this.#save(job, ending));
    this.#sending = undefined;
    if (job.kind === 'drawer') await this.#forgetDrawersBut(job);
    this.#changed();
  }

  #carryOut(job: Job): Promise<Ending> {
    const { compose, clock, log } = this.#parts;
    const printer = this.#printer.connected(this.#printer.laneOf(job));
    if (job.kind !== 'drawer') return printPaper(job, { printer, compose, log });
    // Marking it took a disk's time.
    if (isExpired(job, clock.monotonic())) return Promise.resolve({ state: 'failed', reason: 'expired' });
    return openDrawer(job, printer, log);
  }

  #take(job: Job, { state, reason, final }: Ending): void {
    const now = this.#parts.clock.monotonic();
    if (state === 'printed') return this.#line.remove(job.id);
    if (final === true) job.attempts = attemptsMax;
    const delayMs = job.kind === 'drawer' ? drawerRetryMs : backOffMs(job.attempts);
    Object.assign(job, { state, reason, notBefore: now + delayMs });
  }

  async #save(job: Job, ending: Ending): Promise<void> {
    const { clock } = this.#parts;
    await this.#stored.settle(job.id, ending, clock.now());
    this.#settledCount += 1;
    if (this.#settledCount % pruneEvery === 0) await this.#stored.prune(clock.now() - keptMs);
  }

  async #expireDrawers(): Promise<void> {
    const { clock } = this.#parts;
    for (const job of this.#line.expiredDrawers(clock.monotonic())) {
      const given = await this.#persist(() => this.#stored.giveUp(job.id, 'expired', clock.now()));
      if (given === undefined) return;
      Object.assign(job, { state: 'failed', reason: 'expired' });
      await this.#forgetDrawersBut(job);
      this.#changed();
    }
  }

  /** One drawer that did not open is worth telling; the next one, open or not, makes it old news. */
  async #forgetDrawersBut({ id }: Job): Promise<void> {
    for (const old of this.#line.failedDrawersBut(id)) {
      const done = await this.#persist(() => this.#stored.dismiss(old.id, this.#parts.clock.now()));
      if (done !== undefined) this.#line.remove(old.id);
    }
  }

  /** Until it is written: without that nothing may be printed. Undefined when the box stops first. */
  async #persist<T>(write: () => Promise<T>): Promise<T | undefined> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (!isFault(error)) throw error;
        this.#parts.log.error({ err: error }, 'the state of a print job could not be written');
      }
      if (this.#stopped) return undefined;
      await this.#pause(storageRetryMs);
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.clock.after(ms, resolve);
      this.#wakeStorage = () => {
        cancel();
        resolve();
      };
    });
  }

  #setTimer(): void {
    this.#cancelTimer();
    const { clock } = this.#parts;
    const now = clock.monotonic();
    const moment = this.#stopped ? undefined : this.#line.nextMoment(now);
    if (moment === undefined) return;
    this.#cancelTimer = clock.after(Math.max(0, moment - now), () => {
      this.#work();
    });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  async #within(limitMs: number, work: Promise<void>): Promise<void> {
    let cancel: () => void = () => undefined;
    const limit = new Promise<void>((resolve) => {
      cancel = this.#parts.clock.after(limitMs, resolve);
    });
    await Promise.race([work, limit]);
    cancel();
  }
}
