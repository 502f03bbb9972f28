// What buttons may offer: never something that is refused for the state or the rights alone, at every stage of a sale.
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  anna,
  cash,
  openRegister,
  sampleProduct,
  sampleRegister,
  scan,
  type SampleRegister,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { type Allowed, allowed } from './allowed.ts';

const test = suite('allowed');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
const settings = sampleSettings();

function offered(register: SampleRegister): readonly (keyof Allowed)[] {
  const all = allowed(register.state, register.settings, anna);
  return (Object.keys(all) as (keyof Allowed)[]).filter((command) => all[command] === 'allowed').sort();
}

const always: readonly (keyof Allowed)[] = ['look-up-price', 'open-drawer'];
const inShift: readonly (keyof Allowed)[] = [...always, 'move-cash', 'move-cash-out', 'x-report'];
const onLines: readonly (keyof Allowed)[] = [
  'add-line',
  'add-return',
  'change-quantity',
  'check-age',
  'complete-tab',
  'discount-line',
  'discount-tab',
  'note-line',
  'note-tab',
  'override-price',
  'park-tab',
  'rename-tab',
  'start-payment',
  'switch-dining',
  'take-payment',
  'void-line',
  'void-tab',
];

const sorted = (...commands: readonly (keyof Allowed)[]): readonly (keyof Allowed)[] => [...commands].sort();

test('from the closed shift to the sale and back', () => {
  const register = sampleRegister();
  assert.equal(offered(register), sorted(...always, 'open-shift'));
  register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
  assert.equal(offered(register), sorted(...inShift, 'add-line', 'add-return', 'close-shift', 'open-tab'));
  register.run({ type: 'open-tab', tabId: 'tab' });
  assert.equal(
    offered(register),
    sorted(
      ...inShift,
      'add-line',
      'add-return',
      'check-age',
      'close-shift',
      'note-tab',
      'open-tab',
      'rename-tab',
      'switch-dining',
      'void-tab',
    ),
  );
  register.run(scan(coffee));
  assert.equal(offered(register), sorted(...inShift, ...onLines));
  register.run(cash(1000, { paymentId: 'part' }));
  const paidInPart = [
    'check-age',
    'complete-tab',
    'note-line',
    'note-tab',
    'rename-tab',
    'start-payment',
    'take-payment',
  ] as const;
  assert.equal(offered(register), sorted(...inShift, ...paidInPart, 'reverse-payment'));
  register.run({ type: 'start-payment', paymentId: 'card', tender: 'card' });
  assert.equal(
    offered(register),
    sorted(
      ...inShift,
      'check-age',
      'note-line',
      'note-tab',
      'rename-tab',
      'reverse-payment',
      'settle-payment',
    ),
  );
  register.run({ type: 'settle-payment', payment: 'card', outcome: 'taken' });
  assert.equal(
    offered(register),
    sorted(...inShift, 'add-line', 'add-return', 'close-shift', 'copy-receipt', 'open-tab'),
  );
});

test('parking a named empty tab, recalling a parked one', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'tab', name: 'Kari' });
  assert.is(allowed(register.state, settings, anna)['park-tab'], 'allowed');
  register.run({ type: 'park-tab' });
  assert.is(allowed(register.state, settings, anna)['recall-tab'], 'allowed');
  register.run(scan(coffee));
  assert.is(allowed(register.state, settings, anna)['recall-tab'], 'denied');
});

test('dining only where the shop switches it', () => {
  const register = openRegister();
  register.run(scan(coffee));
  assert.is(
    allowed(register.state, { ...settings, dining: { default: 'eat-in', switchable: false } }, anna)[
      'switch-dining'
    ],
    'denied',
  );
});

test('the rights of who is there: approval stays approval, and a terminal may always be answered', () => {
  const register = openRegister();
  register.run(scan(coffee));
  const asking = allowed(register.state, settings, actorWith('approval'));
  assert.equal(
    [asking['void-tab'], asking['close-shift'], asking['move-cash-out']],
    ['approval', 'denied', 'approval'],
  );
  register.run({ type: 'start-payment', paymentId: 'card', tender: 'card' });
  assert.is(allowed(register.state, settings, actorWith('denied'))['settle-payment'], 'allowed');
});
