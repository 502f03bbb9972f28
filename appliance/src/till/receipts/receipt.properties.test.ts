// Any sale of any shop on paper: no amount is missing, the columns add up as a customer would add them, and nothing runs over the edge.
import fc from 'fast-check';
import { readPaper } from '../../../test/paper-lines.ts';
import { assert, note, propertyRuns, suite } from '../../../test/kit.ts';
import { commandFor, type Move, moves } from '../../../test/register-moves.ts';
import { shops } from '../../../test/register-shops.ts';
import { oracleFor } from '../../../test/register-oracle.ts';
import { salesOf, sampleRegister } from '../../../test/sample-register.ts';
import { type ProfileId, profiles } from '../../devices/printer/escpos/profiles.ts';
import type { PrintBlock, PrintDocument } from '../../devices/printer/port.ts';
import type { Sale } from '../../domain/register/sale.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { composeReceipt } from './compose.ts';
import { type ReceiptLanguage, receiptWords } from './wording.ts';

const test = suite('receipt, any sale');
const languages = Object.keys(receiptWords) as ReceiptLanguage[];
const profileIds = (Object.keys(profiles) as ProfileId[]).filter((id) => !profiles[id].impact);

function salesAfter(settings: ShopSettings, list: readonly Move[]): readonly Sale[] {
  const register = sampleRegister(settings);
  const oracle = oracleFor(settings.currency.code);
  for (const move of list) {
    const decision = register.ask(commandFor(move, register, oracle));
    if (!decision.ok) continue;
    for (const event of decision.value) {
      register.happen(event);
      oracle.hear(event);
    }
  }
  return salesOf(register);
}

type Row = PrintBlock & { readonly kind: 'columns' };

/** Minor units again, whatever groups the thousands. Undefined for what is no amount. */
function amountIn(text: string): number | undefined {
  if (!/^[-\u2212]?[\d\s.,]+[.,]\d{2}$/.test(text)) return undefined;
  const size = Number(text.replaceAll(/\D/g, ''));
  return /^[-\u2212]/.test(text) ? -size : size;
}

interface Column {
  readonly rows: readonly Row[];
  readonly sum: number;
}

function columnOf(blocks: readonly PrintBlock[]): Column {
  const rows = blocks.filter(
    (block): block is Row => block.kind === 'columns' && amountIn(block.right) !== undefined,
  );
  return { rows, sum: rows.reduce((sum, { right }) => sum + (amountIn(right) ?? 0), 0) };
}

/** The parts between the rules: about the sale, lines, sums, payments and VAT. */
function partsOf({ blocks }: PrintDocument): readonly (readonly PrintBlock[])[] {
  return blocks.reduce<PrintBlock[][]>(
    (parts, block) => {
      if (block.kind === 'rule') parts.push([]);
      else parts.at(-1)?.push(block);
      return parts;
    },
    [[]],
  );
}

function amountNamed(blocks: readonly PrintBlock[], name: string): number | undefined {
  const row = blocks.find((block): block is Row => block.kind === 'columns' && block.left === name);
  return row === undefined ? undefined : amountIn(row.right);
}

function checkColumns(sale: Sale, document: PrintDocument, language: ReceiptLanguage): void {
  const words = receiptWords[language];
  const [, lines = [], sums = [], rest = []] = partsOf(document);
  const lineColumn = columnOf(lines);
  const reduced = sale.lineDiscounts + (sale.campaignDiscounts ?? 0);
  assert.is(lineColumn.sum, sale.subtotal - reduced, 'lines and their discounts add up');
  const tabDiscount = sums.find(
    (block): block is Row => block.kind === 'columns' && block.left.startsWith(words.discount),
  );
  const discounted = lineColumn.sum + (amountIn(tabDiscount?.right ?? '') ?? 0);
  assert.is(amountNamed(sums, words.total), discounted, 'and less the discount on the tab to the total');
  const payable = discounted + (amountNamed(sums, words.rounding) ?? 0);
  assert.is(
    amountNamed(sums, words.roundedTotal) ?? discounted,
    payable,
    'and with the rounding to what is paid',
  );
  const change = amountNamed(rest, words.change) ?? 0;
  const surplus = amountNamed(rest, words.surplus) ?? 0;
  const tip = amountNamed(rest, words.tip) ?? 0;
  const off = [change, surplus, tip].filter((amount) => amount !== 0).length;
  const paid = columnOf(rest).rows.slice(0, sale.payments.length + off);
  const given = paid.reduce((sum, { right }) => sum + (amountIn(right) ?? 0), 0);
  assert.is(
    given - 2 * (change + surplus + tip),
    payable,
    'payments less change, surplus and tips are what was to be paid',
  );
}

function amountsOf(sale: Sale): number[] {
  return [
    ...sale.lines.flatMap((line) => [line.gross, line.lineDiscount]),
    sale.tabDiscount,
    sale.total,
    sale.rounding,
    sale.change,
    ...sale.payments.map((payment) => payment.tendered),
  ];
}

function checkAmounts(sale: Sale, lines: readonly string[]): void {
  const found = new Set(
    lines
      .join('\n')
      .match(/\d[\d.,\u00A0 ]*[.,]\d{2}(?!\d)/g)
      ?.flatMap((text) => [...text.split(/ {2,}/), text])
      .map((text) => Number(text.replaceAll(/\D/g, ''))) ?? [],
  );
  for (const amount of amountsOf(sale))
    assert.ok(amount === 0 || found.has(Math.abs(amount)), `${String(amount)} in\n${lines.join('\n')}`);
}

test('nothing is missing, everything adds up, nothing runs over the edge', { timeoutMs: 120_000 }, () => {
  let receipts = 0;
  const any = fc.record({
    settings: fc.constantFrom(...shops),
    list: moves(1),
    language: fc.constantFrom(...languages),
    profile: fc.constantFrom(...profileIds),
  });
  const property = fc.property(any, ({ settings, list, language, profile }) => {
    for (const sale of salesAfter(settings, list)) {
      const document = composeReceipt(sale, { settings, at: 0, register: 'B1', operator: 'anna', language });
      checkColumns(sale, document, language);
      const { lines, faults } = readPaper(document, profile);
      assert.equal(faults, []);
      checkAmounts(sale, lines);
      receipts += 1;
    }
  });
  // Each case is a day with several receipts.
  fc.assert(property, { numRuns: Math.ceil(propertyRuns / 5) });
  note(`${String(receipts)} receipts read`);
  assert.ok(receipts > 100, `only ${String(receipts)} receipts`);
});
