// The cash journal adds up: whatever happens at a register, the movements of a shift come to the cash expected, and with what counting
// found to the cash counted.
import fc from 'fast-check';
import { assert, note, propertyRuns, suite } from '../../../test/kit.ts';
import { commandFor, moves } from '../../../test/register-moves.ts';
import { shops } from '../../../test/register-shops.ts';
import { oracleFor } from '../../../test/register-oracle.ts';
import {
  anna,
  openRegister,
  cash,
  sampleProduct,
  sampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { minor } from '../money/money.ts';
import type { Payment } from '../payment/payment.ts';
import type { RegisterEvent } from '../register/events.ts';
import { buildReport } from './build-report.ts';
import { type CashMovement, cashMovementsOf } from './cash-movements.ts';
import type { ShiftReport } from './report.ts';

const test = suite('cash movements');

/** The journal's own way: a payment taken back is found among those that were taken. */
class Journal {
  readonly taken = new Map<string, Payment>();
  readonly sums = new Map<string, number>();
  movements = 0;

  readonly #currency: string;

  constructor(currency: string) {
    this.#currency = currency;
  }

  hear(event: RegisterEvent): readonly CashMovement[] {
    if (event.type === 'shift.opened') this.sums.clear();
    if (event.type === 'payment.taken') this.taken.set(event.payload.payment.id, event.payload.payment);
    const reversed = event.type === 'payment.settled' ? this.taken.get(event.payload.payment) : undefined;
    const found = cashMovementsOf(event, { currency: this.#currency, reversed });
    for (const { currency, amount } of found)
      this.sums.set(currency, (this.sums.get(currency) ?? 0) + amount);
    this.movements += found.length;
    return found;
  }

  check({ cash: rows }: ShiftReport, of: 'expected' | 'counted'): void {
    const told = Object.fromEntries([...this.sums].filter(([, amount]) => amount !== 0));
    const reported = Object.fromEntries(
      rows.map((row) => [row.currency, row[of] ?? 0]).filter(([, amount]) => amount !== 0),
    ) as Record<string, number>;
    assert.equal(sorted(told), sorted(reported), of);
  }
}

const sorted = (record: Record<string, number>): [string, number][] => Object.entries(record).sort();

test('what is received on account in cash lies in the drawer', () => {
  const received = {
    number: 1,
    customer: 'kari',
    amount: minor(10_000),
    payment: {
      id: 'p',
      tender: 'cash',
      kind: 'cash',
      state: 'taken',
      amount: minor(10_000),
      tendered: minor(20_000),
      change: minor(10_000),
      rounding: minor(0),
    },
  } as const;
  const found = cashMovementsOf(
    { type: 'account.paid', payload: { received } },
    { currency: 'NOK', reversed: undefined },
  );
  assert.is(
    found.reduce((sum, { amount }) => sum + amount, 0),
    10_000,
  );
});

test('the sum of the movements is the expected cash, after every event', { timeoutMs: 120_000 }, () => {
  let [movements, closes] = [0, 0];
  fc.assert(
    fc.property(fc.constantFrom(...shops), moves(1), (settings, list) => {
      const register = sampleRegister(settings);
      const oracle = oracleFor(settings.currency.code);
      const journal = new Journal(settings.currency.code);
      for (const move of list) {
        const decision = register.ask(commandFor(move, register, oracle), anna);
        if (!decision.ok) continue;
        for (const event of decision.value) {
          register.happen(event);
          oracle.hear(event);
          journal.hear(event);
          if (event.type === 'shift.closed') {
            journal.check(event.payload.report, 'counted');
            closes += 1;
          }
          if (register.state.shift !== null)
            journal.check(buildReport(register.state, { at: 0, by: 'anna', settings }), 'expected');
        }
      }
      movements += journal.movements;
    }),
    { numRuns: propertyRuns },
  );
  note(`cash movements: ${String(movements)} in ${String(closes)} closed shifts`);
  assert.ok(movements > propertyRuns && closes > propertyRuns / 20, 'the walks reach what they are to prove');
});

test('a close tells what counting found; what nobody counted is neither over nor short', () => {
  const register = openRegister();
  register.run({
    type: 'move-cash',
    direction: 'in',
    currency: 'EUR',
    amount: minor(500),
    note: '',
  });
  const counted = [{ currency: 'NOK', amount: minor(-100) }];
  const report = buildReport(register.state, { at: 0, by: 'anna', settings: register.settings, counted });
  assert.equal(cashMovementsOf({ type: 'shift.closed', payload: { report } }, { currency: 'NOK' }), [
    { kind: 'closing', currency: 'NOK', amount: -100 },
  ]);
});

test('foreign cash is two movements: what was given, and the change (W13)', () => {
  const register = openRegister();
  register.run(scan(sampleProduct({ id: 'W13', price: minor(18_900) })));
  const [taken] = register.run(cash(2_000, { tender: 'eur' }));
  assert.ok(taken?.type === 'payment.taken');
  assert.equal(cashMovementsOf(taken, { currency: 'NOK' }), [
    { kind: 'sale', currency: 'EUR', amount: 2_000 },
    { kind: 'change', currency: 'NOK', amount: -4_100 },
  ]);
});

test('a payment taken back is told as that, and one by card is no cash at all', () => {
  const register = openRegister();
  register.run(scan(sampleProduct({ id: 'bread', price: minor(18_900) })));
  const [taken] = register.run(cash(10_000));
  assert.ok(taken?.type === 'payment.taken');
  const { payment } = taken.payload;
  const [settled] = register.run({
    type: 'reverse-payment',
    payment: payment.id,
    reason: 'changed their mind',
  });
  assert.ok(settled !== undefined);
  assert.equal(cashMovementsOf(settled, { currency: 'NOK', reversed: payment }), [
    { kind: 'reversal', currency: 'NOK', amount: -10_000 },
  ]);
  assert.equal(cashMovementsOf(settled, { currency: 'NOK' }), []);
});
