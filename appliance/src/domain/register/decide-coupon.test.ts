// Coupons at a register: a campaign that needs one gives nothing without it, and what it gives is told as a coupon's.
import { assert, suite } from '../../../test/kit.ts';
import { only, percentage, sampleCampaign } from '../../../test/sample-campaigns.ts';
import {
  closeOf,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { exactCash, sampleSettings } from '../../../test/sample-shop.ts';
import { openedBy } from '../campaign/coupon.ts';
import { minor } from '../money/money.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { RegisterCommand } from './commands.ts';

const test = suite('coupons at a register');

const mug = sampleProduct({ id: 'mug', price: minor(10_000) });
const summer = {
  ...sampleCampaign(percentage(1_000, only('mug')), { id: 'summer', name: 'Summer' }),
  coupon: 'Summer',
  source: 'voucher',
} as const;
const paper = {
  ...sampleCampaign(percentage(2_000, only('mug')), { id: 'paper', name: 'Paper' }),
  coupon: '2990*',
  source: 'voucher',
} as const;
const settings = {
  ...sampleSettings({ cashRounding: exactCash }),
  campaigns: [summer, paper],
  running: [summer, paper],
};
const add = (code: string): RegisterCommand => ({ type: 'add-coupon', tabId: nextId('tab'), code });
const total = (register: SampleRegister): number => priceTab(currentTabOf(register), register.settings).total;
const code = (register: SampleRegister, command: RegisterCommand): string => {
  const answer = register.ask(command);
  return answer.ok ? 'ok' : answer.refusal.code;
};

test('a code means the campaign that it fits best, whatever its letters', () => {
  const long = { ...paper, id: 'long', coupon: '29901*' };
  const twin = { ...paper, id: 'another' };
  assert.is(openedBy(' summer ', [summer, paper])?.id, 'summer');
  assert.is(openedBy('summers', [summer, paper]), undefined);
  assert.is(openedBy('29901234', [paper, long])?.id, 'long');
  assert.is(openedBy('29902345', [paper, twin, long])?.id, 'another');
  assert.is(openedBy('29902345', [twin, paper, long])?.id, 'another');
  assert.is(openedBy('2990', [paper]), undefined, 'a prefix alone is no coupon');
  const { coupon: _none, ...free } = summer;
  assert.is(openedBy('summer', [free]), undefined);
});

test('without its coupon a campaign gives nothing; with it, it is told apart as a coupon’s', () => {
  const register = openRegister(settings);
  register.run(add('SUMMER'));
  register.run(scan(mug));
  assert.is(total(register), 9_000);
  payByCard(register);
  assert.equal(lastSaleOf(register).coupons, [{ campaign: 'summer', code: 'SUMMER' }]);
  register.run(scan(mug));
  assert.is(total(register), 10_000);
  payByCard(register);
  assert.is(lastSaleOf(register).coupons, undefined);
  const { discounts } = closeOf(register);
  assert.equal([discounts.voucher, discounts.campaign], [{ count: 1, amount: 1_000 }, undefined]);
});

test('the better of two coupons counts, the other is not used up, and each can be taken off', () => {
  const register = openRegister(settings);
  register.run(scan(mug));
  register.run(add('SUMMER'));
  register.run(add('299077'));
  assert.is(total(register), 8_000);
  assert.is(code(register, add('299078')), 'coupon.already-there');
  register.run({ type: 'remove-coupon', campaign: 'paper' });
  assert.is(total(register), 9_000);
  assert.equal(register.run({ type: 'remove-coupon', campaign: 'paper' }), []);
  register.run(add('299077'));
  payByCard(register);
  assert.equal(lastSaleOf(register).coupons, [{ campaign: 'paper', code: '299077' }]);
});

test('what runs no longer, is nobody’s code, or comes after the money is refused', () => {
  const register = openRegister(settings);
  assert.is(code(register, { type: 'remove-coupon', campaign: 'paper' }), 'tab.none');
  register.run(scan(mug));
  assert.is(code(register, add('WINTER')), 'coupon.not-valid');
  register.use({ ...settings, running: [] });
  assert.is(code(register, add('SUMMER')), 'coupon.not-valid');
  const { running: _none, ...before } = settings;
  register.use(before);
  assert.is(code(register, add('SUMMER')), 'coupon.not-valid');
  register.use(settings);
  register.run({ type: 'start-payment', paymentId: 'card', tender: 'card', amount: minor(100) });
  assert.is(code(register, add('SUMMER')), 'tab.has-payments');
});

test('a tab with a coupon is not merged away', () => {
  const register = openRegister(settings);
  register.run(scan(mug));
  register.run(add('SUMMER'));
  const { id } = currentTabOf(register);
  register.run({ type: 'park-tab' });
  register.run(scan(mug));
  assert.is(code(register, { type: 'merge-tab', tab: id }), 'merge.discounts-differ');
});

test('the only coupon taken off again leaves the tab as it was', () => {
  const register = openRegister(settings);
  register.run(scan(mug));
  const before = currentTabOf(register);
  register.run(add('summer'));
  register.run({ type: 'remove-coupon', campaign: 'summer' });
  assert.equal(currentTabOf(register), before);
});
