// Every way a tab can change, as values: the old tab stays as it was. Folding uses them to apply what happened,
// the rules use them to see what a command would lead to.
import type { FixedCampaigns } from '../campaign/campaign.ts';
import type { TabCoupon } from '../campaign/coupon.ts';
import type { TabCustomer } from '../customer/customer.ts';
import type { Redemption } from '../customer/points.ts';
import type { Minor } from '../money/money.ts';
import { type Approved, withApproved } from '../payment/approved.ts';
import type { CardFacts, Payment, PaymentId, PaymentState } from '../payment/payment.ts';
import { onePiece, type Thousandths, type Unit } from '../quantity/quantity.ts';
import { hasLivePayments } from './lines.ts';
import type { Discount, Line, LineId, ReceiptWish, Tab, TableRef } from './tab.ts';

export function withLine(tab: Tab, line: Line): Tab {
  return { ...tab, lines: [...tab.lines, line] };
}

/** Sets the quantity of a line; the deposit sold along follows. */
export function withQuantity(tab: Tab, id: LineId, quantity: Thousandths): Tab {
  const unit = tab.lines.find((line) => line.id === id)?.product.unit;
  return mapLines(tab, (line) => {
    if (line.id === id) return { ...line, quantity };
    return line.parent === id ? { ...line, quantity: depositQuantity(unit, quantity) } : line;
  });
}

/** A deposit is charged for each piece; something weighed or measured comes in one container. */
export function depositQuantity(unit: Unit | undefined, quantity: Thousandths): Thousandths {
  return unit === 'piece' ? quantity : onePiece;
}

/** Sets the price of a line. Back at the list price it counts as not overridden. */
export function withPrice(
  tab: Tab,
  id: LineId,
  price: { readonly unitPrice: Minor; readonly reason: string },
): Tab {
  return mapLines(tab, (line) => {
    if (line.id !== id) return line;
    const { priceReason: _before, ...rest } = line;
    if (price.unitPrice === line.listPrice) return { ...rest, unitPrice: price.unitPrice };
    return { ...rest, unitPrice: price.unitPrice, priceReason: price.reason };
  });
}

export function withLineDiscount(tab: Tab, id: LineId, discount: Discount | null): Tab {
  return mapLines(tab, (line) => {
    if (line.id !== id) return line;
    const { discount: _before, ...rest } = line;
    return discount === null ? rest : { ...rest, discount };
  });
}

/** An empty note takes the note away. */
export function withLineNote(tab: Tab, id: LineId, note: string): Tab {
  return mapLines(tab, (line) => {
    if (line.id !== id) return line;
    const { note: _before, ...rest } = line;
    return note === '' ? rest : { ...rest, note };
  });
}

/** Voids a line and the deposit sold along with it. */
export function withoutLine(tab: Tab, id: LineId, reason: string): Tab {
  return mapLines(tab, (line) =>
    line.id === id || line.parent === id ? { ...line, voided: { reason } } : line,
  );
}

export function withTabDiscount(tab: Tab, discount: Discount | null): Tab {
  const { discount: _before, ...rest } = tab;
  return discount === null ? rest : { ...rest, discount };
}

/** Points are somebody's: another customer's tab has none of them. */
export function withCustomer(tab: Tab, customer: TabCustomer | null): Tab {
  const { customer: before, redemption, ...rest } = tab;
  if (customer === null) return rest;
  const same = before?.id === customer.id && redemption !== undefined;
  return { ...rest, customer, ...(same ? { redemption } : {}) };
}

export function withCoupons(tab: Tab, coupons: readonly TabCoupon[]): Tab {
  const { coupons: _before, ...rest } = tab;
  return coupons.length === 0 ? rest : { ...rest, coupons };
}

export function withRedemption(tab: Tab, redemption: Redemption | null): Tab {
  const { redemption: _before, ...rest } = tab;
  return redemption === null ? rest : { ...rest, redemption };
}

/** An empty name takes the name away. */
export function withName(tab: Tab, name: string): Tab {
  const { name: _before, ...rest } = tab;
  return name === '' ? rest : { ...rest, name };
}

export function withWish(tab: Tab, wish: ReceiptWish | null): Tab {
  const { wish: _before, ...rest } = tab;
  return wish === null ? rest : { ...rest, wish };
}

/** An empty note takes the note away. */
export function withNote(tab: Tab, note: string): Tab {
  const { note: _before, ...rest } = tab;
  return note === '' ? rest : { ...rest, note };
}

export function withTable(tab: Tab, table: TableRef | null): Tab {
  const { table: _before, ...rest } = tab;
  return table === null ? rest : { ...rest, table };
}

export function withGuests(tab: Tab, guests: number | null): Tab {
  const { guests: _before, ...rest } = tab;
  return guests === null ? rest : { ...rest, guests };
}

export function withSeat(tab: Tab, id: LineId, seat: number | null): Tab {
  return mapLines(tab, (line) => {
    if (line.id !== id) return line;
    const { seat: _before, ...rest } = line;
    return seat === null ? rest : { ...rest, seat };
  });
}

export function withCourse(tab: Tab, id: LineId, course: number | null): Tab {
  return mapLines(tab, (line) => {
    if (line.id !== id) return line;
    const { course: _before, ...rest } = line;
    return course === null ? rest : { ...rest, course };
  });
}

export function parked(tab: Tab): Tab {
  return { ...tab, parked: true };
}

export function recalled(tab: Tab): Tab {
  const { parked: _before, ...rest } = tab;
  return rest;
}

/** What campaigns give is fixed with the first money; later money changes nothing about it. */
export function withCampaignsFixed(tab: Tab, campaigns: FixedCampaigns | undefined): Tab {
  if (hasLivePayments(tab)) return tab;
  const { campaigns: _before, ...rest } = tab;
  return campaigns === undefined ? rest : { ...rest, campaigns };
}

export function withPayment(tab: Tab, payment: Payment): Tab {
  return { ...tab, payments: [...tab.payments, payment] };
}

export interface Settlement {
  readonly state: Exclude<PaymentState, 'started'>;
  readonly reference?: string;
  readonly approved?: Approved;
  readonly card?: CardFacts;
}

export function withSettlement(tab: Tab, id: PaymentId, settlement: Settlement): Tab {
  const settle = (payment: Payment): Payment => {
    if (payment.id !== id) return payment;
    const { state, reference, approved, card } = settlement;
    return {
      ...(approved === undefined ? payment : withApproved(payment, approved)),
      state,
      ...(reference === undefined ? {} : { reference }),
      ...(card === undefined ? {} : { card }),
    };
  };
  return { ...tab, payments: tab.payments.map(settle) };
}

function mapLines(tab: Tab, change: (line: Line) => Line): Tab {
  return { ...tab, lines: tab.lines.map(change) };
}
