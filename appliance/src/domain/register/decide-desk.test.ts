// The drawer without a sale, copies of receipts, prices looked up.
import { assert, suite } from '../../../test/kit.ts';
import {
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  sampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';

const test = suite('at the desk');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });

function sold(country: string) {
  const settings = sampleSettings();
  const register = openRegister({ ...settings, shop: { ...settings.shop, country } });
  register.run(scan(coffee));
  payByCard(register);
  return { register, sale: lastSaleOf(register) };
}

test('the drawer opens without a sale, with or without a reason, also between shifts', () => {
  const register = sampleRegister();
  assert.equal(register.run({ type: 'open-drawer', reason: 'change for the door' }), [
    { type: 'drawer.opened', payload: { reason: 'no-sale', note: 'change for the door' } },
  ]);
  assert.equal(register.run({ type: 'open-drawer', reason: '' }), [
    { type: 'drawer.opened', payload: { reason: 'no-sale' } },
  ]);
  assert.is(register.state.betweenShifts.drawerOpenings, 2);
  assert.refused(register.ask({ type: 'open-drawer', reason: 'x'.repeat(201) }), 'text.too-long');
});

test('Norway: one copy of a receipt and no more', () => {
  const { register, sale } = sold('NO');
  assert.equal(register.run({ type: 'copy-receipt', sale, copies: 0 }), [
    { type: 'receipt.copied', payload: { receipt: 1, amount: 3500, copy: 1 } },
  ]);
  assert.refused(register.ask({ type: 'copy-receipt', sale, copies: 1 }), 'receipt.copy-limit');
});

test('elsewhere copies are numbered', () => {
  const { register, sale } = sold('NL');
  const copied = register.ask({ type: 'copy-receipt', sale, copies: 3 });
  assert.accepted(copied);
  assert.equal(copied.value, [{ type: 'receipt.copied', payload: { receipt: 1, amount: 3500, copy: 4 } }]);
});

test('a receipt this register never gave has no copy', () => {
  const { register, sale } = sold('NO');
  assert.refused(
    register.ask({ type: 'copy-receipt', sale: { ...sale, receipt: 2 }, copies: 0 }),
    'receipt.unknown',
  );
});

test('a price looked up is journalled with what was asked; without a price it counts as nothing', () => {
  const register = openRegister();
  const [asked] = register.run({ type: 'look-up-price', product: coffee, gtin: '7038010000010' });
  assert.ok(asked?.type === 'price.looked-up');
  assert.equal([asked.payload.product.gtin, asked.payload.price], ['7038010000010', 3500]);
  const [free] = register.run({ type: 'look-up-price', product: sampleProduct({ id: 'flowers' }) });
  assert.ok(free?.type === 'price.looked-up' && free.payload.price === null);
  assert.equal(register.state.shift?.sums.priceLookUps, { count: 2, amount: 3500 });
});
