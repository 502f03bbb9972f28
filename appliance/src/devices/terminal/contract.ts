// What every terminal model must do, whatever its wire: one suite, run by each model's test against its own simulator, over memory and over real
// sockets. What was charged is what the simulator's ledger says, so that a driver that asks twice is found.
import { recordingLog } from '../../../test/devices/memory-pipe.ts';
import type { MakeTerminal, OpenWire, TestWire } from '../../../test/devices/terminal-wires.ts';
import { assert, seeded, suite, type Suite, virtualClock } from '../../../test/kit.ts';
import { type FaultCode, isFault } from '../../platform/fault.ts';
import type { DeviceSetting, DriverManifest } from '../device.ts';
import type { CardAnswer, CardInquiry, CardPayment, CardRequest, Terminal } from './port.ts';

export interface TerminalContract {
  readonly manifest: DriverManifest<Terminal>;
  /** Longer than the model waits for a card. */
  readonly limitMs: number;
  readonly options?: DeviceSetting['options'];
  readonly simulate: MakeTerminal;
  readonly wires: Readonly<Record<string, OpenWire>>;
  /** On wires where each answer belongs to a question, none comes twice. */
  readonly answersOnlyOnce?: readonly string[];
}

/** One wire of one model. */
interface Bench extends Omit<TerminalContract, 'wires'> {
  readonly open: OpenWire;
  readonly answersTwice: boolean;
}

const cardMs = 2_000;

export function terminalContract({ wires, answersOnlyOnce = [], ...parts }: TerminalContract): void {
  for (const [wire, open] of Object.entries(wires)) {
    const contract = suite(`the terminal contract: ${parts.manifest.model}, ${wire}`);
    const bench = { ...parts, open, answersTwice: !answersOnlyOnce.includes(wire) };
    charges(contract, bench);
    troubles(contract, bench);
    endings(contract, bench);
  }
}

const request: CardRequest = {
  payment: 'payment-000001',
  direction: 'pay',
  amount: 10_000,
  tip: 0,
  currency: 'NOK',
  askTip: true,
};

function settingOf({ manifest, options = {} }: Pick<Bench, 'manifest' | 'options'>): DeviceSetting {
  return {
    name: 'terminal',
    kind: 'terminal',
    model: manifest.model,
    address: 'tcp://127.0.0.1:1',
    options,
  };
}

class Counter {
  readonly wire: TestWire;
  readonly terminal: Terminal;
  readonly clock = virtualClock();
  readonly late: [string, CardAnswer][] = [];
  /** What the journal would know of each payment. */
  readonly #known = new Map<string, CardPayment>();

  private constructor(wire: TestWire, terminal: Terminal, clock: ReturnType<typeof virtualClock>) {
    this.wire = wire;
    this.terminal = terminal;
    this.clock = clock;
    terminal.onLateAnswer((payment, answer) => this.late.push([payment, answer]));
  }

  static async opens(parts: Bench): Promise<Counter> {
    const clock = virtualClock();
    const wire = await parts.open(clock, parts.simulate);
    const ports = { clock, log: recordingLog(), randomness: seeded() };
    const terminal = parts.manifest.connect(wire.pipe, settingOf(parts), ports);
    const counter = new Counter(wire, terminal, clock);
    await wire.passes(0);
    return counter;
  }

  get simulator() {
    return this.wire.simulator;
  }

  /** The answer, once everything that was under way has arrived. */
  async hears<T>(answer: Promise<T>, ms = 0): Promise<T> {
    answer.catch(() => undefined);
    await this.wire.passes(ms);
    return answer;
  }

  /** Written down, then asked for. */
  async begins(wanted: Partial<CardRequest> = {}): Promise<{ readonly answer: Promise<CardAnswer> }> {
    const { mark } = this.terminal;
    const asked = { ...request, ...wanted };
    const marked = mark === undefined ? asked : { ...asked, mark: await this.hears(mark()) };
    this.#known.set(asked.payment, marked);
    const answer = this.terminal.request(marked);
    answer.catch(() => undefined);
    await this.wire.passes(0);
    return { answer };
  }

