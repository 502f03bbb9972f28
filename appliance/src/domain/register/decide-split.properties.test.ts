// However tabs are divided and put together again: what was ordered is there once, to the last piece and the last unit of money, and paying
// all parts sells exactly that.
import fc from 'fast-check';
import { assert, note, propertyRuns, suite } from '../../../test/kit.ts';
import {
  anna,
  nextId,
  openRegister,
  sampleProduct,
  type SampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { cashDue, dueOf } from '../payment/settle.ts';
import { pieces, thousandths } from '../quantity/quantity.ts';
import { divisible } from '../tab/divide-tab.ts';
import { activeLines } from '../tab/lines.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { Tab } from '../tab/tab.ts';
import type { RegisterCommand } from './commands.ts';
import type { Sale } from './sale.ts';

const test = suite('any splits and merges');

const pant = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });
const menu = [
  sampleProduct({ id: 'beer', price: minor(8_933) }),
  sampleProduct({ id: 'soda', price: minor(2_549), vatClass: 'food', deposit: 'pant' }),
  sampleProduct({ id: 'soup', price: minor(14_901), vatClass: 'food' }),
  sampleProduct({ id: 'cheese', price: minor(19_990), vatClass: 'food', unit: 'kg' }),
];

interface Ordered {
  readonly product: number;
  readonly quantity: number;
  readonly seat: number;
  readonly off: number;
}

interface Move {
  readonly kind: 'lines' | 'seats' | 'merge' | 'next';
  readonly pick: number;
  readonly size: number;
}

const order = fc.array(
  fc.record<Ordered>({
    product: fc.nat(menu.length - 1),
    quantity: fc.integer({ min: 1, max: 7 }),
    seat: fc.nat(4),
    off: fc.integer({ min: -2_000, max: 2_000 }),
  }),
  { minLength: 2, maxLength: 8 },
);
const moves = fc.array(
  fc.record<Move>({
    kind: fc.constantFrom('lines', 'lines', 'seats', 'merge', 'next'),
    pick: fc.nat(1_000),
    size: fc.nat(1_000),
  }),
  { maxLength: 12 },
);
/** Percent where negative, an amount where positive. */
const tabDiscount = fc.integer({ min: -3_000, max: 9_000 });

function served(lines: readonly Ordered[], off: number): SampleRegister {
  const settings = sampleSettings();
  const register = openRegister({ ...settings, limits: { ...settings.limits, openTabs: 200 } });
  for (const { product, quantity, seat, off: lineOff } of lines) {
    const goods = menu[product] ?? pant;
    const lineId = nextId('line');
    const weighed = goods.unit === 'kg';
    register.run(
      scan(goods, {
        lineId,
        source: weighed ? 'scale' : 'count',
        quantity: weighed ? thousandths(quantity * 137) : pieces(quantity),
        ...(goods.deposit === undefined ? {} : { deposit: pant }),
      }),
    );
    const line = currentLine(register, lineId);
    if (seat > 0) register.run({ type: 'set-seat', lines: [line], seat });
    if (lineOff > 0) {
      const discount = { kind: 'amount', amount: minor(lineOff), reason: 'x' } as const;
      runIfAllowed(register, { type: 'discount-line', line, discount });
    }
  }
  if (off === 0) return register;
  const discount =
    off < 0
      ? ({ kind: 'percent', basisPoints: -off, reason: 'y' } as const)
      : ({ kind: 'amount', amount: minor(off), reason: 'y' } as const);
  runIfAllowed(register, { type: 'discount-tab', discount });
  return register;
}

function runIfAllowed(register: SampleRegister, command: RegisterCommand): void {
  if (register.ask(command).ok) register.run(command);
}

/** More of the same may have become one line. */
function currentLine({ state }: SampleRegister, id: string): string {
  const lines = Object.values(state.tabs).flatMap((tab) => activeLines(tab));
  return lines.some((line) => line.id === id)
    ? id
    : (lines.findLast((line) => line.parent === undefined)?.id ?? id);
}

