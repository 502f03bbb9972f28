// The end of payments that the till's own terminal was asked for.
import { assert, suite } from '../../../test/kit.ts';
import { currentTabOf, openRegister, sampleProduct, scan, xReportOf } from '../../../test/sample-register.ts';
import { minor } from '../money/money.ts';

const test = suite('settling');

function charged() {
  const register = openRegister();
  register.run(scan(sampleProduct({ id: 'dinner', price: minor(100_000) })));
  const part = { amount: minor(40_000), terminal: true } as const;
  register.run({ type: 'start-payment', paymentId: 'card', tender: 'card', ...part });
  register.run({ type: 'settle-payment', payment: 'card', outcome: 'taken', reference: 'T1' });
  return register;
}

test('what the till’s own terminal charged is unknown while it is taken back, until it says what it did', () => {
  for (const [outcome, state] of [
    ['reversed', 'reversed'],
    ['taken', 'taken'],
  ] as const) {
    const register = charged();
    const [settled, ...others] = register.run({ type: 'reverse-payment', payment: 'card', reason: 'wrong' });
    assert.equal(others, []);
    assert.equal(settled?.payload, {
      tab: currentTabOf(register).id,
      payment: 'card',
      state: 'unknown',
      reason: 'wrong',
      reversing: true,
    });
    assert.refused(register.ask({ type: 'start-payment', paymentId: 'b', tender: 'card' }), 'payment.open');
    register.run({ type: 'settle-payment', payment: 'card', outcome, reference: 'T2' });
    assert.is(currentTabOf(register).payments[0]?.state, state);
  }
});

test('the payment says that the till asked for it, and what card it was', () => {
  const register = charged();
  const [payment] = currentTabOf(register).payments;
  assert.equal([payment?.terminal, payment?.reference, payment?.card], [true, 'T1', undefined]);
  assert.is(xReportOf(register).tips, undefined);
});

test('what the terminal had counted before is written down with the payment, and which was asked for last', () => {
  const begun = (rest: { terminal?: true; mark?: string }) => {
    const register = openRegister();
    register.run(scan(sampleProduct({ id: 'dinner', price: minor(100_000) })));
    register.run({ type: 'start-payment', paymentId: 'card', tender: 'card', ...rest });
    return register;
  };
  const register = begun({ terminal: true, mark: '0042' });
  const [payment] = currentTabOf(register).payments;
  assert.equal([payment?.terminal, payment?.mark, register.state.lastCard], [true, '0042', 'card']);
  assert.is(begun({}).state.lastCard, undefined, 'its terminal stands apart');
});
