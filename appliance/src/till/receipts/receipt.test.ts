// Whole sales through the rules onto paper, compared line by line with receipts written by hand: the worked examples of fiscal.md 4.2
// as a customer reads them.
import { assert, suite } from '../../../test/kit.ts';
import {
  cash,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  scan,
} from '../../../test/sample-register.ts';
import {
  bodyOf,
  firstLine,
  food,
  giveBack,
  goods,
  printingShop,
  receiptOf,
} from '../../../test/sample-receipt.ts';
import { voucherTender } from '../../../test/sample-shop.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces } from '../../domain/quantity/quantity.ts';
import { basisPoints } from '../../domain/vat/vat.ts';

const test = suite('receipt');

test('who was on the tab, and what their group was given, named as such', () => {
  const club = { id: 'club', name: 'Stamgjest', discount: basisPoints(500), pointsPerUnit: 0 };
  const register = openRegister({ ...printingShop, customerGroups: [club] });
  register.run(scan(goods('Krus', 10_000)));
  register.run({ type: 'set-customer', tabId: 't', customer: { id: 'kari', groups: ['club'] } });
  payByCard(register);
  const sale = lastSaleOf(register);
  const named = receiptOf(sale, { customer: { number: '1001', name: 'Kari Bryggen' } });
  assert.equal(
    named.slice(12, 15).map((line) => line.trim()),
    ['Bong                 B1-001-0001', 'Kunde                       1001', 'Kari Bryggen'],
  );
  assert.equal(bodyOf(named).slice(0, 2), [
    'Krus                      100,00',
    '  Kundegruppe: Stamgjest   -5,00',
  ]);
  // The shop does not know them any more: no receipt does.
  assert.not.ok(receiptOf(sale).some((line) => line.includes('Kunde ')));
});

test('a voucher that is not changed: what was handed over, and what of it was kept', () => {
  const lunch = { ...voucherTender, id: 'lunch', name: 'Lunsjkupong', overpay: 'keep' } as const;
  const register = openRegister({ ...printingShop, tenders: [...printingShop.tenders, lunch] });
  register.run(scan(goods('Lunsj', 18_000)));
  register.run(cash(20_000, { tender: 'lunch' }));
  const paper = receiptOf(lastSaleOf(register), { settings: { ...printingShop, tenders: [lunch] } });
  const at = paper.findIndex((line) => line.startsWith('Lunsjkupong'));
  assert.equal(paper.slice(at, at + 2), [
    'Lunsjkupong               200,00',
    'Ikke utbetalt              20,00',
  ]);
});

test('W2: the first sale of the official day, whole, on 58 mm', () => {
  const register = openRegister(printingShop);
  register.run(scan(food('Grovbrød', 1640), { quantity: pieces(2) }));
  register.run(scan(food('Melk', 2580)));
  register.run(scan(food('Ost', 2780)));
  payByCard(register);
  assert.equal(receiptOf(lastSaleOf(register)), [
    '##      Brygga',
    '         Strandkaien 14',
    '          5013 Bergen',
    '        Tlf. 55 00 00 00',
    '    Org.nr. 999 999 999 MVA',
    '',
    '        Salgskvittering',
    '',
    'Kvittering nr.                 1',
    'Dato           22.11.2026, 09:05',
    'Kasse                         B1',
    'Betjent av                Ingrid',
    'Bong                 B1-001-0001',
    'Ta med',
    '--------------------------------',
    '                             NOK',
    'Grovbrød                   32,80',
    '  2 × 16,40',
    'Melk                       25,80',
    'Ost                        27,80',
    '--------------------------------',
    '## Totalt     86,40',
    '--------------------------------',
    'Kort                       86,40',
    '  Ref. ref',
    '',
    '   Sats   Netto     Mva   Brutto',
    '   15 %   75,12   11,28    86,40',
    '',
    '       Takk for handelen!',
    '',
    '<code128 CT-R-B1-1-H>',
  ]);
});

test('W6: card and the rest in cash, the rounding on a line of its own and the rounded total under it', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Tobakk', 29540)));
  payByCard(register, 10000);
  register.run(cash(20000));
  assert.equal(bodyOf(receiptOf(lastSaleOf(register), { profile: 'epson-tm-t88v' })), [
    'Tobakk                              295,40',
    '------------------------------------------',
    '## Totalt         295,40',
    'Øreavrunding                         -0,40',
    'Avrundet total                      295,00',
    '------------------------------------------',
    'Kort                                100,00',
    '  Ref. ref',
    'Kontant                             200,00',
    'Tilbake                               5,00',
    '',
    '            Sats    Netto     Mva   Brutto',
    '            25 %   236,32   59,08   295,40',
  ]);
});

