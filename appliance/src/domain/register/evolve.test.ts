// The fold: every event ever written is read, what is no tab's business changes nothing, and a state survives storage.
import { assert, suite } from '../../../test/kit.ts';
import {
  cash,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  sampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { samplePayment } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { soldProduct } from '../tab/sold-product.ts';
import type { RegisterEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { emptyRegister } from './state.ts';

const test = suite('evolve');
const context = { at: 1, by: 'anna' };
const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });

test('what only concerns the journal changes nothing', () => {
  const state = emptyRegister('B1', 'NOK');
  const events: readonly RegisterEvent[] = [
    { type: 'daemon.started', payload: { version: '1' } },
    { type: 'daemon.stopped', payload: { reason: 'signal' } },
    { type: 'staff.locked-out', payload: { user: 'anna', attempts: 5 } },
    { type: 'drawer.opened', payload: { reason: 'sale' } },
  ];
  for (const event of events) assert.is(evolve(state, event, context), state);
});

test('who is at the register', () => {
  const register = sampleRegister();
  register.happen({ type: 'staff.logged-in', payload: { user: 'anna' } });
  assert.is(register.state.operator, 'anna');
  register.happen({ type: 'staff.logged-out', payload: { user: 'olav', reason: 'replaced' } });
  assert.is(register.state.operator, 'anna');
  register.happen({ type: 'staff.logged-out', payload: { user: 'anna', reason: 'idle' } });
  assert.is(register.state.operator, null);
});

test('an event about a tab that is not open is a broken journal', () => {
  for (const event of [
    { type: 'tab.parked', payload: { tab: 'constructor' } },
    { type: 'tab.voided', payload: { tab: 'gone', reason: '', value: minor(0) } },
    { type: 'payment.taken', payload: { tab: 'gone', payment: samplePayment(1) } },
  ] as const) {
    assert.throws(() => evolve(emptyRegister('B1', 'NOK'), event, context), /not open/);
  }
});

test('entries without a shift, from a box that was set up differently, are read too', () => {
  const register = sampleRegister();
  register.happen({
    type: 'tab.opened',
    payload: { tab: 'tab', number: 'B1-000-0001', dining: 'take-away' },
  });
  register.happen({ type: 'payment.settled', payload: { tab: 'tab', payment: 'none', state: 'taken' } });
  register.happen({ type: 'price.looked-up', payload: { product: soldProduct(coffee), price: null } });
  assert.equal(
    [register.state.current, register.state.shift, register.state.betweenShifts.priceLookUps.count],
    ['tab', null, 1],
  );
});

test('a close from before Z numbers keeps the number, and an uncounted currency pre-fills nothing', () => {
  const register = openRegister();
  register.run({ type: 'x-report' });
  const recorded = register.recorded.at(-1)?.event;
  assert.ok(recorded?.type === 'shift.x-reported');
  register.happen({ type: 'shift.closed', payload: recorded.payload });
  assert.equal([register.state.numbers.z, register.state.lastClose, register.state.shift], [0, [], null]);
});

test('a state read back from storage goes on as if nothing had happened', () => {
  const register = openRegister();
  register.run(scan(coffee, { tabId: 'parked' }));
  register.run({ type: 'park-tab', name: 'Kari' });
  register.run(scan(coffee));
  payByCard(register);
  register.run(scan(coffee, { lineId: 'last' }));
  const stored: unknown = JSON.parse(JSON.stringify(register.state));
  assert.equal(stored, register.state);
});

test('ids and categories may be named like members of an object', () => {
  const register = openRegister();
  const odd = sampleProduct({ id: 'toString', price: minor(100), category: 'constructor' });
  for (const tabId of ['constructor', '__proto__']) {
    register.run(scan(odd, { tabId, lineId: 'hasOwnProperty' }));
    register.run({ type: 'park-tab' });
  }
  assert.equal(Object.keys(register.state.tabs), ['constructor', '__proto__']);
  register.run({ type: 'recall-tab', tab: '__proto__' });
  register.run(cash(100));
  assert.equal([Object.keys(register.state.tabs), lastSaleOf(register).total], [['constructor'], 100]);
  assert.is(
    JSON.stringify(register.state.shift?.sums.byCategory),
    '{"constructor":{"count":1,"amount":100}}',
  );
});
