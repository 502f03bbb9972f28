// What a tender does to what is due: the worked examples of cash rounding, split and foreign payment, and each rule by itself.
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
import { add, type Currency, minor, negate, zero } from '../money/money.ts';
import type { CashRounding } from '../shop/settings.ts';
import { basisPoints, vatOfGross } from '../vat/vat.ts';
import type { Payment } from './payment.ts';
import { cashDue, dueBy, dueOf, paidOf, settleTender, type Settlement } from './settle.ts';
import type { Tender } from './tender.ts';

const test = suite('settle');
const krone: Currency = { code: 'NOK', exponent: 2 };
const voucherWithChange: Tender = { ...voucherTender, overpay: 'change' };

interface Circumstances {
  readonly paid?: number;
  readonly rounding?: CashRounding;
  readonly currency?: Currency;
}
type Offered = [due: number, tender: Tender, tendered: number, circumstances?: Circumstances];

function settle(
  ...[due, tender, tendered, { paid = 0, rounding = wholeKroner, currency = krone } = {}]: Offered
) {
  return settleTender({
    due: minor(due),
    paid: minor(paid),
    tender,
    tendered: minor(tendered),
    rounding,
    currency,
  });
}

/** `[amount, change, rounding, settles]` of an accepted tender. */
function taken(...offer: Offered): [number, number, number, boolean] {
  const result = settle(...offer);
  assert.accepted(result);
  const { amount, change, rounding, settles } = result.value;
  return [amount, change, rounding, settles];
}

test('what is due counts what was taken, and nothing that is open, declined or reversed', () => {
  const states = ['started', 'unknown', 'declined', 'reversed'] as const;
  const payments: Payment[] = [
    samplePayment(10000),
    ...states.map((state) => samplePayment(5000, { state, rounding: minor(3) })),
    samplePayment(9500, { kind: 'cash', rounding: minor(-40) }),
  ];
  assert.is(dueOf(minor(29540), payments), 10000);
  assert.is(paidOf(payments), 19500);
  assert.is(dueOf(minor(29540), []), 29540);
  assert.is(paidOf([]), 0);
});

test('W4: cash in kroner', () => {
  assert.equal(taken(29549, cashTender, 30000), [29500, 500, -49, true]);
  assert.equal(taken(29550, cashTender, 30000), [29600, 400, 50, true]);
  assert.equal(taken(29540, cashTender, 29500), [29500, 0, -40, true]);
});

test('W4: 0.49 in cash is nothing, and a tender of nothing settles it', () => {
  assert.equal(taken(49, cashTender, 0), [0, 0, -49, true]);
  assert.equal(taken(49, cashTender, 100), [0, 100, -49, true]);
  assert.equal(taken(-49, cashTender, 0), [0, 0, 49, true]);
  assert.refused(settle(49, euroTender, 0), 'payment.amount-invalid');
  assert.refused(settle(49, cardTender, 0), 'payment.amount-invalid');
});

test('W4: a refund in cash', () => {
  assert.equal(taken(-1640, cashTender, -1600), [-1600, 0, 40, true]);
  assert.equal(taken(-1650, cashTender, -1700), [-1700, 0, -50, true]);
});

test('W4: a card is charged exactly', () => {
  assert.equal(taken(29540, cardTender, 29540), [29540, 0, 0, true]);
  assert.equal(taken(-1640, cardTender, -1640), [-1640, 0, 0, true]);
});

test('W5: five cent, 0.50 and 1.00', () => {
  assert.equal(taken(1002, cashTender, 2000, { rounding: fiveCent }), [1000, 1000, -2, true]);
  assert.equal(taken(1003, cashTender, 2000, { rounding: fiveCent }), [1005, 995, 2, true]);
  assert.equal(taken(1225, cashTender, 2000, { rounding: { step: minor(50), applies: 'cash' } }), [
    1250,
    750,
    25,
    true,
  ]);
  assert.equal(taken(14950, cashTender, 20000), [15000, 5000, 50, true]);
  assert.equal(taken(1003, cashTender, 1003, { rounding: exactCash }), [1003, 0, 0, true]);
});

test('W6: card and cash, only the cash that settles is rounded', () => {
  assert.equal(taken(29540, cardTender, 10000), [10000, 0, 0, false]);
  assert.equal(taken(19540, cashTender, 20000, { paid: 10000 }), [19500, 500, -40, true]);
  assert.equal(taken(29540, cardTender, 20015), [20015, 0, 0, false]);
  assert.equal(taken(9525, cashTender, 10000, { paid: 20015 }), [9500, 500, -25, true]);
  assert.equal(taken(29540, cardTender, 29540), [29540, 0, 0, true]);
});

test('W6: cash first is a part and stays exact, the card then pays the odd rest', () => {
  assert.equal(taken(29540, cashTender, 20000), [20000, 0, 0, false]);
  assert.equal(taken(9540, cardTender, 9540, { paid: 20000 }), [9540, 0, 0, true]);
});

