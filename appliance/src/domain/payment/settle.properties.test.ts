// What must hold whatever is handed over, in whatever order, some of it reversed: paid + due = total + rounding at every step, and a tab
// is only settled by exactly what is to be paid.
import fc from 'fast-check';
import {
  cardTender,
  cashTender,
  euroTender,
  exactCash,
  fiveCent,
  fiveCentAlways,
  samplePayment,
  voucherTender,
  wholeKroner,
} from '../../../test/sample-shop.ts';
import { assert, suite } from '../../../test/kit.ts';
import { add, type Currency, type Minor, minor, negate } from '../money/money.ts';
import { roundCash } from '../money/cash-rounding.ts';
import type { CashRounding } from '../shop/settings.ts';
import type { Payment } from './payment.ts';
import { dueBy, dueOf, paidOf, settleTender } from './settle.ts';
import type { Tender } from './tender.ts';

const test = suite('settle, any sequence');
const tenders: fc.Arbitrary<Tender> = fc.constantFrom(
  cashTender,
  cardTender,
  voucherTender,
  { ...voucherTender, overpay: 'change' as const },
  euroTender,
);
const roundings: fc.Arbitrary<CashRounding> = fc.constantFrom(
  wholeKroner,
  fiveCent,
  fiveCentAlways,
  exactCash,
  { step: minor(50), applies: 'cash' as const },
);
const currencies: fc.Arbitrary<Currency> = fc.constantFrom(
  { code: 'JPY', exponent: 0 as const },
  { code: 'NOK', exponent: 2 as const },
  { code: 'KWD', exponent: 3 as const },
);
const totals = fc
  .oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -50_000, max: 50_000 }))
  .map(minor);

/** A tender of an amount: the exact or rounded rest, a part of it in percent, or anything. */
const steps = fc.record({
  tender: tenders,
  what: fc.oneof(
    fc.constantFrom('due' as const, 'payable' as const),
    fc.integer({ min: 1, max: 150 }),
    fc.integer({ min: -2_000, max: 2_000 }).map((any) => ({ any })),
  ),
  /** Which of the payments so far is taken back afterwards; most numbers name none. */
  reverse: fc.integer({ min: 0, max: 9 }),
});
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

interface Shop {
  readonly total: Minor;
  readonly rounding: CashRounding;
  readonly currency: Currency;
}
const shops: fc.Arbitrary<Shop> = fc.record({ total: totals, rounding: roundings, currency: currencies });

function tenderedFor(what: Step['what'], due: Minor, payable: Minor): Minor {
  if (what === 'due') return due;
  if (what === 'payable') return payable;
  return typeof what === 'number' ? minor(Math.trunc((payable * what) / 100)) : minor(what.any);
}

/** Does one step; gives the payments after it, and whether it said that it settles. */
function next(
  shop: Shop,
  payments: readonly Payment[],
  step: Step,
): { readonly payments: readonly Payment[]; readonly settles: boolean } {
  const rest = { due: dueOf(shop.total, payments), paid: paidOf(payments), rounding: shop.rounding };
  const tendered = tenderedFor(step.what, rest.due, dueBy(step.tender.kind, rest));
  const result = settleTender({ ...rest, tender: step.tender, tendered, currency: shop.currency });
  if (!result.ok) return { payments, settles: false };
  const { settles, ...payment } = result.value;
  return {
    payments: [
      ...payments,
      samplePayment(0, { ...payment, tendered, tender: step.tender.id, kind: step.tender.kind }),
    ],
    settles,
  };
}

test('paid + due = total + rounding at every step, and nobody pays past the end', () => {
  fc.assert(
    fc.property(shops, fc.array(steps, { maxLength: 8 }), (shop, wanted) => {
      let payments: readonly Payment[] = [];
      for (const step of wanted) {
        const before = payments;
        const after = next(shop, payments, step);
        payments = after.payments;
        const due = dueOf(shop.total, payments);
        assert.is(
          add(paidOf(payments), due),
          add(shop.total, ...taken(payments).map((payment) => payment.rounding)),
        );
        if (payments !== before) {
          const last = payments.at(-1)!;
          assert.is(after.settles, due === 0, 'settles exactly when nothing is due');
          assert.ok(last.change >= 0);
          // Half a step; of a voucher, the change is never rounded up to more than the voucher is worth.
          const roundingMax = last.kind === 'other' ? shop.rounding.step - 1 : shop.rounding.step / 2;
          assert.ok(Math.abs(last.rounding) <= roundingMax, `rounding ${String(last.rounding)}`);
          if (last.kind !== 'foreign-cash') assert.is(last.amount, last.tendered - last.change);
          if (last.kind === 'card' && shop.rounding.applies === 'cash') assert.is(last.rounding, 0);
        }
        if (due === 0) return;
        assert.is(Math.sign(due), Math.sign(shop.total), 'what is left is on the side of the total');
        payments = payments.map((payment, index) =>
          index === step.reverse ? { ...payment, state: 'reversed' as const } : payment,
        );
      }
    }),
  );
});

test('where every total is rounded, the sum of what is paid is the rounded total, in any split', () => {
  fc.assert(
    fc.property(totals, fc.array(steps, { maxLength: 8 }), (total, wanted) => {
      const shop: Shop = { total, rounding: fiveCentAlways, currency: { code: 'EUR', exponent: 2 } };
      let payments: readonly Payment[] = [];
      for (const step of wanted) {
        const after = next(shop, payments, {
          ...step,
          tender: step.tender.kind === 'other' ? cardTender : step.tender,
        });
        payments = after.payments;
        if (after.settles) {
          assert.is(paidOf(payments), roundCash(total, fiveCentAlways.step));
          return;
        }
      }
    }),
  );
});

test('the rest can always be settled, and the mirror image settles the mirror image', () => {
  fc.assert(
    fc.property(shops, fc.constantFrom(cashTender, cardTender, voucherTender), (shop, tender) => {
      const due = shop.total;
      const rest = { due, paid: minor(0), rounding: shop.rounding };
      const payable = dueBy(tender.kind, rest);
      if (due === 0 || (payable === 0 && tender.kind !== 'cash')) return;
      const result = settleTender({ ...rest, tender, tendered: payable, currency: shop.currency });
      assert.accepted(result);
      assert.equal(result.value, {
        amount: payable,
        change: 0,
        rounding: minor(payable - due),
        settles: true,
      });
      const mirror = settleTender({
        ...rest,
        due: negate(due),
        tender,
        tendered: negate(payable),
        currency: shop.currency,
      });
      assert.accepted(mirror);
      assert.equal(mirror.value, {
        amount: negate(payable),
        change: 0,
        rounding: minor(due - payable),
        settles: true,
      });
    }),
  );
});

function taken(payments: readonly Payment[]): readonly Payment[] {
  return payments.filter((payment) => payment.state === 'taken');
}
