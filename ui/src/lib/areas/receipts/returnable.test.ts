// What a sale still lets give back.
import type { ReturnableSale, SaleLine } from '@countertop/appliance/protocol';
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { returnableLines, withReturned } from './returnable.ts';

const test = suite('returnable lines');

function line(
  id: string,
  quantity: number,
  more: { unit?: string; kind?: string; parent?: string; returnOf?: object } = {},
): SaleLine {
  const { unit = 'piece', kind = 'goods', ...rest } = more;
  return { id, quantity, product: { unit, kind }, ...rest } as unknown as SaleLine;
}

function sale(
  lines: readonly SaleLine[],
  returned: Record<string, { quantity: number }> = {},
): ReturnableSale {
  return { sale: { lines }, returned } as unknown as ReturnableSale;
}

test('pieces come back one by one, what was weighed as a whole', () => {
  const lines = returnableLines(sale([line('a', 3000), line('b', 195, { unit: 'kg' })]));
  assert.equal(
    lines.map(({ left, step }) => [left, step]),
    [
      [3000, 1000],
      [195, 195],
    ],
  );
});

test('what was returned before is not returned again', () => {
  const [first] = returnableLines(sale([line('a', 3000)], { a: { quantity: 2000 } }));
  assert.is(first?.left, 1000);
  assert.is(returnableLines(sale([line('a', 1000)], { a: { quantity: 1000 } }))[0]?.left, 0);
});

test('deposits come back with their line, as far as they can; returns and paid-out deposits never', () => {
  const lines = returnableLines(
    sale(
      [
        line('a', 3000),
        line('pant', 3000, { kind: 'deposit', parent: 'a' }),
        line('back', 1000, { returnOf: {} }),
        line('empties', 1000, { kind: 'deposit-return' }),
      ],
      { pant: { quantity: 2000 } },
    ),
  );
  assert.equal(
    lines.map((one) => one.line.id),
    ['a', 'pant'],
  );
  assert.equal(withReturned({}, lines, { line: 'a', quantity: 2000 }), { a: 2000, pant: 1000 });
  assert.equal(withReturned({ a: 2000, pant: 1000 }, lines, { line: 'pant', quantity: 0 }), {
    a: 2000,
    pant: 0,
  });
  assert.equal(withReturned({ a: 2000, pant: 1000 }, lines, { line: 'a', quantity: 0 }), { a: 0, pant: 0 });
});
