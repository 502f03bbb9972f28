// The customer sees the article that was just put down, never its deposit, and nothing jumps when all lines change at once.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import type { Minor, Thousandths } from '@countertop/appliance/protocol';
import { earlierLines, latestLine, type DisplayLine, type DisplayLines } from './latest-line.ts';

const test = suite('customer display: the latest line');

const line = (position: number, extra: Partial<DisplayLine> = {}): DisplayLine => ({
  position,
  name: `article ${position}`,
  picture: null,
  colour: null,
  quantity: 1000 as Thousandths,
  unit: 'piece',
  unitPrice: 100 as Minor,
  discountAmount: 0 as Minor,
  total: 100 as Minor,
  depositOf: null,
  prepayment: null,
  ...extra,
});
const two = { quantity: 2000 as Thousandths, total: 200 as Minor };

test('nothing in an empty basket', () => {
  assert.is(latestLine({}, {}, undefined), undefined);
  assert.equal(earlierLines({}, undefined), []);
});

test('the newest of a whole view, e.g. after a reload', () => {
  assert.is(latestLine({}, { a: line(0), c: line(2), b: line(1) }, undefined), 'c');
});

test('a line that comes in, and not the deposit that comes with it', () => {
  const before: DisplayLines = { a: line(0) };
  const now = { ...before, b: line(1), d: line(2, { depositOf: 'b' }) };
  assert.is(latestLine(before, now, 'a'), 'b');
});

test('a line that becomes more is shown again', () => {
  const before: DisplayLines = { a: line(0), b: line(1) };
  assert.is(latestLine(before, { ...before, a: line(0, two) }, 'b'), 'a');
});

test('what changes in a line besides its measure shows nothing new', () => {
  const before: DisplayLines = { a: line(0), b: line(1) };
  assert.is(latestLine(before, { ...before, a: line(0, { picture: 'bread' }) }, 'b'), 'b');
});

test('all lines changing at once keep the one that is shown', () => {
  const before: DisplayLines = { a: line(0), b: line(1), c: line(2) };
  const dearer = { total: 110 as Minor };
  assert.is(latestLine(before, { a: line(0, dearer), b: line(1, dearer), c: line(2, dearer) }, 'b'), 'b');
});

test('after the shown line is taken out, the newest that is left', () => {
  const before: DisplayLines = { a: line(0), b: line(1), c: line(2) };
  assert.is(latestLine(before, { a: line(0), b: line(1) }, 'c'), 'b');
});

test('the others newest first, deposits under what they belong to', () => {
  const lines: DisplayLines = {
    a: line(0),
    da: line(1, { depositOf: 'a' }),
    b: line(2),
    db: line(3, { depositOf: 'b' }),
    c: line(4),
  };
  assert.equal(
    earlierLines(lines, 'b').map(({ id }) => id),
    ['db', 'c', 'a', 'da'],
  );
});

test('a deposit whose article was taken out is still shown: it is still paid', () => {
  assert.equal(
    earlierLines({ d: line(1, { depositOf: 'gone' }) }, undefined).map(({ id }) => id),
    ['d'],
  );
});
