// The other half of the wire: a terminal with a ledger of what it charged, and with its bad days. The ledger is what the bank would know; it
// survives a reboot, while what was under way then does not.
import {
  cardMs,
  chargedBy,
  type LedgerRow,
  rowsMax,
  type SimulatedTerminal,
  type SimulatedTerminalParts,
  type TerminalMood,
} from '../simulated.ts';
import { encodeLine, Lines, readQuestion, type TerminalQuestion } from './codec.ts';

type Request = Extract<TerminalQuestion, { ask: 'request' }>;

export class TerminalSimulator implements SimulatedTerminal {
  readonly #parts: SimulatedTerminalParts;
  readonly #ledger = new Map<string, LedgerRow>();
  #lines = new Lines();
  #running: { readonly request: Request; readonly cancel: () => void } | undefined;
  #authorisations = 0;
  #closed = 0;
  #closedCount = 0;
  mood: TerminalMood = 'well';

  constructor(parts: SimulatedTerminalParts) {
    this.#parts = parts;
  }

  get ledger(): readonly LedgerRow[] {
    return [...this.#ledger.values()];
  }

  connected(): void {
    this.#lines = new Lines();
  }

  receive(bytes: Uint8Array): void {
    for (const line of this.#lines.take(bytes)) {
      const question = readQuestion(line);
      if (question !== undefined) this.#answer(question);
    }
    this.#parts.onChange?.();
  }

  garbage(): void {
    this.#parts.send(Buffer.from('\u0000{"outcome": "approved"\n}{]\n'));
  }

  #answer(question: TerminalQuestion): void {
    switch (question.ask) {
      case 'request':
        return this.#begin(question);
      case 'inquire':
        return this.#tell(question.payment, question.id);
      case 'reverse':
        return this.#reverse(question);
      case 'abort':
        return this.#abort(question);
      case 'reconcile':
        return this.#closeDay(question);
    }
  }

  #begin(request: Request): void {
    const { id, payment } = request;
    // The same payment again is answered, never charged again.
    if (this.#ledger.has(payment)) return this.#tell(payment, id);
    if (this.#running !== undefined) return this.#say({ id, payment, outcome: 'busy' });
    if (this.mood === 'reboot-before') {
      this.mood = 'well';
      return this.#parts.unplug();
    }
    this.#keep({ payment, amount: 0, tip: 0, state: 'running' });
    const cancel =
      this.mood === 'wait' ? () => undefined : this.#parts.clock.after(cardMs, () => this.present());
    this.#running = { request, cancel };
  }

  present(): void {
    const running = this.#running;
    if (running === undefined) return;
    running.cancel();
    this.#running = undefined;
    const { request } = running;
    const mood = this.mood;
    this.mood = 'well';
    this.#keep(this.#charged(request, mood));
    if (mood === 'reboot') this.#parts.unplug();
    else if (mood !== 'lose-answer') this.#tell(request.payment, request.id);
    if (mood === 'answer-twice') this.#tell(request.payment, request.id);
    this.#parts.onChange?.();
  }

  #charged({ payment, amount, tip, direction, askTip }: Request, mood: TerminalMood): LedgerRow {
    if (mood === 'decline') return { payment, amount: 0, tip: 0, state: 'declined' };
    const charged = chargedBy(mood, { amount, tip, askTip });
    const reference = `T${payment.slice(-6)}`;
    const signed = direction === 'refund' ? -charged.amount : charged.amount;
    return { payment, amount: signed, tip: charged.tip, state: 'approved', reference };
  }

  #reverse({ id, payment }: TerminalQuestion): void {
    const row = this.#ledger.get(payment);
    if (row?.state === 'approved') this.#keep({ ...row, state: 'reversed' });
    if (this.mood === 'lose-answer') this.mood = 'well';
    else this.#tell(payment, id);
  }

  #abort({ id, payment }: TerminalQuestion): void {
    this.#say({ id, payment, outcome: 'running' });
    const running = this.#running;
    if (running?.request.payment !== payment) return;
    const { request } = running;
    if (this.mood === 'late-after-abort') {
      // It says no, and the bank says yes.
      this.mood = 'well';
      running.cancel();
      this.#running = undefined;
      this.#say({ id: request.id, payment, outcome: 'declined', reason: 'aborted' });
      this.#keep(this.#charged(request, 'well'));
      this.#parts.clock.after(cardMs, () => this.#tell(payment));
      return;
    }
    running.cancel();
    this.#running = undefined;
    this.#keep({ payment, amount: 0, tip: 0, state: 'declined' });
    this.#say({ id: request.id, payment, outcome: 'declined', reason: 'aborted' });
  }

  #closeDay({ id, payment }: TerminalQuestion): void {
    const approved = this.ledger.filter(({ state }) => state === 'approved');
    const net = approved.reduce((sum, { amount, tip }) => sum + amount + tip, 0) - this.#closed;
    this.#closed += net;
    this.#say({
      id,
      payment,
      outcome: 'closed',
      net,
      count: Math.max(0, approved.length - this.#closedCount),
    });
    this.#closedCount = approved.length;
  }

  /** What became of it, as the ledger knows. */
  #tell(payment: string, id?: number): void {
    const row = this.#ledger.get(payment);
    const to = { ...(id === undefined ? {} : { id }), payment };
    if (row === undefined) return this.#say({ ...to, outcome: 'not-found' });
    const { reference = '' } = row;
    switch (row.state) {
      case 'running':
        return this.#say({ ...to, outcome: 'running' });
      case 'declined':
        return this.#say({ ...to, outcome: 'declined', reason: 'card' });
      case 'reversed':
        return this.#say({ ...to, outcome: 'reversed', reference });
      case 'approved':
        return this.#say({
          ...to,
          outcome: 'approved',
          amount: Math.abs(row.amount),
          tip: row.tip,
          reference,
          card: this.#card(),
        });
    }
  }

  #card(): object {
    this.#authorisations += 1;
    const authorisation = String(100_000 + this.#authorisations);
    return {
      scheme: 'Visa',
      last4: '4242',
      authorisation,
      application: 'A0000000031010',
      slip: ['VISA **** 4242', `AUT ${authorisation}`, 'A0000000031010'],
    };
  }

  #keep(row: LedgerRow): void {
    this.#ledger.set(row.payment, row);
    const [oldest] = this.#ledger.keys();
    if (this.#ledger.size > rowsMax && oldest !== undefined) this.#ledger.delete(oldest);
  }

  rebooted(): void {
    this.#running?.cancel();
    const payment = this.#running?.request.payment;
    if (payment !== undefined) this.#ledger.delete(payment);
    this.#running = undefined;
  }

  #say(message: object): void {
    this.#parts.send(encodeLine(message));
  }
}
