// A terminal that speaks nexo Sale-to-POI, as the Adyen Terminal API has it on the shop's own network: sealed JSON messages, each its own request,
// whose answers come when they come. What got lost is asked after by the id the message had; nothing is sent twice.
import { Type } from '@sinclair/typebox';
import { Fault, isFault } from '../../../platform/fault.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Randomness } from '../../../platform/ports/randomness.ts';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { CardAnswer, CardInquiry, CardPayment, CardRequest, Terminal, TerminalTotals } from '../port.ts';
import { encodeQuestion, type NexoAnswer, readAnswer } from './codec/messages.ts';
import type { Category } from './codec/schema.ts';
import { type DerivedKey, deriveKey, nonceBytes } from './codec/security.ts';
import { paymentAnswer, type Reversal, reversalStatus, statusAnswer, totalsOf } from './outcome.ts';
import {
  abortMessage,
  headerOf,
  type NexoMessage,
  paymentMessage,
  reconciliationMessage,
  reversalMessage,
  serviceIdOf,
  statusMessage,
} from './questions.ts';

export const nexoOptions = Type.Object(
  {
    /** Model and serial number: `V400m-324688179`. */
    terminalId: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{2,63}$' }),
    /** What the till is called towards it; one word for each register. */
    saleId: Type.String({ default: 'Countertop', pattern: '^[A-Za-z0-9-]{1,32}$' }),
    keyIdentifier: Type.String({ minLength: 1, maxLength: 80 }),
    keyVersion: Type.Integer({ default: 1, minimum: 0, maximum: 999_999 }),
    passphrase: Type.String({ minLength: 1, maxLength: 200, secret: true }),
    currency: Type.String({ default: 'EUR', pattern: '^[A-Z]{3}$' }),
    partialApproval: Type.Boolean({ default: false }),
    requestTimeoutMs: Type.Integer({ default: 150_000, minimum: 1_000, maximum: 600_000 }),
    answerTimeoutMs: Type.Integer({ default: 15_000, minimum: 100, maximum: 60_000 }),
  },
  { additionalProperties: false },
);

type Options = ReturnType<typeof readOptions<typeof nexoOptions>>;

interface Asked {
  answer(answer: NexoAnswer): void;
  fail(fault: Fault): void;
}

/** After an abort the bank may still say yes: asked after so much later. */
const watchMs = [1_000, 5_000, 30_000] as const;
/** Answers to what was asked for lately belong to their payment, also when nobody waits any more. */
const lateMax = 50;
const reversalsMax = 3;

class NexoTerminal implements Terminal {
  readonly #pipe: Pipe;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #options: Options;
  readonly #key: DerivedKey;
  readonly #asked = new Map<string, Asked>();
  readonly #recent = new Map<string, CardPayment>();
  readonly #watches = new Set<() => void>();
  readonly #listeners: ((payment: string, answer: CardAnswer) => void)[] = [];
  #running: CardPayment | undefined;
  #gone = false;

