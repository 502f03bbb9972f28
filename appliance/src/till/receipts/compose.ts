// Paper as a document: a sale's receipt, an X- or Z-report, a test page. Composed from what the journal holds when the printer's turn
// comes, so a receipt printed again says what the first one said.
import type { PrintBlock, PrintDocument } from '../../devices/printer/port.ts';
import { formatInternalCode } from '../../domain/barcode/internal-code.ts';
import type { Sale, SaleLine } from '../../domain/register/sale.ts';
import type { ShiftReport } from '../../domain/shift/report.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import type { CustomerName } from '../customers/customers.ts';
import type { Logo } from '../shop/shop.ts';
import { blank, centred, marking, row, rule, text } from './blocks.ts';
import { issuer } from './issuer.ts';
import { howMuch, saleLine } from './receipt-lines.ts';
import { payments, pointsMoved, saved, sums } from './receipt-sums.ts';
import {
  cashSections,
  categorySection,
  discountSection,
  eventSection,
  grandTotalSection,
  noteSection,
  operatorSection,
  receivedSection,
  returnSection,
  type Section,
  shiftInformation,
  signatureSection,
  tabSection,
  tenderSection,
  tipSection,
  vatSection,
} from './report-sections.ts';
import { byRate, vatTable } from './vat-table.ts';
import { type ReceiptLanguage, type Wording, wordingOf } from './wording.ts';

/** `copy`: asked for by the customer. `reprint`: the first may or may not have come out. `training`: nothing was sold. All are told from the
 *  original at a glance. */
export type Marking = 'copy' | 'reprint' | 'training';

export interface ReceiptFacts {
  readonly settings: ShopSettings;
  /** When the sale was completed, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly register: string;
  /** The operator's name as customers may read it. */
  readonly operator: string;
  /** Who was on the tab, where the shop knows them still. */
  readonly customer?: CustomerName;
  readonly marking?: Marking;
  readonly logo?: Logo;
  /** The customer's, where it is another than the shop's. */
  readonly language?: ReceiptLanguage;
}

export interface ReportFacts {
  readonly settings: ShopSettings;
  /** Name of an operator by id. */
  readonly names: (user: string) => string;
  /** Name of a category by id; without it, the id. */
  readonly categories?: (category: string) => string;
  readonly marking?: Marking;
  readonly language?: ReceiptLanguage;
}

interface TestPageFacts {
  readonly settings: ShopSettings;
  readonly at: number;
  readonly register: string;
  readonly logo?: Logo;
  readonly language?: ReceiptLanguage;
}

const feedAndCut: readonly PrintBlock[] = [{ kind: 'feed', lines: 1 }, { kind: 'cut' }];

export function composeReceipt(sale: Sale, facts: ReceiptFacts): PrintDocument {
  const wording = wordingOf(facts.settings, facts.language);
  const { words } = wording;
  const mark = marked(facts.marking, wording);
  return {
    blocks: [
      ...mark,
      ...logo(facts.logo),
      ...issuer(wording),
      ...headerLines(facts.settings),
      blank,
      centred(words.heading[sale.kind], { bold: true }),
      blank,
      ...about(sale, facts, wording),
      rule,
      row('', facts.settings.currency.code),
      ...sale.lines.flatMap((line) => saleLine(line, wording)),
      rule,
      ...sums(sale, wording, { totalSize: facts.marking === undefined ? 2 : 1 }),
      rule,
      ...payments(sale, wording),
      blank,
      ...vatTable(byRate(sale.vat), wording),
      blank,
      ...saved(sale, wording),
      ...pointsMoved(sale, wording),
      ...facts.settings.receipt.footerLines.map((line) => centred(line)),
      ...(facts.marking === 'training' ? [] : findingCode(sale, facts.register)),
      ...mark,
      ...feedAndCut,
    ],
  };
}

/** The goods without prices, for whoever is given them and may want to exchange them. */
export function composeGiftReceipt(sale: Sale, facts: ReceiptFacts): PrintDocument {
  const wording = wordingOf(facts.settings, facts.language);
  const { words, figures } = wording;
  return {
    blocks: [
      ...marked(facts.marking, wording),
      ...logo(facts.logo),
      ...issuer(wording),
      blank,
      marking(words.giftReceipt),
      blank,
      row(words.receipt, figures.plain(sale.receipt)),
      row(words.date, figures.dateTime(facts.at)),
      row(words.register, facts.register),
      rule,
      ...sale.lines.filter(isGift).map((line) => row(line.product.name, howMuch(line, wording))),
      rule,
      centred(words.giftNote),
      ...findingCode(sale, facts.register),
      ...feedAndCut,
    ],
  };
}

/** Sold, and no deposit. */
function isGift({ returnOf, product }: SaleLine): boolean {
  return returnOf === undefined && (product.kind ?? 'goods') === 'goods';
}

