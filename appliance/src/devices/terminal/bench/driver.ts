// The bench's terminal as the till speaks to it. Each question waits for the answer with its number, for so long; what comes without one, or
// too late, is told to whoever listens.
import { Type } from '@sinclair/typebox';
import { Fault } from '../../../platform/fault.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { CardAnswer, CardInquiry, CardRequest, Terminal } from '../port.ts';
import { encodeLine, Lines, readReply, type TerminalReply } from './codec.ts';

export const benchOptions = Type.Object(
  {
    /** A guest may look for the card, and for the PIN. */
    requestTimeoutMs: Type.Integer({ default: 120_000, minimum: 1_000, maximum: 600_000 }),
    answerTimeoutMs: Type.Integer({ default: 10_000, minimum: 100, maximum: 60_000 }),
  },
  { additionalProperties: false },
);

type Limits = Readonly<Record<'requestTimeoutMs' | 'answerTimeoutMs', number>>;

interface Asked {
  answer(reply: TerminalReply): void;
  fail(fault: Fault): void;
}

class BenchTerminal implements Terminal {
  readonly #pipe: Pipe;
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #asked = new Map<number, Asked>();
  readonly #listeners: ((payment: string, answer: CardAnswer) => void)[] = [];
  #ids = 0;

  constructor(pipe: Pipe, clock: Clock, limits: Limits) {
    this.#pipe = pipe;
    this.#clock = clock;
    this.#limits = limits;
    const lines = new Lines();
    pipe.onData((bytes) => {
      for (const line of lines.take(bytes)) this.#hear(line);
    });
    pipe.onClose(() => {
      for (const asked of [...this.#asked.values()]) asked.fail(new Fault('device.gone'));
    });
  }

  async request(request: CardRequest): Promise<CardAnswer> {
    const reply = await this.#ask({ ask: 'request', ...request }, this.#limits.requestTimeoutMs);
    return answerOf(reply);
  }

  async reverse(payment: string): Promise<CardAnswer> {
    return answerOf(await this.#ask({ ask: 'reverse', payment }, this.#limits.answerTimeoutMs));
  }

  async inquire(payment: string): Promise<CardInquiry> {
    const reply = await this.#ask({ ask: 'inquire', payment }, this.#limits.answerTimeoutMs);
    if (reply.outcome === 'running' || reply.outcome === 'not-found') return { outcome: reply.outcome };
    return answerOf(reply);
  }

  async abort(payment: string): Promise<void> {
    await this.#ask({ ask: 'abort', payment }, this.#limits.answerTimeoutMs);
  }

  onLateAnswer(listener: (payment: string, answer: CardAnswer) => void): void {
    this.#listeners.push(listener);
  }

  async #ask(question: object, limitMs: number): Promise<TerminalReply> {
    const id = (this.#ids += 1);
    const replied = new Promise<TerminalReply>((resolve, reject) => {
      const end = (): void => {
        cancel();
        this.#asked.delete(id);
      };
      const fail = (fault: Fault): void => {
        end();
        reject(fault);
      };
      const cancel = this.#clock.after(limitMs, () => fail(new Fault('device.timeout')));
      this.#asked.set(id, {
        answer: (reply) => {
          end();
          resolve(reply);
        },
        fail,
      });
    });
    const sent = this.#pipe.write(encodeLine({ id, ...question }));
    sent.catch(() => this.#asked.get(id)?.fail(new Fault('device.gone')));
    return replied;
  }

  #hear(line: unknown): void {
    const reply = readReply(line);
    if (reply === undefined) return;
    const asked = reply.id === undefined ? undefined : this.#asked.get(reply.id);
    if (asked !== undefined) asked.answer(reply);
    else if (isFinal(reply)) for (const listener of this.#listeners) listener(reply.payment, answerOf(reply));
  }
}

export function connectBenchTerminal(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Terminal {
  return new BenchTerminal(pipe, clock, readOptions(benchOptions, setting));
}

function isFinal({ outcome }: TerminalReply): boolean {
  return outcome === 'approved' || outcome === 'declined' || outcome === 'reversed';
}

/** Throws Fault `device.busy` and `device.protocol`. */
function answerOf(reply: TerminalReply): CardAnswer {
  switch (reply.outcome) {
    case 'approved': {
      const { amount, tip, reference, card } = reply;
      return { outcome: 'approved', amount, tip, reference, card };
    }
    case 'declined':
      return { outcome: 'declined', reason: reply.reason };
    case 'reversed':
      return { outcome: 'reversed', reference: reply.reference };
    case 'busy':
      throw new Fault('device.busy');
    case 'running':
    case 'not-found':
      throw new Fault('device.protocol', { outcome: reply.outcome });
  }
}
