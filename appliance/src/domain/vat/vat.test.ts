// VAT in both directions, with 0, 2 and 3 decimals, and what must hold for any amount and rate.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { add, type Minor, minor, negate, subtract } from '../money/money.ts';
import { basisPoints, vatOfGross, vatOfNet } from './vat.ts';

const test = suite('vat');

function within(gross: number, rate: number): Minor {
  return vatOfGross(minor(gross), basisPoints(rate));
}

test('W15: yen has no decimals, the Kuwaiti dinar three', () => {
  assert.is(within(1080, 800), 80);
  assert.is(within(999, 800), 74);
  assert.is(within(2105, 500), 100);
});

test('W3: one line against the sum', () => {
  assert.equal([within(499, 2100) * 3, within(499 * 3, 2100)], [261, 260]);
  assert.equal([within(99, 2100) * 10, within(990, 2100)], [170, 172]);
  assert.equal([within(105, 900) * 4, within(420, 900)], [36, 35]);
});

test('W8: on top of a net price', () => {
  assert.is(vatOfNet(minor(10000), basisPoints(1500)), 1500);
  assert.is(vatOfNet(minor(10000), basisPoints(2500)), 2500);
});

test('W9: a return mirrors the sale', () => {
  assert.is(within(14970, 2500), 2994);
  assert.is(within(-14970, 2500), -2994);
});

test('a rate is whole basis points from 0 to 1000 %', () => {
  assert.is(basisPoints(0), 0);
  assert.is(basisPoints(100_000), 100_000);
  for (const wrong of [-1, 100_001, 12.5, Number.NaN]) assert.throws(() => basisPoints(wrong), /not a rate/);
});

const amounts = fc.integer({ min: -1e12, max: 1e12 }).map(minor);
const rates = fc.integer({ min: 0, max: 100_000 }).map(basisPoints);

test('VAT is symmetric, no more than the gross, and nothing at rate 0', () => {
  fc.assert(
    fc.property(amounts, rates, (gross, rate) => {
      const vat = vatOfGross(gross, rate);
      assert.is(vatOfGross(negate(gross), rate), negate(vat));
      assert.ok(Math.abs(vat) <= Math.abs(gross));
      assert.is(vatOfGross(gross, basisPoints(0)), 0);
    }),
  );
});

test('the VAT put on a net price is the VAT found in the sum', () => {
  fc.assert(
    fc.property(amounts, rates, (net, rate) => {
      const vat = vatOfNet(net, rate);
      const gross = add(net, vat);
      assert.is(vatOfGross(gross, rate), vat);
      assert.is(subtract(gross, vatOfGross(gross, rate)), net);
    }),
  );
});
