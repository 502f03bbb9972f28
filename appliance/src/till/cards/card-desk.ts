// Card payments that the till asks its terminal for. The journal knows of each before the terminal does; the terminal is asked once, by the
// payment's id, and whatever gets lost is asked after, never asked again. What nobody can tell is left to a person.
import type { Minor } from '../../domain/money/money.ts';
import type { Payment, PaymentId } from '../../domain/payment/payment.ts';
import { refuse, type Result } from '../../domain/refusal.ts';
import type { CommandOf } from '../../domain/register/commands.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { ownerOf } from '../../domain/tab/lines.ts';
import type { Tab } from '../../domain/tab/tab.ts';
import type { DeviceRoom } from '../../devices/device-room.ts';
import type { DevicesOfKind } from '../../devices/devices-of-kind.ts';
import type { CardAnswer, CardInquiry, Terminal } from '../../devices/terminal/port.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { CardStep } from '../../protocol/views.ts';
import type { Register } from '../register/register.ts';
import type { Outcome } from '../register/request.ts';

export interface CardDeskParts {
  readonly register: Pick<Register, 'state' | 'submit' | 'onCommit'>;
  readonly devices: Pick<DeviceRoom, 'of' | 'on'>;
  readonly settings: () => ShopSettings;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Waits before each question what became of a payment; after the last one a person decides. */
const inquiryWaitsMs = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;
/** A terminal that is still at it is asked again and again, for longer than any guest stands there. */
const runningMax = 40;
/** Waits before an answer is written again that could not be; the last one holds. */
const writeWaitsMs = [500, 2_000, 10_000] as const;

/** Waits before money is asked back again that nobody owes; the last one holds. */
const backWaitsMs = [2_000, 10_000, 60_000] as const;

/** Terminals that change their mind do so within minutes. */
const declinedMax = 200;

interface Open {
  readonly tab: Tab;
  readonly payment: Payment;
}

type Settled = Omit<CommandOf<'settle-payment'>, 'type' | 'payment'>;

export class CardDesk {
  readonly #parts: CardDeskParts;
  /** Payments that are being looked after. */
  readonly #steps = new Map<PaymentId, CardStep>();
  /** The terminal said no: should it say yes later, that is taken back. The latest of them. */
  readonly #declined = new Set<PaymentId>();
  /** Being taken back. */
  readonly #owed = new Set<PaymentId>();
  /** What a terminal said on top while its answer was being written down. */
  readonly #meanwhile = new Map<PaymentId, CardAnswer>();
  readonly #ends: (() => void)[] = [];
  #tell: () => void = () => undefined;
  #stopped = false;

  constructor(parts: CardDeskParts) {
    this.#parts = parts;
  }

  /** Call once the register and the devices' listeners stand. Payments that were open when the daemon ended are asked after. */
  start(tell: () => void): void {
    const { register, devices } = this.#parts;
    this.#tell = tell;
    register.onCommit((state, events) => {
      for (const event of events) this.#follow(state, event);
    });
    this.#ends.push(
      devices.of('terminal').onChange((_device, terminal) => {
        if (terminal !== undefined) this.#askAfterAll();
      }),
      devices.on('lateAnswer', async (_device, { payment, answer }) => this.#late(payment, answer)),
    );
    this.#askAfterAll();
  }

  stop(): void {
    this.#stopped = true;
    this.#tell = () => undefined;
    for (const end of this.#ends.splice(0)) end();
  }

  get #terminals(): DevicesOfKind<Terminal> {
    return this.#parts.devices.of('terminal');
  }

  /** Whether a payment with this tender is asked of the terminal. */
  asks(tender: string): boolean {
    const found = this.#parts.settings().tenders.find(({ id }) => id === tender);
    return found?.kind === 'card' && found.apart !== true && this.#terminals.configured();
  }

