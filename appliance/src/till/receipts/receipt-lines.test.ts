// What stands beneath a line's name: measures and where they come from, changed prices, discounts, notes, as a customer reads them.
import { assert, suite } from '../../../test/kit.ts';
import { nForM, only, percentage, sampleCampaign } from '../../../test/sample-campaigns.ts';
import { lastSaleOf, openRegister, payByCard, sampleProduct, scan } from '../../../test/sample-register.ts';
import { bodyOf, firstLine, food, goods, printingShop, receiptOf } from '../../../test/sample-receipt.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces, thousandths } from '../../domain/quantity/quantity.ts';

const test = suite('receipt lines');

test('weights say where they come from, and what was taken off them', () => {
  const register = openRegister(printingShop);
  const byWeight = (name: string, price: number): Product => food(name, price, { unit: 'kg' });
  register.run(
    scan(byWeight('Epler', 3490), { quantity: thousandths(1204), source: 'scale', tare: thousandths(10) }),
  );
  register.run(scan(byWeight('Bananer', 2990), { quantity: thousandths(195), source: 'manual' }));
  register.run(scan(byWeight('Jarlsberg', 18990), { labelPrice: minor(5412), source: 'label' }));
  register.run(scan(food('Kake', 4900), { labelPrice: minor(2450), source: 'label' }));
  register.run(scan(food('Olje', 9000, { unit: 'litre' }), { quantity: thousandths(500) }));
  register.run(scan(goods('Tau', 1250), { quantity: thousandths(2000) }));
  register.run(
    scan(sampleProduct({ id: 'Bånd', price: minor(1200), unit: 'metre' }), { quantity: thousandths(1500) }),
  );
  payByCard(register);
  assert.equal(bodyOf(receiptOf(lastSaleOf(register))).slice(0, 15), [
    'Epler                      42,02',
    '  1,204 kg × 34,90/kg vekt',
    '  Tara (T) 0,010 kg',
    'Bananer                     5,83',
    '  0,195 kg × 29,90/kg MAN',
    'Jarlsberg                  54,12',
    '  0,285 kg × 189,90/kg etikett',
    'Kake                       24,50',
    '  Pris fra etikett',
    'Olje                       45,00',
    '  0,500 l × 90,00/l',
    'Tau                        25,00',
    '  2 × 12,50',
    'Bånd                       18,00',
    '  1,500 m × 12,00/m',
  ]);
});

test('a campaign stands under what it was given on, by its name, and adds up', () => {
  const running = [
    sampleCampaign(nForM(3, 2, only('Sjokolade')), { id: 'three', name: '3 for 2 sjokolade' }),
    sampleCampaign(percentage(1_000), { id: 'member', name: 'Medlem 10 %', stackable: true }),
  ];
  const register = openRegister({ ...printingShop, running });
  register.run(scan(food('Sjokolade', 2500), { quantity: pieces(3) }));
  register.run(scan(goods('Kaffekopp', 9900)));
  register.run({
    type: 'discount-tab',
    discount: { kind: 'amount', amount: minor(1410), reason: 'Stamkunde' },
  });
  payByCard(register);
  // 75,00 − 25,00, a tenth of the rest; 99,00 less a tenth.
  assert.equal(bodyOf(receiptOf(lastSaleOf(register))), [
    'Sjokolade                  75,00',
    '  3 × 25,00',
    '  3 for 2 sjokolade       -25,00',
    '  Medlem 10 %              -5,00',
    'Kaffekopp                  99,00',
    '  Medlem 10 %              -9,90',
    '--------------------------------',
    'Delsum                    134,10',
    'Rabatt: Stamkunde         -14,10',
    '## Totalt    120,00',
    '--------------------------------',
    'Kort                      120,00',
    '  Ref. ref',
    '',
    '   Sats   Netto     Mva   Brutto',
    '   15 %   35,02    5,25    40,27',
    '   25 %   63,78   15,95    79,73',
    '   Sum    98,80   21,20   120,00',
    '',
    '      Du sparer 54,00 NOK',
  ]);
});

test('changed prices, discounts and notes are explained, and add up', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Kaffekopp', 9900)));
  register.run({
    type: 'override-price',
    line: firstLine(register),
    unitPrice: minor(8000),
    reason: 'Ripe i lakken',
  });
  register.run({
    type: 'discount-line',
    line: firstLine(register),
    discount: { kind: 'percent', basisPoints: 1250, reason: 'Personal' },
  });
  register.run({ type: 'note-line', line: firstLine(register), note: 'Gave til Kari' });
  register.run({
    type: 'discount-tab',
    discount: { kind: 'amount', amount: minor(1000), reason: 'Stamkunde' },
  });
  payByCard(register);
  assert.equal(bodyOf(receiptOf(lastSaleOf(register))), [
    'Kaffekopp                  80,00',
    '  Endret pris: Ripe i lakken',
    '  (ordinær pris 99,00)',
    '  Rabatt 12,5 %: Personal -10,00',
    '  Gave til Kari',
    '--------------------------------',
    'Delsum                     70,00',
    'Rabatt: Stamkunde         -10,00',
    '## Totalt     60,00',
    '--------------------------------',
    'Kort                       60,00',
    '  Ref. ref',
    '',
    '   Sats   Netto     Mva   Brutto',
    '   25 %   48,00   12,00    60,00',
    '',
    '      Du sparer 20,00 NOK',
  ]);
});

test('where prices are without VAT, the price per piece says so', () => {
  const net = { ...printingShop, vat: { ...printingShop.vat, prices: 'net' as const } };
  const register = openRegister(net);
  register.run(scan(goods('Skruer', 1000), { quantity: pieces(3) }));
  payByCard(register);
  assert.equal(bodyOf(receiptOf(lastSaleOf(register), { settings: net })).slice(0, 2), [
    'Skruer                     37,50',
    '  3 × 10,00 ekskl. mva',
  ]);
});

test('a long name wraps beside its amount, on wide paper later than on narrow', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Nejkřupavější žitný chléb s lněnými semínky z Vysočiny', 12900)));
  payByCard(register);
  const sale = lastSaleOf(register);
  assert.equal(bodyOf(receiptOf(sale)).slice(0, 3), [
    'Nejkřupavější žitný chléb',
    's lněnými semínky z',
    'Vysočiny                  129,00',
  ]);
  assert.equal(bodyOf(receiptOf(sale, { profile: 'generic-80mm' })).slice(0, 2), [
    'Nejkřupavější žitný chléb s lněnými',
    'semínky z Vysočiny                        129,00',
  ]);
});
