// X- and Z-reports on paper: the official day (W2) line by line, and a report of made-up figures of which none may be missing.
import { readPaper } from '../../../test/paper-lines.ts';
import { assert, suite } from '../../../test/kit.ts';
import { food, giveBack, goods, printingShop } from '../../../test/sample-receipt.ts';
import {
  actorWith,
  cash,
  closeOf,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  type SampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { type ProfileId, profiles } from '../../devices/printer/escpos/profiles.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces } from '../../domain/quantity/quantity.ts';
import type { ShiftReport } from '../../domain/shift/report.ts';
import { basisPoints } from '../../domain/vat/vat.ts';
import { composeReport, type ReportFacts } from './compose.ts';
import { type ReceiptLanguage, receiptWords } from './wording.ts';

const test = suite('report');
const languages = Object.keys(receiptWords) as ReceiptLanguage[];
/** Those of receipts: what strikes stands in kitchens. */
const profileIds = (Object.keys(profiles) as ProfileId[]).filter((id) => !profiles[id].impact);

const names = (user: string): string =>
  ({ anna: 'Anna Solberg', '1001': 'Kari', '1000': 'Ola' })[user] ?? user;
const categories = (id: string): string => ({ food: 'Mat', beer: 'Øl', tobacco: 'Tobakk' })[id] ?? id;

interface ReportWanted extends Partial<ReportFacts> {
  readonly profile?: ProfileId;
}

function paperOf(
  report: ShiftReport,
  { profile = 'generic-58mm', ...facts }: ReportWanted = {},
): readonly string[] {
  const document = composeReport(report, { settings: printingShop, names, categories, ...facts });
  const { lines, faults } = readPaper(document, profile);
  assert.equal(faults, []);
  return lines;
}

/** The day of the official SAF-T example, up to its close. */
function officialDay(): SampleRegister {
  const register = openRegister(printingShop);
  const [early, late] = [actorWith('allowed', '1001'), actorWith('allowed', '1000')];
  const bread = food('1001', 1640);
  const tobacco = { ...goods('2001', 11600), category: 'tobacco' };
  const beer = { ...goods('3001', 2990), category: 'beer' };
  register.run(scan(bread, { quantity: pieces(2) }), early);
  register.run(scan(food('1002', 2580)), early);
  register.run(scan(food('1003', 2780)), early);
  payByCard(register, undefined, early);
  const first = lastSaleOf(register);
  register.run(scan(tobacco), early);
  register.run(scan(beer, { quantity: pieces(6) }), early);
  register.run(cash(29500), early);
  register.run(scan(tobacco), late);
  register.run(scan(bread, { quantity: pieces(2) }), late);
  register.run(scan(bread, { lineId: 'extra', gtin: '7038010000010' }), late);
  register.run({ type: 'void-line', line: 'extra', reason: 'changed their mind' }, late);
  payByCard(register, undefined, late);
  register.run({ type: 'copy-receipt', sale: lastSaleOf(register), copies: 0 }, late);
  register.run({ type: 'look-up-price', product: food('1003', 2780) }, late);
  register.run({ type: 'open-drawer', reason: 'change' }, late);
  giveBack(register, first);
  payByCard(register, undefined, late);
  return register;
}

test('W2: the Z of the official day', () => {
  assert.equal(paperOf(closeOf(officialDay(), { NOK: 29450 })), [
    '##      Brygga',
    '         Strandkaien 14',
    '          5013 Bergen',
    '        Tlf. 55 00 00 00',
    '    Org.nr. 999 999 999 MVA',
    '',
    '##   Z-rapport 1',
    '          Beløp i NOK',
    '--------------------------------',
    'Kasse                         B1',
    'Skift                          1',
    'Åpnet          01.01.1970, 01:00',
    'Åpnet av            Anna Solberg',
    'Avsluttet      01.01.1970, 01:00',
    'Avsluttet av        Anna Solberg',
    'Varighet              0 h 00 min',
    '--------------------------------',
    'Betalingsmidler   Antall   Beløp',
    'Kontant (12001)        1  295,00',
    'Kort (12002)           1  218,80',
    'Sum                       513,80',
    'Øreavrunding               -0,40',
    'Omsetning inkl. mva       514,20',
    '--------------------------------',
    'Mva',
    'Sats        Netto    Mva  Brutto',
    '15 % (31)   89,38  13,42  102,80',
    '25 % (3)   329,12  82,28  411,40',
    'Sum        418,50  95,70  514,20',
    '--------------------------------',
    'Varegrupper       Antall   Beløp',
    'Øl                     1  179,40',
    'Mat                    1  102,80',
    'Tobakk                 2  232,00',
    '--------------------------------',
    'Operatører        Antall   Beløp',
    'Ola                    0  132,40',
    'Kari                   2  381,80',
    '--------------------------------',
    'Rabatter           Antall  Beløp',
    'På varer                0   0,00',
    'På bonger               0   0,00',
    '--------------------------------',
    'Bonger             Antall  Beløp',
    'Betalt                  4',
    'Annullert               0   0,00',
    'Refundert               1  16,40',
    'Åpne                    0',
    'Parkert                 0',
    '--------------------------------',
    'Salg og retur     Antall   Beløp',
    'Salgskvitteringer      3',
    'Salg                   3  530,60',
    'Returer                1   16,40',
    'Utbetalt pant          0    0,00',
    '--------------------------------',
    'Hendelser         Antall   Beløp',
    'Linjekorreksjoner      1   16,40',
    'Endrede priser         0    0,00',
    'Kvitteringskopier      1  148,80',
    'Prisforespørsler       1   27,80',
    'Skuff åpnet uten salg  1',
    '--------------------------------',
    'Kontanter NOK',
    'Inngående veksel            0,00',
    'Kontantsalg               295,00',
    'Innskudd                    0,00',
    'Uttak                       0,00',
    'Forventet                 295,00',
    'Talt                      294,50',
    'Differanse                 -0,50',
    '--------------------------------',
    'Akkumulert',
    'Salg                      530,60',
    'Retur                      16,40',
    'Netto                     514,20',
    '',
    '',
    'Underskrift __________________',
  ]);
});

test('an X says that it is one, counts no cash and is signed by nobody', () => {
  const lines = paperOf(xReportOf(officialDay()), { profile: 'epson-tm-t20' });
  assert.ok(lines.includes('##        X-rapport'), lines.join('\n'));
  assert.ok(lines.includes('Skrevet ut av                       Anna Solberg'));
  for (const word of ['Z-rapport', 'Avsluttet', 'Talt', 'Differanse', 'Underskrift'])
    assert.not.ok(
      lines.some((line) => line.includes(word)),
      word,
    );
  assert.is(lines.at(-1), 'Netto                                     514,20');
});

test('a shift without a sale is a whole report', () => {
  const lines = paperOf(closeOf(openRegister(printingShop)));
  assert.ok(lines.includes('Omsetning inkl. mva         0,00'));
  assert.ok(lines.includes('Varegrupper        Antall  Beløp'));
  assert.not.ok(lines.includes('Mva'), 'no rate was sold at');
});

test('an archived report printed again is marked like a receipt', () => {
  const lines = paperOf(closeOf(openRegister(printingShop)), { marking: 'copy' });
  assert.is(lines[1], '##       KOPI');
  assert.is(lines.at(-1), '##       KOPI');
});

/** Every figure is another, so that each can be found on its own. */
function madeUp(): ShiftReport {
  let last = 100_000;
  const amount = () => minor((last += 1_111));
  let lastCount = 700;
  const count = () => (lastCount += 1);
  const counted = () => ({ count: count(), amount: amount() });
  const vat = (rate: number, code: string) => {
    return { rate: basisPoints(rate), code, gross: amount(), net: amount(), vat: amount() };
  };
  const cashOf = (currency: string) => ({
    currency,
    opening: amount(),
    sales: amount(),
    cashIn: amount(),
    cashOut: amount(),
    expected: amount(),
    counted: amount(),
    difference: amount(),
  });
  return {
    register: 'KASSE9',
    shift: 417,
    zNumber: 409,
    openedAt: Date.UTC(2026, 10, 21, 22, 30),
    openedBy: 'opener',
    at: Date.UTC(2026, 10, 22, 7, 35, 59),
    by: 'closer',
    total: amount(),
    rounding: amount(),
    byTender: [
      { tender: 'a', name: 'Kupong', code: '12005', ...counted() },
      { tender: 'b', name: 'Vipps', code: '12011', ...counted() },
    ],
    tips: {
      ...counted(),
      byTender: [{ tender: 'c', name: 'Swish', ...counted() }],
      byUser: [{ user: 'fourth', ...counted() }],
    },
    byVat: [vat(0, '5'), vat(0, '7'), vat(1111, '32'), vat(2500, '3')],
    byCategory: [{ category: 'Brus', ...counted() }],
    byOperator: [{ user: 'third', ...counted() }],
    receipts: count(),
    sales: counted(),
    returns: counted(),
    depositsPaidOut: counted(),
    discounts: { line: counted(), campaign: counted(), tab: counted() },
    tabs: { paid: count(), voided: counted(), open: count(), parked: count() },
    corrections: counted(),
    priceOverrides: counted(),
    copies: counted(),
    priceLookUps: counted(),
    drawerOpenings: count(),
    cash: [cashOf('NOK'), cashOf('EUR'), cashOf('JPY'), cashOf('KWD')],
    grandTotals: { sale: amount(), return: amount(), net: amount() },
    note: 'Ti euro lå under skuffen',
  };
}

/** Amounts, counts, numbers, names and notes of a report, as they must stand somewhere on the paper. */
function figuresOf(value: unknown, key = '', currency = 'NOK'): string[] {
  if (typeof value === 'string') return key === 'tender' ? [] : [value];
  if (typeof value === 'object' && value !== null) {
    const inside = 'currency' in value ? String(value.currency) : currency;
    return Object.entries(value).flatMap(([name, each]) => figuresOf(each, name, inside));
  }
  if (typeof value !== 'number' || ['openedAt', 'at', 'rate'].includes(key)) return [];
  const isCount = /^(count|paid|open|parked|receipts|drawerOpenings|shift|zNumber)$/.test(key);
  const decimals = isCount || currency === 'JPY' ? 0 : currency === 'KWD' ? 3 : 2;
  const digits = String(value);
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ' ');
  return [decimals === 0 ? whole : `${whole},${digits.slice(-decimals)}`];
}

