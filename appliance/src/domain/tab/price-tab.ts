// What a tab comes to: line prices, discounts, and the VAT in them. Every sum of money a till shows, takes or signs starts here.
// Each step keeps its parts adding up to the whole, so that lines, VAT rows and the total agree to the last minor unit.
import type { CampaignDiscount } from '../campaign/campaign.ts';
import type { SoldProduct } from '../catalogue/product.ts';
import { allocate } from '../money/allocate.ts';
import { outsideVat } from '../gift-card/gift-card.ts';
import { add, type Minor, minor, negate, scale, subtract, zero } from '../money/money.ts';
import { priceFor } from '../quantity/quantity.ts';
import type { SellingSettings, VatClassSetting } from '../shop/settings.ts';
import { type BasisPoints, basisPoints, type DiningMode, vatOfGross, vatOfNet } from '../vat/vat.ts';
import { campaignsOn, campaignSum } from './campaigns-on-tab.ts';
import { type CampaignsOnTab, type OpenLine } from './open-line.ts';
import type { Discount, Line, Tab } from './tab.ts';
import type { PricedLine, PricedTab, VatRow } from './totals.ts';

type VatSettings = SellingSettings['vat'];

interface TaxedLine {
  readonly line: Line;
  readonly rate: BasisPoints;
  readonly vatCode: string;
}

interface GrossLine {
  readonly taxed: TaxedLine;
  /** As the shop writes its prices. */
  readonly price: Minor;
  readonly gross: Minor;
}

interface ReducedLine extends GrossLine {
  readonly lineDiscount: Minor;
}

interface DiscountedLine extends ReducedLine {
  readonly campaigns: readonly CampaignDiscount[] | undefined;
  /** To pay before the tab's discount. */
  readonly left: Minor;
  readonly tabDiscount: Minor;
}

/**
 * Prices a tab. All amounts of the result contain VAT, also where the shop's prices do not. An amount of discount is what the customer
 * pays less, VAT included; it is never more than what it is taken off. A discount on the line comes first, then campaigns (by the line's
 * own price only where they say so), then the discount on the tab. The VAT of the lines always adds up to the VAT rows:
 * where VAT is rounded per receipt, each line bears what it adds to the rounded VAT of its row so far.
 * Throws a RangeError for a line whose VAT class the shop does not have.
 */
export function priceTab(tab: Tab, settings: SellingSettings): PricedTab {
  const taxed = tab.lines
    .filter((line) => line.voided === undefined)
    .map((line) => taxLine(line, tab.dining, settings.vat.classes));
  const reduced = withLineDiscounts(withGross(taxed, settings.vat));
  const offered = {
    running: settings.running ?? [],
    groups: settings.customerGroups ?? [],
    prices: settings.vat.prices,
    currency: settings.currency,
  };
  const campaigns = campaignsOn(tab, offered, () => openLines(reduced, settings.vat));
  const lines = withVat(withTabDiscount(reduced, campaigns, tab.discount), settings.vat.rounding);
  return {
    lines,
    subtotal: add(...lines.map((line) => line.gross)),
    lineDiscounts: add(...lines.map((line) => line.lineDiscount)),
    campaignDiscounts: add(...lines.map(({ campaigns: given }) => campaignSum(given))),
    tabDiscount: add(...lines.map((line) => line.tabDiscount)),
    total: add(...lines.map((line) => line.total)),
    vat: vatRows(lines),
    campaigns: campaigns.applied,
    hints: campaigns.hints,
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
  const taxed = line.prepayment?.taxed;
  if (taxed !== undefined) return { line, rate: basisPoints(taxed.rate), vatCode: taxed.vatCode };
  if (line.giftCard?.purpose === 'multi' || line.prepayment !== undefined)
    return { line, rate: basisPoints(outsideVat.rate), vatCode: outsideVat.code };
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
    if (line.returnOf !== undefined) return { taxed, price: zero, gross: negate(line.returnOf.gross) };
    const price = line.labelPrice ?? priceFor(line.unitPrice, line.quantity);
    // What stands on a card is what it is worth, VAT included; what was paid in is what was paid.
    if (line.giftCard !== undefined || line.prepayment !== undefined) return { taxed, price, gross: price };
    return { taxed, price, gross: vat.prices === 'gross' ? price : add(price, vatOnTop(taxed, price)) };
  });
}

function withLineDiscounts(lines: readonly GrossLine[]): ReducedLine[] {
  return lines.map(({ taxed, price, gross }) => {
    const { line } = taxed;
    return {
      taxed,
      price,
      gross,
      lineDiscount: discountable(line) ? discountOf(line.discount, gross) : zero,
    };
  });
}

/** What campaigns may touch, and what of it is left to pay. A discount is VAT included, a price may be without. */
function openLines(lines: readonly ReducedLine[], { prices }: VatSettings): OpenLine[] {
  return lines
    .filter(({ taxed, gross, lineDiscount }) => discountable(taxed.line) && gross > lineDiscount)
    .map(({ taxed: { line, rate }, price, gross, lineDiscount }) => {
      const off = prices === 'gross' ? lineDiscount : scale(lineDiscount, 10_000, 10_000 + rate);
      const left = minor(Math.max(0, subtract(price, off)));
      return { line, rate, price: left, gross: subtract(gross, lineDiscount) };
    });
}

function withTabDiscount(
  lines: readonly ReducedLine[],
  { byLine }: CampaignsOnTab,
  tabDiscount: Discount | undefined,
): DiscountedLine[] {
  const campaigns = lines.map(({ taxed }) => byLine.get(taxed.line.id));
  const lefts = lines.map(({ gross, lineDiscount }, index) =>
    subtract(gross, add(lineDiscount, campaignSum(campaigns[index]))),
  );
  // All these lists are as long as the lines.
  const basis = lines.map(({ taxed }, index) =>
    discountable(taxed.line) ? minor(Math.max(0, lefts[index] as Minor)) : zero,
  );
  const shares = allocate(discountOf(tabDiscount, add(...basis)), basis);
  return lines.map(({ taxed, price, gross, lineDiscount }, index) => ({
    taxed,
    price,
    gross,
    lineDiscount,
    campaigns: campaigns[index],
    left: lefts[index] as Minor,
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
  return lines.map(({ taxed, gross, lineDiscount, campaigns, left, tabDiscount }) => {
    const { line, rate, vatCode } = taxed;
    const total = subtract(left, tabDiscount);
    const vat = fixedVat(line) ?? vatWithin(taxed, total);
    const priced = { id: line.id, gross, lineDiscount, tabDiscount, total, rate, vatCode, vat };
    return campaigns === undefined ? priced : { ...priced, campaigns };
  });
}

/** What another receipt has told. */
function fixedVat({ returnOf, prepayment, unitPrice }: Line): Minor | undefined {
  if (returnOf !== undefined) return negate(returnOf.vat);
  if (prepayment?.taxed === undefined) return undefined;
  return unitPrice < 0 ? negate(prepayment.taxed.vat) : prepayment.taxed.vat;
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
