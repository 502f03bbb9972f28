// What is given away by hand stays within what somebody may give, whatever it is called and in whatever order it comes about.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import {
  nextId,
  openRegister,
  sampleProduct,
  type SampleRegister,
  scan,
  currentTabOf,
  anna,
} from '../../../test/sample-register.ts';
import { amountOff, exactCash, percentOff, sampleSettings } from '../../../test/sample-shop.ts';
import { add, minor, scale } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import type { Actor } from '../staff/permission.ts';
import { discountable, priceTab } from '../tab/price-tab.ts';
import type { RegisterCommand } from './commands.ts';

const test = suite('given away by hand');

const mug = sampleProduct({ id: 'mug', price: minor(1_000) });
const bowl = sampleProduct({ id: 'bowl', price: minor(3_000) });
const free = sampleProduct({ id: 'free', price: minor(0) });
const limit = (percent: number | null, amount: number | null = null) => ({
  percent,
  amount: amount === null ? null : minor(amount),
});
const limited = (
  line: ReturnType<typeof limit>,
  tab = line,
  above: 'approval' | 'denied' = 'approval',
): Actor => ({
  ...anna,
  user: 'olav',
  discounts: { line, tab, above },
});
const tenth = limited(limit(1_000));
const without = {
  user: 'per',
  grants: { ...anna.grants, 'sale.discount': 'denied', 'sale.price_override': 'denied' },
} as const;

function selling(...lines: readonly [id: string, count: number][]): SampleRegister {
  const register = openRegister(sampleSettings({ cashRounding: exactCash }));
  for (const [id, count] of lines)
    register.run(scan(id === 'bowl' ? bowl : mug, { lineId: id, quantity: pieces(count), gtin: id }));
  return register;
}
const price = (line: string, unitPrice: number): RegisterCommand => ({
  type: 'override-price',
  line,
  unitPrice: minor(unitPrice),
  reason: 'x',
});
const off = (
  line: string,
  discount: ReturnType<typeof percentOff | typeof amountOff> | null,
): RegisterCommand => ({
  type: 'discount-line',
  line,
  discount,
});
const offTab = (discount: ReturnType<typeof percentOff | typeof amountOff>): RegisterCommand => ({
  type: 'discount-tab',
  discount,
});
const count = (line: string, quantity: number): RegisterCommand => ({
  type: 'change-quantity',
  line,
  quantity: pieces(quantity),
});
const answer = (register: SampleRegister, command: RegisterCommand, actor: Actor): string => {
  const decision = register.ask(command, actor);
  return decision.ok
    ? 'ok'
    : `${decision.refusal.code} ${String(decision.refusal.data['permission'] ?? '')}`.trim();
};
const needed = 'permission.approval-needed sale.discount';

test('a lower price is as large as the discount it would be', () => {
  const register = selling(['mug', 2]);
  assert.is(answer(register, price('mug', 900), tenth), 'ok');
  assert.is(answer(register, price('mug', 899), tenth), 'permission.approval-needed sale.price_override');
  assert.is(answer(register, price('mug', 899), { ...tenth, approvedBy: anna }), 'ok');
  assert.is(
    answer(register, price('mug', 899), { ...tenth, approvedBy: tenth }),
    'permission.approval-needed sale.price_override',
  );
  assert.is(
    answer(register, price('mug', 899), limited(limit(1_000), undefined, 'denied')),
    'discount.above-limit',
  );
  assert.is(answer(register, price('mug', 5_000), tenth), 'ok');
  assert.is(answer(register, price('mug', 899), limited(limit(null, 202))), 'ok');
  assert.is(
    answer(register, price('mug', 898), limited(limit(null, 202))),
    'permission.approval-needed sale.price_override',
  );
});

test('a lower price and a discount are one, in either order', () => {
  const register = selling(['mug', 1]);
  register.run(price('mug', 950), tenth);
  assert.is(answer(register, off('mug', percentOff(500)), tenth), 'ok');
  assert.is(answer(register, off('mug', percentOff(600)), tenth), needed);
  register.run(off('mug', percentOff(500)), tenth);
  assert.is(answer(register, price('mug', 940), tenth), needed);
  register.run(off('mug', null), tenth);
  assert.is(answer(register, price('mug', 900), tenth), 'ok');
});

test('what is left of a line or a tab does not make an amount a larger share unseen', () => {
  const register = selling(['mug', 10], ['bowl', 1]);
  register.run(off('mug', amountOff(1_000)), tenth);
  assert.is(answer(register, count('mug', 9), tenth), needed);
  assert.is(answer(register, count('mug', 9), { ...tenth, approvedBy: anna }), 'ok');
  assert.is(answer(register, count('mug', 11), tenth), 'ok');
  register.run(off('mug', null));
  register.run(offTab(amountOff(1_300)), tenth);
  assert.is(answer(register, { type: 'void-line', line: 'bowl', reason: 'x' }, tenth), needed);
  assert.is(answer(register, count('mug', 9), without), needed);
  assert.is(answer(register, count('mug', 9), anna), 'ok');
});

