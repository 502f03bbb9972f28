// The ESC/POS printer: prints a document and says honestly how that ended, opens the drawer, and tells its conditions.
// It ends with its pipe; opening a new one is the supervisor's.
import { Fault, isFault } from '../../../platform/fault.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Log } from '../../../platform/ports/log.ts';
import type { DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { PrintDocument, Printer, PrinterCondition } from '../port.ts';
import type { PrintOutcome } from '../../print-outcome.ts';
import { encodeDocument } from './codec/encode-document.ts';
import type { EncodedDocument } from './codec/encode-document.ts';
import { CorrectedEscpos } from './codec/corrected-escpos.ts';
import { PrinterLine } from './printer-line.ts';
import type { PrinterProfile } from './profiles.ts';
import {
  automaticStatusOn,
  bufferedStatusRequest,
  clearBuffer,
  processIdRequest,
  realTimePulse,
} from './codec/status.ts';
import type { DrawerOpenLevel, StatusFrame } from './codec/status.ts';
import { StatusKeeper } from './status-keeper.ts';

export interface EscposOptions {
  readonly profile: PrinterProfile;
  readonly drawerOpenLevel: DrawerOpenLevel;
  /** How long the drawer's magnet is driven. */
  readonly pulseMs: number;
  readonly limits: EscposLimits;
}

export interface EscposLimits {
  /** For one answer to DLE EOT. */
  readonly answerMs: number;
  /** Between two questions while idle. */
  readonly pollMs: number;
  /** Unanswered questions in a row after which the pipe is closed, for a fresh one may heal what a half-open one cannot. */
  readonly silentPollsMax: number;
  /** For paper, cover or error to be mended in the middle of a receipt. */
  readonly recoveryMs: number;
  /** For the proof that a receipt was printed, while the printer is well. */
  readonly confirmMs: number;
  /** For a whole job. */
  readonly jobMs: number;
}

export const usualLimits: EscposLimits = {
  answerMs: 1_000,
  pollMs: 5_000,
  silentPollsMax: 3,
  recoveryMs: 60_000,
  confirmMs: 15_000,
  jobMs: 150_000,
};

const tickMs = 500;
/** A printer that only has a real-time status is given this long to print what it took, before its word counts. */
const settleMs = (byteCount: number): number => Math.min(10_000, 500 + byteCount);

const processIds = 10_000;

export class EscposDriver implements Printer {
  readonly #options: EscposOptions;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #line: PrinterLine;
  readonly #status: StatusKeeper;
  #busy = false;
  #jobCount: number;

  constructor(pipe: Pipe, options: EscposOptions, { clock, log, randomness }: DriverPorts) {
    this.#jobCount = Math.floor(randomness.fraction() * processIds);
    this.#options = options;
    this.#clock = clock;
    this.#log = log;
    this.#line = new PrinterLine(pipe, clock);
    this.#status = new StatusKeeper({
      line: this.#line,
      clock,
      drawerOpenLevel: options.drawerOpenLevel,
      answerLimitMs: options.limits.answerMs,
    });
  }

  /** Begins to talk: asks for the state now and from time to time. */
  start(): void {
    this.#line.start();
    void this.#watch();
  }

  onConditions(listener: (conditions: readonly PrinterCondition[]) => void): void {
    this.#status.onConditions(listener);
  }

  async print(document: PrintDocument): Promise<PrintOutcome> {
    this.#takeTurn();
    try {
      return await this.#print(document);
    } finally {
      this.#busy = false;
    }
  }

  async openDrawer(pin: 0 | 1): Promise<void> {
    const { profile, pulseMs } = this.#options;
    if (!profile.drawerPins.includes(pin)) throw new Fault('device.refused', { pin, profile: profile.id });
    this.#takeTurn();
    try {
      const blocked = this.#status.blocked;
      if (blocked === undefined) {
        const escpos = new CorrectedEscpos();
        escpos.pulse(pin, pulseMs, 2 * pulseMs);
        await this.#line.write(escpos.take());
      } else if (profile.realTimeCommands && !this.#status.silent) {
        await this.#line.write(realTimePulse(pin));
      } else {
        // A printer that has stopped would keep ESC p in its buffer, and open the drawer when someone loads paper.
        throw new Fault('device.refused', { pin, condition: blocked });
      }
    } finally {
      this.#busy = false;
    }
  }

  #takeTurn(): void {
    if (this.#busy) throw new Fault('device.busy');
    this.#busy = true;
  }

  async #print(document: PrintDocument): Promise<PrintOutcome> {
    const encoded = this.#encode(document);
    if (encoded === undefined) return { outcome: 'failed', reason: 'document' };
    if (!(await this.#status.refresh()))
      return { outcome: 'failed', reason: this.#line.closed ? 'gone' : 'offline' };
    if (this.#status.blocked !== undefined) return { outcome: 'failed', reason: this.#status.blocked };
    try {
      const problem = await this.#send(encoded);
      if (problem === undefined) return { outcome: 'printed' };
      return { outcome: 'unknown', reason: problem };
    } catch (error) {
      if (!isFault(error)) throw error;
      return { outcome: 'unknown', reason: error.code === 'device.gone' ? 'gone' : 'timeout' };
    }
  }

  #encode(document: PrintDocument): EncodedDocument | undefined {
    try {
      const encoded = encodeDocument(document, this.#options.profile);
      const { unprintable } = encoded;
      if (unprintable > 0) this.#log.warn({ unprintable }, 'characters the printer has no letter for');
      return encoded;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#log.error({ problem: error.message }, 'a document that cannot be printed');
      return undefined;
    }
  }

  /** Undefined when the printer confirmed; otherwise why nobody can know. */
  async #send({ pieces }: EncodedDocument): Promise<string | undefined> {
    const deadline = this.#clock.monotonic() + this.#options.limits.jobMs;
    let byteCount = 0;
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        const problem = await this.#wellAgain(deadline, 0);
        if (problem !== undefined) return problem;
      }
      await this.#line.write(piece);
      byteCount += piece.length;
    }
    return this.#confirm(deadline, byteCount);
  }

  async #confirm(deadline: number, byteCount: number): Promise<string | undefined> {
    switch (this.#options.profile.confirmation) {
      case 'process-id': {
        const id = this.#nextProcessId();
        return this.#answered(
          processIdRequest(id),
          (frame) => frame.kind === 'processed' && frame.id === id,
          deadline,
        );
      }
      case 'buffered-status': {
        const problem = await this.#answered(
          bufferedStatusRequest,
          (frame) => frame.kind === 'buffered',
          deadline,
        );
        // These answers bear no name: one that comes late must not be taken for that of the next job.
        if (problem !== undefined) await this.#line.close();
        return problem ?? this.#wellAgain(deadline, 1);
      }
      case 'real-time-status':
        await this.#pause(settleMs(byteCount));
        return this.#wellAgain(deadline, 1);
    }
  }

  /** Sends the question and waits for its answer: longer while someone loads paper, not for ever. */
  async #answered(
    question: Uint8Array,
    fits: (frame: StatusFrame) => boolean,
    deadline: number,
  ): Promise<string | undefined> {
    const { recoveryMs, confirmMs } = this.#options.limits;
    const expected = this.#line.expect(fits);
    try {
      await this.#line.write(question);
      let [wellMs, blockedMs] = [0, 0];
      while (wellMs < confirmMs && blockedMs < recoveryMs && this.#clock.monotonic() < deadline) {
        const from = this.#clock.monotonic();
        if ((await expected.within(tickMs)) !== undefined) return undefined;
        if (this.#line.closed) return 'gone';
        if (!this.#options.profile.asb) await this.#status.refresh();
        const took = this.#clock.monotonic() - from;
        if (this.#status.blocked === undefined || this.#status.silent) wellMs += took;
        else blockedMs += took;
      }
      return this.#status.blocked ?? 'unconfirmed';
    } finally {
      expected.cancel();
    }
  }

  /**
   * Waits until the printer can go on. Undefined when it can; otherwise what is wrong.
   * @param askAtLeast 1 to ask even a printer that reports its state by itself
   */
  async #wellAgain(deadline: number, askAtLeast: 0 | 1): Promise<string | undefined> {
    const { recoveryMs, confirmMs } = this.#options.limits;
    const ask = askAtLeast === 1 || !this.#options.profile.asb;
    const from = this.#clock.monotonic();
    const waited = (): number => this.#clock.monotonic() - from;
    if (ask) await this.#status.refresh();
    while (this.#status.blocked !== undefined) {
      if (this.#line.closed) return 'gone';
      if (waited() >= (this.#status.silent ? confirmMs : recoveryMs) || this.#clock.monotonic() >= deadline)
        return this.#status.blocked;
      await this.#pause(tickMs);
      await this.#status.refresh();
    }
    return undefined;
  }

  /** Four characters, different for each of the last ten thousand jobs, and not the first ones after every restart. */
  #nextProcessId(): string {
    this.#jobCount = (this.#jobCount + 1) % processIds;
    return this.#jobCount.toString().padStart(4, '0');
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        forget();
        cancel();
        resolve();
      };
      const forget = this.#line.onClosed(done);
      const cancel = this.#clock.after(ms, done);
    });
  }

  /** What an interrupted job left in the printer must not come out later, nor swallow the next job as the rest of a picture. */
  async #begin(): Promise<void> {
    const { profile } = this.#options;
    if (profile.realTimeCommands) await this.#line.write(clearBuffer);
    if (profile.asb) await this.#line.write(automaticStatusOn);
  }

  async #watch(): Promise<void> {
    const { limits } = this.#options;
    let silentPolls = 0;
    await this.#begin().catch(() => undefined);
    while (!this.#line.closed) {
      // A job asks for itself, and its bytes are not to be disturbed.
      if (!this.#busy) silentPolls = (await this.#status.refresh()) ? 0 : silentPolls + 1;
      if (silentPolls >= limits.silentPollsMax) {
        this.#log.warn({ silentPolls }, 'the printer does not answer; the connection is made anew');
        await this.#line.close();
        return;
      }
      await this.#pause(limits.pollMs);
    }
  }
}
