// A bill before payment is told from a receipt at a glance, and says what would be to pay.
import { assert, suite } from '../../../test/kit.ts';
import { openRegister, sampleProduct, scan, cash } from '../../../test/sample-register.ts';
import { minor } from '../../domain/money/money.ts';
import type { Bill } from '../../domain/register/sale.ts';
import { composeBill } from './compose-bill.ts';
import { receiptWords } from './wording.ts';

const test = suite('bill');

function billOf(paid = 0): {
  readonly bill: Bill;
  readonly settings: ReturnType<typeof openRegister>['settings'];
} {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'tab', table: { id: 't7', name: 'Vindu 7' }, guests: 2 });
  register.run(scan(sampleProduct({ id: 'Kaffe', price: minor(4_500) })));
  if (paid > 0) register.run(cash(paid));
  const [event] = register.run({ type: 'print-bill' });
  if (event?.type !== 'bill.printed') throw new Error('no bill');
  return { bill: event.payload.bill, settings: register.settings };
}

function linesOf(paid = 0, rest: Partial<Parameters<typeof composeBill>[1]> = {}) {
  const { bill, settings } = billOf(paid);
  const { blocks } = composeBill(bill, { settings, at: 0, register: 'B1', operator: 'Anna', ...rest });
  return blocks;
}

test('marked at head and foot, larger than any amount', () => {
  const blocks = linesOf();
  const marks = blocks.filter((block) => block.kind === 'text' && block.text === receiptWords.nb.billMark);
  assert.is(marks.length, 2);
  for (const mark of marks) assert.is(mark.kind === 'text' && mark.style?.size, 2);
  for (const block of blocks) if (block.kind === 'columns') assert.is(block.style?.size ?? 1, 1, block.left);
});

test('it says where, what and how much, and has nothing to find a sale by', () => {
  const blocks = linesOf();
  const rows = blocks.flatMap((block) => (block.kind === 'columns' ? [[block.left, block.right]] : []));
  for (const row of [
    ['Foreløpig nr.', '1'],
    ['Bord', 'Vindu 7'],
    ['Gjester', '2'],
    ['Kaffe', '45,00'],
  ])
    assert.ok(
      rows.some((each) => each[0] === row[0] && each[1] === row[1]),
      `${String(row)} in ${JSON.stringify(rows)}`,
    );
  assert.not.ok(blocks.some(({ kind }) => kind === 'barcode' || kind === 'qr'));
  assert.not.ok(rows.some(([left]) => left === receiptWords.nb.leftToPay));
});

test('what was paid already is taken off; printed again it says so', () => {
  const rows = linesOf(2_000).flatMap((block) =>
    block.kind === 'columns' ? [[block.left, block.right]] : [],
  );
  assert.ok(
    rows.some(([left, right]) => left === receiptWords.nb.leftToPay && right === '25,00'),
    JSON.stringify(rows),
  );
  const again = linesOf(0, { marking: 'reprint' });
  assert.ok(again.some((block) => block.kind === 'text' && block.text === receiptWords.nb.reprint));
});
