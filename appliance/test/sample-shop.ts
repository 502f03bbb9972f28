// A small shop for tests of the money rules: Norwegian by default, every setting can be replaced. Values only.
import { type Minor, minor, zero } from '../src/domain/money/money.ts';
import type { Payment } from '../src/domain/payment/payment.ts';
import type { Tender } from '../src/domain/payment/tender.ts';
import { pieces, thousandths, type Thousandths } from '../src/domain/quantity/quantity.ts';
import type { CashRounding, ShopSettings, VatClassSetting } from '../src/domain/shop/settings.ts';
import type { Discount, Line, ReturnOf, Tab } from '../src/domain/tab/tab.ts';
import type { PricedTab } from '../src/domain/tab/totals.ts';
import { basisPoints } from '../src/domain/vat/vat.ts';

/** One VAT class; `eatIn` where the rate depends on where it is eaten. */
export function vatClass(
  id: string,
  takeAway: readonly [rate: number, code: string],
  eatIn = takeAway,
): VatClassSetting {
  const rateOf = ([rate, code]: readonly [number, string]) => ({ rate: basisPoints(rate), code });
  return { id, name: id, rates: { 'take-away': rateOf(takeAway), 'eat-in': rateOf(eatIn) } };
}

/** Food at 15 % or 25 % eaten in, everything else at 25 %, deposits without VAT. */
export const norwegianVat = [
  vatClass('food', [1500, '31'], [2500, '3']),
  vatClass('standard', [2500, '3']),
  vatClass('deposit', [0, '7']),
];

export const cashTender: Tender = {
  id: 'cash',
  name: 'Cash',
  kind: 'cash',
  code: '12001',
  opensDrawer: true,
  overpay: 'change',
  active: true,
};
export const cardTender: Tender = {
  ...cashTender,
  id: 'card',
  name: 'Card',
  kind: 'card',
  code: '12002',
  opensDrawer: false,
  overpay: 'refuse',
};
export const voucherTender: Tender = {
  ...cardTender,
  id: 'voucher',
  name: 'Voucher',
  kind: 'other',
  code: '12999',
};
export const euroTender: Tender = {
  ...cashTender,
  id: 'eur',
  name: 'Euro',
  kind: 'foreign-cash',
  foreign: { currency: { code: 'EUR', exponent: 2 }, rateMillionths: 11_500_000 },
};

export const wholeKroner: CashRounding = { step: minor(100), applies: 'cash' };
export const fiveCent: CashRounding = { step: minor(5), applies: 'cash' };
/** Belgium, where a shop may round every total. */
export const fiveCentAlways: CashRounding = { step: minor(5), applies: 'always' };
export const exactCash: CashRounding = { step: minor(1), applies: 'cash' };

export interface SampleSettings {
  readonly classes?: readonly VatClassSetting[];
  readonly rounding?: ShopSettings['vat']['rounding'];
  readonly prices?: ShopSettings['vat']['prices'];
  readonly cashRounding?: CashRounding;
  readonly currency?: ShopSettings['currency'];
}

export function sampleSettings(wanted: SampleSettings = {}): ShopSettings {
  return {
    shop: {
      name: 'Corner Shop',
      addressLines: ['1 Main Street'],
      organisationNumber: '999 999 999',
      country: 'NO',
      timeZone: 'Europe/Oslo',
      locale: 'nb',
    },
    currency: wanted.currency ?? { code: 'NOK', exponent: 2 },
    vat: {
      classes: wanted.classes ?? norwegianVat,
      rounding: wanted.rounding ?? 'line',
      prices: wanted.prices ?? 'gross',
    },
    cashRounding: wanted.cashRounding ?? wholeKroner,
    tenders: [cashTender, cardTender, voucherTender, euroTender],
    dining: { default: 'take-away', switchable: true },
    receipt: { footerLines: [], openDrawerFor: ['cash'] },
    limits: {
      linesPerTab: 500,
      openTabs: 50,
      quantityMax: thousandths(9_999_000),
      unitPriceMax: minor(99_999_999),
      totalMax: minor(999_999_999),
      paymentsPerTab: 20,
    },
  };
}

export interface SampleLine {
  readonly id?: string;
  /** Unit price in minor units. */
  readonly price: number;
  readonly quantity?: Thousandths;
  readonly vatClass?: string;
  readonly kind?: 'goods' | 'deposit' | 'deposit-return';
  readonly noDiscount?: boolean;
  readonly labelPrice?: Minor;
  readonly discount?: Discount;
  readonly returnOf?: ReturnOf;
  readonly voided?: { readonly reason: string };
}

export function sampleLine(wanted: SampleLine): Line {
  const {
    id = 'line',
    price,
    quantity = pieces(1),
    vatClass: vat = 'standard',
    kind,
    noDiscount,
    ...rest
  } = wanted;
  return {
    id,
    product: {
      id: `product of ${id}`,
      sku: id,
      name: id,
      category: vat,
      vatClass: vat,
      unit: 'piece',
      ...(kind === undefined ? {} : { kind }),
      ...(noDiscount === undefined ? {} : { noDiscount }),
    },
    quantity,
    unitPrice: minor(price),
    listPrice: minor(price),
    source: 'count',
    ...rest,
  };
}

/** A tab with these lines, named `1`, `2`, `3`… where they have no id of their own. */
export function sampleTab(
  lines: readonly SampleLine[],
  rest: Partial<Pick<Tab, 'discount' | 'dining' | 'payments'>> = {},
): Tab {
  return {
    id: 'tab',
    number: 'B1-001-0001',
    dining: 'take-away',
    lines: lines.map((line, index) => sampleLine({ id: String(index + 1), ...line })),
    payments: [],
    openedAt: 0,
    openedBy: 'anna',
    ...rest,
  };
}

export function amountOff(amount: number): Discount {
  return { kind: 'amount', amount: minor(amount), reason: 'test' };
}

export function percentOff(points: number): Discount {
  return { kind: 'percent', basisPoints: points, reason: 'test' };
}

/** A payment that was taken in full, without change; everything can be replaced. */
export function samplePayment(amount: number, rest: Partial<Payment> = {}): Payment {
  return {
    id: 'payment',
    tender: 'card',
    kind: 'card',
    state: 'taken',
    amount: minor(amount),
    tendered: minor(amount),
    change: zero,
    rounding: zero,
    ...rest,
  };
}

/** 0.195 kg and the like. */
export function grams(weight: number): Thousandths {
  return thousandths(weight);
}

/** What a return line gives back, of a sale with 25 % VAT unless told. */
export function givenBack(
  gross: number,
  vat: number,
  [rate, vatCode]: readonly [number, string] = [2500, '3'],
): ReturnOf {
  return { receipt: 1, line: 'sold', gross: minor(gross), vat: minor(vat), rate, vatCode };
}

/** VAT rows as `rate code gross net vat`. */
export function rowsOf(priced: PricedTab): string[] {
  return priced.vat.map((row) => [row.rate, row.code, row.gross, row.net, row.vat].join(' '));
}

/** What the customer pays for each line. */
export function totalsOf(priced: PricedTab): readonly number[] {
  return priced.lines.map((line) => line.total);
}
