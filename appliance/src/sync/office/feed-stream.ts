// The feed of one box on its way down: what comes after where the box stands, a few changes ahead of what it has applied, cut into frames
// that a wire takes. A change in the office is looked for at once, so that it is on the till's screen before anybody walks there.
import { turn } from '../../platform/clock/turn.ts';
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Link } from '../../platform/ports/link.ts';
import { feedItemsMax } from '../../protocol/sync.ts';
import { Deadline } from '../deadline.ts';
import type { FeedChange, FeedSource } from '../ports.ts';

/** Changes sent and not yet applied. */
const aheadMax = 4;
/** A frame is closed at this many characters; the wire takes four times as much. */
const frameChars = 1_000_000;
/** With more waiting for the wire, nothing is added. */
const pendingBytesMax = 1_000_000;
const drainMs = 20;
/** A box that takes longer to apply a change is stuck; a whole copy of everything takes a slow box a minute. */
const appliedMs = 300_000;

export interface StreamParts {
  readonly register: string;
  readonly feed: FeedSource;
  readonly link: Link;
  readonly clock: Clock;
  readonly onEnd: (why: string) => void;
}

export class FeedStream {
  readonly #parts: StreamParts;
  readonly #deadline: Deadline;
  readonly #ahead: number[] = [];
  #at: { readonly epoch: string; readonly number: number } | undefined;
  #running = false;
  #wanted = false;
  #over = false;

  constructor(parts: StreamParts) {
    this.#parts = parts;
    this.#deadline = new Deadline(parts.clock);
  }

  /** False: it follows already. */
  follow(epoch: string, number: number): boolean {
    if (this.#at !== undefined) return false;
    this.#at = { epoch, number };
    this.nudge();
    return true;
  }

  /** False: that is not the next one it was sent. */
  applied(number: number): boolean {
    if (this.#ahead.shift() !== number) return false;
    if (this.#ahead.length === 0) this.#deadline.clear();
    else this.#expectApplied();
    this.nudge();
    return true;
  }

  /** Something may have changed for this box. */
  nudge(): void {
    this.#wanted = true;
    if (!this.#running && !this.#over) void this.#run();
  }

  stop(): void {
    this.#over = true;
    this.#deadline.clear();
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
        while (!this.#over && this.#ahead.length < aheadMax && (await this.#sendNext()));
      }
    } catch (error) {
      if (!isFault(error)) throw error;
      this.#end(`the feed cannot be read: ${error.code}`);
    } finally {
      this.#running = false;
    }
  }

  async #sendNext(): Promise<boolean> {
    const at = this.#at;
    if (at === undefined) return false;
    const change = await this.#parts.feed.next(this.#parts.register, at);
    if (change === undefined || this.#isOver()) return false;
    this.#at = { epoch: change.epoch, number: change.number };
    this.#ahead.push(change.number);
    if (this.#ahead.length === 1) this.#expectApplied();
    await this.#sendWhole(change);
    return true;
  }

  #isOver(): boolean {
    return this.#over;
  }

  #expectApplied(): void {
    this.#deadline.set(appliedMs, () => {
      this.#end('the box applies nothing');
    });
  }

  #end(why: string): void {
    if (this.#over) return;
    this.stop();
    this.#parts.onEnd(why);
  }

  async #sendWhole({ items, epoch, number, whole }: FeedChange): Promise<void> {
    let first = true;
    let from = 0;
    do {
      const texts: string[] = [];
      let chars = 0;
      while (from < items.length && texts.length < feedItemsMax && chars < frameChars) {
        const text = JSON.stringify(items[from]);
        chars += text.length;
        texts.push(text);
        from += 1;
      }
      const head = { t: 'changes', epoch, number, whole, first, last: from >= items.length };
      await this.#drained();
      if (this.#isOver()) return;
      this.#parts.link.send(`${JSON.stringify(head).slice(0, -1)},"items":[${texts.join(',')}]}`);
      first = false;
      await turn();
    } while (from < items.length);
  }

  async #drained(): Promise<void> {
    const { link, clock } = this.#parts;
    while (!this.#over && link.pendingBytes > pendingBytesMax)
      await new Promise<void>((resolve) => {
        clock.after(drainMs, resolve);
      });
  }
}
