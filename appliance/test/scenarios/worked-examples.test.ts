// The worked examples of law and trade that a till answers for, each through the whole daemon: prices and VAT set in the office, sold at the
// till, read back from its journal. What belongs to postings and files is not here.
import { assert, suite } from '../kit.ts';
import { vatOf, WorkedShop, type Country } from './worked-shop.ts';

const limits = { timeoutMs: 180_000 };

type Example = (name: string, body: (till: WorkedShop) => Promise<void>) => void;

/** Examples in one shop of a country; the demo company's own where none is given. */
function examples(name: string, country?: Country): Example {
  const test = suite(`worked examples: ${name}`);
  let shop: WorkedShop | undefined;
  test.before(async () => {
    shop = await WorkedShop.open(country);
  });
  test.after(async () => shop?.close());
  return (example, body) => {
    test(example, limits, async () => {
      assert.ok(shop !== undefined);
      await body(shop);
    });
  };
}

const inNorway = examples('Norway');

inNorway('W4: cash to the krone, a card to the øre, and back the same way', async (till) => {
  await till.opens({ NOK: 200_000, EUR: 0 });
  for (const [price, paid, rounding] of [
    [29_549, 29_500, -49],
    [29_550, 29_600, 50],
    [49, 0, -49],
  ] as const) {
    await till.rings([await till.sells({ price })]);
    const sale = await till.paysCash(paid);
    assert.equal([sale.total, sale.rounding, sale.change], [price, rounding, 0]);
  }
  await till.rings([await till.sells({ price: 29_540 })]);
  await till.paysByCard();
  assert.equal([(await till.lastSale()).total, (await till.lastSale()).rounding], [29_540, 0]);
  for (const [price, back, rounding] of [
    [1_640, 1_600, 40],
    [1_650, 1_700, -50],
  ] as const) {
    await till.rings([await till.sells({ price })]);
    const bought = await till.paysCash(back);
    await till.givesBack(bought);
    const returned = await till.paysCash(back);
    assert.equal(
      [returned.total, returned.rounding, returned.payments[0]?.amount],
      [-price, rounding, -back],
    );
  }
});

inNorway('W10: a tip is no turnover and carries no VAT', async (till) => {
  const before = await till.report();
  await till.rings([await till.sells({ price: 100_000 })]);
  await till.does('start-payment', { tender: 'card', tip: 10_000 });
  const payment = till.page.view.tab?.openPayment ?? '';
  await till.does('settle-payment', { payment, outcome: 'taken', reference: 'x' });
  const sale = await till.lastSale();
  assert.equal(
    [sale.total, vatOf(sale), sale.payments[0]?.amount, sale.payments[0]?.tip],
    [100_000, 20_000, 100_000, 10_000],
  );
  const after = await till.report();
  assert.is(after.total - before.total, 100_000);
  assert.equal([after.tips?.count, after.tips?.amount], [1, 10_000]);
});

inNorway(
  'W6: part by card, the rest in cash, rounded only there; the VAT is the same whoever pays how',
  async (till) => {
    const goods = await till.sells({ price: 29_540 });
    const vats: number[] = [];
    for (const [card, cash, rounding] of [
      [10_000, 19_500, -40],
      [20_015, 9_500, -25],
    ] as const) {
      await till.rings([goods]);
      await till.paysByCard(card);
      const sale = await till.paysCash(cash);
      assert.equal([sale.rounding, sale.payments.map(({ amount }) => amount)], [rounding, [card, cash]]);
      vats.push(vatOf(sale));
    }
    await till.rings([goods]);
    await till.paysByCard();
    const sale = await till.lastSale();
    assert.is(sale.rounding, 0);
    assert.equal(new Set([...vats, vatOf(sale)]).size, 1);
  },
);

inNorway('W7: 50.00 off a basket of two rates, to the last øre', async (till) => {
  const food = { vatClass: 'food' };
  await till.rings(
    [await till.sells({ price: 12_900 })],
    [await till.sells({ price: 4_900, ...food })],
    [await till.sells({ price: 2_900, ...food })],
  );
  await till.does('discount-tab', { discount: { kind: 'amount', amount: 5_000, reason: 'dented' } });
  await till.paysByCard();
  const sale = await till.lastSale();
  assert.equal(
    sale.lines.map(({ tabDiscount, total, vat }) => [tabDiscount, total, vat]),
    [
      [3_116, 9_784, 1_957],
      [1_184, 3_716, 485],
      [700, 2_200, 287],
    ],
  );
  assert.is(sale.total, 15_700);
});

inNorway('W8: taken away 15 %, eaten in 25 %, beer 25 % either way, the price the same', async (till) => {
  await till.desk.put('/api/settings', { values: { 'dining.switchable': true }, cleared: [] });
  const [meal, beer] = [
    await till.sells({ price: 11_500, vatClass: 'served' }),
    await till.sells({ price: 11_500 }),
  ];
  for (const [dining, vats] of [
    ['take-away', [1_500, 2_300]],
    ['eat-in', [2_300, 2_300]],
  ] as const) {
    await till.rings([meal], [beer]);
    await till.does('switch-dining', { dining });
    await till.paysByCard();
    const sale = await till.lastSale();
    assert.equal([sale.total, sale.lines.map(({ vat }) => vat)], [23_000, vats]);
  }
});

