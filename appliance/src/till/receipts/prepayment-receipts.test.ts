// Prepayments on paper: what was received for which order, what was used by which receipt, and a Z that adds up to its turnover.
import { assert, suite } from '../../../test/kit.ts';
import { norway, order, prepay } from '../../../test/sample-prepayments.ts';
import { cash, closeOf, lastSaleOf, openRegister, sampleProduct } from '../../../test/sample-register.ts';
import type { PrintBlock } from '../../devices/printer/port.ts';
import { minor } from '../../domain/money/money.ts';
import { composeReceipt, composeReport } from './compose.ts';

const test = suite('prepayments on paper');
const facts = { settings: norway, at: 0, register: 'B1', operator: 'Ingrid' };

const textOf = (blocks: readonly PrintBlock[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'text') return block.text;
      return block.kind === 'columns' ? `${block.left} | ${block.right}` : '';
    })
    .join('\n')
    .replaceAll('\u00A0', ' ');

function says(text: string, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(text.includes(part), `${part} in\n${text}`);
}

test('receipt, receipt of the goods, and Z', () => {
  const register = openRegister(norway);
  const tab = order(register, sampleProduct({ id: 'Stol', price: minor(125_000) }));
  register.run(prepay(50_000));
  register.run(cash(50_000));
  says(
    textOf(composeReceipt(lastSaleOf(register), facts).blocks),
    'Forskudd | 500,00',
    'Ordre B1-001-0001 Hansen, 1 250,00 NOK',
  );
  const first = textOf(composeReport(closeOf(register), { settings: norway, names: (user) => user }).blocks);
  says(first, 'Sum | 500,00', 'Forskudd, ikke omsetning | 500,00', 'Omsetning inkl. mva | 0,00');
  assert.match(first, /Forskudd mottatt \| 1 +500,00/);

  register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(50_000) }] });
  register.run({ type: 'recall-tab', tab });
  register.run(cash(75_000));
  says(
    textOf(composeReceipt(lastSaleOf(register), facts).blocks),
    'Stol | 1 250,00',
    'Forhåndsbetalt | −500,00',
    'Kvittering nr. 1 (B1)',
  );
  const last = textOf(composeReport(closeOf(register), { settings: norway, names: (user) => user }).blocks);
  says(last, 'Sum | 750,00', 'Omsetning inkl. mva | 1 250,00');
  assert.match(last, /Forskudd brukt \| 1 +500,00/);
});