test('goods that are added make no share larger; the amount is asked about once, when it passes the limit', () => {
  const register = selling(['mug', 10]);
  const upTo = limited(limit(null, 1_500));
  register.run(offTab(percentOff(1_000)), upTo);
  assert.is(answer(register, count('mug', 15), upTo), 'ok');
  assert.is(answer(register, count('mug', 16), upTo), needed);
  assert.is(answer(register, count('mug', 16), without), 'ok');
  register.run(count('mug', 16), { ...upTo, approvedBy: anna });
  assert.is(answer(register, count('mug', 17), upTo), 'ok');
  assert.is(answer(register, offTab(percentOff(1_001)), upTo), needed);
});

test('what was free, is excluded or costs more than on the shelf is nothing given', () => {
  const register = selling(['mug', 1]);
  register.run(scan(free, { lineId: 'free' }));
  assert.is(answer(register, price('free', 0), tenth), 'ok');
  const stamps = sampleProduct({ id: 'stamps', price: minor(1_000), noDiscount: true });
  register.run(scan(stamps, { lineId: 'stamps' }));
  assert.is(answer(register, price('stamps', 1_100), tenth), 'ok');
  register.run(offTab(percentOff(1_000)), tenth);
  assert.is(answer(register, { type: 'void-line', line: 'stamps', reason: 'x' }, tenth), 'ok');
});

test('prices without VAT give away what the customer pays less, VAT included', () => {
  const register = openRegister({
    ...sampleSettings({ cashRounding: exactCash }),
    vat: { ...sampleSettings().vat, prices: 'net' },
  });
  register.run(scan(mug, { lineId: 'mug' }));
  assert.is(answer(register, price('mug', 900), limited(limit(null, 125))), 'ok');
  assert.is(
    answer(register, price('mug', 900), limited(limit(null, 124))),
    'permission.approval-needed sale.price_override',
  );
});

test('tabs put together are judged as one', () => {
  const register = selling(['mug', 1]);
  register.run(offTab(amountOff(90)), tenth);
  const { id } = currentTabOf(register);
  register.run({ type: 'park-tab' });
  register.run(scan(bowl, { lineId: 'bowl' }));
  register.run(offTab(amountOff(600)), anna);
  assert.is(answer(register, { type: 'merge-tab', tab: id }, tenth), 'ok');
  register.run(offTab(amountOff(100)), anna);
  const other = limited(limit(null, 150));
  assert.is(answer(register, { type: 'merge-tab', tab: id }, other), needed);
});

test('no order of commands gives more away than one who is limited may', () => {
  const line = fc.constantFrom('a', 'b', 'c');
  const command = fc.oneof(
    fc.tuple(line, fc.integer({ min: 1, max: 9 })).map(([id, many]) => count(id, many)),
    fc.tuple(line, fc.integer({ min: 0, max: 1_200 })).map(([id, to]) => price(id, to)),
    fc.tuple(line, fc.integer({ min: 1, max: 2_500 })).map(([id, bp]) => off(id, percentOff(bp))),
    fc.tuple(line, fc.integer({ min: 1, max: 900 })).map(([id, much]) => off(id, amountOff(much))),
    line.map((id) => off(id, null)),
    line.map((id): RegisterCommand => ({ type: 'void-line', line: id, reason: 'x' })),
    fc.integer({ min: 1, max: 2_500 }).map((bp) => offTab(percentOff(bp))),
    fc.integer({ min: 1, max: 1_500 }).map((much) => offTab(amountOff(much))),
    line.map((id) => scan(mug, { lineId: nextId(id), gtin: nextId() })),
  );
  const actor = limited(limit(1_500, 700), limit(2_000, 900));
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 25 }), (commands) => {
      const register = selling(['a', 3], ['b', 2], ['c', 1]);
      for (const each of commands) {
        const decision = register.ask(each, actor);
        if (decision.ok) for (const event of decision.value) register.happen(event);
      }
      const tab = currentTabOf(register);
      const priced = priceTab(tab, register.settings);
      for (const { id, gross, lineDiscount } of priced.lines) {
        const found = tab.lines.find((each) => each.id === id)!;
        const shelf = scale(found.listPrice, found.quantity, 1_000);
        const given = Math.max(0, shelf - gross) + lineDiscount;
        if (gross > shelf) continue;
        assert.ok(given <= 700);
        assert.ok(given <= Math.ceil((shelf * 1_500) / 10_000));
      }
      const open = priced.lines.filter(({ id }) => discountable(tab.lines.find((each) => each.id === id)!));
      const basis = add(...open.map(({ total, tabDiscount }) => add(total, tabDiscount)));
      assert.ok(priced.tabDiscount <= 900);
      assert.ok(priced.tabDiscount <= Math.ceil(basis * 0.2));
    }),
    { numRuns: 150 },
  );
});