test('no figure of a report is missing, in any language, on any paper', () => {
  const report = madeUp();
  const wanted = [
    ...figuresOf(report),
    '11,11 %',
    '25 %',
    '21.11.2026, 23:30',
    '22.11.2026, 08:35',
    '9 h 05 min',
  ];
  assert.ok(new Set(wanted).size > 90, 'figures that can be told apart');
  for (const profile of profileIds) {
    const text = paperOf(report, { profile }).join('\n');
    for (const figure of wanted) assert.ok(text.includes(figure), `${figure} on ${profile}\n${text}`);
    for (const language of languages) {
      const digits = paperOf(report, { profile, language }).join('').replaceAll(/\D/g, '');
      for (const figure of figuresOf(report))
        assert.ok(digits.includes(figure.replaceAll(/\D/g, '')), language);
    }
  }
});

test('a category without a name has its id', () => {
  const document = composeReport(madeUp(), { settings: printingShop, names });
  assert.ok(readPaper(document).lines.some((line) => line.startsWith('Brus')));
  const register = openRegister(printingShop);
  register.run(scan(sampleProduct({ id: 'tea', price: minor(100), category: 'hot drinks' })));
  payByCard(register);
  assert.ok(paperOf(closeOf(register)).some((line) => line.startsWith('hot drinks')));
});
