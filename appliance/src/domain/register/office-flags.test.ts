// What the office says of goods and VAT classes, as the till keeps to it: add-ons need a base, a class that was given up takes nothing new.
import { assert, suite } from '../../../test/kit.ts';
import {
  anna,
  cash,
  currentTabOf,
  openRegister,
  sampleProduct,
  scan,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { decide } from './decide.ts';

const test = suite('office flags');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
const deposit = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit' });
const settings = sampleSettings();

test('an add-on goes with goods that are none, while they are there', () => {
  const register = openRegister();
  const oatMilk = sampleProduct({ id: 'oat milk', price: minor(500), addOn: true });
  assert.refused(register.ask(scan(oatMilk)), 'line.base-needed');
  register.run(scan(deposit, { product: { ...deposit, kind: 'deposit' } }));
  assert.refused(register.ask(scan(oatMilk)), 'line.base-needed');
  register.run(scan(coffee, { lineId: 'base' }));
  register.run(scan(oatMilk, { lineId: 'on' }));
  assert.is(currentTabOf(register).lines.at(-1)?.product.addOn, true);
  register.run({ type: 'void-line', line: 'base', reason: 'x' });
  assert.refused(register.ask(scan(oatMilk)), 'line.base-needed');
  assert.refused(register.ask(cash(10_000)), 'line.base-needed');
  register.run({ type: 'void-line', line: 'on', reason: 'x' });
  assert.accepted(register.ask(cash(200)));
});

test('a VAT class that the shop gave up taxes what lies on the tab, and takes nothing new', () => {
  const register = openRegister();
  register.run(scan(coffee));
  const classes = settings.vat.classes.map((each) => ({ ...each, retired: true as const }));
  const later = { settings: { ...settings, vat: { ...settings.vat, classes } }, actor: anna, now: 0 };
  assert.refused(decide(register.state, scan(coffee), later), 'product.vat-class-unknown');
  const paid = decide(register.state, cash(3_500), later);
  assert.accepted(paid);
  const sale = paid.value.find(({ type }) => type === 'sale.completed');
  assert.is(sale?.type === 'sale.completed' ? sale.payload.sale.vat[0]?.vat : undefined, 700);
});
