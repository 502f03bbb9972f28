// The receipt without prices, the one of training, and a receipt in the customer's language.
import { assert, suite } from '../../../test/kit.ts';
import { openRegister, cash, lastSaleOf, sampleProduct, scan } from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import type { PrintBlock } from '../../devices/printer/port.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces, thousandths } from '../../domain/quantity/quantity.ts';
import { composeGiftReceipt, composeReceipt } from './compose.ts';

const test = suite('gift and training receipts');

const pant = sampleProduct({ id: 'Pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });

function sold() {
  const register = openRegister(sampleSettings());
  register.run(scan(sampleProduct({ id: 'Krus', price: minor(4990) }), { quantity: pieces(2) }));
  register.run(scan(sampleProduct({ id: 'Brus', price: minor(2500) }), { deposit: pant }));
  register.run(
    scan(sampleProduct({ id: 'Eple', price: minor(4000), unit: 'kg' }), {
      quantity: thousandths(195),
      source: 'scale',
    }),
  );
  register.run({ type: 'wish-receipt', wish: { language: 'cs' } });
  register.run(cash(20_000));
  return lastSaleOf(register);
}

const facts = { settings: sampleSettings(), at: 0, register: 'B1', operator: 'Ingrid' };
const textOf = (blocks: readonly PrintBlock[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'text') return block.text;
      if (block.kind === 'columns') return `${block.left} | ${block.right}`;
      return block.kind === 'qr' ? `<${block.data}>` : '';
    })
    .join('\n');

test('a gift receipt names the goods and how many, no price, no deposit, nobody', () => {
  const text = textOf(composeGiftReceipt(sold(), facts).blocks);
  for (const part of ['Byttelapp', 'Krus | 2\u00A0stk', 'Eple | 0,195\u00A0kg', '<CT-R-B1-1-H>'])
    assert.ok(text.includes(part), `${part} in\n${text}`);
  for (const part of ['49,90', '99,80', '25,00', 'Pant', 'Ingrid', 'Kontant', 'NOK'])
    assert.not.ok(text.includes(part), part);
});

test('a training receipt says large that it is none, at head and foot, and finds no sale', () => {
  const { blocks } = composeReceipt(sold(), { ...facts, marking: 'training' });
  const marks = blocks.filter((block) => block.kind === 'text' && block.text === 'IKKE KVITTERING FOR KJØP');
  assert.equal(
    marks.map((block) => block.kind === 'text' && block.style),
    Array.from({ length: 2 }, () => ({ bold: true, size: 2, align: 'centre' })),
  );
  assert.not.ok(textOf(blocks).includes('CT-R-'));
});

test('the wish of the customer is on the sale, and the words are of that language', () => {
  const sale = sold();
  assert.equal(sale.wish, { language: 'cs' });
  assert.ok(textOf(composeReceipt(sale, { ...facts, language: 'cs' }).blocks).includes('Celkem'));
});

test('no paper: refused where the law wants a receipt, else the sale says so', () => {
  const norway = openRegister(sampleSettings());
  const none = { type: 'wish-receipt', wish: { paper: false } } as const;
  assert.refused(norway.ask(none), 'tab.none');
  norway.run(scan(sampleProduct({ id: 'Krus', price: minor(4990) })));
  assert.refused(norway.ask(none), 'receipt.paper-needed');
  const settings = sampleSettings();
  const sweden = openRegister({ ...settings, shop: { ...settings.shop, country: 'SE' } });
  sweden.run(scan(sampleProduct({ id: 'Krus', price: minor(4990) })));
  sweden.run(none);
  sweden.run(cash(5_000));
  assert.equal(lastSaleOf(sweden).wish, { paper: false });
});
