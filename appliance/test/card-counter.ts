// A shop with a card terminal on its counter, the whole till behind it on a virtual clock: for tests of what happens to money when the wire, the till
// or the terminal goes. The terminal outlives the daemon. What its ledger says was charged is what the journal must say was taken.
import type { SimulatedTerminal } from '../src/devices/terminal/simulated.ts';
import { ZvtSimulator } from '../src/devices/terminal/zvt/simulator.ts';
import type { TerminalMood } from '../src/devices/terminal/simulated.ts';
import type { Payment } from '../src/domain/payment/payment.ts';
import type { TabView } from '../src/protocol/tab-views.ts';
import { memoryPipe } from './devices/memory-pipe.ts';
import type { SimulatedModel } from './devices/simulated-terminals.ts';
import { silent } from './journal/open-journal.ts';
import { assert, seeded } from './kit.ts';
import { bread, RegisterDay } from './scenarios/seed-004/register-day.ts';

export class CardCounter {
  readonly day: RegisterDay;
  readonly terminal: SimulatedTerminal;
  readonly #model: SimulatedModel;
  #wire: ReturnType<typeof memoryPipe> | undefined;
  #ticks = 0;

  private constructor(day: RegisterDay, model: SimulatedModel) {
    this.day = day;
    this.#model = model;
    this.terminal = model.simulate({
      clock: day.shop.clock,
      send: (bytes) => this.#wire?.arrive(bytes),
      unplug: () => {
        this.terminal.rebooted();
        this.unplugs();
      },
    });
  }

  static async opens(model: SimulatedModel): Promise<CardCounter> {
    const counter = new CardCounter(await RegisterDay.begins(), model);
    await counter.day.opens({ NOK: 0 });
    counter.plugs();
    return counter;
  }

  plugs(): void {
    const { clock } = this.day.shop;
    this.#wire = memoryPipe(clock, (bytes) => this.terminal.receive(bytes));
    this.terminal.connected();
    const ports = { clock, log: silent, randomness: seeded(1) };
    const { manifest, options } = this.#model;
    const setting = {
      name: 'terminal',
      kind: 'terminal',
      model: manifest.model,
      address: 'tcp://127.0.0.1:1',
      options,
    } as const;
    const driver = manifest.connect(this.#wire.pipe, setting, ports);
    const { terminal } = this;
    if (terminal instanceof ZvtSimulator) {
      // Only whoever watches knows what the till calls it.
      const request = driver.request.bind(driver);
      driver.request = async (asked) => {
        terminal.label = asked.payment;
        return request(asked);
      };
    }
    this.day.shop.devices.plugTerminal(driver);
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
