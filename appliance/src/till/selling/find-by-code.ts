// From a scanned or typed code to what it means in this shop: a product with its measure, one of our receipts, or a clear refusal.
import { type EncodedAmount, inMinorUnits, type Measure } from '../../domain/barcode/measure.ts';
import { readBarcode, type ScannedCode } from '../../domain/barcode/read.ts';
import { openedBy } from '../../domain/campaign/coupon.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import type { Minor } from '../../domain/money/money.ts';
import { pieces, type Thousandths, type Unit } from '../../domain/quantity/quantity.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Shop } from '../shop/shop.ts';

export type Found =
  | {
      readonly kind: 'product';
      readonly product: Product;
      readonly gtin?: string;
      /** Weight or count printed in the code. */
      readonly quantity?: Thousandths;
      /** Price of the piece printed in the code. */
      readonly labelPrice?: Minor;
    }
  | { readonly kind: 'receipt'; readonly register: string; readonly receipt: number }
  | { readonly kind: 'gift-card' }
  /** A container of the customer's or of the shop's: never a weight of goods. */
  | { readonly kind: 'tare'; readonly grams: number }
  /** Of a campaign that runs now or not: the rules say. */
  | { readonly kind: 'coupon'; readonly code: string; readonly name: string };

export interface CodeContext {
  readonly catalogue: Catalogue;
  readonly shop: Shop;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The calendar day in the shop, `YYYY-MM-DD`: for the century of dates in codes. */
function dayIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/** What the code may be registered under, in the order to try. */
function keysOf(code: ScannedCode): readonly string[] {
  switch (code.kind) {
    case 'gtin':
      return code.otherReading === undefined ? [code.gtin] : [code.gtin, code.otherReading];
    case 'variable-measure':
      return [code.identity, code.gtin];
    case 'plu':
      return [
        ...(code.organic ? [`9${code.plu}`] : []),
        code.plu,
        ...(code.gtin === undefined ? [] : [code.gtin]),
      ];
    case 'other':
      return [code.text];
    case 'gs1':
    case 'internal':
      return [];
  }
}

interface MeasureOfCode {
  readonly quantity?: Thousandths;
  readonly amount?: EncodedAmount;
}

/** What the code says of the piece in hand, as far as it fits how the product is sold. */
function measureOf(code: ScannedCode, unit: Unit): MeasureOfCode {
  if (code.kind === 'variable-measure') return labelMeasure(code.measure);
  if (code.kind !== 'gtin' && code.kind !== 'plu') return {};
  const quantity = code.quantities?.[unit];
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(code.price === undefined ? {} : { amount: code.price }),
  };
}

function labelMeasure(measure: Measure): MeasureOfCode {
  if (measure.kind === 'price') return { amount: measure.amount };
  return { quantity: measure.kind === 'count' ? pieces(measure.count) : measure.thousandths };
}

function withMeasure(product: Product, code: ScannedCode, shop: Shop): Result<Found, FailureCode> {
  const gtin = code.kind === 'gtin' || code.kind === 'variable-measure' ? { gtin: code.gtin } : {};
  const { quantity, amount } = measureOf(code, product.unit);
  const found = {
    kind: 'product' as const,
    product,
    ...gtin,
    ...(quantity === undefined ? {} : { quantity }),
  };
  if (amount === undefined) return ok(found);
  const labelPrice = inMinorUnits(amount, shop.settings.currency);
  return labelPrice.ok
    ? ok({ ...found, labelPrice: labelPrice.value })
    : refuse('code.malformed', { problem: labelPrice.refusal.code });
}

async function firstProduct(keys: readonly string[], catalogue: Catalogue): Promise<Product | undefined> {
  for (const key of keys) {
    const product = await catalogue.byCode(key);
    if (product !== undefined) return product;
  }
  return undefined;
}

/** `raw` with or without AIM identifier, as the scanner or the cashier gave it. */
export async function findByCode(raw: string, context: CodeContext): Promise<Result<Found, FailureCode>> {
  const { shop, catalogue } = context;
  const read = readBarcode(raw, {
    patterns: shop.patterns,
    today: dayIn(shop.settings.shop.timeZone, context.now),
  });
  if (!read.ok) {
    const wrongDigit =
      read.refusal.code === 'barcode.check-digit' || read.refusal.code === 'barcode.value-check-digit';
    return refuse(wrongDigit ? 'code.check-digit' : 'code.malformed', {
      code: raw.slice(0, 80),
      problem: read.refusal.code,
    });
  }
  const code = read.value;
  if (code.kind === 'internal' && code.code.purpose === 'receipt')
    return ok({ kind: 'receipt', register: code.code.register, receipt: code.code.number });
  if (code.kind === 'internal' && code.code.purpose === 'gift-card') return ok({ kind: 'gift-card' });
  if (code.kind === 'internal' && code.code.purpose === 'tare')
    return ok({ kind: 'tare', grams: code.code.grams });
  const product = await firstProduct(keysOf(code), catalogue);
  if (product !== undefined) return withMeasure(product, code, shop);
  const campaign = openedBy(code.text, shop.settings.campaigns ?? []);
  if (campaign !== undefined) return ok({ kind: 'coupon', code: code.text, name: campaign.name });
  return refuse(code.kind === 'other' && code.suspectCheckDigit ? 'code.check-digit' : 'code.unknown', {
    code: code.text.slice(0, 80),
  });
}
