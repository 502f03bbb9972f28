// Every command against every answer the rights can give: nothing is decided for somebody who may not.
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  anna,
  cash,
  nextId,
  openRegister,
  sampleProduct,
  sampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import { type Actor, type Grant, grantFor, type Permission } from '../staff/permission.ts';
import { commandPermissions } from './command-permission.ts';
import type { RegisterCommand, RegisterCommandType } from './commands.ts';
import { decide } from './decide.ts';
import { emptyRegister } from './state.ts';
import { tabFrom } from './tabs.ts';

const test = suite('permissions');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });

function anySale() {
  const register = openRegister();
  register.run(scan(coffee));
  register.run(cash(3500));
  const done = register.recorded.find(({ event }) => event.type === 'sale.completed')?.event;
  if (done?.type !== 'sale.completed') throw new Error('no sale');
  return done.payload.sale;
}

const sale = anySale();
const worked = { id: 'time', user: 'anna', start: 0, end: 2 };
const commands: {
  readonly [Type in RegisterCommandType]: Extract<RegisterCommand, { readonly type: Type }>;
} = {
  'open-shift': { type: 'open-shift', opening: [] },
  'close-shift': { type: 'close-shift', counted: [], print: false },
  'x-report': { type: 'x-report' },
  'move-cash': { type: 'move-cash', direction: 'in', currency: 'NOK', amount: minor(1), note: '' },
  'open-drawer': { type: 'open-drawer', reason: '' },
  'clock-in': { type: 'clock-in', workingTime: 'time' },
  'clock-out': { type: 'clock-out' },
  'correct-working-time': { type: 'correct-working-time', time: worked, others: [], start: 1, end: 2 },
  'delete-working-time': { type: 'delete-working-time', time: worked },
  'open-tab': { type: 'open-tab', tabId: 'tab' },
  'park-tab': { type: 'park-tab' },
  'recall-tab': { type: 'recall-tab', tab: 'tab' },
  'void-tab': { type: 'void-tab', reason: '' },
  'move-to-table': { type: 'move-to-table', table: null },
  'set-guests': { type: 'set-guests', guests: 2 },
  'set-seat': { type: 'set-seat', lines: [], seat: 1 },
  'set-course': { type: 'set-course', lines: [], course: 1 },
  'split-lines': { type: 'split-lines', tabId: 'tab', lines: [] },
  'split-by-seat': { type: 'split-by-seat', tabId: 'tab' },
  'merge-tab': { type: 'merge-tab', tab: 'tab' },
  'transfer-tab': { type: 'transfer-tab', to: 'olav' },
  'hand-over-tab': { type: 'hand-over-tab', tab: 't', to: 'B2' },
  'take-over-tab': {
    type: 'take-over-tab',
    from: 'B2',
    content: tabFrom({ tab: 't', number: 'B2-001-0001', dining: 'take-away' }, { at: 0, by: 'olav' }),
  },
  'give-up-tab': { type: 'give-up-tab', tab: 't', to: 'B2', revision: 1 },
  'send-round': { type: 'send-round' },
  'print-bill': { type: 'print-bill' },
  'reopen-sale': { type: 'reopen-sale', tabId: 'tab', original: { sale, returned: {} } },
  'rename-tab': { type: 'rename-tab', name: '' },
  'note-tab': { type: 'note-tab', note: '' },
  'switch-dining': { type: 'switch-dining', dining: 'eat-in' },
  'discount-tab': { type: 'discount-tab', discount: null },
  'add-coupon': { type: 'add-coupon', tabId: 'tab', code: 'SUMMER' },
  'remove-coupon': { type: 'remove-coupon', campaign: 'summer' },
  'receive-on-account': {
    type: 'receive-on-account',
    paymentId: 'p',
    customer: 'kari',
    tender: 'cash',
    amount: minor(1),
    account: { limit: null },
  },
  'redeem-points': { type: 'redeem-points', points: 10 },
  'set-customer': { type: 'set-customer', tabId: 'tab', customer: { id: 'kari', groups: [] } },
  'check-age': { type: 'check-age', age: 18 },
  'add-line': scan(coffee),
  'add-return': {
    type: 'add-return',
    tabId: 'tab',
    lineId: 'line',
    original: { sale, returned: {} },
    line: '',
    quantity: pieces(1),
  },
  'return-without-receipt': {
    type: 'return-without-receipt',
    tabId: 'tab',
    lineId: 'line',
    product: coffee,
    quantity: pieces(1),
    reason: 'faulty',
  },
  'sell-gift-card': {
    type: 'sell-gift-card',
    tabId: 'tab',
    lineId: 'line',
    giftCardType: '',
    card: { card: '', last4: '' },
    topUp: false,
  },
  'sell-prepayment': { type: 'sell-prepayment', tabId: 'tab', lineId: 'line', amount: minor(1) },
  'pay-back-prepayment': { type: 'pay-back-prepayment', tabId: 'tab' },
  'change-quantity': { type: 'change-quantity', line: '', quantity: pieces(1) },
  'override-price': { type: 'override-price', line: '', unitPrice: minor(1), reason: '' },
  'discount-line': { type: 'discount-line', line: '', discount: null },
  'note-line': { type: 'note-line', line: '', note: '' },
  'void-line': { type: 'void-line', line: '', reason: '' },
  'take-payment': cash(1),
  'start-payment': { type: 'start-payment', paymentId: 'payment', tender: 'card' },
  'settle-payment': { type: 'settle-payment', payment: 'payment', outcome: 'taken' },
  'reverse-payment': { type: 'reverse-payment', payment: 'payment', reason: '' },
  'complete-tab': { type: 'complete-tab' },
  'wish-receipt': { type: 'wish-receipt', wish: null },
  'mail-receipt': { type: 'mail-receipt', sale, copies: 0, mail: 'mail' },
  'print-gift-receipt': { type: 'print-gift-receipt', sale },
  'start-training': { type: 'start-training' },
  'end-training': { type: 'end-training' },
  'copy-receipt': { type: 'copy-receipt', sale, copies: 0 },
  'look-up-price': { type: 'look-up-price', product: coffee },
};

