// Folding what concerns the shift and its sums: opening, closing, cash moved, the drawer, sales completed, copies, prices looked up.
import { type AccountReceived, type Accounts, creditedBy, withGiven } from '../customer/account.ts';
import { add, negate, zero } from '../money/money.ts';
import { tipsOf } from '../payment/tip.ts';
import { goodsOf } from '../shift/sale-goods.ts';
import {
  emptySums,
  type ShiftSums,
  withCashMoved,
  withCopy,
  withDrawerOpening,
  withOpeningCash,
  withPriceLookUp,
  withReceived,
  withSale,
  withTraining,
} from '../shift/sums.ts';
import { isPrepayment, withPrepaid } from '../tab/prepaid.ts';
import { broughtIn } from '../tab/refund.ts';
import type { DrawerReason, EventContext, EventOf } from './events.ts';
import type { Sale } from './sale.ts';
import type { RegisterState } from './state.ts';
import { findTab, withoutTab, withTab } from './tabs.ts';

type ShiftEvent = EventOf<
  | 'shift.opened'
  | 'shift.closed'
  | 'cash.moved'
  | 'drawer.opened'
  | 'sale.completed'
  | 'account.paid'
  | 'receipt.copied'
  | 'price.looked-up'
  | 'training.receipt'
>;

/** What a Z-report counts as an opening without a sale. */
const withoutSale: ReadonlySet<DrawerReason> = new Set(['no-sale', 'key']);

export function evolveShift(state: RegisterState, event: ShiftEvent, context: EventContext): RegisterState {
  switch (event.type) {
    case 'shift.opened':
      return opened(state, event.payload, context);
    case 'shift.closed':
      return closed(state, event.payload.report);
    case 'cash.moved':
      return summed(state, (sums) => withCashMoved(sums, event.payload));
    case 'drawer.opened':
      return withoutSale.has(event.payload.reason) ? summed(state, withDrawerOpening) : state;
    case 'sale.completed':
      return completed(state, event.payload.sale, context);
    case 'account.paid':
      return received(state, event.payload.received);
    case 'receipt.copied':
      return summed(state, (sums) => withCopy(sums, event.payload.amount));
    case 'training.receipt':
      return practised(state, event.payload.sale);
    case 'price.looked-up':
      return summed(state, (sums) => withPriceLookUp(sums, event.payload.price));
  }
}

/** Changes the sums of the open shift, or what the next one starts from. */
export function summed(state: RegisterState, change: (sums: ShiftSums) => ShiftSums): RegisterState {
  const { shift } = state;
  if (shift === null) return { ...state, betweenShifts: change(state.betweenShifts) };
  return { ...state, shift: { ...shift, sums: change(shift.sums) } };
}

function opened(
  state: RegisterState,
  { shift, opening }: EventOf<'shift.opened'>['payload'],
  { at, by }: EventContext,
): RegisterState {
  const sums = opening.reduce(
    (all, { currency, amount }) => withOpeningCash(all, currency, amount),
    state.betweenShifts,
  );
  return {
    ...state,
    numbers: { ...state.numbers, shift },
    shift: { number: shift, openedAt: at, openedBy: by, sums, tabs: 0 },
    betweenShifts: emptySums(),
  };
}

function closed(state: RegisterState, report: EventOf<'shift.closed'>['payload']['report']): RegisterState {
  const counted = report.cash.flatMap((cash) =>
    cash.counted === undefined ? [] : [{ currency: cash.currency, amount: cash.counted }],
  );
  return {
    ...state,
    shift: null,
    lastClose: counted,
    numbers: { ...state.numbers, z: report.zNumber ?? state.numbers.z },
  };
}

function completed(state: RegisterState, sale: Sale, { at, by }: EventContext): RegisterState {
  const { receipt, total, rounding, change, payments } = sale;
  const surplus = add(...payments.map((payment) => payment.surplus ?? zero));
  const tip = tipsOf(payments);
  const goods = goodsOf(sale);
  const { grandTotals } = state;
  return {
    ...summed(prepaid(withoutTab(state, sale.tab.id), sale), (sums) => withSale(sums, sale, by)),
    numbers: { ...state.numbers, receipt },
    ...signedBy(sale),
    ...paidLater(state, sale),
    lastSale: {
      receipt,
      total,
      rounding,
      change,
      ...(surplus === 0 ? {} : { surplus }),
      ...(tip === 0 ? {} : { tip }),
      at,
    },
    grandTotals: {
      sale: add(grandTotals.sale, goods.soldAmount),
      return: add(grandTotals.return, goods.returnedAmount),
    },
  };
}

/** On an order, which knows from here on; or not any more. An order that is elsewhere by now is the office's to find. */
function prepaid(state: RegisterState, sale: Sale): RegisterState {
  const lines = sale.lines.filter(isPrepayment).filter(({ prepayment }) => prepayment.does !== 'use');
  const [first] = lines;
  const order = first === undefined ? undefined : findTab(state, first.prepayment.order.tab);
  if (order === undefined) return state;
  const received = { register: state.register, receipt: sale.receipt, paidWith: broughtIn(sale) };
  return withTab(state, withPrepaid(order, lines, received));
}

/** Given on account; what is given back to it takes off again. */
function paidLater({ accounts }: RegisterState, { payments }: Sale): { readonly accounts?: Accounts } {
  const given = payments.reduce(
    (all, payment) =>
      payment.account === undefined ? all : withGiven(all, payment.account, creditedBy(payment)),
    accounts,
  );
  return given === undefined ? {} : { accounts: given };
}

function received(state: RegisterState, paid: AccountReceived): RegisterState {
  return {
    ...summed(state, (sums) => withReceived(sums, paid.payment, state.currency)),
    numbers: { ...state.numbers, received: paid.number },
    accounts: withGiven(state.accounts, paid, negate(paid.amount)),
  };
}

/** Counted apart, as the law wants training counted (§2-8-2 w), with a series of numbers of its own. */
function practised(state: RegisterState, sale: Sale): RegisterState {
  const { receipt, total } = sale;
  return {
    ...summed(state, (sums) => withTraining(sums, total)),
    numbers: { ...state.numbers, training: receipt },
    ...signedBy(sale),
  };
}

function signedBy({ fiscal }: Sale): Pick<RegisterState, 'fiscal'> {
  if (fiscal === undefined || !('signature' in fiscal)) return {};
  return { fiscal: { keyVersion: fiscal.keyVersion, signature: fiscal.signature } };
}
