// Goods against a receipt that nobody can look up, and how much one user gives back in a shift: many small returns are one large one.
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  anna,
  cash,
  currentTabOf,
  lastSaleOf,
  nextId,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import type { SellingLimits } from '../shop/settings.ts';
import type { Actor } from '../staff/permission.ts';
import type { CommandOf } from './commands.ts';
import { aboveReturnLimit } from './return-limit.ts';

const test = suite('limits of returns');

const mug = sampleProduct({ id: 'mug', price: minor(4990) });
const elsewhere = { register: 'B2', receipt: 17 };

function withLimits(limits: Partial<SellingLimits>): SampleRegister {
  const settings = sampleSettings();
  return openRegister({ ...settings, limits: { ...settings.limits, ...limits } });
}

function back(rest: Partial<CommandOf<'return-without-receipt'>> = {}): CommandOf<'return-without-receipt'> {
  const ids = { tabId: nextId('tab'), lineId: nextId('line') };
  return {
    type: 'return-without-receipt',
    ...ids,
    product: mug,
    quantity: pieces(1),
    reason: 'faulty',
    ...rest,
  };
}

test('taken at its word: marked, named, told apart on X and Z, and no loose return', () => {
  const register = withLimits({ unverifiedReturnMax: minor(10_000), returnWithoutReceiptMax: minor(0) });
  register.run(back({ unverified: elsewhere }));
  assert.equal(currentTabOf(register).lines[0]?.returnOf, {
    ...elsewhere,
    unverified: true,
    gross: 4990,
    vat: 998,
    rate: 2500,
    vatCode: '3',
    reason: 'faulty',
  });
  register.run(cash(5_000));
  assert.is(lastSaleOf(register).lines[0]?.returnOf?.unverified, true);
  const report = xReportOf(register);
  assert.equal([report.unverifiedReturns, report.looseReturns], [{ count: 1, amount: 4990 }, undefined]);
});

test('up to the limit of the shop on one receipt; without a limit not at all', () => {
  assert.refused(openRegister().ask(back({ unverified: elsewhere })), 'return.unverified-off');
  const register = withLimits({ unverifiedReturnMax: minor(7_000) });
  register.run(back());
  register.run(back({ unverified: elsewhere }));
  assert.refused(register.ask(back({ unverified: elsewhere })), 'return.limit');
  assert.accepted(register.ask(back({ unverified: elsewhere, price: minor(2_010) })));
});

test('a permission of its own, and not that of goods without a receipt', () => {
  const register = withLimits({ unverifiedReturnMax: minor(7_000) });
  const actor: Actor = { user: 'anna', grants: { ...anna.grants, 'sale.return_unverified': 'denied' } };
  assert.refused(register.ask(back({ unverified: elsewhere }), actor), 'permission.denied');
  assert.accepted(register.ask(back(), actor));
  const other: Actor = { user: 'anna', grants: { ...anna.grants, 'sale.return_without_receipt': 'denied' } };
  assert.accepted(register.ask(back({ unverified: elsewhere }), other));
});

const clerk: Actor = { user: 'anna', grants: { ...anna.grants, 'sale.return_above_limit': 'approval' } };

test('over several returns of a shift, of this user: beyond the limit somebody approves', () => {
  const register = withLimits({ returnsPerShiftMax: minor(12_000) });
  register.run(back(), clerk);
  register.run(cash(5_000), clerk);
  register.run(back(), clerk);
  // What waits on a tab of theirs counts, too.
  register.run({ type: 'park-tab' }, clerk);
  assert.refused(register.ask(back(), clerk), 'permission.approval-needed');
  assert.accepted(register.ask(back(), { ...clerk, approvedBy: actorWith('allowed', 'boss') }));
  assert.refused(
    register.ask(back(), { ...clerk, grants: { ...clerk.grants, 'sale.return_above_limit': 'denied' } }),
    'permission.denied',
  );
  assert.accepted(register.ask(back(), { ...clerk, user: 'berit' }));
  assert.accepted(register.ask(back({ price: minor(2_020) }), clerk));
});

test('with a receipt, too; the next shift begins anew', () => {
  const register = withLimits({ returnsPerShiftMax: minor(4_990) });
  register.run(scan(mug, { lineId: 'sold' }), clerk);
  register.run(scan(mug), clerk);
  payByCard(register);
  const sale = lastSaleOf(register);
  const again = (): CommandOf<'add-return'> => ({
    type: 'add-return',
    tabId: nextId('tab'),
    lineId: nextId('line'),
    original: { sale, returned: {} },
    line: 'sold',
    quantity: pieces(1),
  });
  register.run(again(), clerk);
  register.run(cash(5_000), clerk);
  assert.refused(register.ask(again(), clerk), 'permission.approval-needed');
  const counted = [{ currency: register.settings.currency.code, amount: minor(0) }];
  register.run({ type: 'close-shift', counted, print: false });
  register.run({ type: 'open-shift', opening: counted });
  assert.accepted(register.ask(again(), clerk));
});

test('where no shift is open, only what is asked for counts', () => {
  const register = withLimits({ returnsPerShiftMax: minor(100) });
  register.run(scan(mug));
  const context = { settings: register.settings, actor: clerk, now: 0 };
  const state = { ...register.state, shift: null };
  const tab = currentTabOf(register);
  assert.is(aboveReturnLimit(state, { tab, gross: minor(100) }, context), undefined);
  const refused = aboveReturnLimit(state, { tab, gross: minor(101) }, context);
  assert.is(refused?.refusal.code, 'permission.approval-needed');
});
