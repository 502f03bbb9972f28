// A till and its terminal: every bad day of the wire and every moment at which the plug may be pulled. What the terminal's ledger says was charged
// is what the journal says was taken, and nobody is charged twice.
import type { TerminalMood } from '../../devices/terminal/bench/simulator.ts';
import { manifest } from '../../devices/terminal/bench/manifest.ts';
import { TerminalSimulator } from '../../devices/terminal/bench/simulator.ts';
import type { Terminal } from '../../devices/terminal/port.ts';
import { memoryPipe } from '../../../test/devices/memory-pipe.ts';
import { assert, note, seeded, suite } from '../../../test/kit.ts';
import { silent } from '../../../test/journal/open-journal.ts';
import { bread, RegisterDay } from '../../../test/scenarios/seed-004/register-day.ts';
import type { Payment } from '../../domain/payment/payment.ts';
import type { TabView } from '../../protocol/tab-views.ts';

const test = suite('card payments');
const setting = {
  name: 'terminal',
  kind: 'terminal',
  model: 'bench',
  address: 'tcp://127.0.0.1:1',
  options: {},
} as const;

/** A shop with a terminal on its counter; the terminal outlives the daemon. */
class Counter {
  readonly day: RegisterDay;
  readonly terminal: TerminalSimulator;
  #wire: ReturnType<typeof memoryPipe> | undefined;
  #ticks = 0;

  private constructor(day: RegisterDay) {
    this.day = day;
    this.terminal = new TerminalSimulator({
      clock: day.shop.clock,
      send: (bytes) => this.#wire?.arrive(bytes),
      unplug: () => {
        this.terminal.rebooted();
        this.unplugs();
      },
    });
  }

  static async opens(): Promise<Counter> {
    const counter = new Counter(await RegisterDay.begins());
    await counter.day.opens({ NOK: 0 });
    counter.plugs();
    return counter;
  }

