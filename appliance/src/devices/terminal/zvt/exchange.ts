// One question to a ZVT terminal and all it says until it has done: it acknowledges, then speaks packet by packet, each acknowledged in turn, until
// its completion or its abort. One at a time; what comes while nothing is asked goes to whoever listens.
import { Fault } from '../../../platform/fault.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { acknowledgement, type Apdu, Apdus, commands, isAcknowledgement, refusalOf } from './codec/apdu.ts';
import { codes } from './codec/questions.ts';
import { readStatusInformation, type StatusInformation } from './codec/status-information.ts';
import { readPrintBlock, readPrintLine, type Receipt } from './codec/text.ts';

export interface Paper {
  readonly receipt?: Receipt;
  readonly lines: readonly string[];
}

/** How it ended: with 06 0F, or with 06 1E or 84 and a code. */
export interface Said {
  readonly end: 'completed' | { readonly code: number };
  readonly status: StatusInformation | undefined;
  readonly papers: readonly Paper[];
}

interface Asked {
  hear(apdu: Apdu): void;
  fail(fault: Fault): void;
}

/** The rest of a packet comes at once, or not at all. */
const restMs = 2_000;
const linesMax = 400;

export class Exchanges {
  readonly #pipe: Pipe;
  readonly #clock: Clock;
  readonly #apdus = new Apdus();
  readonly #unasked: (status: StatusInformation) => void;
  #heardAt = 0;
  #asked: Asked | undefined;

  constructor(pipe: Pipe, clock: Clock, unasked: (status: StatusInformation) => void) {
    this.#pipe = pipe;
    this.#clock = clock;
    this.#unasked = unasked;
    pipe.onData((bytes) => this.#take(bytes));
    pipe.onClose(() => this.#asked?.fail(new Fault('device.gone')));
  }

  get busy(): boolean {
    return this.#asked !== undefined;
  }

  /** Throws Fault `device.timeout`, `device.gone`, and `device.busy` when something else is being asked. */
  async ask(question: Uint8Array, limitMs: number): Promise<Said> {
    if (this.busy) throw new Fault('device.busy');
    const said = this.#listen(limitMs);
    this.#pipe.write(question).catch(() => this.#asked?.fail(new Fault('device.gone')));
    return said;
  }

  /** Beside what is being asked, and without an answer of its own: only an abort. */
  async interrupt(bytes: Uint8Array): Promise<void> {
    await this.#pipe.write(bytes);
  }

  async #listen(limitMs: number): Promise<Said> {
    const heard = new Conversation();
    return new Promise((resolve, reject) => {
      const end = (): void => {
        cancel();
        this.#asked = undefined;
      };
      const fail = (fault: Fault): void => {
        end();
        reject(fault);
      };
      const cancel = this.#clock.after(limitMs, () => fail(new Fault('device.timeout')));
      const hear = (apdu: Apdu): void => {
        const ending = heard.hear(apdu);
        if (ending === undefined) return;
        end();
        resolve({ ...heard.said, end: ending });
      };
      this.#asked = { hear, fail };
    });
  }

  #take(bytes: Uint8Array): void {
    const now = this.#clock.monotonic();
    if (now - this.#heardAt > restMs) this.#apdus.forget();
    this.#heardAt = now;
    for (const apdu of this.#apdus.take(bytes)) this.#hear(apdu);
  }

  #hear(apdu: Apdu): void {
    if (!isAcknowledgement(apdu) && refusalOf(apdu) === undefined)
      // A terminal that is not answered stands still, and takes back what it could not tell.
      this.#pipe.write(acknowledgement).catch(() => undefined);
    if (this.#asked !== undefined) this.#asked.hear(apdu);
    else if (apdu.command === commands.statusInformation) this.#unasked(readStatusInformation(apdu.data));
  }
}

class Conversation {
  #status: StatusInformation | undefined;
  #open: string[] = [];
  #lines = 0;
  readonly #papers: Paper[] = [];

  get said(): Pick<Said, 'status' | 'papers'> {
    const rest = this.#open.length > 0 ? [{ lines: this.#open }] : [];
    return { status: this.#status, papers: [...this.#papers, ...rest] };
  }

  hear(apdu: Apdu): Said['end'] | undefined {
    const refused = refusalOf(apdu);
    // It asks for patience.
    if (refused !== undefined) return refused === codes.moreTime ? undefined : { code: refused };
    switch (apdu.command) {
      case commands.statusInformation:
        this.#status = readStatusInformation(apdu.data);
        return undefined;
      case commands.printLine:
        this.#printLine(apdu.data);
        return undefined;
      case commands.printBlock:
        this.#printBlock(apdu.data);
        return undefined;
      case commands.completion:
        return 'completed';
      case commands.aborted:
        return { code: apdu.data[0] ?? 0 };
      default:
        return undefined;
    }
  }

  #printLine(data: Uint8Array): void {
    const { text, last } = readPrintLine(data);
    if (this.#room(1)) this.#open.push(text);
    if (!last) return;
    this.#papers.push({ lines: this.#open });
    this.#open = [];
  }

  #printBlock(data: Uint8Array): void {
    const { receipt, lines } = readPrintBlock(data);
    if (this.#room(lines.length)) this.#papers.push({ ...(receipt === undefined ? {} : { receipt }), lines });
  }

  #room(lines: number): boolean {
    this.#lines += lines;
    return this.#lines <= linesMax;
  }
}
