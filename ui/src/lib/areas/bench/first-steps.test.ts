// The steps follow what happened, also when somebody starts in the middle.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import type { OperatorView, PaperView, ShiftView, TabView, TillView } from '@countertop/appliance/protocol';
import { nextStep, steps } from './first-steps.ts';

const test = suite('bench: first steps');
type Till = Parameters<typeof nextStep>[0];
const nobody: NonNullable<Till> = { operator: null, shift: null, tab: null, lastSale: null };
const operator = { id: 'ingrid' } as OperatorView;
const shift = { number: 1 } as ShiftView;
const tab = (itemCount: number): TabView => ({ itemCount }) as TabView;
const lastSale = { receipt: 1 } as NonNullable<TillView['lastSale']>;
const paper = (drawer: PaperView['drawer'], lines: number): Pick<PaperView, 'blocks' | 'drawer'> => ({
  drawer,
  blocks: Array.from({ length: lines }, () => ({ kind: 'cut', whole: true })),
});
const step = (till: Till, on?: Pick<PaperView, 'blocks' | 'drawer'>): string =>
  steps[nextStep(till, on)] ?? 'all done';

test('one after the other', () => {
  assert.is(step(undefined), 'log-in');
  assert.is(step(nobody), 'log-in');
  assert.is(step({ ...nobody, operator }), 'open-shift');
  assert.is(step({ ...nobody, operator, shift }), 'scan');
  assert.is(step({ ...nobody, operator, shift, tab: tab(0) }), 'scan');
  assert.is(step({ ...nobody, operator, shift, tab: tab(1) }), 'pay');
  assert.is(step({ ...nobody, operator, shift, lastSale }, paper('open', 9)), 'tidy');
  assert.is(step({ ...nobody, operator, shift, lastSale }, paper('open', 0)), 'tidy');
  assert.is(step({ ...nobody, operator, shift, lastSale }, paper('closed', 9)), 'tidy');
  assert.is(step({ ...nobody, operator, shift, lastSale }, paper('closed', 0)), 'all done');
});

test('a shift that was open already is not opened again', () => {
  assert.is(step({ ...nobody, shift }), 'scan');
});
