// The words of each language: all there, short enough for the narrowest paper, and told apart where a reader must tell them apart.
import { assert, suite } from '../../../test/kit.ts';
import { narrowColumns } from './blocks.ts';
import { languageOf, type ReceiptLanguage, receiptWords } from './wording.ts';
import type { ReceiptWords } from './words/receipt-words.ts';

const test = suite('words');
const all = Object.entries(receiptWords) as readonly [ReceiptLanguage, ReceiptWords][];

function flat(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, each]: [string, unknown]): [string, string][] =>
    typeof each === 'object' && each !== null ? flat(each, `${path}${key}.`) : [[path + key, String(each)]],
  );
}

test('each language has each word', () => {
  const keys = flat(receiptWords.en).map(([key]) => key);
  assert.ok(keys.length > 90);
  for (const [language, words] of all) {
    assert.equal(
      flat(words)
        .map(([key]) => key)
        .sort(),
      [...keys].sort(),
      language,
    );
    for (const [key, word] of flat(words))
      assert.ok(word.trim() === word && word.length > 0, `${language} ${key}`);
  }
});

test('no language was left in English', () => {
  for (const [language, words] of all) {
    if (language === 'en') continue;
    const english = new Map(flat(receiptWords.en));
    const same = flat(words).filter(([key, word]) => english.get(key) === word);
    // Tel., Ref., MAN, l, and words that are the same by chance.
    assert.ok(same.length < 12, `${language}: ${same.map(([key]) => key).join(', ')}`);
  }
});

test('marks and the total fit a narrow line in double size, labels beside an amount', () => {
  for (const [language, words] of all) {
    for (const mark of [words.copy, words.reprint, words.testPage])
      assert.ok(mark.length <= narrowColumns / 2, `${language} ${mark}`);
    assert.ok(words.total.length <= narrowColumns / 2 - '10 000,00 '.length, `${language} ${words.total}`);
    for (const label of [
      words.rounding,
      words.roundedTotal,
      words.change,
      words.expectedCash,
      words.turnover,
    ])
      assert.ok(label.length <= narrowColumns - '−100 000,00 '.length, `${language} ${label}`);
  }
});

test('what must not be mistaken for one another has different words', () => {
  for (const [language, words] of all) {
    for (const group of [
      [words.heading.sale, words.heading.return, words.heading.exchange],
      [words.copy, words.reprint, words.testPage],
      [words.xReport, words.zReport],
      [words.total, words.subtotal, words.roundedTotal, words.rounding, words.change],
      Object.values(words.measured),
      [
        words.openingCash,
        words.cashSales,
        words.cashIn,
        words.cashOut,
        words.expectedCash,
        words.countedCash,
        words.difference,
      ],
      [words.receipts, words.sales, words.returns, words.depositsPaidOut],
      [words.paidTabs, words.openTabs, words.parkedTabs, words.voidedTabs],
      [words.net, words.vat, words.gross],
    ])
      assert.is(new Set(group).size, group.length, `${language}: ${group.join(', ')}`);
  }
});

test('Norwegian headings and the mark of a copy are those of the law', () => {
  const { heading, copy } = receiptWords.nb;
  assert.equal(heading, {
    sale: 'Salgskvittering',
    return: 'Returkvittering',
    exchange: 'Salgskvittering / Returkvittering',
  });
  assert.is(copy, 'KOPI');
});

test('a locale finds its language, whatever it is called', () => {
  assert.equal(
    ['nb-NO', 'no', 'nn-NO', 'NB', 'cs', 'nl-BE', 'en-US'].map((locale) => languageOf(locale)),
    ['nb', 'nb', 'nb', 'nb', 'cs', 'nl', 'en'],
  );
  for (const locale of ['sv-SE', 'toString', '']) assert.is(languageOf(locale), undefined);
});
