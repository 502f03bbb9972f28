// The cycle of tenders that every replay pays by, as it is written down for whoever sums up again.
import fc from 'fast-check';
import { assert, suite } from '../../test/kit.ts';
import { minor } from '../domain/money/money.ts';
import { cardPart, foreignFor, nextNote, tendersFor } from './tenders.ts';

const test = suite('tenders');

test('eight turns, and round again', () => {
  const cycle = Array.from({ length: 8 }, (_, index) =>
    tendersFor(index)
      .map(({ kind }) => kind)
      .join('+'),
  );
  assert.equal(cycle, [
    'card',
    'cash-exact',
    'card',
    'cash-note',
    'card-part+cash-exact',
    'card',
    'foreign',
    'voucher',
  ]);
  for (let index = 0; index < 40; index += 1) assert.equal(tendersFor(index), tendersFor(index % 8));
});

test('a third by card: whole units, never nothing, never all of it', () => {
  assert.equal(
    [30_000, 29_999, 899, 299, 5, 2].map((due) => cardPart(minor(due), 2)),
    [10_000, 9_900, 200, 99, 1, 1],
  );
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1_000_000_000 }), fc.constantFrom(0, 2, 3), (due, exponent) => {
      const part = cardPart(minor(due), exponent);
      assert.ok(part >= 1 && part < due);
    }),
  );
});

test('a note covers what is due', () => {
  assert.equal(
    [1, 10_000, 10_001].map((due) => nextNote(minor(due), 2)),
    [10_000, 10_000, 20_000],
  );
});

test('foreign cash covers what is due, in whole units and with none to spare', () => {
  assert.equal(
    [1, 1_150, 1_151, 11_500].map((due) => foreignFor(minor(due), 11_500_000, 2)),
    [100, 100, 200, 1_000],
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000_000 }),
      fc.integer({ min: 100_000, max: 100_000_000 }),
      (due, rate) => {
        const given = foreignFor(minor(due), rate, 2);
        assert.is(given % 100, 0);
        assert.ok(BigInt(given) * BigInt(rate) >= BigInt(due) * 1_000_000n);
        assert.ok(BigInt(given - 100) * BigInt(rate) < BigInt(due) * 1_000_000n);
      },
    ),
  );
});
