// A register for tests of its rules: commands go through `decide`, events through `evolve`, and every state is frozen, so that a rule
// that changes its input fails at once.
import type { Product } from '../src/domain/catalogue/product.ts';
import { type Minor, minor } from '../src/domain/money/money.ts';
import { decide, type Decision } from '../src/domain/register/decide.ts';
import type { CommandOf, RegisterCommand } from '../src/domain/register/commands.ts';
import type { EventContext, RegisterEvent } from '../src/domain/register/events.ts';
import { evolve } from '../src/domain/register/evolve.ts';
import type { Sale } from '../src/domain/register/sale.ts';
import { emptyRegister, type RegisterState } from '../src/domain/register/state.ts';
import type { ShiftReport } from '../src/domain/shift/report.ts';
import type { SellingSettings } from '../src/domain/shop/settings.ts';
import { type Actor, type Grant, permissions } from '../src/domain/staff/permission.ts';
import type { Tab } from '../src/domain/tab/tab.ts';
import { sampleSettings } from './sample-shop.ts';

export function actorWith(grant: Grant, user = 'anna'): Actor {
  return { user, grants: Object.fromEntries(permissions.map((each) => [each, grant])) };
}

/** May do everything. */
export const anna = actorWith('allowed');

export interface Recorded {
  readonly event: RegisterEvent;
  readonly context: EventContext;
}

export interface SampleRegister {
  readonly state: RegisterState;
  readonly recorded: readonly Recorded[];
  readonly settings: SellingSettings;
  /** Other settings from now on: the office changed something, or time did. */
  use(this: void, settings: SellingSettings): void;
  /** What the rules answer; nothing happens. */
  ask(this: void, command: RegisterCommand, actor?: Actor): Decision;
  /** The command is carried out; throws where it is refused. */
  run(this: void, command: RegisterCommand, actor?: Actor): readonly RegisterEvent[];
  /** What happens without a command: a log-in, a start. */
  happen(this: void, event: RegisterEvent, by?: string): void;
}

export function sampleRegister(shop: SellingSettings = sampleSettings(), register = 'B1'): SampleRegister {
  let settings = shop;
  let state = deepFrozen(emptyRegister(register, settings.currency.code));
  let now = 1_000;
  const recorded: Recorded[] = [];
  const ask = (command: RegisterCommand, actor = anna): Decision => {
    now += 1_000;
    return decide(state, deepFrozen(command), { settings, actor, now });
  };
  const happen = (event: RegisterEvent, by = 'anna'): void => {
    const context = { at: now, by };
    state = deepFrozen(evolve(state, deepFrozen(event), context));
    recorded.push({ event, context });
  };
  return {
    get state() {
      return state;
    },
    recorded,
    get settings() {
      return settings;
    },
    use: (changed) => {
      settings = changed;
    },
    ask,
    happen,
    run: (command, actor = anna) => {
      const decision = ask(command, actor);
      if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.refusal)}`);
      for (const event of decision.value) happen(event, actor.user);
      return decision.value;
    },
  };
}

/** A register with an open shift and nothing in the drawer. */
export function openRegister(settings: SellingSettings = sampleSettings()): SampleRegister {
  const register = sampleRegister(settings);
  register.run({ type: 'open-shift', opening: [{ currency: settings.currency.code, amount: minor(0) }] });
  return register;
}

export function sampleProduct(wanted: Partial<Product> & { readonly id: string }): Product {
  return {
    sku: wanted.id,
    name: wanted.id,
    category: 'goods',
    vatClass: 'standard',
    unit: 'piece',
    active: true,
    ...wanted,
  };
}

let ids = 0;

/** Commands as a page would send them, with ids of their own. */
export function nextId(kind = 'id'): string {
  ids += 1;
  return `${kind}-${String(ids)}`;
}

export function scan(product: Product, rest: Partial<CommandOf<'add-line'>> = {}): CommandOf<'add-line'> {
  return {
    type: 'add-line',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    product,
    source: 'count',
    ...rest,
  };
}

export function cash(
  tendered: number,
  rest: Partial<CommandOf<'take-payment'>> = {},
): CommandOf<'take-payment'> {
  return {
    type: 'take-payment',
    paymentId: nextId('payment'),
    tender: 'cash',
    tendered: minor(tendered),
    ...rest,
  };
}

/** A card payment from start to taken. */
export function payByCard(register: SampleRegister, amount?: number, actor: Actor = anna): void {
  const paymentId = nextId('payment');
  const rest = amount === undefined ? {} : { amount: minor(amount) };
  register.run({ type: 'start-payment', paymentId, tender: 'card', ...rest }, actor);
  register.run({ type: 'settle-payment', payment: paymentId, outcome: 'taken', reference: 'ref' }, actor);
}

export function currentTabOf(register: SampleRegister): Tab {
  const tab = register.state.current === null ? undefined : register.state.tabs[register.state.current];
  if (tab === undefined) throw new Error('no current tab');
  return tab;
}

export function salesOf(register: SampleRegister): readonly Sale[] {
  return register.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  );
}

export function lastSaleOf(register: SampleRegister): Sale {
  const sale = salesOf(register).at(-1);
  if (sale === undefined) throw new Error('no sale yet');
  return sale;
}

export function xReportOf(register: SampleRegister): ShiftReport {
  const [event] = register.run({ type: 'x-report' });
  if (event?.type !== 'shift.x-reported') throw new Error('no report');
  return event.payload.report;
}

/** Closes the shift with what should be in the drawer. */
export function closeOf(register: SampleRegister, counted?: Readonly<Record<string, number>>): ShiftReport {
  const expected = xReportOf(register).cash.map(({ currency, expected: amount }) => ({ currency, amount }));
  const given =
    counted === undefined
      ? expected
      : Object.entries(counted).map(([currency, amount]) => ({ currency, amount: amount as Minor }));
  const events = register.run({ type: 'close-shift', counted: given, print: true });
  const closed = events.find((event) => event.type === 'shift.closed');
  if (closed === undefined) throw new Error('not closed');
  return closed.payload.report;
}

export function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