  /** What is being done now, by payment. */
  steps(): Readonly<Record<PaymentId, CardStep>> {
    return Object.fromEntries(this.#steps);
  }

  /** A wish: the terminal may have approved already. */
  async abort(payment: PaymentId): Promise<Result<null, FailureCode>> {
    const terminal = this.#terminals.connected();
    if (this.#steps.get(payment) !== 'asking') return refuse('payment.not-open');
    if (terminal === undefined) return refuse('terminal.out-of-reach');
    this.#show(payment, 'aborting');
    // Whether it was heard shows in the answer of the request.
    await terminal.abort(payment).catch(() => undefined);
    return { ok: true, value: null };
  }

  askAfter(payment: PaymentId): Result<null, FailureCode> {
    const open = this.#open(payment);
    if (open === undefined) return refuse('payment.not-open');
    if (this.#terminals.connected() === undefined) return refuse('terminal.out-of-reach');
    void this.#attend(open, async () => undefined);
    return { ok: true, value: null };
  }

  #follow(state: RegisterState, event: RegisterEvent): void {
    if (event.type === 'payment.started') {
      const { payment, tab: id } = event.payload;
      const tab = state.tabs[id];
      if (payment.terminal !== true || tab === undefined) return;
      void this.#attend({ tab, payment }, async () => this.#request(payment));
    } else if (event.type === 'payment.settled' && event.payload.state === 'declined') {
      this.#remember(event.payload.payment);
    } else if (event.type === 'payment.settled' && event.payload.reversing === true) {
      const open = this.#open(event.payload.payment);
      if (open === undefined) return;
      void this.#attend(open, async () => this.#reverse(open.payment.id));
    }
  }

  /** Also after what was given up on tabs that are open still: its approval may have come while nobody listened. */
  #askAfterAll(): void {
    for (const tab of Object.values(this.#parts.register.state.tabs))
      for (const payment of tab.payments) {
        if (payment.terminal !== true) continue;
        if (isOpen(payment)) void this.#attend({ tab, payment }, async () => undefined);
        else if (payment.state === 'declined') void this.#checkDeclined(payment.id);
      }
  }

  async #checkDeclined(payment: PaymentId): Promise<void> {
    const terminal = this.#terminals.connected();
    const said = terminal === undefined ? undefined : await this.#heard(terminal.inquire(payment));
    if (said?.outcome === 'approved') await this.#late(payment, said);
  }

  /** Asks, and where the answer gets lost asks after it; one at a time for each payment. */
  async #attend({ payment }: Open, ask: () => Promise<CardAnswer | undefined>): Promise<void> {
    const { id } = payment;
    if (this.#steps.has(id) || this.#stopped) return;
    this.#steps.set(id, 'inquiring');
    try {
      await this.#finish(id, (await ask()) ?? (await this.#inquire(id)));
    } catch (error) {
      this.#parts.log.error({ err: error, payment: id }, 'a card payment could not be looked after');
    } finally {
      this.#steps.delete(id);
      this.#tell();
    }
    const late = this.#meanwhile.get(id);
    this.#meanwhile.delete(id);
    if (late !== undefined) await this.#late(id, late);
  }

  /** Undefined: nobody knows what happened. Without a terminal nothing was sent, so nothing was charged. */
  async #request(payment: Payment): Promise<CardAnswer | undefined> {
    const terminal = this.#terminals.connected();
    if (terminal === undefined) return { outcome: 'declined', reason: 'out-of-reach' };
    this.#show(payment.id, 'asking');
    const { amount, tip = 0 } = payment;
    const settings = this.#parts.settings();
    return this.#heard(
      terminal.request({
        payment: payment.id,
        direction: amount < 0 ? 'refund' : 'pay',
        amount: Math.abs(amount),
        tip,
        currency: settings.currency.code,
        askTip: settings.tips !== undefined && amount > 0 && tip === 0,
      }),
    );
  }

  async #reverse(payment: PaymentId): Promise<CardAnswer | undefined> {
    const terminal = this.#terminals.connected();
    if (terminal === undefined) return undefined;
    this.#show(payment, 'reversing');
    return this.#heard(terminal.reverse(payment));
  }

  async #inquire(payment: PaymentId): Promise<CardInquiry | undefined> {
    this.#show(payment, 'inquiring');
    let running = 0;
    for (let turn = 0; turn < inquiryWaitsMs.length && !this.#stopped;) {
      await this.#pause(inquiryWaitsMs[turn] ?? 0);
      const terminal: Terminal | undefined = this.#terminals.connected();
      const said = terminal === undefined ? undefined : await this.#heard(terminal.inquire(payment));
      if (said !== undefined && said.outcome !== 'running') return said;
      // Somebody decided meanwhile.
      if (this.#open(payment) === undefined) return undefined;
      if (said?.outcome === 'running' && running < runningMax) {
        running += 1;
        turn = Math.max(turn, 2);
      } else turn += 1;
    }
    return undefined;
  }

