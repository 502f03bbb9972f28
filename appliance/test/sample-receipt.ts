// A Norwegian shop that prints: what its sales look like on paper, for tests that compare with receipts written by hand.
import type { ProfileId } from '../src/devices/printer/escpos/profiles.ts';
import type { Product } from '../src/domain/catalogue/product.ts';
import { minor } from '../src/domain/money/money.ts';
import { pieces } from '../src/domain/quantity/quantity.ts';
import type { Sale } from '../src/domain/register/sale.ts';
import type { ShopSettings } from '../src/domain/shop/settings.ts';
import { composeReceipt, type ReceiptFacts } from '../src/till/receipts/compose.ts';
import { assert } from './kit.ts';
import { readPaper } from './paper-lines.ts';
import { currentTabOf, nextId, type SampleRegister, sampleProduct } from './sample-register.ts';
import { sampleSettings } from './sample-shop.ts';

/** 09:05 in Oslo. */
export const at = Date.UTC(2026, 10, 22, 8, 5, 59);
const sample = sampleSettings();
export const printingShop: ShopSettings = {
  ...sample,
  shop: {
    ...sample.shop,
    name: 'Brygga',
    addressLines: ['Strandkaien 14', '5013 Bergen'],
    phone: '55 00 00 00',
    locale: 'nb-NO',
  },
  tenders: sample.tenders.map((tender) => ({
    ...tender,
    name: { cash: 'Kontant', card: 'Kort', voucher: 'Kupong', eur: 'Euro' }[tender.id] ?? tender.id,
  })),
  receipt: { ...sample.receipt, footerLines: ['Takk for handelen!'] },
};

interface PaperWanted extends Partial<Omit<ReceiptFacts, 'at'>> {
  readonly profile?: ProfileId;
}

export function receiptOf(
  sale: Sale,
  { profile = 'generic-58mm', ...facts }: PaperWanted = {},
): readonly string[] {
  const document = composeReceipt(sale, {
    settings: printingShop,
    at,
    register: 'B1',
    operator: 'Ingrid',
    ...facts,
  });
  const { lines, faults } = readPaper(document, profile);
  assert.equal(faults, []);
  return lines;
}

/** From the currency above the lines to before the footer: what was sold and what it came to. */
export function bodyOf(lines: readonly string[], currency = 'NOK'): readonly string[] {
  const start = lines.findIndex((line) => line.trim() === currency);
  const end = lines.findIndex((line) => line.trim() === 'Takk for handelen!');
  return lines.slice(start + 1, end - 1);
}

export const food = (id: string, price: number, rest: Partial<Product> = {}): Product =>
  sampleProduct({ id, price: minor(price), vatClass: 'food', category: 'food', ...rest });
export const goods = (id: string, price: number): Product => sampleProduct({ id, price: minor(price) });

export function giveBack(register: SampleRegister, sale: Sale, quantity = pieces(1)): void {
  const line = sale.lines[0]?.id ?? '';
  register.run({
    type: 'add-return',
    tabId: nextId(),
    lineId: nextId(),
    original: { sale, returned: {} },
    line,
    quantity,
  });
}

export function firstLine(register: SampleRegister): string {
  return currentTabOf(register).lines[0]?.id ?? '';
}