  constructor(pipe: Pipe, { clock, randomness }: DriverPorts, options: Options) {
    this.#pipe = pipe;
    this.#clock = clock;
    this.#randomness = randomness;
    this.#options = options;
    const { passphrase, keyIdentifier: identifier, keyVersion: version } = options;
    this.#key = deriveKey({ passphrase, identifier, version });
    pipe.onData((bytes) => this.#hear(bytes));
    pipe.onClose(() => {
      this.#gone = true;
      for (const cancel of this.#watches) cancel();
      for (const asked of [...this.#asked.values()]) asked.fail(new Fault('device.gone'));
    });
  }

  async request(request: CardRequest): Promise<CardAnswer> {
    if (this.#running !== undefined) throw new Fault('device.busy');
    this.#running = request;
    const header = this.#header('Payment', serviceIdOf(request.payment));
    this.#remember(header.ServiceID, request);
    const { partialApproval, requestTimeoutMs } = this.#options;
    const message = paymentMessage(request, { header, at: this.#now(), partialApproval });
    try {
      const said = (await this.#ask(message, requestTimeoutMs)).PaymentResponse;
      if (said === undefined) throw new Fault('device.protocol', { missing: 'payment' });
      const answer = paymentAnswer(request, said);
      if (answer.outcome === 'declined' && answer.reason === 'Aborted') this.#watch(request);
      return answer;
    } finally {
      this.#running = undefined;
    }
  }

  async reverse(payment: CardPayment): Promise<CardAnswer> {
    const { state, attempt } = await this.#reversal(payment);
    if (state === 'running') throw new Fault('device.busy');
    const reference = payment.reference ?? (await this.#approved(payment));
    if (state === 'reversed') return { outcome: 'reversed', reference };
    const header = this.#header('Reversal', reversalId(payment, attempt));
    const message = reversalMessage(reference, header, this.#now());
    if (message === undefined) throw new Fault('device.protocol', { reference });
    const said = (await this.#ask(message)).ReversalResponse;
    if (said === undefined || said.Response.Result === 'Failure')
      throw new Fault('device.protocol', { reversal: said?.Response.ErrorCondition });
    return { outcome: 'reversed', reference };
  }

  async inquire(payment: CardPayment): Promise<CardInquiry> {
    const said = await this.#status(payment);
    if (said.outcome !== 'approved') return said;
    const { state } = await this.#reversal(payment);
    if (state === 'running') return { outcome: 'running' };
    return state === 'reversed' ? { outcome: 'reversed', reference: said.reference } : said;
  }

  /** It is answered by the payment's own answer. */
  async abort(payment: string): Promise<void> {
    const about = this.#header('Payment', serviceIdOf(payment));
    await this.#pipe.write(this.#sealed(abortMessage(about, this.#header('Abort'))));
  }

  async reconcile(): Promise<TerminalTotals> {
    const message = reconciliationMessage(this.#header('Reconciliation'));
    return totalsOf(await this.#ask(message, this.#options.requestTimeoutMs), this.#options.currency);
  }

  onLateAnswer(listener: (payment: string, answer: CardAnswer) => void): void {
    this.#listeners.push(listener);
  }

  async #status(payment: CardPayment): Promise<CardInquiry> {
    const about = this.#header('Payment', serviceIdOf(payment.payment));
    return statusAnswer(payment, await this.#ask(statusMessage(about, this.#header('TransactionStatus'))));
  }

  /** How it stands with taking it back: the last try, or the number of the one to come. */
  async #reversal(payment: CardPayment): Promise<{ readonly state: Reversal; readonly attempt: number }> {
    for (let attempt = 0; attempt < reversalsMax; attempt += 1) {
      const about = this.#header('Reversal', reversalId(payment, attempt));
      const state = reversalStatus(await this.#ask(statusMessage(about, this.#header('TransactionStatus'))));
      if (state !== 'failed') return { state, attempt };
    }
    throw new Fault('device.protocol', { reversals: reversalsMax });
  }

  /** Throws Fault `device.protocol`: nothing was approved that could be taken back. */
  async #approved(payment: CardPayment): Promise<string> {
    const said = await this.#status(payment);
    if (said.outcome === 'approved') return said.reference;
    throw new Fault('device.protocol', { outcome: said.outcome });
  }

  #watch(payment: CardPayment, turn = 0): void {
    const waitMs = watchMs[turn];
    if (waitMs === undefined || this.#gone) return;
    const cancel = this.#clock.after(waitMs, () => {
      this.#watches.delete(cancel);
      this.#status(payment).then(
        (said) => (said.outcome === 'approved' ? this.#tell(payment, said) : this.#watch(payment, turn + 1)),
        () => this.#watch(payment, turn + 1),
      );
    });
    this.#watches.add(cancel);
  }

  #tell({ payment }: CardPayment, answer: CardAnswer): void {
    for (const listener of this.#listeners) listener(payment, answer);
  }

  async #ask(message: NexoMessage, limitMs = this.#options.answerTimeoutMs): Promise<NexoAnswer> {
    const id = message.MessageHeader.ServiceID;
    const answered = new Promise<NexoAnswer>((resolve, reject) => {
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
        answer: (answer) => {
          end();
          resolve(answer);
        },
        fail,
      });
    });
    this.#pipe.write(this.#sealed(message)).catch(() => this.#asked.get(id)?.fail(new Fault('device.gone')));
    return answered;
  }

  #hear(bytes: Uint8Array): void {
    const answer = readAnswer(bytes, this.#key);
    if (answer === undefined || answer.MessageHeader.POIID !== this.#options.terminalId) return;
    const id = answer.MessageHeader.ServiceID;
    const asked = this.#asked.get(id);
    if (asked !== undefined) return asked.answer(answer);
    const payment = this.#recent.get(id);
    const said = answer.PaymentResponse;
    if (payment === undefined || said === undefined) return;
    try {
      this.#tell(payment, paymentAnswer(payment, said));
    } catch (error) {
      // Said once more, and no end of it.
      if (!isFault(error)) throw error;
    }
  }

  #remember(id: string, payment: CardPayment): void {
    this.#recent.set(id, payment);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > lateMax && oldest !== undefined) this.#recent.delete(oldest);
  }

  #sealed(message: NexoMessage): Uint8Array {
    return encodeQuestion(message, { key: this.#key, nonce: this.#randomness.bytes(nonceBytes) });
  }

  #header(category: Category, serviceId = serviceIdOf(this.#randomness.bytes(16))) {
    const { saleId, terminalId: poiId } = this.#options;
    return headerOf(category, serviceId, { saleId, poiId });
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

const reversalId = ({ payment }: CardPayment, attempt: number): string =>
  serviceIdOf(`${payment} reversal ${String(attempt)}`);

export function connectNexoTerminal(pipe: Pipe, setting: DeviceSetting, ports: DriverPorts): Terminal {
  return new NexoTerminal(pipe, ports, readOptions(nexoOptions, setting));
}