export function composeReport(report: ShiftReport, facts: ReportFacts): PrintDocument {
  const wording = wordingOf(facts.settings, facts.language);
  const { words, figures } = wording;
  const section: Section = {
    report,
    wording,
    names: { user: facts.names, category: facts.categories ?? ((id) => id) },
  };
  const heading =
    report.zNumber === undefined ? words.xReport : `${words.zReport} ${figures.plain(report.zNumber)}`;
  const mark = marked(facts.marking, wording);
  const sections = [
    shiftInformation,
    tenderSection,
    tipSection,
    receivedSection,
    vatSection,
    categorySection,
    operatorSection,
    discountSection,
    tabSection,
    returnSection,
    eventSection,
  ];
  return {
    blocks: [
      ...mark,
      ...issuer(wording),
      blank,
      centred(heading, { bold: true, size: 2 }),
      centred(`${words.amountsIn} ${facts.settings.currency.code}`),
      ...sections
        .map((compose) => compose(section))
        .flatMap((blocks) => (blocks.length === 0 ? [] : [rule, ...blocks])),
      ...cashSections(section),
      rule,
      ...grandTotalSection(section),
      ...noteSection(section),
      ...signatureSection(section),
      ...mark,
      ...feedAndCut,
    ],
  };
}

/** Every kind of thing a printer is asked for, so that one look at the paper tells what it cannot do. */
export function composeTestPage(facts: TestPageFacts): PrintDocument {
  const wording = wordingOf(facts.settings, facts.language);
  const { words, figures } = wording;
  return {
    blocks: [
      ...logo(facts.logo),
      ...issuer(wording),
      ...headerLines(facts.settings),
      blank,
      centred(words.testPage, { bold: true, size: 2 }),
      row(words.date, figures.dateTime(facts.at)),
      row(words.register, facts.register),
      rule,
      text(words.testLetters, { bold: true }),
      ...letters.map((line) => text(line)),
      text('123 ABC æøå', { bold: true }),
      text('123 ABC æøå', { inverse: true }),
      text('123 ABC æøå', { size: 2 }),
      rule,
      text(words.testWidth, { bold: true }),
      row('|<', '>|'),
      rule,
      { kind: 'qr', data: `${facts.settings.shop.name} ${facts.register}` },
      { kind: 'barcode', symbology: 'ean13', data: goodsOfNobody },
      { kind: 'barcode', symbology: 'code128', data: `CT-TEST-${facts.register}` },
      blank,
      centred(words.testEnd),
      ...feedAndCut,
    ],
  };
}

/** A number that GS1 gives to no one, for use within a shop. */
const goodsOfNobody = '2000000000008';

const letters = [
  'ÆØÅ æøå ÄÖ äö ß €',
  'ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ',
  'áčďéěíňóřšťúůýž',
  'ë ï é è ç £ АБВГД абвгд',
  '0123456789 ,.:;-+*/%()',
];

function about(sale: Sale, facts: ReceiptFacts, { words, figures, settings }: Wording): PrintBlock[] {
  const dining = settings.dining.switchable || sale.dining !== settings.dining.default;
  return [
    row(words.receipt, figures.plain(sale.receipt)),
    row(words.date, figures.dateTime(facts.at)),
    row(words.register, facts.register),
    row(words.operator, facts.operator),
    row(words.tab, sale.tab.number),
    ...(sale.tab.name === undefined || sale.tab.name === '' ? [] : [row('', sale.tab.name)]),
    ...(sale.tab.table === undefined ? [] : [row(words.table, sale.tab.table.name)]),
    ...(facts.customer === undefined
      ? []
      : [row(words.customer, facts.customer.number), row('', facts.customer.name)]),
    ...(dining ? [text(words.dining[sale.dining], { bold: true })] : []),
  ];
}

function logo(picture: Logo | undefined): PrintBlock[] {
  if (picture === undefined) return [];
  const { widthDots, heightDots, bits } = picture;
  return [{ kind: 'image', widthDots, heightDots, bits: Buffer.from(bits, 'base64') }, blank];
}

function headerLines({ receipt }: ShopSettings): PrintBlock[] {
  return (receipt.headerLines ?? []).map((line) => centred(line));
}

/** Scanned to find the sale again, for goods that come back. */
function findingCode(sale: Sale, register: string): PrintBlock[] {
  const data = formatInternalCode({ purpose: 'receipt', register, number: sale.receipt });
  return [blank, { kind: 'qr', data }];
}

function marked(kind: Marking | undefined, { words }: Wording): PrintBlock[] {
  switch (kind) {
    case undefined:
      return [];
    case 'copy':
      return [blank, marking(words.copy), blank];
    case 'training':
      return [blank, marking(words.training), marking(words.trainingNote), blank];
    case 'reprint':
      return [blank, marking(words.reprint), centred(words.reprintNote), blank];
  }
}
