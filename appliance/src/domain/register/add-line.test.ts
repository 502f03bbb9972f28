// Adding goods: what a scan, a tap or a weight becomes, and what it is refused for.
import { assert, suite } from '../../../test/kit.ts';
import {
  cash,
  currentTabOf,
  openRegister,
  sampleProduct,
  scan,
  type SampleRegister,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import type { Product } from '../catalogue/product.ts';
import { minor } from '../money/money.ts';
import { pieces, thousandths } from '../quantity/quantity.ts';
import type { CommandOf } from './commands.ts';

const test = suite('add-line');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
const apples = sampleProduct({ id: 'apples', price: minor(4000), unit: 'kg' });
const flowers = sampleProduct({ id: 'flowers' });
const deposit = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit' });
const soda = sampleProduct({ id: 'soda', price: minor(2500), deposit: 'pant' });
const settings = sampleSettings();

const eventTypes = (register: SampleRegister, command: CommandOf<'add-line'>): readonly string[] =>
  register.run(command).map(({ type }) => type);

test('the first line opens a tab, the next one finds it open', () => {
  const register = openRegister();
  assert.equal(eventTypes(register, scan(coffee, { tabId: 'tab', lineId: 'one' })), [
    'tab.opened',
    'line.added',
  ]);
  assert.equal(currentTabOf(register).lines, [
    {
      id: 'one',
      product: {
        id: 'coffee',
        sku: 'coffee',
        name: 'coffee',
        category: 'goods',
        vatClass: 'standard',
        unit: 'piece',
      },
      quantity: 1000,
      unitPrice: 3500,
      listPrice: 3500,
      source: 'count',
    },
  ]);
  assert.equal(eventTypes(register, scan(flowers, { price: minor(9900) })), ['line.added']);
  assert.is(register.state.current, 'tab');
});

test('all that a line needs of its product is copied, and nothing else', () => {
  const register = openRegister();
  const full: Product = {
    ...coffee,
    shortName: 'cof',
    ageLimit: 18,
    noDiscount: true,
    kind: 'goods',
    picture: 'cup.svg',
    colour: 'red',
    plu: '4',
  };
  register.run(scan(full, { gtin: '7038010000010' }));
  assert.equal(currentTabOf(register).lines[0]?.product, {
    id: 'coffee',
    sku: 'coffee',
    name: 'coffee',
    category: 'goods',
    vatClass: 'standard',
    unit: 'piece',
    ageLimit: 18,
    noDiscount: true,
    kind: 'goods',
    gtin: '7038010000010',
    picture: 'cup.svg',
  });
});

test('the same again is one more of the last line', () => {
  const register = openRegister();
  register.run(scan(coffee, { lineId: 'coffee' }));
  assert.equal(register.run(scan(coffee, { quantity: pieces(2) })), [
    {
      type: 'line.quantity-changed',
      payload: { tab: register.state.current, line: 'coffee', quantity: 3000 },
    },
  ]);
});

test('the same again with its deposit: the deposit follows', () => {
  const register = openRegister();
  assert.equal(eventTypes(register, scan(soda, { lineId: 'soda', deposit })), [
    'tab.opened',
    'line.added',
    'line.added',
  ]);
  assert.equal(eventTypes(register, scan(soda, { deposit })), ['line.quantity-changed']);
  const [goods, pant] = currentTabOf(register).lines;
  assert.equal(
    [goods?.quantity, pant?.quantity, pant?.id, pant?.parent, pant?.product.kind],
    [2000, 2000, 'soda:d', 'soda', 'deposit'],
  );
});

const mergeCases: readonly (readonly [
  name: string,
  first: CommandOf<'add-line'>,
  then: (register: SampleRegister) => void,
  again: CommandOf<'add-line'>,
])[] = [
  [
    'another product in between',
    scan(coffee),
    (register) => register.run(scan(apples, { quantity: pieces(1), source: 'manual' })),
    scan(coffee),
  ],
  ['another price today', scan(coffee), () => undefined, scan({ ...coffee, price: minor(3600) })],
  [
    'another price asked',
    scan(flowers, { price: minor(100) }),
    () => undefined,
    scan(flowers, { price: minor(200) }),
  ],
  ['another barcode', scan(coffee, { gtin: '1' }), () => undefined, scan(coffee, { gtin: '2' })],
  ['another VAT class', scan(coffee), () => undefined, scan({ ...coffee, vatClass: 'food' })],
  [
    'a weight',
    scan(apples, { quantity: pieces(1), source: 'scale' }),
    () => undefined,
    scan(apples, { quantity: pieces(1), source: 'scale' }),
  ],
  [
    'a label',
    scan(coffee, { labelPrice: minor(3500), source: 'label' }),
    () => undefined,
    scan(coffee, { labelPrice: minor(3500), source: 'label' }),
  ],
  ['counted pieces from a label', scan(coffee, { source: 'label' }), () => undefined, scan(coffee)],
  ['a deposit now', scan(soda), () => undefined, scan(soda, { deposit })],
  ['no deposit any more', scan(soda, { deposit }), () => undefined, scan(soda)],
  [
    'another deposit',
    scan(soda, { deposit }),
    () => undefined,
    scan(soda, { deposit: { ...deposit, price: minor(300) } }),
  ],
  [
    'a note',
    scan(coffee, { lineId: 'a' }),
    (register) => register.run({ type: 'note-line', line: 'a', note: 'to go' }),
    scan(coffee),
  ],
  [
    'a discount',
    scan(coffee, { lineId: 'a' }),
    (register) =>
      register.run({
        type: 'discount-line',
        line: 'a',
        discount: { kind: 'percent', basisPoints: 1, reason: '' },
      }),
    scan(coffee),
  ],
  [
    'an overridden price',
    scan(coffee, { lineId: 'a' }),
    (register) => register.run({ type: 'override-price', line: 'a', unitPrice: minor(1), reason: '' }),
    scan(coffee),
  ],
  [
    'a void',
    scan(coffee, { lineId: 'a' }),
    (register) => register.run({ type: 'void-line', line: 'a', reason: '' }),
    scan(coffee),
  ],
];

for (const [name, first, then, again] of mergeCases) {
  test(`a new line all the same after ${name}`, () => {
    const register = openRegister();
    register.run(first);
    then(register);
    assert.ok(register.run(again).every(({ type }) => type === 'line.added'));
  });
}

test('goods sold again after some were given back are a line of their own', () => {
  const register = openRegister();
  register.run(scan(coffee, { lineId: 'sold' }));
  register.run(cash(3500));
  const done = register.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  );
  const [sale] = done;
  if (sale === undefined) throw new Error('no sale');
  register.run({
    type: 'add-return',
    tabId: 'tab',
    lineId: 'back',
    original: { sale, returned: {} },
    line: 'sold',
    quantity: pieces(1),
  });
  assert.equal(eventTypes(register, scan(coffee)), ['line.added']);
});