function commandOf({ kind, pick, size }: Move, { state }: SampleRegister): RegisterCommand {
  const tabs = Object.values(state.tabs);
  const tab = tabs.find(({ id }) => id === state.current);
  const other = tabs[pick % tabs.length]?.id ?? 'none';
  const tabId = nextId('part');
  switch (kind) {
    case 'seats':
      return { type: 'split-by-seat', tabId };
    case 'merge':
      return { type: 'merge-tab', tab: other };
    case 'next':
      return { type: 'recall-tab', tab: other, hold: true };
    case 'lines': {
      const goods = tab === undefined ? [] : activeLines(tab).filter(({ parent }) => parent === undefined);
      const lines = goods.flatMap((line, index) => {
        if (((pick >> index) & 1) === 0) return [];
        const quantity = divisible(line) ? 1_000 * (1 + (size % (line.quantity / 1_000))) : line.quantity;
        return [{ line: line.id, quantity }];
      });
      return { type: 'split-lines', tabId, lines };
    }
  }
}

interface Whole {
  readonly quantities: Readonly<Record<string, number>>;
  readonly subtotal: number;
  readonly lineDiscounts: number;
  readonly tabAmounts: number;
}

function whole({ state, settings }: SampleRegister): Whole {
  const tabs = Object.values(state.tabs);
  const priced = tabs.map((tab) => priceTab(tab, settings));
  return {
    quantities: quantitiesOf(tabs.flatMap((tab) => activeLines(tab))),
    subtotal: sum(priced.map(({ subtotal }) => subtotal)),
    lineDiscounts: sum(priced.map(({ lineDiscounts }) => lineDiscounts)),
    tabAmounts: sum(tabs.map(({ discount }) => (discount?.kind === 'amount' ? discount.amount : 0))),
  };
}

function quantitiesOf(lines: Sale['lines'] | Tab['lines']): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { product, quantity } of lines) sums[product.id] = (sums[product.id] ?? 0) + quantity;
  return Object.fromEntries(Object.entries(sums).sort());
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

function check({ state, settings }: SampleRegister): void {
  const ids = Object.values(state.tabs).flatMap(({ lines }) => lines.map(({ id }) => id));
  assert.is(new Set(ids).size, ids.length, 'no line is on two tabs');
  for (const tab of Object.values(state.tabs)) {
    const { total, vat, lines } = priceTab(tab, settings);
    assert.is(sum(vat.map((row) => row.gross)), total, 'VAT rows add up');
    assert.is(sum(lines.map((line) => line.total)), total, 'lines add up');
    for (const line of activeLines(tab)) {
      if (line.parent === undefined) continue;
      const goods = tab.lines.find(({ id }) => id === line.parent);
      assert.is(line.quantity, goods?.quantity, 'a deposit is with its goods');
    }
  }
}

function payAll(register: SampleRegister): readonly Sale[] {
  for (const { id } of Object.values(register.state.tabs)) {
    register.run({ type: 'recall-tab', tab: id, hold: true });
    const tab = register.state.tabs[id] as Tab;
    const due = dueOf(priceTab(tab, register.settings).total, []);
    const tendered = cashDue(due, register.settings.cashRounding, minor(0));
    register.run(
      due === 0
        ? { type: 'complete-tab' }
        : { type: 'take-payment', paymentId: nextId('pay'), tender: 'cash', tendered },
      anna,
    );
  }
  return register.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  );
}

test('nothing is lost, nothing is there twice, and all is sold once', { timeoutMs: 120_000 }, () => {
  let [done, refused, parts] = [0, 0, 0];
  fc.assert(
    fc.property(order, tabDiscount, moves, (lines, off, list) => {
      const register = served(lines, off);
      const before = whole(register);
      for (const move of list) {
        const command = commandOf(move, register);
        const decision = register.ask(command);
        if (!decision.ok) {
          refused += 1;
          continue;
        }
        for (const event of decision.value) register.happen(event);
        done += 1;
        check(register);
        assert.equal(whole(register), before, command.type);
      }
      const sales = payAll(register);
      parts += sales.length;
      assert.equal(quantitiesOf(sales.flatMap((sale) => sale.lines)), before.quantities);
      assert.is(sum(sales.map(({ subtotal }) => subtotal)), before.subtotal);
      assert.equal(register.state.tabs, {});
    }),
    { numRuns: propertyRuns },
  );
  note(`splits and merges: ${String(done)} done, ${String(refused)} refused, ${String(parts)} tabs paid`);
  assert.ok(parts > propertyRuns * 1.5 && done > propertyRuns, 'tabs were divided');
});
