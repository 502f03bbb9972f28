// Training at the rules' own door: nothing but what is always real passes meanwhile, it begins with nothing real at hand, and its receipts
// are numbered and counted apart.
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  closeOf,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  sampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { minor } from '../money/money.ts';
import { isReal } from './decide-training.ts';

const test = suite('training at the register');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });

function practising(register: SampleRegister = openRegister()): SampleRegister {
  register.run({ type: 'start-training' });
  return register;
}

test('it begins and ends, once each', () => {
  const register = openRegister();
  assert.equal(register.run({ type: 'end-training' }), []);
  assert.equal(register.run({ type: 'start-training' }), [{ type: 'training.started', payload: {} }]);
  assert.ok(register.state.training);
  assert.refused(register.ask({ type: 'start-training' }), 'training.on');
  assert.equal(register.run({ type: 'end-training' }, actorWith('denied')), [
    { type: 'training.ended', payload: {} },
  ]);
  assert.not.ok(register.state.training);
});

test('it does not begin beside a tab with something on it; an empty tab is in nobody’s way', () => {
  const register = openRegister();
  register.run(scan(coffee, { lineId: 'coffee' }));
  assert.refused(register.ask({ type: 'start-training' }), 'tab.current-in-use');
  register.run({ type: 'void-line', line: 'coffee', reason: '' });
  assert.accepted(register.ask({ type: 'start-training' }));
});

test('meanwhile nothing real is sold, but people come and go', () => {
  const register = practising();
  for (const command of [scan(coffee), { type: 'x-report' }, { type: 'open-drawer', reason: '' }] as const) {
    assert.not.ok(isReal(command));
    assert.refused(register.ask(command), 'training.on');
  }
  assert.refused(register.ask(scan(coffee), actorWith('denied')), 'permission.denied');
  for (const command of [{ type: 'clock-in', workingTime: 'w1' }, { type: 'clock-out' }] as const) {
    assert.ok(isReal(command));
    register.run(command);
  }
});

test('whoever comes to the register after a log-out does not practise', () => {
  const register = practising();
  register.happen({ type: 'staff.logged-out', payload: { user: 'anna', reason: 'idle' } });
  assert.not.ok(register.state.training);
});

test('receipts of training have numbers and a sum of their own, and stand in no other', () => {
  const elsewhere = openRegister();
  elsewhere.run(scan(coffee));
  payByCard(elsewhere);
  const sale = lastSaleOf(elsewhere);
  const register = practising();
  for (const receipt of [1, 2])
    register.happen({ type: 'training.receipt', payload: { sale: { ...sale, receipt } } });
  assert.equal(
    [register.state.numbers.training, register.state.numbers.receipt, register.state.lastSale],
    [2, 0, null],
  );
  register.run({ type: 'end-training' });
  const z = closeOf(register);
  assert.equal([z.training, z.total, z.receipts, z.grandTotals.sale], [{ count: 2, amount: 7_000 }, 0, 0, 0]);
  register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
  assert.not.ok('training' in closeOf(register));
});

test('what signs is noted when its key is taken, and the last signature goes on from sale to sale', () => {
  const elsewhere = openRegister();
  elsewhere.run(scan(coffee));
  payByCard(elsewhere);
  const sale = lastSaleOf(elsewhere);
  const register = sampleRegister();
  const taken = { provider: 'norway', keyVersion: '1', publicKey: 'key' };
  register.happen({ type: 'fiscal.key-taken', payload: taken });
  assert.equal(register.state.fiscal, { keyVersion: '1' });
  const signed = (signature: string) =>
    ({ provider: 'norway', signature, keyVersion: '1', signedAt: '2026-01-02 03:04:05' }) as const;
  register.happen({ type: 'training.receipt', payload: { sale: { ...sale, fiscal: signed('first') } } });
  assert.equal(register.state.fiscal, { keyVersion: '1', signature: 'first' });
  const deferred = { ...sale, fiscal: { provider: 'norway', deferred: 'no key' } };
  register.happen({ type: 'training.receipt', payload: { sale: deferred } });
  assert.is(register.state.fiscal?.signature, 'first', 'what was not signed is no link of the chain');
  register.happen({ type: 'fiscal.key-taken', payload: { ...taken, keyVersion: '2' } });
  assert.equal(register.state.fiscal, { keyVersion: '2', signature: 'first' });
});
