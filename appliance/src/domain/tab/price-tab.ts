// What a tab comes to: line prices, discounts, and the VAT in them. Every sum of money a till shows, takes or signs starts here.
// Each step keeps its parts adding up to the whole, so that lines, VAT rows and the total agree to the last minor unit.
import type { SoldProduct } from '../catalogue/product.ts';
import { allocate } from '../money/allocate.ts';
import { add, type Minor, minor, negate, scale, subtract, zero } from '../money/money.ts';
import { priceFor } from '../quantity/quantity.ts';
import type { ShopSettings, VatClassSetting } from '../shop/settings.ts';
import { type BasisPoints, basisPoints, type DiningMode, vatOfGross, vatOfNet } from '../vat/vat.ts';
import type { Discount, Line, Tab } from './tab.ts';
import type { PricedLine, PricedTab, VatRow } from './totals.ts';

type VatSettings = ShopSettings['vat'];

interface TaxedLine {
  readonly line: Line;
  readonly rate: BasisPoints;
  readonly vatCode: string;
}

interface GrossLine {
  readonly taxed: TaxedLine;
  readonly gross: Minor;
}

interface DiscountedLine extends GrossLine {
  readonly lineDiscount: Minor;
  readonly tabDiscount: Minor;
}

/**
 * Prices a tab. All amounts of the result contain VAT, also where the shop's prices do not. An amount of discount is what the customer
 * pays less, VAT included; it is never more than what it is taken off. The VAT of the lines always adds up to the VAT rows:
 * where VAT is rounded per receipt, each line bears what it adds to the rounded VAT of its row so far.
 * Throws a RangeError for a line whose VAT class the shop does not have.
 */
export function priceTab(tab: Tab, settings: ShopSettings): PricedTab {
  const taxed = tab.lines
    .filter((line) => line.voided === undefined)
    .map((line) => taxLine(line, tab.dining, settings.vat.classes));
  const lines = withVat(withDiscounts(withGross(taxed, settings.vat), tab.discount), settings.vat.rounding);
  return {
    lines,
    subtotal: add(...lines.map((line) => line.gross)),
    lineDiscounts: add(...lines.map((line) => line.lineDiscount)),
    tabDiscount: add(...lines.map((line) => line.tabDiscount)),
    total: add(...lines.map((line) => line.total)),
    vat: vatRows(lines),
  };
}

/** Whether a discount may touch a line: not deposits, not excluded products, and not what is given back at its original price. */
export function discountable(line: {
  readonly product: Pick<SoldProduct, 'kind' | 'noDiscount'>;
  readonly returnOf?: Line['returnOf'];
}): boolean {
  const goods = line.product.kind === undefined || line.product.kind === 'goods';
  return goods && line.product.noDiscount !== true && line.returnOf === undefined;
}

function taxLine(line: Line, dining: DiningMode, classes: readonly VatClassSetting[]): TaxedLine {
  if (line.returnOf !== undefined)
    return { line, rate: basisPoints(line.returnOf.rate), vatCode: line.returnOf.vatCode };
  const found = classes.find((each) => each.id === line.product.vatClass);
  if (found === undefined) throw new RangeError(`no such VAT class: ${line.product.vatClass}`);
  const { rate, code } = found.rates[dining];
  return { line, rate, vatCode: code };
}

/** Adds what each line costs before discounts, VAT included. */
function withGross(lines: readonly TaxedLine[], vat: VatSettings): GrossLine[] {
  const vatOnTop = vatOfEach(vatOfNet, vat.rounding);
  return lines.map((taxed) => {
    const { line } = taxed;
    if (line.returnOf !== undefined) return { taxed, gross: negate(line.returnOf.gross) };
    const price = line.labelPrice ?? priceFor(line.unitPrice, line.quantity);
    return { taxed, gross: vat.prices === 'gross' ? price : add(price, vatOnTop(taxed, price)) };
  });
}

function withDiscounts(lines: readonly GrossLine[], tabDiscount: Discount | undefined): DiscountedLine[] {
  const lineDiscounts = lines.map(({ taxed, gross }) =>
    discountable(taxed.line) ? discountOf(taxed.line.discount, gross) : zero,
  );
  // Both lists are as long as the lines.
  const basis = lines.map(({ taxed, gross }, index) =>
    discountable(taxed.line) ? minor(Math.max(0, gross - (lineDiscounts[index] as Minor))) : zero,
  );
  const shares = allocate(discountOf(tabDiscount, add(...basis)), basis);
  return lines.map(({ taxed, gross }, index) => ({
    taxed,
    gross,
    lineDiscount: lineDiscounts[index] as Minor,
    tabDiscount: shares[index] as Minor,
  }));
}

/** Between nothing and all of `basis`. */
function discountOf(discount: Discount | undefined, basis: Minor): Minor {
  if (discount === undefined || basis <= 0) return zero;
  const wanted = discount.kind === 'percent' ? scale(basis, discount.basisPoints, 10_000) : discount.amount;
  return minor(Math.min(Math.max(wanted, 0), basis));
}

function withVat(lines: readonly DiscountedLine[], rounding: VatSettings['rounding']): PricedLine[] {
  const vatWithin = vatOfEach(vatOfGross, rounding);
  return lines.map(({ taxed, gross, lineDiscount, tabDiscount }) => {
    const { line, rate, vatCode } = taxed;
    const total = subtract(gross, add(lineDiscount, tabDiscount));
    const vat = line.returnOf === undefined ? vatWithin(taxed, total) : negate(line.returnOf.vat);
    return { id: line.id, gross, lineDiscount, tabDiscount, total, rate, vatCode, vat };
  });
}

/**
 * The VAT of one line after the other. Per line each is rounded by itself. Per receipt a row's running sum is rounded, and a line gets
 * the difference it makes: the parts add up to the rounded whole, and a line that is added later changes none before it.
 */
function vatOfEach(
  vatOf: (amount: Minor, rate: BasisPoints) => Minor,
  rounding: VatSettings['rounding'],
): (line: TaxedLine, amount: Minor) => Minor {
  if (rounding === 'line') return (line, amount) => vatOf(amount, line.rate);
  const sums = new Map<string, Minor>();
  return (line, amount) => {
    const key = rowKey(line);
    const before = sums.get(key) ?? zero;
    const after = add(before, amount);
    sums.set(key, after);
    return subtract(vatOf(after, line.rate), vatOf(before, line.rate));
  };
}

function rowKey(line: { readonly rate: BasisPoints; readonly vatCode: string }): string {
  return `${String(line.rate)}/${line.vatCode}`;
}

function vatRows(lines: readonly PricedLine[]): VatRow[] {
  const rows = new Map<string, { -readonly [Field in keyof VatRow]: VatRow[Field] }>();
  for (const line of lines) {
    const key = rowKey(line);
    const row = rows.get(key);
    if (row === undefined) {
      rows.set(key, {
        rate: line.rate,
        code: line.vatCode,
        gross: line.total,
        net: subtract(line.total, line.vat),
        vat: line.vat,
      });
    } else {
      row.gross = add(row.gross, line.total);
      row.vat = add(row.vat, line.vat);
      row.net = subtract(row.gross, row.vat);
    }
  }
  return [...rows.values()].sort(byRateThenCode);
}

/** Two rows never have both in common. */
function byRateThenCode(one: VatRow, other: VatRow): number {
  if (one.rate !== other.rate) return one.rate - other.rate;
  return one.code < other.code ? -1 : 1;
}
