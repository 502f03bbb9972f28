// What the sender of an accepted command learns, and how long the newest answers are remembered.
import { assert, suite } from '../../../test/kit.ts';
import { cash, openRegister, payByCard, sampleProduct, scan } from '../../../test/sample-register.ts';
import { minor } from '../../domain/money/money.ts';
import { answerOf } from './answer.ts';
import { RecentAnswers } from './recent-answers.ts';

const test = suite('answers');
const milk = sampleProduct({ id: 'milk', price: minor(2_490) });

test('ids and numbers of what came about', () => {
  const register = openRegister();
  assert.equal(answerOf(register.run(scan(milk, { tabId: 't', lineId: 'l1' }))), { tab: 't', line: 'l1' });
  assert.equal(answerOf(register.run(scan(milk, { tabId: 'x', lineId: 'l2' }))), { line: 'l1' });
  assert.equal(
    answerOf(register.run({ type: 'start-payment', paymentId: 'p1', tender: 'card', amount: minor(1_000) })),
    { payment: 'p1' },
  );
  register.run({ type: 'settle-payment', payment: 'p1', outcome: 'taken', reference: 'r' });
  assert.equal(answerOf(register.run(cash(5_000, { paymentId: 'p2' }))), {
    payment: 'p2',
    receipt: 1,
    change: 1_000,
  });
  const [closed] = [
    register.run({ type: 'close-shift', counted: [{ currency: 'NOK', amount: minor(4_000) }], print: true }),
  ];
  assert.equal(answerOf(closed), { zNumber: 1 });
  assert.equal(
    answerOf(register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] })),
    { shift: 2 },
  );
});

test('a sale completed by the card tells its receipt with the settlement', () => {
  const register = openRegister();
  register.run(scan(milk));
  payByCard(register, 1_000);
  register.run({ type: 'start-payment', paymentId: 'p', tender: 'card' });
  const events = register.run({ type: 'settle-payment', payment: 'p', outcome: 'taken', reference: 'r' });
  assert.equal(answerOf(events), { payment: 'p', receipt: 1, change: 0 });
  assert.equal(answerOf([]), {});
});

test('a payment that came to nothing says so', () => {
  const register = openRegister();
  register.run(scan(milk));
  register.run({ type: 'start-payment', paymentId: 'p', tender: 'card' });
  const declined = { type: 'settle-payment', payment: 'p', outcome: 'declined', reason: 'no cover' } as const;
  assert.equal(answerOf(register.run(declined)), { payment: 'p', declined: true });
});

test('the newest answers stay, the oldest go, and a dropped one is free again', async () => {
  const recent = new RecentAnswers<number>(3);
  for (const id of [1, 2, 3, 4]) recent.put(String(id), Promise.resolve(id));
  assert.is(recent.get('1'), undefined);
  assert.is(await recent.get('2'), 2);
  recent.drop('3');
  assert.is(recent.get('3'), undefined);
  recent.put('5', Promise.resolve(5));
  assert.is(await recent.get('2'), 2);
});
