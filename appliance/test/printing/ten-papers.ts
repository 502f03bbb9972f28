// Ten papers of a shop, of each kind one, for checks that are not ours.
import type { PrintDocument } from '../../src/devices/printer/port.ts';
import { minor } from '../../src/domain/money/money.ts';
import { pieces, thousandths } from '../../src/domain/quantity/quantity.ts';
import { composeBill } from '../../src/till/receipts/compose-bill.ts';
import { composeGiftCard } from '../../src/till/receipts/compose-gift-card.ts';
import { composeRound } from '../../src/till/receipts/compose-round.ts';
import { composeReceipt, composeReport, composeTestPage } from '../../src/till/receipts/compose.ts';
import { receiptWords } from '../../src/till/receipts/wording.ts';
import { at, food, giveBack, goods, printingShop } from '../sample-receipt.ts';
import { norway, order, prepay } from '../sample-prepayments.ts';
import {
  cash,
  closeOf,
  lastSaleOf,
  openRegister,
  payByCard,
  sampleProduct,
  scan,
} from '../sample-register.ts';

const facts = { settings: printingShop, at, register: 'B1', operator: 'Åse Čapek' } as const;

/** A picture whose rows are all different, with bytes in it that are commands elsewhere. */
const logo = {
  widthDots: 64,
  heightDots: 40,
  bits: Buffer.from(Array.from({ length: 320 }, (_, index) => (index * 29) % 256)).toString('base64'),
};

export function tenPapers(): Readonly<Record<string, PrintDocument>> {
  const register = openRegister(printingShop);
  register.run(scan(food('Blåbærsyltetøy på glass', 4_990), { quantity: pieces(2) }));
  register.run(
    scan(sampleProduct({ id: 'Řepa červená', price: minor(2_995), unit: 'kg', vatClass: 'food' }), {
      quantity: thousandths(345),
      source: 'scale',
    }),
  );
  register.run(cash(20_000));
  const sale = lastSaleOf(register);
  giveBack(register, sale);
  payByCard(register);
  const returned = lastSaleOf(register);
  register.run({ type: 'open-tab', tabId: 'tab', table: { id: 't7', name: 'Vindu 7' }, guests: 2 });
  register.run(scan(goods('Kaffe', 4_500)));
  const [billed] = register.run({ type: 'print-bill' });
  if (billed?.type !== 'bill.printed') throw new Error('no bill');
  register.run({ type: 'void-tab', reason: 'mistake' });
  const [line] = sale.lines;
  if (line === undefined) throw new Error('no line');
  return {
    sale: composeReceipt(sale, { ...facts, logo }),
    return: composeReceipt(returned, facts),
    'Z-report': composeReport(closeOf(register), {
      settings: printingShop,
      names: (user) => user,
      categories: (id) => id,
    }),
    round: composeRound(
      {
        tab: 'tab',
        number: 2,
        head: { number: 'B1-001-0001', name: 'Kari', table: { id: 't7', name: 'Vindu 7' }, guests: 4 },
        lines: [{ id: 'a', name: 'Øl, mørkt', quantity: pieces(3), unit: 'piece', note: 'uten skum – kald' }],
      },
      facts,
    ),
    'gift card': composeGiftCard(line, 'CT-G-4K7Q-93XM-0001', facts),
    prepayment: prepayment(),
    bill: composeBill(billed.payload.bill, facts),
    training: composeReceipt(sale, { ...facts, marking: 'training' }),
    copy: composeReceipt(sale, { ...facts, logo, marking: 'copy', language: 'nl' }),
    letters: {
      blocks: Object.keys(receiptWords).flatMap(
        (language) =>
          composeTestPage({ ...facts, language: language as keyof typeof receiptWords, logo }).blocks,
      ),
    },
  };
}

function prepayment(): PrintDocument {
  const register = openRegister(norway);
  order(register, sampleProduct({ id: 'Stol', price: minor(125_000) }));
  register.run(prepay(50_000));
  register.run(cash(50_000));
  return composeReceipt(lastSaleOf(register), { ...facts, settings: norway });
}
