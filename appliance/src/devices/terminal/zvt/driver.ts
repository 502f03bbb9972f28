// A ZVT terminal as the till speaks to it. It counts as approved when the terminal has completed, not before: until then it may still take back
// what nobody acknowledged. After any break the till registers anew and has the last receipt repeated; that tells what became of a payment.
import { Type } from '@sinclair/typebox';
import { currencyNumberOf } from '../../../domain/barcode/currency-number.ts';
import { Fault, isFault } from '../../../platform/fault.ts';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { CardAnswer, CardInquiry, CardPayment, CardRequest, Terminal, TerminalTotals } from '../port.ts';
import { askTo, codes } from './codec/questions.ts';
import type { StatusInformation } from './codec/status-information.ts';
import { Exchanges, type Said } from './exchange.ts';
import {
  answerOf,
  approvedBy,
  foundIn,
  type LastReceipt,
  noReceipt,
  receiptOf,
  reasonOf,
  referenceOf,
  slipOf,
} from './outcome.ts';

export const zvtOptions = Type.Object(
  {
    /** Six digits, set at the terminal. */
    password: Type.String({ pattern: '^\\d{6}$', secret: true }),
    /** In which the terminal counts. */
    currency: Type.String({ default: 'EUR', pattern: '^[A-Z]{3}$' }),
    partialApproval: Type.Boolean({ default: false }),
    tips: Type.Boolean({ default: false }),
    /** A guest may look for the card, and for the PIN. */
    requestTimeoutMs: Type.Integer({ default: 180_000, minimum: 1_000, maximum: 600_000 }),
    answerTimeoutMs: Type.Integer({ default: 30_000, minimum: 100, maximum: 120_000 }),
  },
  { additionalProperties: false },
);

type Options = ReturnType<typeof readOptions<typeof zvtOptions>>;

/** Approved after the end, by payment: what is taken back then. */
const lateMax = 20;

class ZvtTerminal implements Terminal {
  readonly #exchanges: Exchanges;
  readonly #options: Options;
  readonly #password: number;
  readonly #currency: number;
  readonly #listeners: ((payment: string, answer: CardAnswer) => void)[] = [];
  readonly #late = new Map<string, string>();
  #registered = false;
  /** What is under way. */
  #current: CardPayment | undefined;
  /** What was asked for last: whatever the terminal adds is about that. */
  #last: CardPayment | undefined;
  /** The conversation that all later ones wait for. */
  #lastAct: Promise<unknown> = Promise.resolve();

  constructor(pipe: Pipe, { clock }: DriverPorts, options: Options) {
    this.#options = options;
    this.#password = Number(options.password);
    this.#currency = numberOf(options.currency);
    this.#exchanges = new Exchanges(pipe, clock, (status) => this.#unasked(status));
  }

  readonly mark = async (): Promise<string> =>
    this.#alone(async () => referenceOf((await this.#lastReceipt()).receipt));