  async #heard<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'the terminal did not answer');
      return undefined;
    }
  }

  async #finish(payment: PaymentId, said: CardInquiry | undefined): Promise<void> {
    if (this.#stopped) return;
    const settled = settledBy(said);
    const open = this.#open(payment);
    if (open === undefined) {
      if (said !== undefined && said.outcome !== 'running' && said.outcome !== 'not-found')
        await this.#late(payment, said);
      return;
    }
    // What is unknown stays so.
    if (settled.outcome === 'unknown' && open.payment.state === 'unknown') return;
    await this.#settle(open, settled);
  }

  /** Written until it is written: what a terminal said must not be forgotten because a disk was full for a while. */
  async #settle(open: Open, settled: Settled): Promise<void> {
    const payment = open.payment.id;
    for (let turn = 0; !this.#stopped; turn += 1) {
      const outcome = await this.#write(open, settled);
      if (outcome.ok) return;
      const { refusal } = outcome;
      this.#parts.log.error({ refusal, payment }, 'a card payment could not be settled');
      if (refusal.code === 'payment.not-open') return;
      if (refusal.code.startsWith('storage.') || refusal.code === 'box.busy')
        await this.#pause(writeWaitsMs[Math.min(turn, writeWaitsMs.length - 1)] ?? 0);
      else {
        // An answer that does not fit what was asked: somebody has to look.
        if (open.payment.state !== 'unknown') await this.#write(open, { outcome: 'unknown' });
        return;
      }
    }
  }

  async #write({ tab, payment }: Open, settled: Settled): Promise<Outcome> {
    const { register, ids } = this.#parts;
    const user = register.state.operator ?? ownerOf(tab);
    return register.submit({
      id: ids.uuid(),
      what: {
        command: { type: 'settle-payment', payment: payment.id, ...settled },
        actor: { user, grants: { 'sale.sell': 'allowed' } },
      },
    });
  }

  /** An answer after the end. Charged although it was given up: taken back, so that nobody pays for what the journal does not know. */
  async #late(id: PaymentId, answer: CardAnswer): Promise<void> {
    const known = this.#find(id);
    if (known !== undefined && isOpen(known.payment)) {
      if (this.#steps.has(id)) this.#meanwhile.set(id, answer);
      else await this.#settle(known, settledBy(answer));
      return;
    }
    if (answer.outcome !== 'approved') return;
    if (known?.payment.state !== 'declined' && !this.#declined.has(id)) return;
    this.#parts.log.warn({ payment: id }, 'a payment was approved after it was given up: it is reversed');
    await this.#takeBack(id);
  }

  /** Asked for until the terminal has said what became of it: it is somebody's money. */
  async #takeBack(id: PaymentId): Promise<void> {
    if (this.#owed.has(id)) return;
    this.#owed.add(id);
    for (let turn = 0; !this.#stopped; turn += 1) {
      const terminal = this.#terminals.connected();
      const said = terminal === undefined ? undefined : await this.#heard(terminal.reverse(id));
      if (said !== undefined) break;
      await this.#pause(backWaitsMs[Math.min(turn, backWaitsMs.length - 1)] ?? 0);
    }
    this.#owed.delete(id);
  }

  #remember(id: PaymentId): void {
    this.#declined.add(id);
    const [oldest] = this.#declined;
    if (this.#declined.size > declinedMax && oldest !== undefined) this.#declined.delete(oldest);
  }

  #open(id: PaymentId): Open | undefined {
    const found = this.#find(id);
    return found !== undefined && isOpen(found.payment) ? found : undefined;
  }

  #find(id: PaymentId): Open | undefined {
    for (const tab of Object.values(this.#parts.register.state.tabs)) {
      const payment = tab.payments.find((each) => each.id === id);
      if (payment?.terminal === true) return { tab, payment };
    }
    return undefined;
  }

  #show(payment: PaymentId, step: CardStep): void {
    this.#steps.set(payment, step);
    this.#tell();
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0) await new Promise<void>((resolve) => void this.#parts.clock.after(ms, resolve));
  }
}

function isOpen({ state }: Payment): boolean {
  return state === 'started' || state === 'unknown';
}

function settledBy(said: CardInquiry | undefined): Settled {
  switch (said?.outcome) {
    case 'approved': {
      const { amount, tip, reference, card } = said;
      return { outcome: 'taken', amount: amount as Minor, tip: tip as Minor, reference, card };
    }
    case 'declined':
      return { outcome: 'declined', reason: `terminal: ${said.reason}` };
    case 'reversed':
      return { outcome: 'reversed', reference: said.reference };
    case 'not-found':
      return { outcome: 'unknown', reason: 'terminal: not found' };
    case 'running':
    case undefined:
      return { outcome: 'unknown' };
  }
}
