// The tables of docs/fiscal-norway.md: every code and letter of the law once, and each figure, event and word they name is there: in the journal,
// in the report, on its paper and on the page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ShiftReport } from '../../src/domain/shift/report.ts';
import { composeReport } from '../../src/till/receipts/compose.ts';
import { receiptWords } from '../../src/till/receipts/wording.ts';
import { assert, suite } from '../kit.ts';
import { readPaper } from '../paper-lines.ts';
import { printingShop } from '../sample-receipt.ts';
import { closeOf, openRegister, payByCard, sampleProduct, scan } from '../sample-register.ts';
import { minor } from '../../src/domain/money/money.ts';

const test = suite('Norway, table by table');
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const page = read('../../docs/fiscal-norway.md');

/** Rows of the table under a heading, cell by cell. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const part = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = part.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const named = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** Skatteetaten's list 13 but for the numbers it leaves out. */
const codes = [
  ...Array.from({ length: 30 }, (_none, index) => 13_001 + index).filter(
    (code) => ![13_020, 13_025].includes(code),
  ),
  13_999,
];

test('each event code has its entry in the journal, or why it has none', () => {
  const rows = rowsUnder('Events');
  assert.equal(
    rows.map(([code]) => Number(code)),
    codes,
  );
  const events = read('../../src/domain/register/events.ts');
  for (const [code, , entry = ''] of rows) {
    assert.ok(named(entry).length > 0 || entry.startsWith('none: '), code);
    for (const name of named(entry)) assert.ok(events.includes(`  '${name}':`), `${code ?? ''} ${name}`);
  }
});

test('what is sold and paid on account is told from entries there are', () => {
  const rows = rowsUnder('Money on account');
  assert.equal(
    rows.map(([code, , entry]) => [code, named(entry)[0]]),
    [
      ['11002', 'sale.completed'],
      ['11005', 'account.paid'],
    ],
  );
  const events = read('../../src/domain/register/events.ts');
  for (const [, , entry] of rows) assert.ok(events.includes(`  '${named(entry)[0] ?? ''}':`), entry);
});

/** Everything a report may hold, once. */
function fullReport(): ShiftReport {
  const register = openRegister(printingShop);
  register.run(scan(sampleProduct({ id: 'mug', price: minor(4_990) })));
  payByCard(register);
  const counted = { count: 2, amount: minor(700) };
  return {
    ...closeOf(register),
    tips: {
      ...counted,
      byTender: [{ tender: 'card', name: 'Kort', ...counted }],
      byUser: [{ user: 'anna', ...counted }],
    },
    looseReturns: counted,
    unverifiedReturns: counted,
    training: counted,
    bills: counted,
  };
}

test('each letter of § 2-8-2 has its figure in the report, on paper and on the page', () => {
  const rows = rowsUnder('X- and Z-report');
  assert.is(rows.map(([letter]) => letter).join(''), 'bcdefghijklmnopqrstuvwxyz');
  const report = fullReport();
  const document = composeReport(report, { settings: printingShop, names: (user) => user });
  const paper = readPaper(document, 'generic-80mm').lines.join('\n');
  const screen = read('../../../ui/src/lib/areas/shift/report-sections.ts');
  const { nb } = receiptWords;
  for (const [letter = '', , figure = '', word = ''] of rows) {
    assert.ok(named(figure).length > 0 || /^(none: |the shop’s|the shop's)/.test(figure), letter);
    for (const name of named(figure)) {
      assert.ok(Object.hasOwn(report, name), `${letter} ${name}`);
      assert.ok(new RegExp(`\\b${name}\\b`).test(screen), `${letter} ${name} on the page`);
    }
    for (const name of named(word)) {
      const said = Object.hasOwn(nb, name) ? nb[name as keyof typeof nb] : undefined;
      assert.ok(typeof said === 'string' && paper.includes(said), `${letter} ${name} on paper`);
    }
  }
  const { name, organisationNumber } = printingShop.shop;
  assert.ok(
    paper.includes(name) && paper.replaceAll(' ', '').includes(organisationNumber.replaceAll(' ', '')),
  );
});