inNorway('W13: euros for kroner, change in kroner, the drawer knows both', async (till) => {
  const before = await till.report();
  const cashIn = (of: typeof before, code: string): number =>
    of.cash.find(({ currency }) => currency === code)?.sales ?? 0;
  await till.desk.change('/api/shops/brygga', {
    currencies: [{ ...(await euro(till)), rates: [{ validFrom: '2020-01-01', rateMillionths: 11_500_000 }] }],
  });
  await till.rings([await till.sells({ price: 18_940 })]);
  await till.does('take-payment', { tender: 'eur', tendered: 2_000 });
  const sale = await till.lastSale();
  assert.equal(
    [sale.rounding, sale.change, sale.payments[0]?.foreign],
    [-40, 4_100, { currency: 'EUR', rateMillionths: 11_500_000 }],
  );
  const after = await till.report();
  assert.equal(
    [cashIn(after, 'EUR') - cashIn(before, 'EUR'), cashIn(after, 'NOK') - cashIn(before, 'NOK')],
    [2_000, -4_100],
  );
});

inNorway('W14: a bottle with its deposit, and two empties back that are no turnover', async (till) => {
  const before = await till.report();
  await till.rings([await till.sells({ price: 2_500, vatClass: 'food', deposit: 'pant-small' })]);
  await till.paysByCard();
  const sold = await till.lastSale();
  assert.equal([sold.total, vatOf(sold)], [2_700, 326]);
  const paidOut = await till.report();
  for (let bottle = 0; bottle < 2; bottle += 1)
    await till.does('add-product', { product: 'pant-return', price: 200 });
  const empties = await till.paysCash(400);
  assert.equal([empties.total, vatOf(empties)], [-400, 0]);
  const after = await till.report();
  assert.equal(
    [
      after.depositsPaidOut.amount - paidOut.depositsPaidOut.amount,
      after.sales.amount - paidOut.sales.amount,
      after.returns.amount - before.returns.amount,
    ],
    [400, 0, 0],
  );
});

inNorway('W19: counted 10.00 short', async (till) => {
  const { cash } = await till.report();
  const counted = cash.map(({ currency, expected }) => ({
    currency,
    amount: expected - (currency === 'NOK' ? 1_000 : 0),
  }));
  await till.does('close-shift', { counted, print: false });
  const z = await till.zReport();
  assert.equal(
    z?.cash.map(({ currency, difference }) => [currency, difference]),
    [
      ['NOK', -1_000],
      ['EUR', 0],
    ],
  );
});

async function euro(till: WorkedShop): Promise<object> {
  const { body } = (await till.desk.get('/api/shops/brygga')) as {
    readonly body: { readonly currencies: readonly { readonly currency: string }[] };
  };
  return body.currencies.find(({ currency }) => currency === 'EUR') ?? {};
}

const netherlands = { country: 'NL', currency: 'EUR', rates: { standard: 2_100, food: 900, deposit: 0 } };
const inTheNetherlands = examples('the Netherlands', netherlands);

inTheNetherlands('W3: VAT rounded on each line, or on the receipt, as the company chose', async (till) => {
  await till.opens({ EUR: 20_000 });
  const cases = [
    [await till.sells({ price: 499 }), 3, 261, 260],
    [await till.sells({ price: 99 }), 10, 170, 172],
    [await till.sells({ price: 105, vatClass: 'food' }), 4, 36, 35],
  ] as const;
  for (const rounding of ['line', 'receipt'] as const) {
    await till.desk.put('/api/settings', { values: { 'vat.rounding': rounding }, cleared: [] });
    await till.sells({ price: 1 });
    for (const [product, count, perLine, perReceipt] of cases) {
      await till.rings(...Array.from({ length: count }, () => [product] as const));
      await till.paysByCard();
      assert.is(
        vatOf(await till.lastSale()),
        rounding === 'line' ? perLine : perReceipt,
        `${rounding}, ${count} lines`,
      );
    }
  }
});

inTheNetherlands('W5: cash to five cents', async (till) => {
  for (const [price, paid] of [
    [1_001, 1_000],
    [1_002, 1_000],
    [1_003, 1_005],
    [1_007, 1_005],
    [1_008, 1_010],
    [1_009, 1_010],
  ] as const) {
    await till.rings([await till.sells({ price })]);
    const sale = await till.paysCash(paid);
    assert.equal([sale.total, sale.rounding], [price, paid - price]);
  }
});

const rates = { standard: 2_500, food: 1_200, deposit: 0 };
for (const [country, currency, cases] of [
  [
    'DK',
    'DKK',
    [
      [1_224, 1_200],
      [1_225, 1_250],
      [1_274, 1_250],
      [1_275, 1_300],
    ],
  ],
  ['CZ', 'CZK', [[14_950, 15_000]]],
] as const)
  examples(country, { country, currency, rates })(`W5: cash in ${currency}`, async (till) => {
    await till.opens({ [currency]: 100_000 });
    for (const [price, paid] of cases) {
      await till.rings([await till.sells({ price })]);
      assert.is((await till.paysCash(paid)).rounding, paid - price);
    }
  });

for (const [country, currency, standard, cases] of [
  [
    'JP',
    'JPY',
    800,
    [
      [1_080, 80],
      [999, 74],
    ],
  ],
  ['KW', 'KWD', 500, [[2_105, 100]]],
] as const)
  examples(country, { country, currency, rates: { ...rates, standard } })(
    `W15: VAT in ${currency}, whatever its smallest unit`,
    async (till) => {
      await till.opens({ [currency]: 10_000 });
      for (const [price, vat] of cases) {
        await till.rings([await till.sells({ price })]);
        await till.paysByCard();
        assert.is(vatOf(await till.lastSale()), vat);
      }
    },
  );
