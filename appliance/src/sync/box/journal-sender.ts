// The journal on its way up: batches from where the office stands, a few ahead of its answers and never more, read beside the writer. While
// somebody sells here, one at a time and with as long a rest as each took, so that a scan finds machine and disk free more often than not;
// at full speed otherwise. What was answered is the office's for good.
import { turn } from '../../platform/clock/turn.ts';
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { batchBytesMax, type SyncEntry } from '../../protocol/sync.ts';
import { Deadline } from '../deadline.ts';
import type { JournalOutbox } from '../ports.ts';

/** Batches sent and not answered. */
const windowMax = 4;
/** Smaller than the office would take: a batch is made and read in one go, and a scan waits for it. */
const batchEntries = 100;
/** What happens at a till comes in bursts; one batch for each costs both sides less. */
const gatherMs = 50;
/** Somebody sells here: something was journalled within this time. */
const sellingMs = 3_000;
/** Rests are as long as the batch before took, and no longer than this: an office far away is no load on this machine. */
const restMaxMs = 200;
/** An office that takes longer over one batch is gone, or its disk is. */
const answerMs = 60_000;
/** Gaps in a row without a batch taken between: the two do not understand each other. */
const gapsMax = 5;

export interface SenderParts {
  readonly outbox: JournalOutbox;
  readonly clock: Clock;
  readonly send: (entries: readonly SyncEntry[]) => void;
  /** Called once, when sending has come to an end that only a new link can mend. */
  readonly onEnd: (why: string) => void;
}

interface Batch {
  readonly last: number;
  /** By the clock that never jumps. */
  readonly sentAt: number;
  /** Sent before the office named a gap: its answer says nothing any more. */
  stale: boolean;
}

export class JournalSender {
  readonly #parts: SenderParts;
  readonly #deadline: Deadline;
  readonly #batches: Batch[] = [];
  #acked = 0;
  #sent = 0;
  #gaps = 0;
  #running = false;
  #wanted = false;
  #over = false;
  #cancelGather: (() => void) | undefined;
  #cancelRest: (() => void) | undefined;
  #soldAt = -Infinity;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#deadline = new Deadline(parts.clock);
  }

  /** The last entry the office has, as far as this link knows. */
  get acked(): number {
    return this.#acked;
  }

  /** @param seq the last entry that the office has */
  start(seq: number): void {
    this.#acked = seq;
    this.#sent = seq;
    this.#wake();
  }

  /** There is something new. */
  appended(): void {
    if (this.#over) return;
    this.#soldAt = this.#parts.clock.monotonic();
    if (this.#cancelGather !== undefined) return;
    this.#cancelGather = this.#parts.clock.after(gatherMs, () => {
      this.#cancelGather = undefined;
      // What rests goes on by itself.
      if (this.#cancelRest === undefined) this.#wake();
    });
  }

  /** False: the office answers what was never asked. */
  taken(seq: number): boolean {
    const batch = this.#answered();
    if (batch === undefined || seq < batch.last || seq > this.#highest()) return batch?.stale === true;
    this.#acked = Math.max(this.#acked, seq);
    this.#gaps = 0;
    this.#goOn(batch);
    return true;
  }

  gap(expected: number): boolean {
    const batch = this.#answered();
    if (batch === undefined) return false;
    if (batch.stale) return true;
    this.#gaps += 1;
    if (this.#gaps > gapsMax || expected < 1 || expected > batch.last) return false;
    for (const each of this.#batches) each.stale = true;
    this.#acked = expected - 1;
    this.#sent = expected - 1;
    this.#wake();
    return true;
  }

  stop(): void {
    this.#over = true;
    this.#cancelGather?.();
    this.#cancelRest?.();
    this.#deadline.clear();
  }

  #isSelling(): boolean {
    return this.#parts.clock.monotonic() - this.#soldAt < sellingMs;
  }

  /** After an answer: at once, or rested. */
  #goOn({ sentAt }: Batch): void {
    const { clock } = this.#parts;
    if (!this.#isSelling()) {
      this.#wake();
      return;
    }
    this.#cancelRest?.();
    this.#cancelRest = clock.after(Math.min(restMaxMs, clock.monotonic() - sentAt), () => {
      this.#cancelRest = undefined;
      this.#wake();
    });
  }

  #hasRoom(): boolean {
    return this.#batches.length < (this.#isSelling() ? 1 : windowMax);
  }

  #highest(): number {
    return Math.max(this.#sent, ...this.#batches.map(({ last }) => last));
  }

  /** The batch whose answer has just come: they come in the order of sending. */
  #answered(): Batch | undefined {
    const batch = this.#batches.shift();
    if (this.#batches.length === 0) this.#deadline.clear();
    else this.#expectAnswer();
    return batch;
  }

  #expectAnswer(): void {
    this.#deadline.set(answerMs, () => {
      this.#end('no answer to a batch');
    });
  }

  #end(why: string): void {
    if (this.#over) return;
    this.stop();
    this.#parts.onEnd(why);
  }

  #wake(): void {
    this.#wanted = true;
    if (!this.#running && !this.#over) void this.#run();
  }

  #takeWanted(): boolean {
    const wanted = this.#wanted && !this.#over;
    this.#wanted = false;
    return wanted;
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#takeWanted()) {
        while (!this.#over && this.#hasRoom() && (await this.#sendNext())) await turn();
      }
    } catch (error) {
      if (!isFault(error)) throw error;
      this.#end(`the box cannot read its own journal: ${error.code}`);
    } finally {
      this.#running = false;
    }
  }

  /** False when there is nothing to send. */
  async #sendNext(): Promise<boolean> {
    const from = this.#sent;
    const entries = await this.#parts.outbox.after(from, { entries: batchEntries, bytes: batchBytesMax });
    const last = entries.at(-1)?.seq;
    if (last === undefined || this.#over) return false;
    // The office named another place while this was read.
    if (this.#sent !== from) return true;
    this.#sent = last;
    this.#batches.push({ last, sentAt: this.#parts.clock.monotonic(), stale: false });
    if (this.#batches.length === 1) this.#expectAnswer();
    this.#parts.send(entries);
    return true;
  }
}
