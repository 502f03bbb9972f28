// Coins and notes: each payable, none twice, the largest first, in every currency there is.
import { assert, suite } from '../../../test/kit.ts';
import { currencies } from './currencies.ts';
import { usualDenominations } from './denominations.ts';

const test = suite('denominations');

test('every currency is counted by whole coins, largest first, none twice', () => {
  for (const code of currencies.keys()) {
    const values = usualDenominations(code);
    assert.ok(values.length >= 9, code);
    assert.ok(
      values.every((value, index) => value > 0 && (index === 0 || value < (values[index - 1] ?? 0))),
      code,
    );
  }
});

test('what a Norwegian and a Czech drawer hold', () => {
  assert.equal(
    usualDenominations('NOK').map(Number),
    [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100],
  );
  assert.equal(usualDenominations('CZK').at(-1), 100);
  assert.equal(usualDenominations('XTS'), []);
});

test('a currency that nobody listed goes up from its smallest coin in steps of 1, 2 and 5', () => {
  assert.equal(
    usualDenominations('JPY').map(Number),
    [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  );
});
