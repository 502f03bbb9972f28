// Paper of accounts: the receipt of money received on one, and what a sale says that is paid later, in each language of the receipt.
import { assert, suite } from '../../../test/kit.ts';
import { readPaper } from '../../../test/paper-lines.ts';
import { at, goods, printingShop, receiptOf } from '../../../test/sample-receipt.ts';
import { cash, lastSaleOf, nextId, openRegister, payByCard, scan } from '../../../test/sample-register.ts';
import { cardTender, sampleSettings } from '../../../test/sample-shop.ts';
import type { AccountReceived } from '../../domain/customer/account.ts';
import { minor } from '../../domain/money/money.ts';
import type { Tender } from '../../domain/payment/tender.ts';
import type { ReceiptFacts } from './compose.ts';
import { composeOnAccount } from './compose-on-account.ts';

const test = suite('paper of accounts');
const later: Tender = { ...cardTender, id: 'account', name: 'On account', kind: 'account', code: '12006' };
const settings = { ...printingShop, tenders: [...printingShop.tenders, { ...later, name: 'Konto' }] };
const customer = { name: 'Fjordgata Regnskap AS', number: '1004' };

const received: AccountReceived = {
  number: 12,
  customer: 'customer-1004',
  amount: minor(125_040),
  payment: {
    id: 'p',
    tender: 'cash',
    kind: 'cash',
    state: 'taken',
    amount: minor(125_000),
    rounding: minor(-40),
    tendered: minor(130_000),
    change: minor(5_000),
  },
  left: minor(74_960),
};

function paperOf(what: AccountReceived, more: Partial<ReceiptFacts> = {}): readonly string[] {
  const facts = { settings, at, register: 'B1', operator: 'Ingrid', ...more };
  const { lines, faults } = readPaper(composeOnAccount(what, facts));
  assert.equal(faults, []);
  return lines;
}

/** Words and figures, without how far they stand apart. */
const flat = (lines: readonly string[]): string => lines.join('\n').replaceAll(/ +/g, ' ');
const has = (lines: readonly string[], ...parts: string[]): void => {
  for (const part of parts) assert.ok(flat(lines).includes(part), `${part} in\n${lines.join('\n')}`);
};
const lacks = (lines: readonly string[], ...parts: string[]): void => {
  for (const part of parts) assert.not.ok(flat(lines).includes(part), `${part} in\n${lines.join('\n')}`);
};

test('money received: who, how much, what is still owed, and no VAT', () => {
  const lines = paperOf(received, { customer });
  has(lines, 'Innbetaling på konto', 'Innbetaling nr. 12', 'Fjordgata Regnskap AS', 'Ingrid');
  has(lines, 'Sum 1 250,40', '-0,40', 'Kontant 1 300,00', '50,00', 'Gjenstår å betale 749,60');
  lacks(lines, 'MVA 25', 'Kopi');
  assert.is(lines.filter((line) => line.includes('Org')).length, 1, 'whom the money is for');
});

test('what nobody could look up is not said; a second paper says that it is one', () => {
  const { left: _left, ...away } = received;
  const payment = { ...received.payment, amount: minor(125_040), rounding: minor(0), change: minor(0) };
  const lines = paperOf({ ...away, payment });
  lacks(lines, 'Gjenstår', 'Avrunding', 'Vekslepenger', 'Fjordgata');
  const plain = flat(paperOf(received)).split('\n');
  const again = flat(paperOf(received, { marking: 'reprint' })).split('\n');
  assert.is(again.filter((line) => !plain.includes(line)).length, 1);
});

test('each language has its words', () => {
  const expected = {
    en: ['Received on account', 'Payment no. 12', 'Still owed'],
    nb: ['Innbetaling på konto', 'Innbetaling nr. 12', 'Gjenstår å betale'],
    nl: ['Betaling op rekening', 'Betaling nr. 12', 'Nog te betalen'],
    cs: ['Úhrada na účet', 'Úhrada č. 12', 'Zbývá zaplatit'],
  } as const;
  for (const language of ['en', 'nb', 'nl', 'cs'] as const)
    has(paperOf(received, { language }), ...expected[language]);
});

function soldLater(paid: number) {
  const sample = sampleSettings();
  const register = openRegister({ ...sample, tenders: [...sample.tenders, later] });
  register.run(scan(goods('Stol', 125_000)));
  register.run({
    type: 'set-customer',
    tabId: nextId('tab'),
    customer: { id: 'customer-1004', groups: [] },
  });
  const account = { limit: minor(500_000), others: minor(0) };
  register.run({ ...cash(paid), tender: 'account', account });
  if (paid < 125_000) payByCard(register, 125_000 - paid);
  return lastSaleOf(register);
}

test('a sale on account says what is to be paid, and the customer signs for it', () => {
  const words = {
    en: ['To be paid', 'Signature'],
    nb: ['Å betale', 'Underskrift'],
    nl: ['Te betalen', 'Handtekening'],
    cs: ['K zaplacení', 'Podpis'],
  } as const;
  const sale = soldLater(125_000);
  for (const language of ['en', 'nb', 'nl', 'cs'] as const) {
    const lines = receiptOf(sale, { settings, customer, ...(language === 'nb' ? {} : { language }) });
    has(lines, ...words[language], customer.name);
  }
});

test('of what is paid in part only the rest is to be paid', () => {
  const lines = receiptOf(soldLater(100_000), { settings, customer });
  has(lines, 'Konto 1 000,00', 'Å betale 1 000,00', 'Kort 250,00');
});
