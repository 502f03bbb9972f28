// What a receipt says beside its sums: its marks, its language, its shop, and the letters and numbers of other countries.
import { readPaper } from '../../../test/paper-lines.ts';
import { assert, suite } from '../../../test/kit.ts';
import { at, bodyOf, food, goods, printingShop, receiptOf } from '../../../test/sample-receipt.ts';
import { cash, lastSaleOf, openRegister, payByCard, scan } from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import type { PrintBlock, PrintDocument } from '../../devices/printer/port.ts';
import { type ProfileId, profiles } from '../../devices/printer/escpos/profiles.ts';
import { parseInternalCode } from '../../domain/barcode/internal-code.ts';
import { type Currency, minor } from '../../domain/money/money.ts';
import { pieces } from '../../domain/quantity/quantity.ts';
import type { Sale } from '../../domain/register/sale.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { composeReceipt, composeTestPage } from './compose.ts';
import { type ReceiptLanguage, receiptWords } from './wording.ts';

const test = suite('compose');
const languages = Object.keys(receiptWords) as ReceiptLanguage[];
/** Those of receipts: what strikes stands in kitchens. */
const profileIds = (Object.keys(profiles) as ProfileId[]).filter((id) => !profiles[id].impact);

function breadSale(settings: ShopSettings = printingShop): Sale {
  const register = openRegister(settings);
  register.run(scan(food('Brød', 3990)));
  payByCard(register);
  return lastSaleOf(register);
}

function sizesOf(document: PrintDocument): readonly (readonly [string, number])[] {
  return document.blocks.flatMap((block) => {
    if (block.kind === 'text') return [[block.text, block.style?.size ?? 1] as const];
    return block.kind === 'columns' ? [[block.right, block.style?.size ?? 1] as const] : [];
  });
}

test('a copy is marked at both ends, larger than every amount on it', () => {
  const lines = receiptOf(breadSale(), { marking: 'copy' });
  assert.is(
    lines.findIndex((line) => line === '##       KOPI'),
    1,
  );
  assert.equal(lines.slice(-2), ['', '##       KOPI']);
  assert.ok(lines.includes('Totalt                     39,90'));
  const facts = { settings: printingShop, at, register: 'B1', operator: 'Ingrid' } as const;
  const large = sizesOf(composeReceipt(breadSale(), { ...facts, marking: 'copy' })).filter(
    ([, size]) => size === 2,
  );
  assert.equal(
    large.map(([words]) => words),
    ['KOPI', 'Brygga', 'KOPI'],
  );
});

test('what is printed again because nobody knows says so, and is no copy', () => {
  const lines = receiptOf(breadSale(), { marking: 'reprint' });
  const mark = ['##   NY UTSKRIFT', ' Den første utskriften kan også', '         ha kommet ut.'];
  assert.equal(lines.slice(1, 4), mark);
  assert.equal(lines.slice(-3), mark);
  assert.not.ok(lines.some((line) => line.includes('KOPI')));
});

