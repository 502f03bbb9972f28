// What a till wants to know of GS1 elements: which item, how much of it, at what price, which batch, until when it may be sold.
import { type Thousandths, type Unit, pieces } from '../quantity/quantity.ts';
import { ok } from '../refusal.ts';
import type { BarcodeResult } from './barcode-refusal.ts';
import { currencyOf } from './currency-number.ts';
import type { Gs1Element } from './gs1.ts';
import { type CalendarDay, dayOf } from './gs1-date.ts';
import { type Gtin, parseGtin } from './gtin.ts';
import { type EncodedAmount, inThousandths } from './measure.ts';

/** Facts about one piece, beside which item it is. Each is there only when the code says it. */
export interface Gs1Facts {
  /** How much of the product the code is for, by unit: the till takes the one that the product is sold by. */
  readonly quantities?: Readonly<Partial<Record<Unit, Thousandths>>>;
  /** For the whole piece (392n, 393n). */
  readonly price?: EncodedAmount;
  /** For one unit of measure (395n). */
  readonly unitPrice?: EncodedAmount;
  readonly lot?: string;
  readonly serial?: string;
  /** Consumer product variant (22). */
  readonly variant?: string;
  readonly produced?: CalendarDay;
  readonly packed?: CalendarDay;
  readonly bestBefore?: CalendarDay;
  readonly sellBy?: CalendarDay;
  /** Not to be sold after this day (17, 7003). */
  readonly expiry?: CalendarDay;
}

export interface Gs1Item extends Gs1Facts {
  readonly gtin: Gtin;
}

/**
 * The item of checked elements (`checkTogether`), or undefined when they name none that could be sold: a pallet (00, 02),
 * a place, a coupon, a customer.
 */
export function itemOf(
  elements: readonly Gs1Element[],
  today: CalendarDay,
): BarcodeResult<Gs1Item | undefined> {
  const tradeItem = elements.find(({ ai }) => ai === '01');
  if (tradeItem === undefined) return ok(undefined);
  const gtin = parseGtin(tradeItem.value);
  if (!gtin.ok) return gtin;
  let facts: Gs1Facts = {};
  for (const { ai, value } of elements) facts = { ...facts, ...factOf(ai, value, today) };
  const quantities = quantitiesOf(elements);
  return quantities.ok ? ok({ gtin: gtin.value, ...facts, ...quantities.value }) : quantities;
}

function factOf(ai: string, value: string, today: CalendarDay): Gs1Facts {
  const text = texts.get(ai);
  if (text !== undefined) return { [text]: value };
  const date = dates.get(ai);
  if (date !== undefined) return { [date]: dayOf(value.slice(0, 6), today, true) };
  return priced(ai, value);
}

function quantitiesOf(elements: readonly Gs1Element[]): BarcodeResult<Gs1Facts> {
  let quantities: Gs1Facts['quantities'];
  for (const { ai, value } of elements) {
    const unit = units.get(ai.slice(0, 3));
    if (unit === undefined) continue;
    const quantity =
      unit === 'piece' ? ok(pieces(Number(value))) : inThousandths(Number(value), Number(ai.slice(3)));
    if (!quantity.ok) return quantity;
    quantities = { ...quantities, [unit]: quantity.value };
  }
  return ok(quantities === undefined ? {} : { quantities });
}

function priced(ai: string, value: string): Gs1Facts {
  const decimals = Number(ai.slice(3));
  switch (ai.slice(0, 3)) {
    case '392':
      return { price: { value: Number(value), decimals } };
    case '393':
      return { price: { value: Number(value.slice(3)), decimals, currency: currencyOf(value.slice(0, 3)) } };
    case '395':
      return { unitPrice: { value: Number(value), decimals } };
    default:
      return {};
  }
}

const texts: ReadonlyMap<string, 'lot' | 'serial' | 'variant'> = new Map([
  ['10', 'lot'],
  ['21', 'serial'],
  ['22', 'variant'],
] as const);

const dates: ReadonlyMap<string, 'produced' | 'packed' | 'bestBefore' | 'sellBy' | 'expiry'> = new Map([
  ['11', 'produced'],
  ['13', 'packed'],
  ['15', 'bestBefore'],
  ['16', 'sellBy'],
  ['17', 'expiry'],
  ['7003', 'expiry'],
] as const);

/** Net quantities in the units that products are sold by; pounds and inches stay elements. */
const units: ReadonlyMap<string, Unit> = new Map([
  ['30', 'piece'],
  ['310', 'kg'],
  ['311', 'metre'],
  ['315', 'litre'],
] as const);
