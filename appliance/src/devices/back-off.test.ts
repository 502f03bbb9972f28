// How soon a lost device is tried again.
import fc from 'fast-check';
import { assert, suite } from '../../test/kit.ts';
import { backOffMs } from './back-off.ts';

const backOff = suite('back-off');

backOff('quick at first, calmer later, never slow', () => {
  assert.equal(
    [0, 1, 2, 3, 4, 5, 100].map((failures) => backOffMs(failures, 0.5)),
    [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000],
  );
  assert.ok(backOffMs(0, 0.999) <= 300);
});

backOff('scatters, within its bounds', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, fraction) => {
      const delay = backOffMs(failures, fraction);
      assert.ok(Number.isInteger(delay) && delay >= 200 && delay <= 5_000);
    }),
  );
  assert.not.equal(backOffMs(2, 0), backOffMs(2, 0.9));
});