test('apart from its marks and the size of its total, a copy says what the original says', () => {
  const sale = breadSale();
  const original = receiptOf(sale).map((line) => line.replace(/^## Totalt +/, 'Totalt '));
  const copy = receiptOf(sale, { marking: 'copy' })
    .slice(3, -2)
    .map((line) => line.replace(/^Totalt +/, 'Totalt '));
  assert.equal(copy, original);
});

test('the code at the end finds the sale', () => {
  const last = receiptOf(breadSale(), { register: 'KASSE12', profile: 'epson-tm-t88v' }).at(-1);
  assert.is(last, '<qr CT-R-KASSE12-1-9>');
  const code = last?.slice('<qr '.length, -1) ?? '';
  assert.equal(parseInternalCode(code), {
    ok: true,
    value: { purpose: 'receipt', register: 'KASSE12', number: 1 },
  });
});

test('the name of a tab is on the receipt, and eating in wherever it is not usual', () => {
  const register = openRegister(printingShop);
  register.run({ type: 'open-tab', tabId: 'table', name: 'Bord 4' });
  register.run({ type: 'switch-dining', dining: 'eat-in' });
  register.run(scan(food('Suppe', 11500), { tabId: 'table' }));
  payByCard(register);
  const sale = lastSaleOf(register);
  assert.equal(receiptOf(sale).slice(12, 15), [
    'Bong                 B1-001-0001',
    '                          Bord 4',
    'Spis her',
  ]);
  const fixed = { ...printingShop, dining: { default: 'take-away', switchable: false } as const };
  assert.ok(receiptOf(sale, { settings: fixed }).includes('Spis her'));
  assert.not.ok(receiptOf(breadSale(), { settings: fixed }).includes('Ta med'));
});

test('amounts of other currencies have their own decimals', () => {
  const body = (currency: Currency, price: number, locale: string): readonly string[] => {
    const sample = sampleSettings({ currency, cashRounding: { step: minor(1), applies: 'cash' } });
    const settings = {
      ...sample,
      shop: { ...sample.shop, locale, country: 'XX' },
      receipt: printingShop.receipt,
    };
    const register = openRegister(settings);
    register.run(scan(goods('Thing', price), { quantity: pieces(2) }));
    register.run(cash(2 * price));
    return bodyOf(receiptOf(lastSaleOf(register), { settings }), currency.code).slice(0, 4);
  };
  assert.equal(body({ code: 'JPY', exponent: 0 }, 108_000, 'en-GB'), [
    'Thing                    216,000',
    '  2 × 108,000',
    '--------------------------------',
    '## Total    216,000',
  ]);
  assert.equal(body({ code: 'KWD', exponent: 3 }, 2_105, 'en-GB'), [
    'Thing                      4.210',
    '  2 × 2.105',
    '--------------------------------',
    '## Total      4.210',
  ]);
  assert.equal(body({ code: 'CZK', exponent: 2 }, 1_234_567, 'cs-CZ'), [
    'Thing                  24 691,34',
    '  2 × 12 345,67',
    '--------------------------------',
    '## Celkem 24 691,34',
  ]);
});

test('VAT too long for columns is written below one another', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Sykkel', 99_999_900), { quantity: pieces(9) }));
  payByCard(register);
  assert.equal(bodyOf(receiptOf(lastSaleOf(register))).slice(-3), [
    'Mva 25 %            1 799 998,20',
    '  Netto             7 199 992,80',
    '  Brutto            8 999 991,00',
  ]);
});

test('a customer’s language changes words, dates and figures; a language nobody wrote gives English', () => {
  const english = receiptOf(breadSale(), { language: 'en' });
  assert.equal(english.slice(6, 14), [
    '         Sales receipt',
    '',
    'Receipt no.                    1',
    'Date           22/11/2026, 09:05',
    'Register                      B1',
    'Operator                  Ingrid',
    'Tab                  B1-001-0001',
    'Take-away',
  ]);
  assert.ok(english.includes('## Total      39.90'));
  const swedish = { ...printingShop, shop: { ...printingShop.shop, locale: 'sv-SE' } };
  const other = receiptOf(breadSale(), { settings: swedish });
  assert.ok(other.includes('         Sales receipt'));
  assert.ok(other.includes('## Total      39,90'));
});

/** The letters of all that is written, in order; what a printer draws in a plainer way is taken to be that. */
function lettersOf(texts: readonly string[]): string {
  return texts.join('').replaceAll('\u2212', '-').replaceAll(/\s/g, '');
}

function textsOf(block: PrintBlock): readonly string[] {
  if (block.kind === 'text') return [block.text];
  return block.kind === 'columns' ? [block.left, block.right] : [];
}

test('every language comes out of every printer letter by letter, the euro sign too', () => {
  const register = openRegister(printingShop);
  register.run(scan(goods('Žluťoučký kůň à la crème brûlée, blåbær 5 €', 4990), { quantity: pieces(3) }));
  register.run(cash(2000, { tender: 'eur' }));
  const sale = lastSaleOf(register);
  for (const language of languages) {
    for (const marking of ['copy', 'reprint'] as const) {
      const facts = {
        settings: printingShop,
        at,
        register: 'B1',
        operator: 'Pavel Dvořák',
        marking,
        language,
      };
      const document = composeReceipt(sale, facts);
      for (const profileId of profileIds) {
        const { lines, faults } = readPaper(document, profileId);
        assert.equal(faults, []);
        const read = lines.map((line) => line.replace(/^## |^-+$|^<.*>$/, ''));
        assert.is(
          lettersOf(read),
          lettersOf(document.blocks.flatMap(textsOf)),
          `${language} on ${profileId}`,
        );
      }
    }
  }
});

test('the test page shows letters, sizes, width and every kind of code, on every printer in every language', () => {
  for (const language of languages) {
    const document = composeTestPage({ settings: printingShop, at, register: 'B1', language });
    for (const profileId of profileIds) {
      const { lines, faults } = readPaper(document, profileId);
      assert.equal(faults, []);
      assert.ok(lines.includes('ÆØÅ æøå ÄÖ äö ß €') && lines.includes('áčďéěíňóřšťúůýž'));
      assert.ok(lines.includes(`|<${' '.repeat(profiles[profileId].columns - 4)}>|`), 'from edge to edge');
      assert.ok(
        lines.includes('<ean13 2000000000008>') && lines.includes('<code128 CT-TEST-B1>'),
        lines.join('\n'),
      );
      assert.is(lines.includes('<qr Brygga B1>'), profiles[profileId].qr);
    }
  }
});
