// The number in huge figures is the one the customer must act on, in every state of a sale.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import type { Minor } from '@countertop/appliance/protocol';
import { finalSum, runningSum } from './shown-sum.ts';

const test = suite('customer display: the shown sum');
const m = (value: number): Minor => value as Minor;
const running = (total: number, paid = 0, discount = 0) =>
  runningSum({ total: m(total), paid: m(paid), due: m(total - paid), discount: m(discount) });
const final = (total: number, change = 0, rounding = 0) =>
  finalSum({ receipt: 1, at: 0, total: m(total), change: m(change), rounding: m(rounding) });
const said = ({ label, value, rows }: ReturnType<typeof running>): unknown[] => [
  label,
  value,
  rows.map((row) => [row.label, row.value]),
];

test('the total while selling, with what is saved', () => {
  assert.equal(said(running(35_420)), ['display.total', 35_420, []]);
  assert.equal(said(running(35_420, 0, 1_200)), ['display.total', 35_420, [['display.saved', 1_200]]]);
});

test('what is left once something is paid', () => {
  assert.equal(said(running(35_420, 20_000)), [
    'display.due',
    15_420,
    [
      ['display.total', 35_420],
      ['display.paid', 20_000],
    ],
  ]);
});

test('a payment that was declined leaves the total', () => {
  assert.equal(said(running(35_420, 0)), ['display.total', 35_420, []]);
});

test('goods given back: what the customer gets, without a minus', () => {
  assert.equal(said(running(-5_000)), ['display.back', 5_000, []]);
  assert.equal(said(running(-5_000, -2_000)).slice(0, 2), ['display.back', 3_000]);
  assert.equal(said(final(-5_000)), ['display.back', 5_000, []]);
});

test('the change after the sale, else what it cost', () => {
  assert.equal(said(final(35_420, 14_600, -20)), [
    'display.change',
    14_600,
    [
      ['display.total', 35_420],
      ['display.rounding', -20],
    ],
  ]);
  assert.equal(said(final(35_420)), ['display.total', 35_420, []]);
});
