// Reading a tab: which lines count, what blocks a payment, what an operator still has to check.
import type { Payment } from '../payment/payment.ts';
import type { Line, LineId, Tab } from './tab.ts';

/** Lines that are still sold or returned, in the order of the tab. */
export function activeLines(tab: Tab): readonly Line[] {
  return tab.lines.filter((line) => line.voided === undefined);
}

export function hasActiveLines(tab: Tab): boolean {
  return tab.lines.some((line) => line.voided === undefined);
}

/** The line and the deposit sold along with it: what changes together. */
export function familyOf(tab: Tab, id: LineId): readonly Line[] {
  return tab.lines.filter((line) => line.id === id || line.parent === id);
}

/** The payment whose end is not known yet, if there is one. */
export function openPaymentOf(tab: Tab): Payment | undefined {
  return tab.payments.find(isOpen);
}

/** True once money has been taken, or may have been: lines and prices are fixed then. */
export function hasLivePayments(tab: Tab): boolean {
  return tab.payments.some((payment) => payment.state === 'taken' || isOpen(payment));
}

/** Whose tab it is now. */
export function ownerOf({ owner, openedBy }: Pick<Tab, 'owner' | 'openedBy'>): string {
  return owner ?? openedBy;
}

/** The age an operator still has to check before payment; 0 when there is nothing to check. Goods given back need no check. */
export function ageToCheck(tab: Tab): number {
  const limits = activeLines(tab).map((line) =>
    line.returnOf === undefined ? (line.product.ageLimit ?? 0) : 0,
  );
  const limit = Math.max(0, ...limits);
  return limit > (tab.ageChecked ?? 0) ? limit : 0;
}

/** Whether there is something that add-ons can go with: goods sold that are no add-on themselves. */
export function hasBase(tab: Tab): boolean {
  return activeLines(tab).some((line) => isSoldGoods(line) && line.product.addOn !== true);
}

/** An add-on that nothing on the tab goes with; undefined where there is none. */
export function loneAddOn(tab: Tab): Line | undefined {
  return hasBase(tab)
    ? undefined
    : activeLines(tab).find((line) => isSoldGoods(line) && line.product.addOn === true);
}

function isSoldGoods({ product, parent, returnOf }: Line): boolean {
  return parent === undefined && returnOf === undefined && (product.kind ?? 'goods') === 'goods';
}

function isOpen(payment: Payment): boolean {
  return payment.state === 'started' || payment.state === 'unknown';
}

/** Goods of a receipt come back on it. */
export function bringsBack(tab: Tab): boolean {
  return activeLines(tab).some(({ returnOf }) => returnOf?.receipt !== undefined);
}
