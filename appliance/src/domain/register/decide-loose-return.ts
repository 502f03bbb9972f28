// Taking goods back without a receipt that can be looked up: at most at today's price, up to the shop's limit, always with a reason. Such a
// line names no receipt, or one that was not verified, so that receipt, X and Z tell it apart from goods that were shown to be bought here.
import { add, type Minor } from '../money/money.ts';
import { priceFor, thousandths } from '../quantity/quantity.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import type { VatClassSetting } from '../shop/settings.ts';
import { activeLines } from '../tab/lines.ts';
import { soldProduct } from '../tab/sold-product.ts';
import type { ReturnOf, Tab } from '../tab/tab.ts';
import { vatOfGross, vatOfNet } from '../vat/vat.ts';
import { newLines } from './add-line.ts';
import type { CommandOf } from './commands.ts';
import { badPrice, badQuantity } from './decide-line.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { aboveReturnLimit } from './return-limit.ts';
import { placeForLine, textTooLong } from './tab-at-hand.ts';

type LooseReturn = CommandOf<'return-without-receipt'>;

export function returnWithoutReceipt(
  state: RegisterState,
  command: LooseReturn,
  context: DecideContext,
): Decision {
  const place = placeForLine(state, command.tabId, context);
  if (!place.ok) return place;
  const { product, gtin, quantity } = command;
  const objection = badWords(command) ?? badQuantity(product.unit, quantity, context);
  if (objection !== undefined) return objection;
  if ((product.kind ?? 'goods') !== 'goods') return refuse('return.line-unknown');
  const unitPrice = priceOf(command, context);
  if (!unitPrice.ok) return unitPrice;
  const returnOf = amountsOf(command, { unitPrice: unitPrice.value, tab: place.value.tab }, context);
  if (!returnOf.ok) return returnOf;
  const line = {
    id: command.lineId,
    product: soldProduct(product, gtin),
    quantity: thousandths(-quantity),
    unitPrice: unitPrice.value,
    listPrice: product.price ?? unitPrice.value,
    source: product.unit === 'piece' ? ('count' as const) : ('manual' as const),
    returnOf: returnOf.value,
  };
  const asked = { tab: place.value.tab, gross: line.returnOf.gross };
  return (
    overLimit(place.value.tab, line.returnOf, context) ??
    aboveReturnLimit(state, asked, context) ??
    newLines(place.value, [line], context)
  );
}

function badWords({ reason }: LooseReturn): Objection {
  return reason.trim() === '' ? refuse('return.reason-needed') : textTooLong(reason);
}

function priceOf(
  { product, price }: LooseReturn,
  context: DecideContext,
): Result<Minor, RegisterRefusalCode> {
  const unitPrice = price ?? product.price;
  if (unitPrice === undefined) return refuse('line.price-needed', { product: product.name });
  if (product.price !== undefined && unitPrice > product.price)
    return refuse('return.price-too-high', { max: product.price });
  return badPrice(unitPrice, context) ?? ok(unitPrice);
}

function amountsOf(
  { product, quantity, reason, unverified }: LooseReturn,
  { unitPrice, tab }: { readonly unitPrice: Minor; readonly tab: Tab },
  { settings: { vat } }: DecideContext,
): Result<ReturnOf, RegisterRefusalCode> {
  const found = inForce(vat.classes, product.vatClass);
  if (found === undefined)
    return refuse('product.vat-class-unknown', { product: product.name, vatClass: product.vatClass });
  const { rate, code: vatCode } = found.rates[tab.dining];
  const price = priceFor(unitPrice, quantity);
  const gross = vat.prices === 'gross' ? price : add(price, vatOfNet(price, rate));
  const claimed = unverified === undefined ? {} : { ...unverified, unverified: true as const };
  return ok({ ...claimed, gross, vat: vatOfGross(gross, rate), rate, vatCode, reason });
}

function inForce(classes: readonly VatClassSetting[], vatClass: string): VatClassSetting | undefined {
  return classes.find(({ id, retired }) => id === vatClass && retired !== true);
}

function overLimit(tab: Tab, added: ReturnOf, { settings: { limits } }: DecideContext): Objection {
  const { unverified } = added;
  const max = unverified === true ? limits.unverifiedReturnMax : limits.returnWithoutReceiptMax;
  if (max === undefined) return unverified === true ? refuse('return.unverified-off') : undefined;
  const before = activeLines(tab).flatMap(({ returnOf }) =>
    returnOf === undefined || returnOf.line !== undefined || returnOf.unverified !== unverified
      ? []
      : [returnOf.gross],
  );
  return add(added.gross, ...before) > max ? refuse('return.limit', { max }) : undefined;
}
