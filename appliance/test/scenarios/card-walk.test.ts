// People pay by card at random while everything breaks: the wire, the till, the terminal. After each walk what the terminal's ledger says was charged
// is what the journal says was taken: every guest is charged exactly once or not at all, whichever terminal stands there.
import type { TerminalMood } from '../../src/devices/terminal/simulated.ts';
import { ZvtSimulator } from '../../src/devices/terminal/zvt/simulator.ts';
import { CardCounter } from '../card-counter.ts';
import { type SimulatedModel, simulatedModels } from '../devices/simulated-terminals.ts';
import { type Chance, longRun, note, seed, seeded, suite } from '../kit.ts';
import { bread } from './seed-004/register-day.ts';

const test = suite('card payments at random');

const walksOfEach = Number(process.env['COUNTERTOP_WALKS'] ?? (longRun ? 1_000 : 50));
/** The bench's own terminal is nobody's at a real counter. */
const walksOfBench = 10;
const paymentsAWalk = 2;
const moods: readonly TerminalMood[] = [
  'well',
  'decline',
  'approve-part',
  'tip',
  'lose-answer',
  'answer-twice',
  'late-after-abort',
  'reboot',
  'reboot-before',
  'wait',
];

class CardWalk {
  readonly counter: CardCounter;
  readonly #chance: Chance;
  readonly done: Record<'payments' | 'aborts' | 'kills' | 'reboots' | 'reversals' | 'decided', number>;

  constructor(counter: CardCounter, chance: Chance, done: CardWalk['done']) {
    this.counter = counter;
    this.#chance = chance;
    this.done = done;
  }

  #pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#chance.fraction() * all.length)] as T;
  }

  get #openPayment(): string | null {
    return this.counter.tab?.openPayment ?? null;
  }

  async pays(): Promise<void> {
    const { counter, done } = this;
    const { day, terminal } = counter;
    if (terminal instanceof ZvtSimulator) terminal.badDay.reversesUnheard = this.#chance.fraction() < 0.5;
    await day.does('add-product', { product: bread.id });
    terminal.mood = this.#pick(moods);
    const tip = this.#chance.fraction() < 0.3 ? { tip: 500 } : {};
    await day.does('start-payment', { tender: 'card', ...tip });
    done.payments += 1;
    await counter.passes(this.#pick([0, 1, 400, 799, 800, 801, 2_000]));
    await this.#somethingBreaks();
    await counter.passes(this.#pick([0, 900, 3_000]));
    if (await this.#isDecided()) done.decided += 1;
    // A terminal may think over what it gave up, and the till asks once more.
    await counter.passes(15_000);
    await counter.agrees();
    await this.#isTakenBack();
    await this.#isLeftInCash();
  }

  async #somethingBreaks(): Promise<void> {
    const { counter, done } = this;
    const payment = this.#openPayment;
    if (payment !== null && this.#chance.fraction() < 0.3) {
      await counter.day.asks('abort-payment', { payment });
      done.aborts += 1;
      await counter.passes(this.#pick([0, 400, 900]));
    }
    const what = this.#chance.fraction();
    if (what < 0.4) {
      await counter.pulled();
      done.kills += 1;
    }
    if (what > 0.3 && what < 0.6 && counter.day.shop.devices.cardTerminal !== null) {
      counter.terminal.rebooted();
      counter.unplugs();
      done.reboots += 1;
    }
  }

  /** Until the terminal has said what became of it, or a person has read it off the terminal's own list. True: a person had to. */
  async #isDecided(): Promise<boolean> {
    const { counter } = this;
    if (counter.day.shop.devices.cardTerminal === null) counter.plugs();
    if (counter.terminal.mood === 'wait') counter.terminal.mood = 'well';
    counter.terminal.present();
    for (let wait = 0; wait < 30 && this.#openPayment !== null; wait += 1) await counter.passes(10_000);
    const payment = this.#openPayment;
    if (payment === null) return false;
    const outcome = counter.charged().has(payment) ? 'taken' : 'declined';
    await counter.day.does('settle-payment', { payment, outcome, reason: 'its list' });
    return true;
  }

  /** What was approved in part goes back now and then, and its answer may be lost. */
  async #isTakenBack(): Promise<void> {
    const { counter } = this;
    const taken = Object.values(counter.tab?.payments ?? {}).find(({ state }) => state === 'taken');
    if (taken === undefined || this.#chance.fraction() < 0.5) return;
    counter.terminal.mood = this.#pick(['well', 'lose-answer', 'reboot']);
    await counter.day.does('reverse-payment', { payment: taken.id, reason: 'another card' });
    this.done.reversals += 1;
    await counter.passes(1_000);
    if (this.#chance.fraction() < 0.3) await counter.pulled();
    await this.#isDecided();
    counter.terminal.mood = 'well';
    await counter.agrees();
  }

  /** What is left is paid in cash, so that the next guest can come. */
  async #isLeftInCash(): Promise<void> {
    const { tab, day } = this.counter;
    if (tab === null) return;
    if (tab.due > 0) await day.does('take-payment', { tender: 'cash', tendered: tab.cashDue });
    else await day.does('complete-tab', {});
  }
}

async function walked(model: SimulatedModel, from: number, walks: number): Promise<CardWalk['done']> {
  const done = { payments: 0, aborts: 0, kills: 0, reboots: 0, reversals: 0, decided: 0 };
  for (let turn = 0; turn < walks; turn += 1) {
    const counter = await CardCounter.opens(model);
    try {
      const walk = new CardWalk(counter, seeded(from + turn), done);
      for (let guest = 0; guest < paymentsAWalk; guest += 1) await walk.pays();
    } catch (error) {
      throw new Error(`walk with seed ${String(from + turn)}: ${String(error)}`, { cause: error });
    } finally {
      await counter.day.ends();
    }
  }
  return done;
}

const wanted = process.env['COUNTERTOP_TERMINAL'];

for (const [name, model] of Object.entries(simulatedModels).filter(([each]) => each === (wanted ?? each)))
  test(
    `${name}: any days, any kills: charged exactly once or not at all`,
    { timeoutMs: longRun ? 3_500_000 : 230_000 },
    async () => {
      const walks = name === 'bench' ? walksOfBench : walksOfEach;
      const done = await walked(model, seed, walks);
      note(`card payments, ${name}: ${String(walks)} walks ${JSON.stringify(done)}`);
    },
  );