  async asks(wanted: Partial<CardRequest> = {}, waitMs = cardMs): Promise<CardAnswer> {
    const { answer } = await this.begins(wanted);
    const said = await this.hears(answer, waitMs);
    if (said.outcome === 'approved') this.#refer(wanted.payment ?? request.payment, said.reference);
    return said;
  }

  inquires(payment = request.payment): Promise<CardInquiry> {
    return this.hears(this.terminal.inquire(this.known(payment)));
  }

  reverses(payment = request.payment): Promise<CardAnswer> {
    return this.hears(this.terminal.reverse(this.known(payment)));
  }

  known(payment: string): CardPayment {
    return this.#known.get(payment) ?? { ...request, payment };
  }

  #refer(payment: string, reference: string): void {
    this.#known.set(payment, { ...this.known(payment), reference });
  }
}

const failsWith = (promise: Promise<unknown>, code: FaultCode): Promise<unknown> =>
  assert.rejects(promise, (error) => isFault(error, code));

type Case = (counter: Counter) => Promise<void>;

const caseOf =
  (contract: Suite, parts: Bench) =>
  (name: string, run: Case): void =>
    contract(name, { timeoutMs: 30_000 }, async () => {
      const counter = await Counter.opens(parts);
      try {
        await run(counter);
      } finally {
        await counter.wire.end();
      }
    });

function charges(contract: Suite, parts: Bench): void {
  const that = caseOf(contract, parts);

  that('charges the card, with its tip, and says what card it was', async (counter) => {
    const answer = await counter.asks({ tip: 500 });
    assert.ok(answer.outcome === 'approved');
    assert.equal([answer.amount, answer.tip], [10_000, 500]);
    assert.match(answer.card.last4 ?? '', /^\d{4}$/);
    assert.ok(answer.reference !== '' && answer.card.slip.length > 0);
    const [row, ...others] = counter.simulator.ledger;
    assert.equal([(row?.amount ?? 0) + (row?.tip ?? 0), row?.state, others], [10_500, 'approved', []]);
    assert.is(row?.reference, answer.reference);
  });

  that('gives back, approves less, takes a tip of its own, declines', async (counter) => {
    const { simulator } = counter;
    const told = async (payment: string, wanted: Partial<CardRequest>): Promise<unknown> => {
      const answer = await counter.asks({ payment, ...wanted });
      return answer.outcome === 'approved' ? [answer.amount, answer.tip] : answer.outcome;
    };
    assert.equal(await told('payment-000002', { direction: 'refund' }), [10_000, 0]);
    assert.is(simulator.ledger[0]?.amount, -10_000);
    simulator.mood = 'approve-part';
    assert.equal(await told('payment-000003', {}), [5_000, 0]);
    simulator.mood = 'tip';
    assert.equal(await told('payment-000004', {}), [10_000, 1_000]);
    simulator.mood = 'decline';
    assert.is(await told('payment-000006', {}), 'declined');
  });

  that('one at a time: a second one is refused, and nothing of it is charged', async (counter) => {
    const { simulator, terminal } = counter;
    simulator.mood = 'wait';
    const { answer } = await counter.begins();
    const second = { ...request, payment: 'payment-000002' };
    await failsWith(counter.hears(terminal.request(second)), 'device.busy');
    simulator.present();
    assert.is((await counter.hears(answer)).outcome, 'approved');
    assert.is(simulator.ledger.length, 1);
  });

  that('its day is closed: what it counted is told, and it begins anew', async (counter) => {
    await counter.asks({ tip: 500 });
    await counter.asks({ payment: 'payment-000002', direction: 'refund', amount: 4_000 });
    assert.is((await counter.hears(counter.terminal.reconcile())).net, 6_500);
    assert.is((await counter.hears(counter.terminal.reconcile())).net, 0);
  });
}

