// What every terminal model must do, whatever its wire: one suite, run by each model's test against its own simulator. What was charged is what
// the simulator's ledger says, so that a driver that asks twice is found.
import { memoryPipe, recordingLog } from '../../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, type Suite, virtualClock } from '../../../test/kit.ts';
import { type FaultCode, isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { DeviceSetting, DriverManifest } from '../device.ts';
import type { LedgerRow, TerminalMood } from './bench/simulator.ts';
import type { CardAnswer, CardRequest, Terminal } from './port.ts';

export interface ContractTerminal {
  mood: TerminalMood;
  readonly ledger: readonly LedgerRow[];
  present(): void;
  garbage(): void;
  receive(bytes: Uint8Array): void;
}

export interface TerminalContract {
  readonly manifest: DriverManifest<Terminal>;
  /** Longer than the model waits for a card. */
  readonly limitMs: number;
  simulate(wire: { send(bytes: Uint8Array): void; unplug(): void }, clock: Clock): ContractTerminal;
}

const cardMs = 2_000;

export function terminalContract(parts: TerminalContract): void {
  const contract = suite(`the terminal contract: ${parts.manifest.model}`);
  charges(contract, parts);
  troubles(contract, parts);
}

const request: CardRequest = {
  payment: 'payment-000001',
  direction: 'pay',
  amount: 10_000,
  tip: 0,
  currency: 'NOK',
  askTip: true,
};

function settingOf({ manifest }: TerminalContract): DeviceSetting {
  return {
    name: 'terminal',
    kind: 'terminal',
    model: manifest.model,
    address: 'tcp://127.0.0.1:1',
    options: {},
  };
}

async function plugIn(parts: TerminalContract) {
  const { manifest, simulate } = parts;
  const clock = virtualClock();
  const { pipe, arrive, unplug } = memoryPipe(clock, (bytes) => simulator.receive(bytes));
  const simulator = simulate({ send: arrive, unplug }, clock);
  const ports = { clock, log: recordingLog(), randomness: seeded() };
  const terminal = manifest.connect(pipe, settingOf(parts), ports);
  const late: [string, CardAnswer][] = [];
  terminal.onLateAnswer((payment, answer) => late.push([payment, answer]));
  await clock.advance(0);
  const asks = async (wanted: Partial<CardRequest> = {}, waitMs = cardMs): Promise<CardAnswer> => {
    const answer = terminal.request({ ...request, ...wanted });
    answer.catch(() => undefined);
    await clock.advance(waitMs);
    return answer;
  };
  return { clock, terminal, simulator, late, unplug, asks };
}

const failsWith = (promise: Promise<unknown>, code: FaultCode): Promise<unknown> =>
  assert.rejects(promise, (error) => isFault(error, code));

function charges(contract: Suite, parts: TerminalContract): void {
  contract('charges the card, with its tip, and says what card it was', async () => {
    const { simulator, asks } = await plugIn(parts);
    const answer = await asks({ tip: 500 });
    assert.ok(answer.outcome === 'approved');
    assert.equal([answer.amount, answer.tip], [10_000, 500]);
    assert.match(answer.card.last4 ?? '', /^\d{4}$/);
    assert.ok(answer.reference !== '' && answer.card.slip.length > 0);
    assert.equal(
      simulator.ledger.map(({ amount, tip, state }) => [amount, tip, state]),
      [[10_000, 500, 'approved']],
    );
  });

  contract('gives back, approves less, takes a tip of its own, declines', async () => {
    const { simulator, asks } = await plugIn(parts);
    const told = async (payment: string, wanted: Partial<CardRequest>): Promise<unknown> => {
      const answer = await asks({ payment, ...wanted });
      return answer.outcome === 'approved' ? [answer.amount, answer.tip] : answer.outcome;
    };
    assert.equal(await told('payment-000002', { direction: 'refund' }), [10_000, 0]);
    assert.is(simulator.ledger[0]?.amount, -10_000);
    simulator.mood = 'approve-part';
    assert.equal(await told('payment-000003', {}), [5_000, 0]);
    simulator.mood = 'tip';
    assert.equal(await told('payment-000004', {}), [10_000, 1_000]);
    simulator.mood = 'tip';
    assert.equal(await told('payment-000005', { askTip: false }), [10_000, 0]);
    simulator.mood = 'decline';
    assert.is(await told('payment-000006', {}), 'declined');
  });

  contract('the same payment asked again is charged once', async () => {
    const { simulator, asks } = await plugIn(parts);
    await asks();
    assert.is((await asks()).outcome, 'approved');
    assert.is(simulator.ledger.length, 1);
  });

  contract('one at a time: a second one is refused, and nothing of it is charged', async () => {
    const { simulator, terminal, asks, clock } = await plugIn(parts);
    simulator.mood = 'wait';
    const first = terminal.request(request);
    await clock.advance(0);
    await failsWith(asks({ payment: 'payment-000002' }), 'device.busy');
    simulator.present();
    assert.is((await first).outcome, 'approved');
    assert.is(simulator.ledger.length, 1);
  });

  contract('an answer that never came is a fault, and the payment can be asked after', async () => {
    const { simulator, terminal, asks, clock } = await plugIn(parts);
    simulator.mood = 'lose-answer';
    await failsWith(asks({}, parts.limitMs), 'device.timeout');
    assert.is(clock.waiting, 0);
    assert.is((await terminal.inquire(request.payment)).outcome, 'approved');
    assert.is((await terminal.inquire('payment-000009')).outcome, 'not-found');
  });
}

function troubles(contract: Suite, parts: TerminalContract): void {
  contract('while the guest looks for the card it is running', async () => {
    const { simulator, terminal, clock } = await plugIn(parts);
    simulator.mood = 'wait';
    const answer = terminal.request(request);
    await clock.advance(0);
    assert.is((await terminal.inquire(request.payment)).outcome, 'running');
    simulator.present();
    assert.is((await answer).outcome, 'approved');
  });

  contract('an answer said twice counts once, and is told to who listens', async () => {
    const { simulator, asks, late } = await plugIn(parts);
    simulator.mood = 'answer-twice';
    assert.is((await asks()).outcome, 'approved');
    assert.equal(
      late.map(([payment, { outcome }]) => [payment, outcome]),
      [[request.payment, 'approved']],
    );
  });

  contract(
    'aborted: the answer of the request says so; an approval may still come, and is told',
    async () => {
      const { simulator, terminal, clock, late } = await plugIn(parts);
      simulator.mood = 'wait';
      const first = terminal.request(request);
      await clock.advance(0);
      await terminal.abort(request.payment);
      assert.is((await first).outcome, 'declined');
      simulator.mood = 'late-after-abort';
      const second = terminal.request({ ...request, payment: 'payment-000002' });
      await clock.advance(0);
      await terminal.abort('payment-000002');
      assert.is((await second).outcome, 'declined');
      await clock.advance(cardMs);
      assert.equal(
        late.map(([payment, { outcome }]) => [payment, outcome]),
        [['payment-000002', 'approved']],
      );
    },
  );

  contract('taken back: once, however often it is asked', async () => {
    const { simulator, terminal, asks } = await plugIn(parts);
    await asks();
    for (let turn = 0; turn < 2; turn += 1)
      assert.is((await terminal.reverse(request.payment)).outcome, 'reversed');
    assert.is((await terminal.inquire(request.payment)).outcome, 'reversed');
    assert.equal(
      simulator.ledger.map(({ state }) => state),
      ['reversed'],
    );
    await failsWith(terminal.reverse('payment-000009'), 'device.protocol');
  });

  contract('gone in the middle: a fault at once, and nothing is left waiting', async () => {
    const { simulator, terminal, clock, unplug } = await plugIn(parts);
    simulator.mood = 'wait';
    const answer = terminal.request(request);
    const fails = failsWith(answer, 'device.gone');
    await clock.advance(0);
    unplug();
    await fails;
    await failsWith(terminal.inquire(request.payment), 'device.gone');
    assert.is(clock.waiting, 0);
  });

  contract('noise is no answer', async () => {
    const { simulator, terminal, clock, late } = await plugIn(parts);
    const answer = terminal.request(request);
    await clock.advance(0);
    simulator.garbage();
    await clock.advance(cardMs);
    assert.is((await answer).outcome, 'approved');
    assert.equal(late, []);
  });

  contract('an option that the model does not have is named', async () => {
    const clock = virtualClock();
    const { pipe } = memoryPipe(clock);
    const ports = { clock, log: recordingLog(), randomness: seeded() };
    assert.throws(
      () => parts.manifest.connect(pipe, { ...settingOf(parts), options: { colour: 'red' } }, ports),
      (error: unknown) => isFault(error, 'config.invalid'),
    );
  });
}
