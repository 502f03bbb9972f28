// A customer pays in on an order, or has it paid back. The order waits meanwhile; what is paid stands on a small tab of its own, which is paid
// as any tab and has a receipt. It stays at hand until it is paid or voided, so that nothing happens to the order in between.
import { allocate } from '../money/allocate.ts';
import { add, type Minor, minor } from '../money/money.ts';
import { isTaxedAtReceipt, type OrderRef, type PrepaymentOnLine } from '../prepayment/prepayment.ts';
import { onePiece } from '../quantity/quantity.ts';
import { ok, refuse } from '../refusal.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { activeLines } from '../tab/lines.ts';
import { orderPaidOn, paidBackBy, prepaidLines, prepaidOn } from '../tab/prepaid.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { Line, LineId, Tab, TabId } from '../tab/tab.ts';
import type { PricedTab } from '../tab/totals.ts';
import { vatOfGross } from '../vat/vat.ts';
import type { CommandOf, RegisterCommand, RegisterCommandType } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterState } from './state.ts';
import { changeableTab, tabOpening } from './tab-at-hand.ts';
import { currentTab } from './tabs.ts';

/** Goods that are sold, with something left to pay. */
export function sellPrepayment(
  state: RegisterState,
  { tabId, lineId, amount }: CommandOf<'sell-prepayment'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const order = found.value;
  const lines = activeLines(order);
  if (lines.length === 0) return refuse('tab.empty');
  if (!lines.every(isOrdered)) return refuse('prepayment.not-for-this');
  const priced = priceTab(order, context.settings);
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > priced.total)
    return refuse('prepayment.amount-invalid', { left: Math.max(0, priced.total) });
  const ref = refOf(order, add(priced.total, prepaidOn(order)));
  const parts = partsOf(priced, amount, context.settings);
  const paidIn = parts.map((part, index) =>
    lineOf(`${lineId}:${String(index)}`, part.amount, { does: 'receive', order: ref, ...part.vat }),
  );
  const taken = order.lines.some(({ id }) => paidIn.some((line) => line.id === id));
  return taken ? refuse('id.already-used') : besideOrder(state, { order, tabId, lines: paidIn }, context);
}

/** All that was paid in on the order at hand. */
export function payBackPrepayment(
  state: RegisterState,
  { tabId }: CommandOf<'pay-back-prepayment'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const order = found.value;
  const paidIn = prepaidLines(order);
  if (paidIn.length === 0) return refuse('prepayment.none');
  const lines = paidIn.map((line) =>
    lineOf(paidBackBy(line), line.unitPrice, { ...line.prepayment, does: 'pay-back' }),
  );
  return besideOrder(state, { order, tabId, lines }, context);
}

/** What would make money on an order disappear, or go to somebody else's. */
export function prepaidInTheWay(tab: Tab): Objection {
  const amount = prepaidOn(tab);
  return amount > 0 ? refuse('prepayment.on-order', { amount }) : undefined;
}

/** What takes the tab at hand away, changes what is on it, or puts another one there. */
const aboutTheTab: ReadonlySet<RegisterCommandType> = new Set<RegisterCommandType>([
  'open-tab',
  'park-tab',
  'recall-tab',
  'move-to-table',
  'split-lines',
  'split-by-seat',
  'merge-tab',
  'transfer-tab',
  'take-over-tab',
  'reopen-sale',
  'discount-tab',
  'set-customer',
  'add-coupon',
  'redeem-points',
  'add-line',
  'add-return',
  'return-without-receipt',
  'sell-gift-card',
  'sell-prepayment',
  'pay-back-prepayment',
  'change-quantity',
  'void-line',
]);

/** Until the prepayment at hand is paid or voided. */
export function duringPrepayment(state: RegisterState, command: RegisterCommand): Objection {
  const current = currentTab(state);
  const order = current === undefined ? undefined : orderPaidOn(current);
  if (order === undefined) return undefined;
  const leaves = command.type === 'hand-over-tab' || command.type === 'give-up-tab';
  const touched = leaves
    ? command.tab === order.tab || command.tab === current?.id
    : aboutTheTab.has(command.type);
  return touched ? refuse('prepayment.at-hand') : undefined;
}

/** Goods and their deposits, and what was paid in on them before. */
function isOrdered({ product: { kind = 'goods' }, returnOf, prepayment }: Line): boolean {
  if (prepayment !== undefined) return prepayment.does === 'use';
  return returnOf === undefined && (kind === 'goods' || kind === 'deposit');
}

interface Part {
  readonly amount: Minor;
  readonly vat: Pick<PrepaymentOnLine, 'taxed'>;
}

/** Taxed now, it is of everything ordered in proportion to what is left to pay of it (W12); otherwise it is one sum. */
function partsOf({ vat }: PricedTab, amount: Minor, { shop }: SellingSettings): readonly Part[] {
  if (!isTaxedAtReceipt(shop.country)) return [{ amount, vat: {} }];
  const open = vat.map(({ gross }) => minor(Math.max(0, gross)));
  return allocate(amount, open).flatMap((share, index) => {
    const row = vat[index];
    if (row === undefined || share === 0) return [];
    const taxed = { rate: row.rate, vatCode: row.code, vat: vatOfGross(share, row.rate) };
    return [{ amount: share, vat: { taxed } }];
  });
}

function lineOf(id: LineId, amount: Minor, prepayment: PrepaymentOnLine): Line {
  const { name, number } = prepayment.order;
  const product = {
    id: 'prepayment',
    sku: '',
    name: name ?? number,
    category: '',
    vatClass: '',
    unit: 'piece',
    kind: 'prepayment',
  } as const;
  return {
    id,
    product,
    quantity: onePiece,
    unitPrice: amount,
    listPrice: amount,
    source: 'count',
    prepayment,
  };
}

function refOf({ id, number, name }: Tab, total: Minor): OrderRef {
  return { tab: id, number, ...(name === undefined ? {} : { name }), total };
}

interface Beside {
  readonly order: Tab;
  readonly tabId: TabId;
  readonly lines: readonly Line[];
}

/** The order is put aside; the new tab is the same customer's. */
function besideOrder(
  state: RegisterState,
  { order: { id, name, customer }, tabId, lines }: Beside,
  context: DecideContext,
): Decision {
  const opening = tabOpening(state, { tabId, ...(name === undefined ? {} : { name }) }, context);
  if (!opening.ok) return opening;
  return ok([
    { type: 'tab.parked', payload: { tab: id } },
    opening.value,
    ...(customer === undefined
      ? []
      : [{ type: 'tab.customer-set', payload: { tab: tabId, customer } } as const]),
    ...lines.map((line): RegisterEvent => ({ type: 'line.added', payload: { tab: tabId, line } })),
  ]);
}