test('weights, labels and prices asked', () => {
  const register = openRegister();
  const line = (command: CommandOf<'add-line'>) => {
    register.run(command);
    return currentTabOf(register).lines.at(-1);
  };
  const weighed = line(scan(apples, { quantity: thousandths(195), source: 'scale', tare: thousandths(5) }));
  assert.equal(
    [weighed?.quantity, weighed?.unitPrice, weighed?.source, weighed?.tare],
    [195, 4000, 'scale', 5],
  );
  const labelled = line(scan(apples, { labelPrice: minor(1000), source: 'label' }));
  assert.equal([labelled?.quantity, labelled?.labelPrice, labelled?.unitPrice], [250, 1000, 4000]);
  const tiny = line(scan({ ...apples, price: minor(99_999_999) }, { labelPrice: minor(1), source: 'label' }));
  assert.is(tiny?.quantity, 1);
  const unpriced = line(
    scan(sampleProduct({ id: 'ham', unit: 'kg' }), { labelPrice: minor(1500), source: 'label' }),
  );
  assert.equal([unpriced?.quantity, unpriced?.unitPrice], [1000, 1500]);
  const free = line(scan({ ...apples, price: minor(0) }, { labelPrice: minor(700), source: 'label' }));
  assert.equal([free?.quantity, free?.labelPrice], [1000, 700]);
  const asked = line(scan(flowers, { price: minor(9900) }));
  assert.equal([asked?.unitPrice, asked?.listPrice], [9900, 9900]);
});

test('what is paid out for empties is negative, however the catalogue writes it', () => {
  const register = openRegister();
  for (const price of [-200, 200]) {
    register.run(
      scan(
        sampleProduct({
          id: `empties ${String(price)}`,
          price: minor(price),
          vatClass: 'deposit',
          kind: 'deposit-return',
        }),
      ),
    );
    assert.is(currentTabOf(register).lines.at(-1)?.unitPrice, -200);
  }
  register.run(
    scan(sampleProduct({ id: 'crate', vatClass: 'deposit', kind: 'deposit-return' }), {
      price: minor(4000),
      lineId: 'crate',
    }),
  );
  assert.is(currentTabOf(register).lines.at(-1)?.unitPrice, -4000);
  assert.refused(
    register.ask({ type: 'override-price', line: 'crate', unitPrice: minor(1), reason: '' }),
    'line.not-changeable',
  );
  assert.refused(
    register.ask({
      type: 'discount-line',
      line: 'crate',
      discount: { kind: 'percent', basisPoints: 1, reason: '' },
    }),
    'line.discount-excluded',
  );
});