function troubles(contract: Suite, parts: Bench): void {
  const that = caseOf(contract, parts);

  that('an answer that never came is a fault, and the payment can be asked after', async (counter) => {
    counter.simulator.mood = 'lose-answer';
    await failsWith(counter.asks({}, parts.limitMs), 'device.timeout');
    assert.is(counter.clock.waiting, counter.wire.unanswered?.() ?? 0);
    assert.is((await counter.inquires()).outcome, 'approved');
    assert.is((await counter.inquires('payment-000009')).outcome, 'not-found');
  });

  that('while the guest looks for the card it is running', async (counter) => {
    counter.simulator.mood = 'wait';
    const { answer } = await counter.begins();
    assert.is((await counter.inquires()).outcome, 'running');
    counter.simulator.present();
    assert.is((await counter.hears(answer)).outcome, 'approved');
  });

  that('an answer said twice counts once, and is told to who listens', async (counter) => {
    counter.simulator.mood = 'answer-twice';
    assert.is((await counter.asks()).outcome, 'approved');
    assert.equal(
      counter.late.map(([payment, { outcome }]) => [payment, outcome]),
      parts.answersTwice ? [[request.payment, 'approved']] : [],
    );
    assert.is(counter.simulator.ledger.length, 1);
  });

  that(
    'aborted: the answer of the request says so; an approval may still come, and is told',
    async (counter) => {
      const { simulator, terminal } = counter;
      simulator.mood = 'wait';
      const first = await counter.begins();
      await counter.hears(terminal.abort(request.payment));
      assert.is((await counter.hears(first.answer)).outcome, 'declined');
      simulator.mood = 'late-after-abort';
      const second = await counter.begins({ payment: 'payment-000002' });
      await counter.hears(terminal.abort('payment-000002'));
      assert.is((await counter.hears(second.answer)).outcome, 'declined');
      await counter.wire.passes(cardMs);
      assert.equal(
        counter.late.map(([payment, { outcome }]) => [payment, outcome]),
        [['payment-000002', 'approved']],
      );
      assert.is((await counter.reverses('payment-000002')).outcome, 'reversed');
      assert.is(simulator.ledger.filter(({ state }) => state === 'approved').length, 0);
    },
  );

  that('taken back: once, however often it is asked', async (counter) => {
    await counter.asks();
    for (let turn = 0; turn < 2; turn += 1) assert.is((await counter.reverses()).outcome, 'reversed');
    assert.is((await counter.inquires()).outcome, 'reversed');
    assert.equal(
      counter.simulator.ledger.map(({ state }) => state),
      ['reversed'],
    );
    await failsWith(counter.reverses('payment-000009'), 'device.protocol');
  });
}

function endings(contract: Suite, parts: Bench): void {
  const that = caseOf(contract, parts);

  that('gone in the middle: a fault at once, and nothing is left waiting', async (counter) => {
    counter.simulator.mood = 'wait';
    const { answer } = await counter.begins();
    counter.wire.unplug();
    await failsWith(counter.hears(answer), 'device.gone');
    await failsWith(counter.inquires(), 'device.gone');
    assert.is(counter.clock.waiting, 0);
  });

  that('noise is no answer', async (counter) => {
    const { answer } = await counter.begins();
    counter.simulator.garbage();
    assert.is((await counter.hears(answer, cardMs)).outcome, 'approved');
    assert.equal(counter.late, []);
  });

  that('an option that the model does not have is named', async (counter) => {
    const ports = { clock: counter.clock, log: recordingLog(), randomness: seeded() };
    const setting = settingOf(parts);
    const options = { ...setting.options, colour: 'red' };
    assert.throws(
      () => parts.manifest.connect(counter.wire.pipe, { ...setting, options }, ports),
      (error: unknown) => isFault(error, 'config.invalid'),
    );
  });
}