test('W6: Belgium, every total rounded: 48.73 is 48.75 also by card, VAT stays that of 48.73', () => {
  const always = { rounding: fiveCentAlways };
  assert.equal(taken(4873, cardTender, 4875, always), [4875, 0, 2, true]);
  assert.equal(taken(4873, cashTender, 5000, always), [4875, 125, 2, true]);
  assert.is(vatOfGross(minor(4873), basisPoints(2100)), 846);
});

test('Belgium, split: the whole total is rounded once, with whatever is paid first', () => {
  const first = taken(4873, cardTender, 2001, { rounding: fiveCentAlways });
  assert.equal(first, [2001, 0, 2, false]);
  assert.equal(taken(2874, cardTender, 2874, { paid: 2001, rounding: fiveCentAlways }), [2874, 0, 0, true]);
  // The first payment reversed: its rounding is gone with it, and the next one brings it back.
  assert.equal(taken(4873 - 2000, cardTender, 2875, { paid: 2000, rounding: fiveCentAlways }), [
    2875,
    0,
    2,
    true,
  ]);
  assert.equal(taken(-4873, cardTender, -4875, { rounding: fiveCentAlways }), [-4875, 0, -2, true]);
});

test('Belgium: a total that rounds to nothing is not for a card', () => {
  assert.refused(settle(2, cardTender, 2, { rounding: fiveCentAlways }), 'payment.nothing-due');
  assert.equal(taken(2, cashTender, 0, { rounding: fiveCentAlways }), [0, 0, -2, true]);
});

test('W13: 20.00 EUR at 11.50 for 189.40 NOK', () => {
  assert.equal(taken(18940, euroTender, 2000), [18900, 4100, -40, true]);
});

test('foreign cash as a part counts exactly, and settles in coins of the shop', () => {
  assert.equal(taken(18940, euroTender, 1001), [11512, 0, 0, false]);
  // 16.41 EUR are 188.715 NOK: 189 in whole kroner. 16.55 EUR are 190.325: change of 1, not of 1.33.
  assert.equal(taken(18940, euroTender, 1641), [18900, 0, -40, true]);
  assert.equal(taken(18940, euroTender, 1655), [18900, 100, -40, true]);
});

test('foreign cash between currencies of different decimals', () => {
  const yen = {
    ...euroTender,
    foreign: { currency: { code: 'JPY', exponent: 0 }, rateMillionths: 70_000 },
  } as const;
  assert.equal(taken(18940, yen, 3000), [18900, 2100, -40, true]);
  const dinar = {
    ...euroTender,
    foreign: { currency: { code: 'KWD', exponent: 3 }, rateMillionths: 34_500_000 },
  } as const;
  assert.equal(taken(18940, dinar, 10_000), [18900, 15600, -40, true]);
  const yenShop = { currency: { code: 'JPY', exponent: 0 }, rounding: exactCash } as const;
  const dollar = {
    ...euroTender,
    foreign: { currency: { code: 'USD', exponent: 2 }, rateMillionths: 150_000_000 },
  } as const;
  assert.equal(taken(1080, dollar, 1000, yenShop), [1080, 420, 0, true]);
});

test('foreign cash settles an odd rest where every total is rounded', () => {
  const dollar = {
    ...euroTender,
    foreign: { currency: { code: 'USD', exponent: 2 }, rateMillionths: 1_000_000 },
  } as const;
  const odd = { paid: 2004, rounding: fiveCentAlways };
  // 28.71 is left of 48.75; 28.72 is worth 28.70 in coins, and enough.
  assert.equal(taken(2871, dollar, 2872, odd), [2871, 0, 0, true]);
  assert.equal(taken(2871, dollar, 2870, odd), [2870, 0, 0, false]);
});

test('foreign cash is not paid out, and must be worth something that can be counted', () => {
  assert.refused(settle(-1640, euroTender, -100), 'payment.amount-invalid');
  const rupiah = {
    ...euroTender,
    foreign: { currency: { code: 'IDR', exponent: 2 }, rateMillionths: 660 },
  } as const;
  assert.refused(settle(1640, rupiah, 100), 'payment.amount-invalid');
  assert.refused(settle(1640, euroTender, Number.MAX_SAFE_INTEGER), 'payment.amount-invalid');
  const withoutRate: Tender = { ...cashTender, id: 'eur', kind: 'foreign-cash' };
  assert.throws(() => settle(1640, withoutRate, 100), /without a rate: eur/);
});

test('a card is never charged more than is due, nor refunded more', () => {
  assert.refused(settle(29540, cardTender, 29541), 'payment.too-much');
  assert.refused(settle(-1640, cardTender, -1641), 'payment.too-much');
  assert.refused(settle(-1640, cashTender, -1640), 'payment.too-much');
  assert.equal(settle(29540, cardTender, 29541), {
    ok: false,
    refusal: { code: 'payment.too-much', data: { payable: 29540 } },
  });
});

test('a refund may be split', () => {
  assert.equal(taken(-1640, cardTender, -1000), [-1000, 0, 0, false]);
  assert.equal(taken(-640, cashTender, -600, { paid: -1000 }), [-600, 0, 40, true]);
  assert.equal(taken(-1640, cashTender, -1000), [-1000, 0, 0, false]);
});