for (const [name, command, code] of [
  ['an inactive product', scan({ ...coffee, active: false }), 'product.inactive'],
  ['an inactive deposit', scan(soda, { deposit: { ...deposit, active: false } }), 'product.inactive'],
  [
    'a VAT class the shop does not have',
    scan({ ...coffee, vatClass: 'luxury' }),
    'product.vat-class-unknown',
  ],
  ['no weight', scan(apples, { source: 'manual' }), 'line.weight-needed'],
  ['no price', scan(flowers), 'line.price-needed'],
  [
    'no price of the deposit',
    scan(soda, { deposit: sampleProduct({ id: 'pant', vatClass: 'deposit' }) }),
    'line.price-needed',
  ],
  ['a price asked although it has one', scan(coffee, { price: minor(1) }), 'line.price-invalid'],
  ['a price below nothing', scan(flowers, { price: -1 as never }), 'line.price-invalid'],
  ['a price in fractions', scan(flowers, { price: 1.5 as never }), 'line.price-invalid'],
  ['a price too high', scan(flowers, { price: minor(100_000_000) }), 'line.price-invalid'],
  ['a label below nothing', scan(coffee, { labelPrice: -1 as never }), 'line.price-invalid'],
  ['a label in fractions', scan(coffee, { labelPrice: 0.5 as never }), 'line.price-invalid'],
  ['a label too high', scan(coffee, { labelPrice: minor(1_000_000_000) }), 'line.price-invalid'],
  ['half a piece', scan(coffee, { quantity: thousandths(500) }), 'line.quantity-invalid'],
  ['no piece', scan(coffee, { quantity: thousandths(0) }), 'line.quantity-invalid'],
  ['less than none', scan(coffee, { quantity: pieces(-1) }), 'line.quantity-invalid'],
  ['a fraction of a gram', scan(apples, { quantity: 0.5 as never }), 'line.quantity-invalid'],
  ['too many', scan(coffee, { quantity: pieces(10_000) }), 'line.quantity-too-high'],
  [
    'a total above the limit',
    scan(sampleProduct({ id: 'ring', price: minor(90_000_000) }), { quantity: pieces(12) }),
    'tab.total-too-high',
  ],
] as const) {
  test(`refused: ${name}`, () => {
    assert.refused(openRegister().ask(command), code);
  });
}

test('one more of the last line keeps to the limits too', () => {
  const register = openRegister();
  register.run(scan(coffee, { quantity: pieces(9_999) }));
  assert.refused(register.ask(scan(coffee)), 'line.quantity-too-high');
  const small = openRegister({ ...settings, limits: { ...settings.limits, totalMax: minor(5000) } });
  small.run(scan(coffee));
  assert.refused(small.ask(scan(coffee)), 'tab.total-too-high');
});

test('a tab has room for so many lines, deposits and voided ones included', () => {
  const small = openRegister({ ...settings, limits: { ...settings.limits, linesPerTab: 3 } });
  small.run(scan(coffee, { lineId: 'a' }));
  small.run({ type: 'void-line', line: 'a', reason: '' });
  small.run(scan(coffee));
  const refused = small.ask(scan(soda, { deposit }));
  assert.refused(refused, 'tab.too-many-lines');
  assert.equal(refused.refusal.data, { max: 3 });
  assert.accepted(small.ask(scan(soda)));
});

test('near the limit the tab is priced exactly: with prices net of VAT, and with returns taken off', () => {
  const net = openRegister({
    ...sampleSettings({ prices: 'net' }),
    limits: { ...settings.limits, totalMax: minor(12_500) },
  });
  assert.refused(net.ask(scan(sampleProduct({ id: 'a', price: minor(10_001) }))), 'tab.total-too-high');
  net.run(scan(sampleProduct({ id: 'a', price: minor(9_990) })));
  assert.refused(net.ask(scan(sampleProduct({ id: 'b', price: minor(50) }))), 'tab.total-too-high');

  const gross = openRegister({ ...settings, limits: { ...settings.limits, totalMax: minor(10_000) } });
  gross.run(scan(sampleProduct({ id: 'a', price: minor(9_000) }), { lineId: 'sold' }));
  gross.run(cash(9_000));
  const done = gross.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  );
  const [sale] = done;
  if (sale === undefined) throw new Error('no sale');
  gross.run({
    type: 'add-return',
    tabId: 'tab',
    lineId: 'back',
    original: { sale, returned: {} },
    line: 'sold',
    quantity: pieces(1),
  });
  assert.accepted(gross.ask(scan(sampleProduct({ id: 'b', price: minor(9_900) }))));
});

test('an id that a line of the tab has is refused', () => {
  const register = openRegister();
  register.run(scan(coffee, { lineId: 'a' }));
  assert.refused(register.ask(scan(soda, { lineId: 'a' })), 'id.already-used');
});

test('once money was taken nothing is added', () => {
  const register = openRegister();
  register.run(scan(coffee));
  register.run(cash(1000));
  assert.refused(register.ask(scan(coffee)), 'tab.has-payments');
});

test('age-restricted goods may be added before the check', () => {
  const register = openRegister();
  assert.accepted(register.ask(scan(sampleProduct({ id: 'beer', price: minor(3000), ageLimit: 18 }))));
});
