// Changing a line that is on the tab: quantity, price, discount, note, void. What was weighed or labelled keeps its measure,
// what is given back keeps its amounts, and a deposit goes wherever its goods go.
import { add } from '../money/money.ts';
import { onePiece, type Unit } from '../quantity/quantity.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import { familyOf } from '../tab/lines.ts';
import { discountable, priceTab } from '../tab/price-tab.ts';
import { withPrice, withQuantity } from '../tab/tab-changes.ts';
import type { Discount, Line, LineId, Tab } from '../tab/tab.ts';
import type { PricedLine } from '../tab/totals.ts';
import { requirePermission } from './command-permission.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import {
  changeableTab,
  type LineAtHand,
  lineAtHand,
  reasonMissing,
  tabAtHand,
  textTooLong,
  withinLimits,
} from './tab-at-hand.ts';

export function changeQuantity(
  state: RegisterState,
  command: CommandOf<'change-quantity'>,
  context: DecideContext,
): Decision {
  const found = ownLine(state, command.line);
  if (!found.ok) return found;
  const { tab, line } = found.value;
  const { quantity } = command;
  if (line.source === 'scale' || line.source === 'label' || (line.labelPrice ?? line.giftCard) !== undefined)
    return refuse('line.not-changeable');
  if (quantity === line.quantity) return ok([]);
  const more = quantity > line.quantity;
  const objection =
    (more ? undefined : requirePermission(context.actor, 'sale.void_line')) ??
    badQuantity(line.product.unit, quantity, context) ??
    (more ? withinLimits(withQuantity(tab, line.id, quantity), context.settings) : undefined);
  return (
    objection ?? ok([{ type: 'line.quantity-changed', payload: { tab: tab.id, line: line.id, quantity } }])
  );
}

export function overridePrice(
  state: RegisterState,
  command: CommandOf<'override-price'>,
  context: DecideContext,
): Decision {
  const found = ownLine(state, command.line);
  if (!found.ok) return found;
  const { tab, line } = found.value;
  const { unitPrice, reason } = command;
  const deposit = line.product.kind !== undefined && line.product.kind !== 'goods';
  if (deposit || line.labelPrice !== undefined) return refuse('line.not-changeable');
  const objection =
    textTooLong(reason) ??
    reasonMissing('priceOverride', reason, context.settings) ??
    badPrice(unitPrice, context) ??
    withinLimits(withPrice(tab, line.id, { unitPrice, reason }), context.settings);
  return (
    objection ?? ok([{ type: 'line.priced', payload: { tab: tab.id, line: line.id, unitPrice, reason } }])
  );
}

export function discountLine(
  state: RegisterState,
  command: CommandOf<'discount-line'>,
  context: DecideContext,
): Decision {
  const found = ownLine(state, command.line);
  if (!found.ok) return found;
  const { tab, line } = found.value;
  const { discount } = command;
  if (discount !== null) {
    if (!discountable(line)) return refuse('line.discount-excluded');
    const max = add(...pricedOf(tab, [line], context).map((each) => each.gross));
    if (invalidDiscount(discount) || (discount.kind === 'amount' && discount.amount > max))
      return refuse('line.discount-invalid', { max });
    const objection = reasonMissing('discount', discount.reason, context.settings);
    if (objection !== undefined) return objection;
  }
  return (
    textTooLong(discount?.reason) ??
    ok([{ type: 'line.discounted', payload: { tab: tab.id, line: line.id, discount } }])
  );
}

export function noteLine(
  state: RegisterState,
  command: CommandOf<'note-line'>,
  _context: DecideContext,
): Decision {
  const tab = tabAtHand(state);
  const found = tab.ok ? lineAtHand(tab.value, command.line) : tab;
  if (!found.ok) return found;
  const payload = { tab: found.value.tab.id, line: command.line, note: command.note };
  return textTooLong(command.note) ?? ok([{ type: 'line.noted', payload }]);
}

export function voidLine(
  state: RegisterState,
  command: CommandOf<'void-line'>,
  context: DecideContext,
): Decision {
  const tab = changeableTab(state);
  const found = tab.ok ? lineAtHand(tab.value, command.line) : tab;
  if (!found.ok) return found;
  const { line } = found.value;
  if (line.parent !== undefined || line.prepayment !== undefined) return refuse('line.not-changeable');
  // What the customer would have paid for the line and the deposit sold along.
  const value = add(
    ...pricedOf(found.value.tab, familyOf(found.value.tab, line.id), context).map((each) => each.total),
  );
  const payload = { tab: found.value.tab.id, line: line.id, reason: command.reason, value };
  return (
    textTooLong(command.reason) ??
    reasonMissing('void', command.reason, context.settings) ??
    ok([{ type: 'line.voided', payload }])
  );
}

/** Above 100 %, below nothing, or not a whole number. */
export function invalidDiscount(discount: Discount): boolean {
  const size = discount.kind === 'percent' ? discount.basisPoints : discount.amount;
  return !Number.isSafeInteger(size) || size <= 0 || (discount.kind === 'percent' && size > 10_000);
}

export function badQuantity(unit: Unit, quantity: number, context: DecideContext): Objection {
  const { quantityMax } = context.settings.limits;
  const whole = unit !== 'piece' || quantity % onePiece === 0;
  if (!Number.isSafeInteger(quantity) || quantity <= 0 || !whole) return refuse('line.quantity-invalid');
  return quantity > quantityMax ? refuse('line.quantity-too-high', { max: quantityMax }) : undefined;
}

export function badPrice(price: number, context: DecideContext): Objection {
  const { unitPriceMax } = context.settings.limits;
  const valid = Number.isSafeInteger(price) && price >= 0 && price <= unitPriceMax;
  return valid ? undefined : refuse('line.price-invalid', { max: unitPriceMax });
}

/** A line that may be changed for itself: not a deposit that follows its goods, not one whose amounts come from another receipt. */
function ownLine(state: RegisterState, id: LineId): Result<LineAtHand, RegisterRefusalCode> {
  const tab = changeableTab(state);
  const found = tab.ok ? lineAtHand(tab.value, id) : tab;
  if (!found.ok) return found;
  const { line } = found.value;
  const fixed = line.parent ?? line.returnOf ?? line.prepayment;
  return fixed === undefined ? found : refuse('line.not-changeable');
}

function pricedOf(tab: Tab, wanted: readonly Line[], context: DecideContext): readonly PricedLine[] {
  const ids = new Set(wanted.map((line) => line.id));
  return priceTab(tab, context.settings).lines.filter((line) => ids.has(line.id));
}