  plugs(): void {
    const { clock } = this.day.shop;
    this.#wire = memoryPipe(clock, (bytes) => this.terminal.receive(bytes));
    this.terminal.connected();
    const ports = { clock, log: silent, randomness: seeded(1) };
    this.day.shop.devices.plugTerminal(manifest.connect(this.#wire.pipe, setting, ports));
  }

  unplugs(): void {
    const wire = this.#wire;
    this.#wire = undefined;
    this.day.shop.devices.plugTerminal(null);
    wire?.unplug();
  }

  /** The plug of the till is pulled, and put back in. */
  async pulled(): Promise<void> {
    const wire = this.#wire;
    this.#wire = undefined;
    // What is being written is written or not; it is not written beside the daemon that comes after.
    this.day.shop.cards.stop();
    await this.writes();
    await this.day.shop.restart();
    wire?.unplug();
    await this.day.logIn('alex');
    this.plugs();
  }

  /** Whatever waits to be written is. */
  async writes(): Promise<void> {
    this.#ticks += 1;
    await this.day.shop.register.submit({
      id: `tick-${String(this.#ticks)}`,
      what: { events: [], who: 'system' },
    });
  }

  async passes(ms: number): Promise<void> {
    await this.day.passes(ms);
    await this.writes();
  }

  get tab(): TabView | null {
    return this.day.page.view.tab;
  }

  /** Bread on the tab, and a card payment begun; the id of it. */
  async begins(mood: TerminalMood = 'well', body: { amount?: number; tip?: number } = {}): Promise<string> {
    this.terminal.mood = mood;
    await this.day.does('add-product', { product: bread.id });
    await this.day.does('start-payment', { tender: 'card', ...body });
    return Object.keys(this.tab?.payments ?? {}).at(-1) ?? '';
  }

  payment(id: string): (Payment & { readonly name: string }) | undefined {
    return this.tab?.payments[id];
  }

  async lastPayment(): Promise<Payment | undefined> {
    const receipt = this.day.page.view.lastSale?.receipt ?? 0;
    return (await this.day.sees('sale', { receipt })).sale.payments[0];
  }

  /** By payment: what the journal says was taken, tips and all. */
  async taken(): Promise<ReadonlyMap<string, number>> {
    const sums = new Map<string, number>();
    const asked = new Map<string, Payment>();
    for (const { type, payload } of await this.day.shop.store.entries('B1', 0, 100_000)) {
      if (type === 'payment.started') {
        const { payment } = payload as unknown as { payment: Payment };
        asked.set(payment.id, payment);
      }
      if (type !== 'payment.settled') continue;
      const { payment, state, approved } = payload as unknown as {
        payment: string;
        state: string;
        approved?: Payment;
      };
      const was = asked.get(payment);
      if (was === undefined) throw new Error('settled what was never started');
      const { amount, tip = 0 } = approved ?? was;
      if (state === 'taken') sums.set(payment, amount + tip);
      else sums.delete(payment);
    }
    return sums;
  }

  charged(): ReadonlyMap<string, number> {
    return new Map(
      this.terminal.ledger
        .filter(({ state }) => state === 'approved')
        .map(({ payment, amount, tip }) => [payment, amount + tip]),
    );
  }

  /** The books of both agree. */
  async agrees(): Promise<void> {
    assert.equal([...(await this.taken())].sort(), [...this.charged()].sort());
  }
}

let counter: Counter;
test.beforeEach(async () => {
  counter = await Counter.opens();
});
test.afterEach(async () => counter.day.ends());

test('approved: the sale is made by itself, with the card on it', async () => {
  const id = await counter.begins();
  assert.equal([counter.payment(id)?.state, counter.day.page.view.cards[id]], ['started', 'asking']);
  await counter.passes(2_000);
  assert.is(counter.tab, null);
  const payment = await counter.lastPayment();
  assert.equal([payment?.card?.last4, payment?.terminal], ['4242', true]);
  const completed = await counter.day.entries('sale.completed');
  assert.is(completed[0]?.who, 'alex', 'whoever stands there sold it');
  await counter.agrees();
});

test('declined, and paid otherwise', async () => {
  const id = await counter.begins('decline');
  await counter.passes(2_000);
  assert.is(counter.payment(id)?.state, 'declined');
  await counter.day.does('take-payment', { tender: 'cash', tendered: counter.tab?.cashDue ?? 0 });
  assert.is(counter.tab, null);
  await counter.agrees();
});

test('approved in part: the rest stays due; a tip given at the terminal is told', async () => {
  await counter.begins('approve-part');
  await counter.passes(2_000);
  const half = Math.trunc(bread.price / 2);
  assert.is(counter.tab?.due, bread.price - half);
  counter.terminal.mood = 'tip';
  await counter.day.does('start-payment', { tender: 'card' });
  await counter.passes(2_000);
  assert.is(counter.tab, null);
  assert.is(counter.day.page.view.lastSale?.tip, Math.trunc((bread.price - half) / 10));
  await counter.agrees();
});

for (const mood of ['lose-answer', 'answer-twice', 'reboot'] as const)
  test(`${mood}: charged once, and known by asking`, async () => {
    await counter.begins(mood);
    await counter.passes(2_000);
    if (mood === 'reboot') counter.plugs();
    for (let turn = 0; turn < 20 && counter.tab !== null; turn += 1) await counter.passes(10_000);
    assert.is(counter.tab, null, 'paid');
    assert.is(counter.charged().size, 1);
    await counter.agrees();
  });

test('a terminal that knows nothing of it leaves it to a person; one that has no power, too', async () => {
  const id = await counter.begins('reboot-before');
  await counter.passes(100);
  counter.plugs();
  await counter.passes(5_000);
  assert.equal([counter.payment(id)?.state, counter.day.page.view.cards[id]], ['unknown', undefined]);
  assert.is(await counter.day.refused('start-payment', { tender: 'card' }), 'payment.open');
  await counter.day.does('settle-payment', {
    payment: id,
    outcome: 'declined',
    reason: 'seen on its display',
  });
  const second = await counter.begins('wait');
  counter.unplugs();
  for (let turn = 0; turn < 10; turn += 1) await counter.passes(10_000);
  assert.is(counter.payment(second)?.state, 'unknown');
  assert.is(await counter.day.refused('ask-terminal', { payment: second }), 'terminal.out-of-reach');
  counter.plugs();
  counter.terminal.present();
  await counter.passes(5_000);
  assert.is(counter.tab, null, 'it is asked as soon as it is back');
  await counter.agrees();
});

test('nothing is sent where there is no terminal: declined at once', async () => {
  counter.unplugs();
  const id = await counter.begins();
  await counter.passes(0);
  assert.is(counter.payment(id)?.state, 'declined');
});

test('given up: declined; approved after that: taken back by itself', async () => {
  const first = await counter.begins('wait');
  await counter.passes(100);
  await counter.day.does('abort-payment', { payment: first });
  await counter.passes(100);
  assert.is(counter.payment(first)?.state, 'declined');
  counter.terminal.mood = 'late-after-abort';
  await counter.day.does('start-payment', { tender: 'card' });
  const second = counter.tab?.openPayment ?? '';
  await counter.passes(100);
  await counter.day.does('abort-payment', { payment: second });
  await counter.passes(100);
  assert.is(counter.payment(second)?.state, 'declined');
  await counter.day.does('take-payment', { tender: 'cash', tendered: counter.tab?.cashDue ?? 0 });
  await counter.passes(5_000);
  assert.is(counter.terminal.ledger.find(({ payment }) => payment === second)?.state, 'reversed');
  await counter.agrees();
});

test('what was approved too late is taken back again and again, until the terminal answers', async () => {
  const { devices } = counter.day.shop;
  const real = devices.cardTerminal;
  assert.ok(real);
  let asked = 0;
  const deaf: Terminal = {
    request: async (request) => real.request(request),
    inquire: async (payment) => real.inquire(payment),
    abort: async (payment) => real.abort(payment),
    onLateAnswer: () => undefined,
    reverse: async (payment) => {
      asked += 1;
      if (asked < 3) throw new Error('nobody answers');
      return real.reverse(payment);
    },
  };
  devices.cardTerminal = deaf;
  const id = await counter.begins('late-after-abort');
  await counter.passes(100);
  await counter.day.does('abort-payment', { payment: id });
  await counter.passes(5_000);
  assert.is(counter.terminal.ledger.find(({ payment }) => payment === id)?.state, 'approved');
  for (let turn = 0; turn < 3; turn += 1) await counter.passes(10_000);
  assert.is(counter.terminal.ledger.find(({ payment }) => payment === id)?.state, 'reversed');
  assert.is(asked, 3);
});

test('money goes back by the terminal: before the sale it is reversed, after it refunded', async () => {
  await counter.day.does('add-product', { product: bread.id });
  const part = await counter.begins('well', { amount: 1_000 });
  await counter.passes(2_000);
  assert.is(counter.payment(part)?.state, 'taken');
  await counter.day.does('reverse-payment', { payment: part, reason: 'wrong amount' });
  await counter.passes(1_000);
  assert.is(counter.payment(part)?.state, 'reversed');
  await counter.day.does('start-payment', { tender: 'card' });
  await counter.passes(2_000);
  const receipt = counter.day.page.view.lastSale?.receipt ?? 0;
  const { sale } = await counter.day.sees('sale', { receipt });
  await counter.day.does('add-return', {
    receipt,
    line: sale.lines[0]?.id ?? '',
    quantity: 1_000,
    reason: 'stale',
  });
  await counter.day.does('start-payment', { tender: 'card' });
  await counter.passes(2_000);
  assert.is(counter.tab, null);
  assert.is(counter.terminal.ledger.at(-1)?.amount, -bread.price);
  await counter.agrees();
});

test('a reversal whose answer is lost is asked after', async () => {
  await counter.day.does('add-product', { product: bread.id });
  const part = await counter.begins('well', { amount: 1_000 });
  await counter.passes(2_000);
  counter.terminal.mood = 'lose-answer';
  await counter.day.does('reverse-payment', { payment: part, reason: 'wrong amount' });
  assert.is(counter.payment(part)?.state, 'unknown');
  for (let turn = 0; turn < 4; turn += 1) await counter.passes(10_000);
  assert.is(counter.payment(part)?.state, 'reversed');
  await counter.agrees();
});

test('a tender whose terminal stands apart is not asked for', async () => {
  counter.day.shop.devices.cardTerminal = undefined;
  const id = await counter.begins();
  assert.equal([counter.payment(id)?.terminal, counter.day.page.view.cards[id]], [undefined, undefined]);
  await counter.day.does('settle-payment', { payment: id, outcome: 'taken', reference: 'slip 7' });
  assert.is(counter.charged().size, 0);
});

test('the plug is pulled before the terminal heard of it: nobody is charged, and a person says so', async () => {
  const deaf = { request: async () => new Promise(() => undefined), onLateAnswer: () => undefined };
  counter.day.shop.devices.plugTerminal(deaf as unknown as Terminal);
  const id = await counter.begins();
  await counter.pulled();
  await counter.passes(5_000);
  assert.is(counter.payment(id)?.state, 'unknown');
  assert.is(counter.terminal.ledger.length, 0);
});

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
const openPayment = (): string | null => counter.tab?.openPayment ?? null;

/** Until the terminal has said what became of it, or a person has read it off the terminal's own list. True: a person had to. */
async function isDecided(): Promise<boolean> {
  if (counter.day.shop.devices.cardTerminal === null) counter.plugs();
  if (counter.terminal.mood === 'wait') counter.terminal.mood = 'well';
  counter.terminal.present();
  for (let wait = 0; wait < 20 && openPayment() !== null; wait += 1) await counter.passes(10_000);
  const payment = openPayment();
  if (payment === null) return false;
  const outcome = counter.charged().has(payment) ? 'taken' : 'declined';
  await counter.day.does('settle-payment', { payment, outcome, reason: 'its list' });
  return true;
}

/** What is left is paid in cash, so that the next guest can come. */
async function isLeftInCash(): Promise<void> {
  const { tab } = counter;
  if (tab === null) return;
  if (tab.due > 0) await counter.day.does('take-payment', { tender: 'cash', tendered: tab.cashDue });
  else await counter.day.does('complete-tab', {});
}

test(
  'any days, any kills: what the terminal charged is what the journal took',
  { timeoutMs: 120_000 },
  async () => {
    const chance = seeded(20_240_229);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(chance.fraction() * all.length)] as T;
    const done = { payments: 0, kills: 0, aborts: 0, decided: 0 };
    for (; done.payments < 30; done.payments += 1) {
      await counter.day.does('add-product', { product: bread.id });
      counter.terminal.mood = pick(moods);
      const tip = chance.fraction() < 0.3 ? { tip: 500 } : {};
      await counter.day.does('start-payment', { tender: 'card', ...tip });
      const payment = openPayment() ?? '';
      await counter.passes(pick([0, 1, 400, 799, 800, 801, 2_000]));
      if (chance.fraction() < 0.3) {
        await counter.day.asks('abort-payment', { payment });
        done.aborts += 1;
      }
      if (chance.fraction() < 0.4) {
        await counter.pulled();
        done.kills += 1;
      }
      await counter.passes(pick([0, 900, 3_000]));
      if (await isDecided()) done.decided += 1;
      await counter.passes(2_000);
      await counter.agrees();
      await isLeftInCash();
    }
    note(`card payments: ${JSON.stringify(done)}`);
    await counter.agrees();
  },
);