test('nothing due, nothing offered, and the wrong direction', () => {
  assert.refused(settle(0, cashTender, 0), 'payment.nothing-due');
  assert.refused(settle(0, cardTender, 100), 'payment.nothing-due');
  for (const tender of [cashTender, cardTender, voucherTender, euroTender]) {
    assert.refused(settle(1640, tender, 0), 'payment.amount-invalid');
    assert.refused(settle(1640, tender, -1640), 'payment.amount-invalid');
    assert.refused(settle(-1640, tender, 1640), 'payment.amount-invalid');
  }
  assert.equal(settle(1640, cashTender, 0), {
    ok: false,
    refusal: { code: 'payment.amount-invalid', data: { payable: 1600 } },
  });
});

test('cash between the exact rest and the rounded one: no coin makes that up', () => {
  for (const tendered of [19560, 19570, 19599])
    assert.refused(settle(19560, cashTender, tendered), 'payment.amount-invalid');
  assert.equal(taken(19560, cashTender, 19559), [19559, 0, 0, false]);
  assert.equal(taken(19560, cashTender, 19600), [19600, 0, 40, true]);
  assert.refused(settle(-1650, cashTender, -1660), 'payment.amount-invalid');
});

test('a voucher without change', () => {
  assert.equal(taken(18940, voucherTender, 10000), [10000, 0, 0, false]);
  assert.equal(taken(18940, voucherTender, 18940), [18940, 0, 0, true]);
  assert.refused(settle(18940, voucherTender, 20000), 'payment.too-much');
  assert.equal(taken(-18940, voucherTender, -18940), [-18940, 0, 0, true]);
});

test('a voucher with change: what comes back is cash, and rounded', () => {
  assert.equal(taken(18940, voucherWithChange, 20000), [18900, 1100, -40, true]);
  assert.equal(taken(18940, voucherWithChange, 18960), [18960, 0, 20, true]);
  assert.equal(taken(18940, voucherWithChange, 18940), [18940, 0, 0, true]);
  assert.equal(taken(18940, voucherWithChange, 10000), [10000, 0, 0, false]);
  assert.equal(taken(30, voucherWithChange, 80), [80, 0, 50, true]);
  assert.equal(taken(30, voucherWithChange, 100), [0, 100, -30, true]);
  assert.refused(settle(-18940, voucherWithChange, -20000), 'payment.too-much');
});

test('what settles the rest depends on the tender', () => {
  const rest = { due: minor(29540), paid: zero, rounding: wholeKroner };
  assert.equal(
    (['cash', 'foreign-cash', 'card', 'other'] as const).map((kind) => dueBy(kind, rest)),
    [29500, 29500, 29540, 29540],
  );
  const belgian = { due: minor(2872), paid: minor(2001), rounding: fiveCentAlways };
  assert.equal(
    (['cash', 'foreign-cash', 'card', 'other'] as const).map((kind) => dueBy(kind, belgian)),
    [2874, 2874, 2874, 2874],
  );
});

test('what settles the rest in cash mirrors', () => {
  for (const rounding of [wholeKroner, fiveCent, fiveCentAlways, exactCash]) {
    const due = cashDue(minor(19563), rounding, minor(10007));
    assert.is(cashDue(minor(-19563), rounding, minor(-10007)), negate(due));
  }
});

test('a settlement can be written down as a payment', () => {
  const result = settle(19540, cashTender, 20000, { paid: 10000 });
  assert.accepted(result);
  const settlement: Settlement = result.value;
  const payments = [
    samplePayment(10000),
    samplePayment(0, { ...settlement, kind: 'cash', tendered: minor(20000) }),
  ];
  assert.is(dueOf(minor(29540), payments), 0);
  assert.is(add(paidOf(payments), minor(40)), 29540);
});

test('a voucher that is not changed keeps what is too much as a surplus, which is no part of the sale', () => {
  const keeps: Tender = { ...voucherTender, overpay: 'keep' };
  const of = (...offer: Offered) => {
    const result = settle(...offer);
    assert.accepted(result);
    return result.value;
  };
  assert.equal(of(18_000, keeps, 20_000), {
    amount: 18_000,
    change: 0,
    rounding: 0,
    settles: true,
    surplus: 2_000,
  });
  // What is not too much is as with any voucher: a part, or exactly the rest.
  assert.equal(of(18_000, keeps, 10_000), { amount: 10_000, change: 0, rounding: 0, settles: false });
  assert.equal(of(18_000, keeps, 18_000), { amount: 18_000, change: 0, rounding: 0, settles: true });
  // Where every total is rounded, the surplus is what is beyond the rounded one.
  assert.equal(of(1_002, keeps, 1_100, { rounding: fiveCentAlways }), {
    amount: 1_000,
    change: 0,
    rounding: -2,
    settles: true,
    surplus: 100,
  });
  assert.refused(settle(-500, keeps, 700), 'payment.amount-invalid');
  assert.refused(settle(-500, keeps, -700), 'payment.too-much');
});
