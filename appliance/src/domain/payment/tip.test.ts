// What becomes of a tip, tender by tender, and what a terminal approved instead of what it was asked.
import { assert, suite } from '../../../test/kit.ts';
import {
  cardTender,
  cashTender,
  euroTender,
  samplePayment,
  sampleSettings,
  voucherTender,
  wholeKroner,
} from '../../../test/sample-shop.ts';
import { type Minor, minor, zero } from '../money/money.ts';
import { basisPoints } from '../vat/vat.ts';
import { approvedOf, withApproved } from './approved.ts';
import type { Tender } from './tender.ts';
import { settleWithTip, type TipGiven, tipOf, tipsOf } from './tip.ts';

const test = suite('tips');
const settings = { ...sampleSettings(), tips: { percentages: [basisPoints(1_000)] } };

interface Offer {
  readonly due?: number;
  readonly tender: Tender;
  readonly tendered: number;
  readonly tip: number | 'change' | undefined;
  readonly shop?: typeof settings | ReturnType<typeof sampleSettings>;
}

function settle({ due = 18_460, tender, tendered, tip, shop = settings }: Offer) {
  const offer = { due: minor(due), paid: zero, rounding: wholeKroner, tender, tendered: minor(tendered) };
  const given: TipGiven = typeof tip === 'number' ? (tip as Minor) : tip;
  return settleWithTip({ ...offer, currency: settings.currency }, given, shop);
}

/** `[amount, change, rounding, tip]` of an accepted tender. */
function taken(offer: Offer): readonly (number | undefined)[] {
  const result = settle(offer);
  assert.accepted(result);
  const { amount, change, rounding, tip } = result.value;
  return [amount, change, rounding, tip];
}

test('cash: the tip is put aside, the rest settles, in whole or in part', () => {
  assert.equal(taken({ tender: cashTender, tendered: 20_000, tip: 1_000 }), [18_500, 500, 40, 1_000]);
  assert.equal(taken({ tender: cashTender, tendered: 20_000, tip: 1_500 }), [18_500, 0, 40, 1_500]);
  assert.equal(taken({ tender: cashTender, tendered: 11_000, tip: 1_000 }), [10_000, 0, 0, 1_000]);
  assert.equal(taken({ tender: cashTender, tendered: 20_000, tip: undefined }), [
    18_500,
    1_500,
    40,
    undefined,
  ]);
  assert.equal(taken({ tender: cashTender, tendered: 20_000, tip: 0 }), [18_500, 1_500, 40, undefined]);
});

test('the change may be left, whatever it is', () => {
  assert.equal(taken({ tender: cashTender, tendered: 20_000, tip: 'change' }), [18_500, 0, 40, 1_500]);
  assert.equal(taken({ tender: cashTender, tendered: 18_500, tip: 'change' }), [18_500, 0, 40, undefined]);
  assert.refused(settle({ tender: cashTender, tendered: 0, tip: 'change' }), 'payment.amount-invalid');
});

test('a card is charged exactly, and the tip with it; a voucher may hold one', () => {
  assert.equal(taken({ tender: cardTender, tendered: 20_000, tip: 1_540 }), [18_460, 0, 0, 1_540]);
  assert.refused(settle({ tender: cardTender, tendered: 20_000, tip: 1_000 }), 'payment.too-much');
  assert.equal(taken({ tender: voucherTender, tendered: 20_000, tip: 1_540 }), [18_460, 0, 0, 1_540]);
});

test('foreign cash: out of the change, in the shop’s own', () => {
  // 20.00 EUR are 230.00 NOK; 45.00 of them are too much.
  assert.equal(taken({ tender: euroTender, tendered: 2_000, tip: 4_000 }), [18_500, 500, 40, 4_000]);
  assert.refused(settle({ tender: euroTender, tendered: 2_000, tip: 4_600 }), 'tip.invalid');
  assert.refused(settle({ tender: euroTender, tendered: 0, tip: 100 }), 'payment.amount-invalid');
});

test('refused: where none are taken, of money paid out, in no coins, more than anything may cost', () => {
  assert.refused(
    settle({ tender: cashTender, tendered: 20_000, tip: 100, shop: sampleSettings() }),
    'tip.not-taken',
  );
  assert.refused(settle({ due: -18_460, tender: cashTender, tendered: -18_500, tip: 100 }), 'tip.invalid');
  const giftCard: Tender = { ...voucherTender, kind: 'gift-card' };
  assert.refused(settle({ tender: giftCard, tendered: 20_000, tip: 1_540 }), 'tip.invalid');
  for (const tip of [50, -100, 0.5, settings.limits.totalMax + 100])
    assert.refused(settle({ tender: cashTender, tendered: 20_000, tip }), 'tip.invalid');
});

test('a share of what is due is proposed in coins', () => {
  assert.equal(
    [500, 1_000, 1_500, 10].map((share) => tipOf(minor(18_460), basisPoints(share), minor(100))),
    [900, 1_800, 2_800, 0],
  );
});

test('W10: the tips of several payments together', () => {
  assert.is(tipsOf([samplePayment(100_000, { tip: minor(10_000) }), samplePayment(1)]), 10_000);
});

test('a terminal may approve less, and another tip; a fact that cannot be is no fact', () => {
  const asked = samplePayment(100_000, { tip: minor(5_000) });
  const told = (approved: { amount?: number; tip?: number }, payment = asked) =>
    approvedOf(payment, approved as { amount?: Minor; tip?: Minor }, settings.limits);
  assert.equal(told({}), { ok: true, value: undefined });
  assert.equal(told({ amount: 100_000, tip: 5_000 }), { ok: true, value: undefined });
  assert.equal(told({ amount: 60_000 }), {
    ok: true,
    value: { amount: 60_000, tendered: 65_000, tip: 5_000 },
  });
  assert.equal(told({ tip: 0 }), { ok: true, value: { amount: 100_000, tendered: 100_000 } });
  assert.equal(told({ amount: 500 }, samplePayment(-1_000)), {
    ok: true,
    value: { amount: -500, tendered: -500 },
  });
  for (const amount of [0, -1, 100_001, 0.5]) assert.refused(told({ amount }), 'payment.amount-invalid');
  for (const tip of [-1, 0.5, settings.limits.totalMax + 1]) assert.refused(told({ tip }), 'tip.invalid');
  assert.refused(told({ tip: 1 }, samplePayment(-1_000)), 'tip.invalid');
  const less = withApproved(asked, { amount: minor(60_000), tendered: minor(60_000) });
  assert.equal([less.amount, less.tip], [60_000, undefined]);
});
