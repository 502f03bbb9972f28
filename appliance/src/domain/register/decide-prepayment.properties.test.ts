// Any order, paid in on by any parts, in shops of either law: all its receipts together are the order sold at once.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { dutchVat, netherlands, norway, order, prepay, vatOf } from '../../../test/sample-prepayments.ts';
import {
  lastSaleOf,
  openRegister,
  payByCard,
  salesOf,
  sampleProduct,
  xReportOf,
} from '../../../test/sample-register.ts';
import { norwegianVat } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import type { ShopSettings } from '../shop/settings.ts';
import type { Sale } from './sale.ts';

const test = suite('prepayments: properties');

const goods = fc.record({ price: fc.integer({ min: 1, max: 50_000 }), class: fc.constantFrom(0, 1) });
const plans = fc.record({
  goods: fc.array(goods, { minLength: 1, maxLength: 6 }),
  shares: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 3 }),
  dutch: fc.boolean(),
  rounding: fc.constantFrom('line' as const, 'receipt' as const),
  prices: fc.constantFrom('gross' as const, 'net' as const),
});

test('all receipts of an order together are the order sold at once', () => {
  fc.assert(
    fc.property(plans, ({ goods: wanted, shares, dutch, rounding, prices }) => {
      const base = dutch ? netherlands : norway;
      const shop: ShopSettings = { ...base, vat: { ...base.vat, rounding, prices } };
      const classes = (dutch ? dutchVat : norwegianVat).map(({ id }) => id);
      const products = wanted.map((each, index) =>
        sampleProduct({ id: `p${index}`, price: minor(each.price), vatClass: classes[each.class] ?? '' }),
      );
      const atOnce = openRegister(shop);
      order(atOnce, ...products);
      payByCard(atOnce);
      const whole = lastSaleOf(atOnce);

      const register = openRegister(shop);
      const tab = order(register, ...products);
      let left: number = whole.total;
      for (const share of shares) {
        const amount = Math.floor((left * share) / 100);
        if (amount === 0) continue;
        register.run(prepay(amount));
        payByCard(register);
        register.run({ type: 'recall-tab', tab });
        left -= amount;
      }
      if (left === 0) register.run({ type: 'complete-tab' });
      else payByCard(register);
      const sales = salesOf(register);
      const sum = (of: (sale: Sale) => number): number => sales.reduce((all, sale) => all + of(sale), 0);
      assert.equal([sum(({ total }) => total), sum(vatOf)], [whole.total, vatOf(whole)]);
      assert.is(
        sum(({ payments }) => payments.reduce((all, { amount }) => all + amount, 0)),
        whole.total,
      );
      const report = xReportOf(register);
      const outside = report.prepayments?.outside ?? 0;
      assert.equal([report.total, report.sales.amount, outside], [whole.total, whole.total, 0]);
      for (const sale of sales)
        assert.is(
          sale.lines.reduce((all, line) => all + line.vat, 0),
          vatOf(sale),
        );
    }),
    { numRuns: 150 },
  );
});
