// What a register reckons a customer to owe: its own share to the minor unit, that of the others as the office said last.
import { assert, suite } from '../../../test/kit.ts';
import { minor, zero } from '../money/money.ts';
import { owedBy, withGiven } from './account.ts';

const test = suite('accounts of customers');
const kari = { customer: 'kari' };

test('what the office said last of the others stays until it says something else', () => {
  const first = withGiven(undefined, kari, minor(500));
  assert.equal(first, { kari: { own: 500, others: 0 } });
  const told = withGiven(first, { ...kari, others: minor(200) }, minor(100));
  const silent = withGiven(told, kari, minor(-50));
  assert.equal(silent, { kari: { own: 550, others: 200 } });
  assert.is(owedBy(silent, kari), 750);
  assert.is(owedBy(silent, { ...kari, others: zero }), 550);
  assert.is(owedBy(undefined, kari), 0);
});
