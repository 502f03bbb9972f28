// What was sold or given back, line by line: the name with its amount, and beneath it all that explains the amount.
import type { PrintBlock } from '../../devices/printer/port.ts';
import { negate } from '../../domain/money/money.ts';
import { onePiece, priceFor, type Thousandths, type Unit } from '../../domain/quantity/quantity.ts';
import type { SaleLine } from '../../domain/register/sale.ts';
import { below, row, rowBelow, unbroken } from './blocks.ts';
import type { Wording } from './wording.ts';

/** Amounts on the right: the gross of each line and the discounts on it, which together are what the line costs. */
export function saleLine(line: SaleLine, wording: Wording): PrintBlock[] {
  const { words, figures, settings } = wording;
  const amount = figures.amount(line.gross, settings.currency.exponent);
  // A deposit stands under the goods it came with.
  const depth = line.parent === undefined ? 0 : 1;
  const details = [
    measured(line, wording),
    line.tare === undefined ? undefined : `${words.tare} ${unbroken(`${figures.measure(line.tare)} kg`)}`,
    priceChange(line, wording),
    returned(line, wording),
    ...giftCard(line, wording),
    ...prepayment(line, wording),
  ];
  return [
    depth === 0 ? row(nameOf(line, wording), amount) : rowBelow(line.product.name, amount, depth),
    ...details.flatMap((detail) => (detail === undefined ? [] : [below(detail, depth + 1)])),
    ...discount(line, wording),
    ...campaigns(line, wording),
    ...(line.note === undefined || line.note === '' ? [] : [below(line.note, depth + 1)]),
  ];
}

/** What was paid in is called by what is done with it: the order stands beneath. */
function nameOf({ product, prepayment: paidIn }: SaleLine, { words }: Wording): string {
  return paidIn === undefined ? product.name : words.prepayment[paidIn.does];
}

/** "2 stk", "0,195 kg" */
export function howMuch(
  { quantity, product }: { readonly quantity: Thousandths; readonly product: { readonly unit: Unit } },
  { words, figures }: Wording,
): string {
  if (product.unit === 'piece') return unbroken(`${figures.count(quantity / onePiece)} ${words.pieces}`);
  const unitName = product.unit === 'litre' ? words.litre : product.unit === 'metre' ? 'm' : 'kg';
  return unbroken(`${figures.measure(quantity)} ${unitName}`);
}

/** How the amount came about, unless it is one piece at its price. */
function measured(line: SaleLine, wording: Wording): string | undefined {
  const { words, figures, settings } = wording;
  const { unit } = line.product;
  const counted = unit === 'piece';
  const quantity = counted ? figures.count(line.quantity / onePiece) : figures.measure(line.quantity);
  const unitName = unit === 'litre' ? words.litre : unit === 'metre' ? 'm' : 'kg';
  const source = line.source === 'count' ? '' : ` ${words.measured[line.source]}`;
  if (counted && line.labelPrice !== undefined) return words.priceFromLabel;
  if (!isProduct(line)) return unbroken(`${quantity} ${counted ? words.pieces : unitName}`) + source;
  if (counted && line.quantity === onePiece) return undefined;
  const price = figures.amount(line.unitPrice, settings.currency.exponent);
  const product = counted ? `${quantity} × ${price}` : `${quantity} ${unitName} × ${price}/${unitName}`;
  const vat = settings.vat.prices === 'net' ? ` ${words.withoutVat}` : '';
  return unbroken(product) + vat + source;
}

/** Goods come back at what was paid for them, which may be less than their price. */
function isProduct(line: SaleLine): boolean {
  return line.returnOf === undefined || priceFor(line.unitPrice, line.quantity) === line.gross;
}

/** Which card, and how long it is good. */
function giftCard({ giftCard: card }: SaleLine, { words, figures }: Wording): readonly string[] {
  if (card === undefined) return [];
  const { last4, expiresAt } = card;
  const until =
    expiresAt === undefined ? [] : [`${words.giftCard.validUntil} ${figures.dateTime(expiresAt)}`];
  return [`${words.giftCard.card} …${last4}`, ...until];
}

/** On which order, what that came to, and by which receipt it was received. */
function prepayment(
  { prepayment: paidIn }: SaleLine,
  { words, figures, settings }: Wording,
): readonly string[] {
  if (paidIn === undefined) return [];
  const { order, received } = paidIn;
  const worth = unbroken(
    `${figures.amount(order.total, settings.currency.exponent)} ${settings.currency.code}`,
  );
  const name = order.name === undefined ? '' : ` ${order.name}`;
  return [
    `${words.prepayment.order} ${order.number}${name}, ${worth}`,
    ...(received === undefined
      ? []
      : [`${words.receipt} ${figures.plain(received.receipt)} (${received.register})`]),
  ];
}

/** Against which receipt, or that there was none, and why. */
function returned({ returnOf }: SaleLine, { words, figures }: Wording): string | undefined {
  if (returnOf === undefined) return undefined;
  const { receipt, register, reason, unverified } = returnOf;
  const from = receipt === undefined ? words.looseReturn : `${words.returnOf} ${figures.plain(receipt)}`;
  const where = register === undefined ? '' : ` (${register})`;
  const doubt = unverified === true ? `, ${words.unverifiedReturn}` : '';
  return from + where + doubt + (reason === undefined ? '' : `: ${reason}`);
}

function priceChange(line: SaleLine, { words, figures, settings }: Wording): string | undefined {
  if (line.priceReason === undefined) return undefined;
  const list = figures.amount(line.listPrice, settings.currency.exponent);
  return `${words.priceChanged}: ${line.priceReason} (${words.listPrice} ${list})`;
}

function discount(line: SaleLine, { words, figures, settings }: Wording): PrintBlock[] {
  if (line.lineDiscount === 0) return [];
  const given = line.discount;
  const percent = given?.kind === 'percent' ? ` ${figures.percent(given.basisPoints)}` : '';
  const reason = given === undefined || given.reason === '' ? '' : `: ${given.reason}`;
  const amount = figures.amount(negate(line.lineDiscount), settings.currency.exponent);
  return [rowBelow(words.discount + percent + reason, amount)];
}

/** Each by the name it has on the shelf. */
function campaigns(line: SaleLine, { words, figures, settings }: Wording): PrintBlock[] {
  return (line.campaigns ?? []).map(({ name, source, amount }) =>
    rowBelow(
      source === undefined ? name : `${words.given[source]}: ${name}`,
      figures.amount(negate(amount), settings.currency.exponent),
    ),
  );
}
