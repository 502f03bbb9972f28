// What must hold of any tab in any shop: lines, VAT rows and total agree to the last minor unit.
import fc from 'fast-check';
import {
  amountOff,
  norwegianVat,
  type SampleLine,
  sampleSettings,
  sampleTab,
  vatClass,
} from '../../../test/sample-shop.ts';
import { assert, suite } from '../../../test/kit.ts';
import { add, minor, subtract } from '../money/money.ts';
import { pieces, thousandths } from '../quantity/quantity.ts';
import type { ShopSettings } from '../shop/settings.ts';
import { priceTab } from './price-tab.ts';
import type { Discount, ReturnOf, Tab } from './tab.ts';

const test = suite('price-tab, any tab');

const discounts: fc.Arbitrary<Discount> = fc.oneof(
  fc
    .integer({ min: 0, max: 12_000 })
    .map((basisPoints): Discount => ({ kind: 'percent', basisPoints, reason: 'any' })),
  fc
    .integer({ min: 0, max: 30_000 })
    .map((amount): Discount => ({ kind: 'amount', amount: minor(amount), reason: 'any' })),
);

const returns: fc.Arbitrary<ReturnOf> = fc
  .record({
    gross: fc.integer({ min: 0, max: 50_000 }),
    part: fc.integer({ min: 0, max: 100 }),
    rate: fc.constantFrom(0, 1200, 2500),
  })
  .map(({ gross, part, rate }) => ({
    receipt: 1,
    line: 'sold',
    gross: minor(gross),
    vat: minor(Math.floor((gross * part) / 100)),
    rate,
    vatCode: 'old',
  }));

const prices = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 100_000 }));
const classIds = fc.constantFrom('food', 'standard', 'deposit', 'low');

const soldLines: fc.Arbitrary<SampleLine> = fc.record(
  {
    price: prices,
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 12 }).map(pieces),
      fc.integer({ min: 1, max: 5_000 }).map(thousandths),
    ),
    vatClass: classIds,
    discount: discounts,
    labelPrice: prices.map(minor),
    noDiscount: fc.boolean(),
    voided: fc.constant({ reason: 'any' }),
    kind: fc.constantFrom('goods', 'deposit'),
  },
  { requiredKeys: ['price', 'quantity', 'vatClass'] },
);
const depositReturns: fc.Arbitrary<SampleLine> = fc
  .record({ price: prices, vatClass: classIds })
  .map(({ price, vatClass: id }) => ({ price: -price, vatClass: id, kind: 'deposit-return' }));
const returnLines: fc.Arbitrary<SampleLine> = returns.map((returnOf) => ({
  price: 100,
  quantity: pieces(-1),
  returnOf,
}));
const soldTabs = tabsOf(soldLines);
const anyTabs = tabsOf(
  fc.oneof(
    { weight: 5, arbitrary: soldLines },
    { weight: 1, arbitrary: depositReturns },
    { weight: 1, arbitrary: returnLines },
  ),
);

function tabsOf(lines: fc.Arbitrary<SampleLine>): fc.Arbitrary<Tab> {
  return fc
    .record({
      lines: fc.array(lines, { maxLength: 12 }),
      discount: fc.option(discounts),
      dining: fc.constantFrom('take-away' as const, 'eat-in' as const),
    })
    .map(({ lines: all, discount, dining }) =>
      sampleTab(all, { dining, ...(discount === null ? {} : { discount }) }),
    );
}

const shops: fc.Arbitrary<ShopSettings> = fc
  .record({ rounding: fc.constantFrom('line', 'receipt'), prices: fc.constantFrom('gross', 'net') })
  .map((wanted) =>
    sampleSettings({ ...wanted, classes: [...norwegianVat, vatClass('low', [600, '6'], [1500, '31'])] }),
  );

test('lines, VAT rows and total agree', () => {
  fc.assert(
    fc.property(anyTabs, shops, (tab, settings) => {
      const priced = priceTab(tab, settings);
      assert.is(priced.total, add(...priced.lines.map((line) => line.total)));
      assert.is(priced.total, add(...priced.vat.map((row) => row.gross)));
      assert.is(priced.total, subtract(priced.subtotal, add(priced.lineDiscounts, priced.tabDiscount)));
      assert.is(add(...priced.lines.map((line) => line.vat)), add(...priced.vat.map((row) => row.vat)));
      for (const row of priced.vat) assert.is(add(row.net, row.vat), row.gross);
      for (const line of priced.lines)
        assert.is(line.total, subtract(line.gross, add(line.lineDiscount, line.tabDiscount)));
    }),
  );
});

test('a sold line is never negative, nor its discounts, nor its VAT, and VAT is never more than is paid', () => {
  fc.assert(
    fc.property(soldTabs, shops, (tab, settings) => {
      for (const line of priceTab(tab, settings).lines) {
        assert.ok(line.lineDiscount >= 0 && line.tabDiscount >= 0 && line.vat >= 0);
        assert.ok(line.total >= 0 && line.vat <= line.total);
      }
    }),
  );
});

test('an amount of tab discount is given in full, or all there is', () => {
  fc.assert(
    fc.property(soldTabs, shops, fc.integer({ min: 0, max: 30_000 }), (tab, settings, amount) => {
      const before = priceTab({ ...tab, discount: amountOff(0) }, settings);
      const after = priceTab({ ...tab, discount: amountOff(amount) }, settings);
      const free = tab.lines
        .filter((line) => line.product.noDiscount === true || line.product.kind === 'deposit')
        .map((line) => line.id);
      const basis = add(...before.lines.filter((line) => !free.includes(line.id)).map((line) => line.total));
      assert.is(after.tabDiscount, Math.min(amount, basis));
      assert.is(after.total, before.total - after.tabDiscount);
    }),
  );
});

test('returns stand in their row exactly, in whatever way VAT is rounded', () => {
  fc.assert(
    fc.property(fc.array(returns, { maxLength: 8 }), shops, (parts, settings) => {
      const priced = priceTab(
        sampleTab(parts.map((returnOf) => ({ price: 1, quantity: pieces(-1), returnOf }))),
        settings,
      );
      assert.is(priced.total, minor(-add(...parts.map((part) => part.gross))));
      assert.is(add(...priced.vat.map((row) => row.vat)), minor(-add(...parts.map((part) => part.vat))));
    }),
  );
});

test('per receipt, the VAT of a row is that of its sum', () => {
  fc.assert(
    fc.property(soldTabs, fc.constantFrom('gross' as const, 'net' as const), (tab, pricesAre) => {
      const priced = priceTab(
        tab,
        sampleSettings({
          rounding: 'receipt',
          prices: pricesAre,
          classes: [...norwegianVat, vatClass('low', [600, '6'])],
        }),
      );
      for (const { rate, gross, vat } of priced.vat) {
        // |gross × r / (1 + r) − vat| <= ½, in whole numbers.
        assert.ok(2 * Math.abs(gross * rate - vat * (10_000 + rate)) <= 10_000 + rate);
      }
    }),
  );
});