test('W9: returned at what was paid, with the receipt it was sold on', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Lyspære', 4990), { quantity: pieces(3) }));
  payByCard(register);
  giveBack(register, lastSaleOf(register));
  register.run(cash(-5000));
  const lines = receiptOf(lastSaleOf(register));
  assert.ok(lines.includes('        Returkvittering'));
  assert.equal(bodyOf(lines), [
    'Lyspære                   -49,90',
    '  -1 × 49,90',
    '  Retur fra kvittering 1',
    '--------------------------------',
    '## Totalt    -49,90',
    'Øreavrunding               -0,10',
    'Avrundet total            -50,00',
    '--------------------------------',
    'Kontant (utbetalt)        -50,00',
    '',
    '  Sats    Netto     Mva   Brutto',
    '  25 %   -39,92   -9,98   -49,90',
  ]);
});

test('W9: goods that were cheaper together come back at their share, and no multiplication is claimed', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Brus', 500), { quantity: pieces(3) }));
  register.run({
    type: 'discount-line',
    line: firstLine(register),
    discount: { kind: 'amount', amount: minor(500), reason: '3 for 10' },
  });
  payByCard(register);
  const sold = lastSaleOf(register);
  assert.equal(bodyOf(receiptOf(sold)).slice(0, 5), [
    'Brus                       15,00',
    '  3 × 5,00',
    '  Rabatt: 3 for 10         -5,00',
    '--------------------------------',
    '## Totalt     10,00',
  ]);
  giveBack(register, sold);
  payByCard(register);
  assert.equal(bodyOf(receiptOf(lastSaleOf(register))).slice(0, 4), [
    'Brus                       -3,33',
    '  -1 stk',
    '  Retur fra kvittering 1',
    '--------------------------------',
  ]);
});

test('W13: euro handed over, with the rate, and change in kroner', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Genser', 18940)));
  register.run(cash(2000, { tender: 'eur' }));
  assert.equal(bodyOf(receiptOf(lastSaleOf(register))), [
    'Genser                    189,40',
    '--------------------------------',
    '## Totalt    189,40',
    'Øreavrunding               -0,40',
    'Avrundet total            189,00',
    '--------------------------------',
    'Euro                      230,00',
    '  20,00 EUR, kurs 11,50',
    'Tilbake                    41,00',
    '',
    '  Sats    Netto     Mva   Brutto',
    '  25 %   151,52   37,88   189,40',
  ]);
});

const bottleDeposit = sampleProduct({
  id: 'Pant',
  price: minor(200),
  vatClass: 'deposit',
  category: 'deposit',
  kind: 'deposit',
});

test('W14: pant under the bottle it came with, and paid out for empties', () => {
  const register = openRegister(printingShop);
  register.run(scan(food('Brus', 2500, { deposit: 'Pant' }), { deposit: bottleDeposit }));
  payByCard(register);
  assert.equal(bodyOf(receiptOf(lastSaleOf(register))), [
    'Brus                       25,00',
    '  Pant                      2,00',
    '--------------------------------',
    '## Totalt     27,00',
    '--------------------------------',
    'Kort                       27,00',
    '  Ref. ref',
    '',
    '    Sats   Netto    Mva   Brutto',
    '    0 %     2,00   0,00     2,00',
    '    15 %   21,74   3,26    25,00',
    '    Sum    23,74   3,26    27,00',
  ]);
  register.run(
    scan(
      sampleProduct({ id: 'Tomflasker', price: minor(-200), vatClass: 'deposit', kind: 'deposit-return' }),
      {
        quantity: pieces(2),
      },
    ),
  );
  register.run(cash(-400));
  assert.equal(bodyOf(receiptOf(lastSaleOf(register))), [
    'Tomflasker                 -4,00',
    '  2 × -2,00',
    '--------------------------------',
    '## Totalt     -4,00',
    '--------------------------------',
    'Kontant (utbetalt)         -4,00',
    '',
    '    Sats   Netto    Mva   Brutto',
    '    0 %    -4,00   0,00    -4,00',
  ]);
});

test('sale and return on one receipt are named both, and an equal exchange is paid by nothing', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Lue', 19900)));
  payByCard(register);
  giveBack(register, lastSaleOf(register));
  register.run(scan(goods('Skjerf', 19900)));
  register.run({ type: 'complete-tab' });
  const sale = lastSaleOf(register);
  assert.is(sale.kind, 'exchange');
  assert.equal(receiptOf(sale).slice(6, 8), ['       Salgskvittering /', '        Returkvittering']);
  assert.ok(
    receiptOf(sale, { profile: 'epson-tm-t20' }).includes('       Salgskvittering / Returkvittering'),
  );
  assert.ok(receiptOf(sale).includes('## Totalt      0,00'));
});
