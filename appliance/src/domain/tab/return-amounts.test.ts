// What comes back for part of a line: the worked examples, the limits, and any sequence of returns until nothing is left.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { add, type Minor, minor, zero } from '../money/money.ts';
import { pieces, type Thousandths, thousandths } from '../quantity/quantity.ts';
import { type ReturnAmounts, returnAmounts, type WantedReturn } from './return-amounts.ts';

const test = suite('return-amounts');

type SoldLine = WantedReturn['line'];

function sold(quantity: Thousandths, total: number, vat: number): SoldLine {
  return { quantity, total: minor(total), vat: minor(vat) };
}

/** Returns the quantities one after the other; each must be accepted. */
function returnInTurn(line: SoldLine, quantities: readonly Thousandths[]): ReturnAmounts[] {
  let returned = { quantity: thousandths(0), gross: zero, vat: zero };
  return quantities.map((quantity) => {
    const result = returnAmounts({ line, returned, quantity });
    assert.accepted(result);
    const { gross, vat } = result.value;
    returned = {
      quantity: thousandths(returned.quantity + quantity),
      gross: add(returned.gross, gross),
      vat: add(returned.vat, vat),
    };
    return result.value;
  });
}

test('W9: three at 49.90, returned one and two', () => {
  assert.equal(returnInTurn(sold(pieces(3), 14970, 2994), [pieces(1), pieces(2)]), [
    { gross: 4990, vat: 998 },
    { gross: 9980, vat: 1996 },
  ]);
});

test('W9: three for 10.00, returned one by one, the last takes the rest', () => {
  assert.equal(returnInTurn(sold(pieces(3), 1000, 200), [pieces(1), pieces(1), pieces(1)]), [
    { gross: 333, vat: 67 },
    { gross: 333, vat: 67 },
    { gross: 334, vat: 66 },
  ]);
});

test('all at once is all of it, and a weight is divided by weight', () => {
  assert.equal(returnInTurn(sold(pieces(7), 1000, 131), [pieces(7)]), [{ gross: 1000, vat: 131 }]);
  assert.equal(returnInTurn(sold(thousandths(750), 1999, 261), [thousandths(250), thousandths(500)]), [
    { gross: 666, vat: 87 },
    { gross: 1333, vat: 174 },
  ]);
});

test('a line that cost nothing gives nothing back', () => {
  assert.equal(returnInTurn(sold(pieces(2), 0, 0), [pieces(1), pieces(1)]), [
    { gross: 0, vat: 0 },
    { gross: 0, vat: 0 },
  ]);
});

test('never more than was sold', () => {
  const line = sold(pieces(3), 1000, 200);
  const nothing = { quantity: thousandths(0), gross: zero, vat: zero };
  const two = { quantity: pieces(2), gross: minor(666), vat: minor(134) };
  const refused = (returned: WantedReturn['returned'], quantity: Thousandths, from = line) => {
    const result = returnAmounts({ line: from, returned, quantity });
    assert.refused(result, 'return.more-than-sold');
    return result.refusal.data['left'];
  };
  assert.is(refused(nothing, pieces(4)), 3000);
  assert.is(refused(two, pieces(2)), 1000);
  assert.is(refused({ ...two, quantity: pieces(4) }, pieces(1)), 0);
  assert.is(refused(nothing, pieces(0)), 3000);
  assert.is(refused(nothing, pieces(-1)), 3000);
});

test('of a line that was paid out, nothing was sold', () => {
  const nothing = { quantity: thousandths(0), gross: zero, vat: zero };
  for (const line of [sold(pieces(-1), -4990, -998), sold(pieces(2), -400, 0)]) {
    assert.refused(returnAmounts({ line, returned: nothing, quantity: pieces(1) }), 'return.more-than-sold');
  }
});

test('many pieces for little money: rounding up ends when the money does, and VAT never outgrows it', () => {
  const parts = returnInTurn(
    sold(pieces(100), 60, 12),
    Array.from({ length: 100 }, () => pieces(1)),
  );
  assert.is(parts.filter((part) => part.gross === 1).length, 60);
  assert.is(parts.filter((part) => part.gross === 0).length, 40);
  assert.is(add(...parts.map((part) => part.vat)), 12);
});

const lines = fc
  .record({
    quantity: fc.integer({ min: 1, max: 20_000 }),
    total: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 1e9 })),
    vatPart: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ quantity, total, vatPart }) =>
    sold(thousandths(quantity), total, Math.floor((total * vatPart) / 1000)),
  );

test('any sequence of returns until nothing is left adds up to what was sold', () => {
  fc.assert(
    fc.property(lines, fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 40 }), (line, wanted) => {
      const parts = returnInTurn(line, cut(line.quantity, wanted));
      assert.is(sum(parts.map((part) => part.gross)), line.total);
      assert.is(sum(parts.map((part) => part.vat)), line.vat);
      for (const part of parts) assert.ok(part.vat >= 0 && part.vat <= part.gross, JSON.stringify(part));
    }),
  );
});

/** The wanted pieces of a whole, as far as they go, and what remains as the last. */
function cut(whole: Thousandths, wanted: readonly number[]): Thousandths[] {
  let left: number = whole;
  const parts: Thousandths[] = [];
  for (const part of [...wanted, whole]) {
    if (left === 0) break;
    parts.push(thousandths(Math.min(part, left)));
    left -= Math.min(part, left);
  }
  return parts;
}

function sum(amounts: readonly Minor[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