const { settings } = sampleRegister();
const ask = (command: RegisterCommand, actor: Actor) =>
  decide(emptyRegister('B1', 'NOK'), command, { settings, actor, now: 0 });

for (const [type, permission] of Object.entries(commandPermissions)) {
  const command = commands[type as RegisterCommandType];
  if (permission === null) continue;
  test(`${type} needs ${permission}`, () => {
    const only: Actor = { user: 'olav', grants: { [permission]: 'allowed' } };
    const refused = ask(command, actorWith('denied'));
    assert.refused(refused, 'permission.denied');
    assert.equal(refused.refusal.data, { permission });
    assert.refused(ask(command, { user: 'olav', grants: {} }), 'permission.denied');
    assert.refused(ask(command, actorWith('approval')), 'permission.approval-needed');
    // With exactly this right the rule itself answers, and has nothing to say about rights.
    const answer = ask(command, only);
    assert.ok(answer.ok || !answer.refusal.code.startsWith('permission.'));
  });
}

test('cash out has a right of its own', () => {
  const out = { ...commands['move-cash'], direction: 'out' } as const;
  assert.refused(ask(out, { user: 'olav', grants: { 'register.cash_in': 'allowed' } }), 'permission.denied');
  assert.refused(ask(out, { user: 'olav', grants: { 'register.cash_out': 'allowed' } }), 'shift.not-open');
});

test('approved by somebody who holds the right outright, and by nobody else', () => {
  const asking = (approver: Actor | undefined): Actor => ({
    ...actorWith('approval'),
    ...(approver === undefined ? {} : { approvedBy: approver }),
  });
  const permission: Permission = 'sale.void_tab';
  assert.is(grantFor(asking(anna), permission), 'allowed');
  assert.is(grantFor(asking(actorWith('approval')), permission), 'approval');
  assert.is(grantFor(asking(undefined), permission), 'approval');
  assert.is(grantFor({ ...actorWith('denied'), approvedBy: anna }, permission), 'denied');
  assert.refused(ask(commands['void-tab'], asking(anna)), 'shift.not-open');
});

test('a discount above a limit needs somebody whose own reaches so far, or nobody gives it', () => {
  const register = openRegister();
  register.run(scan(coffee, { lineId: 'coffee' }));
  const give = (basisPoints: number): RegisterCommand => ({
    type: 'discount-line',
    line: 'coffee',
    discount: { kind: 'percent', basisPoints, reason: 'x' },
  });
  const upTo = (percent: number, above: 'approval' | 'denied', grant: Grant = 'allowed'): Actor => {
    const limit = { percent, amount: null };
    return { ...actorWith(grant), discounts: { line: limit, tab: limit, above } };
  };
  assert.accepted(register.ask(give(1_000), upTo(1_000, 'denied')));
  assert.refused(register.ask(give(1_001), upTo(1_000, 'denied')), 'discount.above-limit');
  const firm = { ...upTo(1_000, 'denied', 'approval'), approvedBy: anna };
  assert.accepted(register.ask(give(1_000), firm));
  assert.refused(register.ask(give(1_001), firm), 'discount.above-limit');
  const limited = upTo(1_000, 'approval');
  const refused = register.ask(give(1_001), limited);
  assert.refused(refused, 'permission.approval-needed');
  assert.equal(refused.refusal.data, { permission: 'sale.discount' });
  assert.accepted(register.ask(give(1_001), { ...limited, approvedBy: anna }));
  assert.accepted(register.ask(give(1_001), { ...limited, approvedBy: upTo(2_000, 'approval') }));
  const short = { ...actorWith('approval'), approvedBy: limited };
  assert.accepted(register.ask(give(1_000), short));
  assert.refused(register.ask(give(1_001), short), 'permission.approval-needed');
});

test('what a terminal answers needs no right; deciding about an unknown payment does', () => {
  const register = openRegister();
  register.run(scan(coffee));
  const paymentId = nextId('payment');
  register.run({ type: 'start-payment', paymentId, tender: 'card' });
  const nobody = actorWith('denied');
  register.run({ type: 'settle-payment', payment: paymentId, outcome: 'unknown' }, nobody);
  const decision: RegisterCommand = {
    type: 'settle-payment',
    payment: paymentId,
    outcome: 'declined',
    reason: 'slip says no',
  };
  assert.refused(register.ask(decision, nobody), 'permission.denied');
  assert.accepted(register.ask(decision));
});

test('lowering a quantity needs the right to void a line, raising it does not', () => {
  const register = openRegister();
  register.run(scan(coffee, { lineId: 'coffee', quantity: pieces(3) }));
  const seller: Actor = { user: 'olav', grants: { 'sale.sell': 'allowed', 'sale.void_line': 'approval' } };
  assert.accepted(register.ask({ type: 'change-quantity', line: 'coffee', quantity: pieces(4) }, seller));
  assert.refused(
    register.ask({ type: 'change-quantity', line: 'coffee', quantity: pieces(2) }, seller),
    'permission.approval-needed',
  );
  assert.accepted(
    register.ask(
      { type: 'change-quantity', line: 'coffee', quantity: pieces(2) },
      { ...seller, approvedBy: anna },
    ),
  );
});
