// Adding goods to the tab: what a scan, a tap or a weight becomes. The hottest path of the till.
import type { Product } from '../catalogue/product.ts';
import { type Minor, minor, scale } from '../money/money.ts';
import { onePiece, type Thousandths, thousandths } from '../quantity/quantity.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import { familyOf, hasBase } from '../tab/lines.ts';
import { soldProduct } from '../tab/sold-product.ts';
import { depositQuantity, withLine, withQuantity } from '../tab/tab-changes.ts';
import type { Line, Tab } from '../tab/tab.ts';
import type { CommandOf } from './commands.ts';
import { badPrice, badQuantity } from './decide-line.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { type Place, placeForLine, withinLimits } from './tab-at-hand.ts';

type AddLine = CommandOf<'add-line'>;

export function addLine(state: RegisterState, command: AddLine, context: DecideContext): Decision {
  const place = placeForLine(state, command.tabId, context);
  if (!place.ok) return place;
  if (command.product.addOn === true && !hasBase(place.value.tab))
    return refuse('line.base-needed', { product: command.product.name });
  const goods = goodsLine(command, context);
  if (!goods.ok) return goods;
  const deposit = depositLine(command.deposit, goods.value, context);
  if (!deposit.ok) return deposit;
  const last = lastGoods(place.value.tab);
  if (last !== undefined && sameAgain(place.value.tab, last, [goods.value, ...deposit.value])) {
    return oneMore(place.value.tab, { last, more: goods.value.quantity }, context);
  }
  return newLines(place.value, [goods.value, ...deposit.value], context);
}

/** Puts new lines on a tab, and opens the tab first where it is new. */
export function newLines(place: Place, lines: readonly Line[], context: DecideContext): Decision {
  const taken = place.tab.lines.some((line) => lines.some((added) => added.id === line.id));
  if (taken) return refuse('id.already-used');
  const objection = withinLimits(lines.reduce(withLine, place.tab), context.settings);
  if (objection !== undefined) return objection;
  const added = lines.map((line): RegisterEvent => ({
    type: 'line.added',
    payload: { tab: place.tab.id, line },
  }));
  return ok([...place.opening, ...added]);
}

function goodsLine(command: AddLine, context: DecideContext): Result<Line, RegisterRefusalCode> {
  const { product, source, tare, labelPrice } = command;
  if (product.price !== undefined && command.price !== undefined) return refuse('line.price-invalid');
  if (labelPrice !== undefined && !isLabelPrice(labelPrice, context)) return refuse('line.price-invalid');
  const price = priceOf(product, command.price ?? labelPrice, context);
  if (!price.ok) return price;
  const quantity = quantityOf(command, price.value);
  if (!quantity.ok) return quantity;
  const objection = badQuantity(product.unit, quantity.value, context);
  if (objection !== undefined) return objection;
  return ok({
    id: command.lineId,
    product: soldProduct(product, command.gtin),
    quantity: quantity.value,
    unitPrice: price.value,
    listPrice: price.value,
    ...(labelPrice === undefined ? {} : { labelPrice }),
    source,
    ...(tare === undefined ? {} : { tare }),
  });
}

/** The deposit sold along with the goods: a line of its own that follows them. */
function depositLine(
  deposit: Product | undefined,
  goods: Line,
  context: DecideContext,
): Result<readonly Line[], RegisterRefusalCode> {
  if (deposit === undefined) return ok([]);
  const price = priceOf(deposit, undefined, context);
  if (!price.ok) return price;
  const line: Line = {
    id: `${goods.id}:d`,
    product: soldProduct({ ...deposit, kind: 'deposit' }),
    quantity: depositQuantity(goods.product.unit, goods.quantity),
    unitPrice: price.value,
    listPrice: price.value,
    source: 'count',
    parent: goods.id,
  };
  return ok([line]);
}

/** The catalogue's price, or the one asked for where it has none. What is paid out for empties is negative. */
function priceOf(
  product: Product,
  asked: Minor | undefined,
  context: DecideContext,
): Result<Minor, RegisterRefusalCode> {
  if (!product.active) return refuse('product.inactive', { product: product.name });
  if (!context.settings.vat.classes.some(({ id, retired }) => id === product.vatClass && retired !== true)) {
    return refuse('product.vat-class-unknown', { product: product.name, vatClass: product.vatClass });
  }
  const price = product.price ?? asked;
  if (price === undefined) return refuse('line.price-needed', { product: product.name });
  const paidOut = product.kind === 'deposit-return';
  const size = paidOut ? Math.abs(price) : price;
  return badPrice(size, context) ?? ok(minor(paidOut ? -size : size));
}

/** The weight given; one piece where pieces are counted; what the total of a price label comes to at the price per unit. */
function quantityOf(
  { product, quantity, labelPrice }: AddLine,
  unitPrice: Minor,
): Result<Thousandths, RegisterRefusalCode> {
  if (quantity !== undefined) return ok(quantity);
  if (product.unit === 'piece') return ok(onePiece);
  if (labelPrice === undefined) return refuse('line.weight-needed', { product: product.name });
  // Without a price per unit the label is the price of one.
  if (product.price === undefined || unitPrice <= 0) return ok(onePiece);
  return ok(thousandths(Math.max(1, scale(labelPrice, 1000, unitPrice))));
}

function isLabelPrice(price: number, context: DecideContext): boolean {
  return Number.isSafeInteger(price) && price >= 0 && price <= context.settings.limits.totalMax;
}

/** The line of goods added last; the deposit behind it is part of it. */
function lastGoods(tab: Tab): Line | undefined {
  return tab.lines.findLast((line) => line.parent === undefined);
}

/** Whether adding these lines is one more of what was added last: counted pieces at the same price, nothing said about them since. */
function sameAgain(tab: Tab, last: Line, added: readonly Line[]): boolean {
  const before = familyOf(tab, last.id);
  return before.length === added.length && before.every((line, index) => isLike(line, added[index]));
}

function isLike(line: Line, added: Line | undefined): boolean {
  return added !== undefined && isPlain(line) && isPlain(added) && sameGoods(line, added);
}

function isPlain(line: Line): boolean {
  const touched =
    line.discount ??
    line.note ??
    line.priceReason ??
    line.returnOf ??
    line.voided ??
    line.labelPrice ??
    line.tare ??
    line.seat ??
    line.course ??
    line.sent;
  return touched === undefined && line.source === 'count' && line.product.unit === 'piece';
}

function sameGoods(line: Line, added: Line): boolean {
  const { product } = line;
  const same =
    product.id === added.product.id &&
    product.gtin === added.product.gtin &&
    product.vatClass === added.product.vatClass;
  return same && line.unitPrice === added.unitPrice;
}

function oneMore(
  tab: Tab,
  { last, more }: { readonly last: Line; readonly more: Thousandths },
  context: DecideContext,
): Decision {
  const quantity = thousandths(last.quantity + more);
  const objection =
    badQuantity(last.product.unit, quantity, context) ??
    withinLimits(withQuantity(tab, last.id, quantity), context.settings);
  return (
    objection ?? ok([{ type: 'line.quantity-changed', payload: { tab: tab.id, line: last.id, quantity } }])
  );
}
