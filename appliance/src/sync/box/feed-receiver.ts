// The feed on its way down: the frames of one change are gathered until it is whole, then the inbox takes it in one transaction, and only
// then the office hears that it is there. One after another, in the order they came.
import { type Fault, isFault } from '../../platform/fault.ts';
import type { OfficeFrame } from '../../protocol/sync.ts';
import type { FeedInbox } from '../ports.ts';

/** A whole copy of the largest assortment, with room; more is not kept in memory. */
const itemsMax = 2_000_000;
const bytesMax = 256 * 1024 * 1024;
/** Changes waiting for the inbox; the office never sends so many ahead. */
const waitingMax = 16;

type ChangesFrame = Extract<OfficeFrame, { t: 'changes' }>;
type Item = ChangesFrame['items'][number];

/** What a person has to mend before the box can take the feed: `code` is one of `boxRefusals`. */
export interface FeedRefusal {
  readonly code: string;
  readonly detail: string;
}

export interface ReceiverParts {
  readonly inbox: FeedInbox;
  readonly applied: (number: number) => void;
  /** Called once: the inbox could not take a change, or the office sent what makes no change. */
  readonly onEnd: (why: string, refusal?: FeedRefusal) => void;
}

export class FeedReceiver {
  readonly #parts: ReceiverParts;
  readonly #whole: ChangesFrame[] = [];
  #gathering: ChangesFrame[] = [];
  #items = 0;
  #bytes = 0;
  #running = false;
  #over = false;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  take(frame: ChangesFrame, bytes: number): void {
    if (this.#over) return;
    this.#items += frame.items.length;
    this.#bytes += bytes;
    if (!this.#continues(frame)) this.#end('frames that make no change');
    else if (this.#items > itemsMax || this.#bytes > bytesMax || this.#whole.length >= waitingMax)
      this.#end('more feed than a box can hold');
    else {
      this.#gathering.push(frame);
      if (frame.last) this.#complete(frame);
    }
  }

  stop(): void {
    this.#over = true;
    this.#gathering = [];
    this.#whole.length = 0;
  }

  #continues(frame: ChangesFrame): boolean {
    const [first] = this.#gathering;
    if (first === undefined) return frame.first;
    return (
      !frame.first &&
      frame.epoch === first.epoch &&
      frame.number === first.number &&
      frame.whole === first.whole
    );
  }

  #complete(frame: ChangesFrame): void {
    // Not spread into a call: there may be more items than a call takes arguments.
    const items = this.#gathering.reduce<Item[]>((all, part) => all.concat(part.items), []);
    this.#gathering = [];
    this.#items = 0;
    this.#bytes = 0;
    this.#whole.push({ ...frame, items });
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let change = this.#whole.shift(); change !== undefined; change = this.#whole.shift()) {
      const { epoch, number, whole, items } = change;
      try {
        await this.#parts.inbox.apply({ epoch, number, whole, items });
      } catch (error) {
        if (!isFault(error)) throw error;
        this.#end(`the feed was not taken: ${error.code}`, refusalOf(error));
      }
      if (this.#over) break;
      this.#parts.applied(number);
    }
    this.#running = false;
  }

  #end(why: string, refusal?: FeedRefusal): void {
    if (this.#over) return;
    this.stop();
    this.#parts.onEnd(why, refusal);
  }
}

/** Undefined: a trouble of the box's own disk, which may be over with the next try. */
function refusalOf({ code, data }: Fault): FeedRefusal | undefined {
  if (code !== 'config.invalid') return undefined;
  const detail = JSON.stringify(data['problems'] ?? []).slice(0, 500);
  return { code: data['reason'] === 'currency' ? 'currency' : 'feed-wrong', detail };
}