  async request(request: CardRequest): Promise<CardAnswer> {
    if (this.#current !== undefined) throw new Fault('device.busy');
    this.#current = request;
    return this.#next(async () => {
      await this.#register();
      const { direction, amount, tip, currency } = request;
      const money = { amount: amount + tip, currency: numberOf(currency) };
      this.#last = request;
      const bytes = direction === 'pay' ? askTo.authorise(money) : askTo.refund(this.#password, money);
      return answerOf(request, await this.#ask(bytes, this.#options.requestTimeoutMs));
    }).finally(() => {
      this.#current = undefined;
    });
  }

  async reverse(payment: CardPayment): Promise<CardAnswer> {
    const reference = payment.reference ?? this.#late.get(payment.payment);
    const receipt = receiptOf(reference);
    if (reference === undefined || receipt === undefined)
      throw new Fault('device.protocol', { missing: 'receipt' });
    return this.#alone(async () => {
      await this.#register();
      const said = await this.#ask(askTo.reverse(this.#password, receipt));
      const code = failureOf(said);
      if (code === undefined || code === codes.alreadyReversed) return { outcome: 'reversed', reference };
      throw new Fault('device.protocol', { code });
    });
  }

  async inquire(payment: CardPayment): Promise<CardInquiry> {
    if (this.#current?.payment === payment.payment) return { outcome: 'running' };
    const late = payment.reference ?? this.#late.get(payment.payment);
    const asked = late === undefined ? payment : { ...payment, reference: late };
    if (asked.mark === undefined && late === undefined) return { outcome: 'not-found' };
    try {
      return await this.#alone(async () => foundIn(asked, await this.#lastReceipt(), this.#options));
    } catch (error) {
      // It still has a card in it: what it says then counts.
      if (isFault(error, 'device.busy')) return { outcome: 'running' };
      throw error;
    }
  }

  async abort(payment: string): Promise<void> {
    if (this.#current?.payment === payment) await this.#exchanges.interrupt(askTo.abort());
  }

  async reconcile(): Promise<TerminalTotals> {
    return this.#alone(async () => {
      await this.#register();
      const said = await this.#ask(askTo.closeDay(this.#password), this.#options.requestTimeoutMs);
      const code = failureOf(said);
      if (code !== undefined) throw new Fault('device.refused', { reason: reasonOf(code) });
      const net = said.status?.amount;
      if (net === undefined) throw new Fault('device.protocol', { missing: 'totals' });
      return { net, currency: this.#options.currency, slip: slipOf(said.papers) };
    });
  }

  onLateAnswer(listener: (payment: string, answer: CardAnswer) => void): void {
    this.#listeners.push(listener);
  }

  /** While a guest pays nothing else is asked: it is refused before a byte of it is sent. */
  async #alone<T>(act: () => Promise<T>): Promise<T> {
    if (this.#current !== undefined) throw new Fault('device.busy');
    return this.#next(act);
  }

  /** One conversation after the other. */
  async #next<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#lastAct.then(act);
    this.#lastAct = mine.catch(() => undefined);
    return mine;
  }

  async #register(): Promise<void> {
    if (this.#registered) return;
    const said = await this.#ask(askTo.register(this.#password, this.#currency));
    const code = failureOf(said);
    if (code === codes.busy) throw new Fault('device.busy');
    if (code !== undefined) throw new Fault('device.protocol', { registration: reasonOf(code) });
    this.#registered = true;
  }

  /** Throws Fault `device.busy` while a payment is under way at the terminal. */
  async #lastReceipt(): Promise<LastReceipt> {
    await this.#register();
    const standing = failureOf(await this.#ask(askTo.tellStatus(this.#password)));
    if (standing === codes.busy) throw new Fault('device.busy');
    const said = await this.#ask(askTo.repeatReceipt(this.#password));
    const code = failureOf(said);
    if (code === codes.busy) throw new Fault('device.busy');
    const receipt = said.status?.receipt;
    if (said.status !== undefined && receipt !== undefined)
      return { receipt, status: said.status, papers: said.papers };
    // Said to have none yet; a terminal that only keeps silent about it is none to count on.
    if (code !== undefined) return { receipt: noReceipt, status: {}, papers: [] };
    throw new Fault('device.protocol', { missing: 'last receipt' });
  }

  async #ask(question: Uint8Array, limitMs = this.#options.answerTimeoutMs): Promise<Said> {
    try {
      return await this.#exchanges.ask(question, limitMs);
    } catch (error) {
      // Whatever it is at now: the next conversation begins from the beginning.
      this.#registered = false;
      throw error;
    }
  }

  /** A terminal that speaks of a transaction when nobody asked. */
  #unasked(status: StatusInformation): void {
    const payment = this.#last;
    if (payment === undefined || status.result !== 0) return;
    const { amount = 0, receipt } = status;
    if (amount === 0 || receipt === undefined || amount > payment.amount + payment.tip) return;
    const answer = approvedBy(payment, status, []);
    this.#late.set(payment.payment, referenceOf(receipt));
    const [oldest] = this.#late.keys();
    if (this.#late.size > lateMax && oldest !== undefined) this.#late.delete(oldest);
    for (const listener of this.#listeners) listener(payment.payment, answer);
  }
}

function failureOf({ end, status }: Said): number | undefined {
  if (end !== 'completed') return end.code;
  return status?.result === undefined || status.result === 0 ? undefined : status.result;
}

/** Throws Fault `config.invalid`. */
function numberOf(currency: string): number {
  const number = currencyNumberOf(currency);
  if (number === undefined) throw new Fault('config.invalid', { problems: [`no currency ${currency}`] });
  return number;
}

export function connectZvtTerminal(pipe: Pipe, setting: DeviceSetting, ports: DriverPorts): Terminal {
  return new ZvtTerminal(pipe, ports, readOptions(zvtOptions, setting));
}
