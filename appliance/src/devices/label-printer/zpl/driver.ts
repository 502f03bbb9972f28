// The ZPL label printer: gives it one label some number of times, and asks it by ~HS until none of them waits any more.
// It ends with its pipe; opening a new one is the supervisor's.
import { Fault, isFault } from '../../../platform/fault.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { DriverPorts } from '../../device.ts';
import type { PrintOutcome } from '../../print-outcome.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { Label, LabelPrinter, LabelPrinterCondition } from '../port.ts';
import { cancelAll, encodeLabel, type LabelStatus, StatusReader, statusRequest } from './codec.ts';

export interface ZplOptions {
  readonly dotsPerMm: number;
}

/** For one answer. */
const answerMs = 2_000;
const pollMs = 5_000;
const busyPollMs = 300;
/** Unanswered questions in a row after which the pipe is closed: a fresh one may heal what a half-open one cannot. */
const silentPollsMax = 3;
/** For labels, ribbon or head to be mended in the middle of a job. */
const recoveryMs = 120_000;
/** For a whole job; a slow printer needs a second for a label. */
const jobMs = 900_000;

export class ZplDriver implements LabelPrinter {
  readonly #pipe: Pipe;
  readonly #options: ZplOptions;
  readonly #clock: Clock;
  readonly #log: DriverPorts['log'];
  readonly #reader = new StatusReader();
  readonly #listeners: ((conditions: readonly LabelPrinterCondition[]) => void)[] = [];
  #conditions: readonly LabelPrinterCondition[] | undefined;
  #answered: (status: LabelStatus) => void = () => undefined;
  /** Whoever waits is woken when the line ends. */
  readonly #waiting = new Set<() => void>();
  #asking: Promise<LabelStatus | undefined> | undefined;
  #busy = false;
  #closed = false;

  constructor(pipe: Pipe, options: ZplOptions, { clock, log }: DriverPorts) {
    this.#pipe = pipe;
    this.#options = options;
    this.#clock = clock;
    this.#log = log;
  }

  /** Begins to talk: asks for the state now and from time to time. */
  start(): void {
    this.#pipe.onClose(() => {
      this.#closed = true;
      for (const wake of [...this.#waiting]) wake();
    });
    this.#pipe.onData((bytes) => {
      for (const status of this.#reader.push(bytes)) this.#answered(status);
    });
    void this.#watch();
  }

  onConditions(listener: (conditions: readonly LabelPrinterCondition[]) => void): void {
    this.#listeners.push(listener);
    if (this.#conditions !== undefined) listener(this.#conditions);
  }

  async print(label: Label, copies: number): Promise<PrintOutcome> {
    if (this.#busy) throw new Fault('device.busy');
    this.#busy = true;
    try {
      return await this.#print(label, copies);
    } finally {
      this.#busy = false;
    }
  }

  async #print(label: Label, copies: number): Promise<PrintOutcome> {
    const bytes = this.#encode(label, copies);
    if (bytes === undefined) return { outcome: 'failed', reason: 'document' };
    const before = await this.#ask();
    if (before === undefined) return { outcome: 'failed', reason: this.#closed ? 'gone' : 'offline' };
    const [blocked] = before.conditions;
    if (blocked !== undefined) return { outcome: 'failed', reason: blocked };
    try {
      await this.#pipe.write(bytes);
    } catch (error) {
      if (!isFault(error)) throw error;
      return { outcome: 'unknown', reason: error.code === 'device.gone' ? 'gone' : 'timeout' };
    }
    const problem = await this.#untilPrinted();
    return problem === undefined ? { outcome: 'printed' } : { outcome: 'unknown', reason: problem };
  }

  #encode(label: Label, copies: number): Uint8Array | undefined {
    try {
      return encodeLabel(label, copies, this.#options.dotsPerMm);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#log.error({ problem: error.message }, 'a label that cannot be printed');
      return undefined;
    }
  }

  /** Undefined when nothing waits any more, asked twice: the first answer may have been on its way before the label was read. */
  async #untilPrinted(): Promise<string | undefined> {
    const deadline = this.#clock.monotonic() + jobMs;
    let [idle, silent, blockedMs] = [0, 0, 0];
    for (;;) {
      const from = this.#clock.monotonic();
      await this.#pause(busyPollMs);
      const status = await this.#ask();
      if (this.#closed) return 'gone';
      const [blocked] = status?.conditions ?? [];
      idle = status?.waiting === 0 && blocked === undefined ? idle + 1 : 0;
      silent = status === undefined ? silent + 1 : 0;
      if (blocked !== undefined) blockedMs += this.#clock.monotonic() - from;
      if (idle === 2) return undefined;
      if (silent > silentPollsMax) return 'offline';
      if (blockedMs >= recoveryMs) return blocked ?? 'timeout';
      if (this.#clock.monotonic() >= deadline) return 'timeout';
    }
  }

  /** Undefined when it does not answer. Two who ask at once are given one answer. */
  #ask(): Promise<LabelStatus | undefined> {
    this.#asking ??= this.#askNow().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askNow(): Promise<LabelStatus | undefined> {
    let answer: LabelStatus | undefined;
    const answered = new Promise<void>((resolve) => {
      this.#answered = (status) => {
        answer = status;
        resolve();
      };
    });
    try {
      await this.#pipe.write(statusRequest);
      await Promise.race([answered, this.#pause(answerMs)]);
    } catch (error) {
      if (!isFault(error)) throw error;
    }
    this.#answered = () => undefined;
    this.#tell(answer === undefined ? ['offline'] : answer.conditions);
    return answer;
  }

  #tell(conditions: readonly LabelPrinterCondition[]): void {
    if (this.#conditions?.join() === conditions.join()) return;
    this.#conditions = conditions;
    for (const listener of [...this.#listeners]) listener(conditions);
  }

  /** What an interrupted job left in the printer must not come out later. */
  async #watch(): Promise<void> {
    let silent = 0;
    await this.#pipe.write(cancelAll).catch(() => undefined);
    while (!this.#closed) {
      if (!this.#busy) silent = (await this.#ask()) === undefined ? silent + 1 : 0;
      if (silent >= silentPollsMax) {
        this.#log.warn({ silent }, 'the label printer does not answer; the connection is made anew');
        await this.#pipe.close();
        return;
      }
      await this.#pause(pollMs);
    }
  }

  #pause(ms: number): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        this.#waiting.delete(done);
        resolve();
      };
      const cancel = this.#clock.after(ms, done);
      this.#waiting.add(done);
    });
  }
}
