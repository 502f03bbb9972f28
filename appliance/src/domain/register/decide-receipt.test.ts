// How a receipt is wanted, and the one without prices: paper is given up only where the law lets it, and a gift receipt is of a sale.
import { assert, suite } from '../../../test/kit.ts';
import {
  currentTabOf,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import type { Sale } from './sale.ts';

const test = suite('receipts wished for');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });

function openIn(country: string): SampleRegister {
  const settings = sampleSettings();
  return openRegister({ ...settings, shop: { ...settings.shop, country } });
}

test('Norway: never without paper, but in another language', () => {
  const register = openIn('NO');
  assert.refused(register.ask({ type: 'wish-receipt', wish: null }), 'tab.none');
  register.run(scan(coffee, { tabId: 'tab' }));
  const refused = register.ask({ type: 'wish-receipt', wish: { language: 'en', paper: false } });
  assert.refused(refused, 'receipt.paper-needed');
  assert.equal(refused.refusal.data, { country: 'NO' });
  assert.equal(register.run({ type: 'wish-receipt', wish: { language: 'en' } }), [
    { type: 'tab.receipt-wished', payload: { tab: 'tab', wish: { language: 'en' } } },
  ]);
  payByCard(register);
  assert.equal(lastSaleOf(register).wish, { language: 'en' });
});

test('elsewhere nothing need be printed, and a wish is taken back', () => {
  const register = openIn('NL');
  register.run(scan(coffee));
  register.run({ type: 'wish-receipt', wish: { paper: false } });
  assert.equal(currentTabOf(register).wish, { paper: false });
  register.run({ type: 'wish-receipt', wish: null });
  assert.not.ok('wish' in currentTabOf(register));
  payByCard(register);
  assert.not.ok('wish' in lastSaleOf(register));
});

test('a gift receipt is noted, of a receipt that this register gave', () => {
  const register = openIn('NO');
  register.run(scan(coffee));
  payByCard(register);
  const sale = lastSaleOf(register);
  const before = register.state;
  assert.equal(register.run({ type: 'print-gift-receipt', sale }), [
    { type: 'receipt.gift-printed', payload: { receipt: 1 } },
  ]);
  assert.is(register.state, before);
  assert.refused(
    register.ask({ type: 'print-gift-receipt', sale: { ...sale, receipt: 2 } }),
    'receipt.unknown',
  );
});

const mailOf = (sale: Sale, copies = 0) => ({ type: 'mail-receipt' as const, sale, copies, mail: 'm-1' });

test('by e-mail beside paper it is a copy, counted and limited as any', () => {
  const register = openIn('NO');
  register.run(scan(coffee));
  payByCard(register);
  const sale = lastSaleOf(register);
  assert.equal(register.run(mailOf(sale)), [
    { type: 'receipt.copied', payload: { receipt: 1, amount: sale.total, copy: 1 } },
    { type: 'receipt.mailed', payload: { receipt: 1, mail: 'm-1' } },
  ]);
  assert.refused(register.ask(mailOf(sale, 1)), 'receipt.copy-limit');
  assert.refused(register.ask(mailOf({ ...sale, receipt: 2 })), 'receipt.unknown');
});

test('instead of paper it is the receipt itself', () => {
  const register = openIn('NL');
  register.run(scan(coffee));
  register.run({ type: 'wish-receipt', wish: { paper: false } });
  payByCard(register);
  assert.equal(register.run(mailOf(lastSaleOf(register), 3)), [
    { type: 'receipt.mailed', payload: { receipt: 1, mail: 'm-1' } },
  ]);
});
