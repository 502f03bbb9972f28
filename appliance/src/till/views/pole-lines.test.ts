// Two lines of twenty characters, at every stage of a sale.
import type { PoleLines } from '../../devices/pole-display/port.ts';
import { assert, suite } from '../../../test/kit.ts';
import { minor } from '../../domain/money/money.ts';
import { thousandths } from '../../domain/quantity/quantity.ts';
import type { CustomerDisplayView, ScaleView } from '../../protocol/views.ts';
import { figuresOf } from '../receipts/figures.ts';
import { receiptWords } from '../receipts/wording.ts';
import { poleLines } from './pole-lines.ts';

const test = suite('pole lines');
const wording = { words: receiptWords.nb, figures: figuresOf('nb-NO', 'UTC') };
const line = (position: number, name: string, total: number) => ({
  position,
  name,
  picture: null,
  colour: null,
  quantity: thousandths(1_000),
  unit: 'piece' as const,
  unitPrice: minor(total),
  discountAmount: minor(0),
  total: minor(total),
  depositOf: null as string | null,
  prepayment: null,
});
const view = (more: Partial<CustomerDisplayView>): CustomerDisplayView => ({
  shop: { name: 'Brygga', locale: 'nb-NO', currency: { code: 'NOK', exponent: 2 } as never },
  state: 'selling',
  lines: {},
  discount: minor(0),
  total: minor(0),
  paid: minor(0),
  due: minor(0),
  lastSale: null,
  ...more,
});
const shows = (more: Partial<CustomerDisplayView>, goods: ScaleView['goods'] = null): string[] => {
  const { upper, lower }: PoleLines = poleLines(view(more), goods, wording);
  assert.ok(upper.length <= 20 && lower.length <= 20);
  return [upper, lower];
};

test('idle, closed, and the goods added last with the total', () => {
  assert.equal(shows({ state: 'idle' }), ['       Brygga', '']);
  assert.equal(shows({ state: 'closed' }), ['       Brygga', '']);
  const lines = {
    a: line(0, 'Kaffe', 3_900),
    b: line(1, 'Solo 0,5 l', 2_900),
    c: { ...line(2, 'Pant', 300), depositOf: 'b' },
  };
  assert.equal(shows({ lines, total: minor(7_100) }), ['Solo 0,5 l     29,00', 'Totalt         71,00']);
});

test('what is due, and the change', () => {
  const lines = { a: line(0, 'Kaffe', 3_900) };
  const [upper, lower] = shows({ state: 'paying', lines, total: minor(3_900), due: minor(1_900) });
  assert.is(upper, 'Totalt         39,00');
  assert.match(lower ?? '', /^\S.* 19,00$/);
  const lastSale = { receipt: 1, total: minor(3_920), rounding: minor(-20), change: minor(6_100), at: 0 };
  const [sum, change] = shows({ state: 'thanks', lastSale });
  assert.match(sum ?? '', / 39,00$/);
  assert.match(change ?? '', / 61,00$/);
});

test('what is weighed, with its price and what it comes to', () => {
  const goods = {
    product: 'b',
    name: 'Bananer økologiske',
    unitPrice: minor(2_990),
    tare: thousandths(0),
    net: thousandths(500),
    total: minor(1_495),
    why: null,
  };
  assert.equal(shows({}, goods), [
    'Bananer ok 29,90/kg'.replace('Bananer ok', 'Bananer øko'),
    '0,500 kg       14,95',
  ]);
  assert.equal(shows({ state: 'idle' }, { ...goods, net: null, total: null, unitPrice: null }), [
    'Bananer økologiske  ',
    '-                  -',
  ]);
});
