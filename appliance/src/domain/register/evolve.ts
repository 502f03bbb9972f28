// The fold: what happened, applied to the state of the register. It judges nothing (the rules did) and must read every entry ever
// written; an event about a tab that does not exist is a broken journal, and throws.
import type { EventContext, RegisterEvent } from './events.ts';
import { evolveDesk } from './evolve-desk.ts';
import { evolveShift } from './evolve-shift.ts';
import { evolveTab } from './evolve-tab.ts';
import { evolveWorkingTime } from './evolve-working-time.ts';
import type { RegisterState } from './state.ts';

export function evolve(state: RegisterState, event: RegisterEvent, context: EventContext): RegisterState {
  switch (event.type) {
    case 'daemon.started':
    case 'daemon.stopped':
    case 'staff.locked-out':
    case 'shift.x-reported':
    case 'receipt.gift-printed':
    case 'receipt.mailed':
      return state;
    case 'fiscal.key-taken':
    case 'training.started':
    case 'training.ended':
    case 'staff.logged-in':
    case 'staff.logged-out':
      return evolveDesk(state, event);
    case 'working-time.started':
    case 'working-time.ended':
    case 'working-time.corrected':
    case 'working-time.deleted':
      return evolveWorkingTime(state, event);
    case 'shift.opened':
    case 'shift.closed':
    case 'cash.moved':
    case 'drawer.opened':
    case 'sale.completed':
    case 'account.paid':
    case 'receipt.copied':
    case 'price.looked-up':
    case 'training.receipt':
      return evolveShift(state, event, context);
    case 'tab.opened':
    case 'tab.parked':
    case 'tab.recalled':
    case 'tab.voided':
    case 'tab.placed':
    case 'tab.guests-set':
    case 'tab.split':
    case 'tab.merged':
    case 'tab.transferred':
    case 'tab.shared':
    case 'tab.withdrawn':
    case 'tab.handed-over':
    case 'tab.taken-over':
    case 'tab.given-up':
    case 'bill.printed':
    case 'tab.renamed':
    case 'tab.noted':
    case 'tab.receipt-wished':
    case 'tab.dining-switched':
    case 'tab.discounted':
    case 'tab.customer-set':
    case 'tab.coupons-set':
    case 'tab.points-redeemed':
    case 'tab.age-checked':
    case 'line.added':
    case 'line.quantity-changed':
    case 'line.priced':
    case 'line.discounted':
    case 'line.noted':
    case 'line.seat-set':
    case 'line.course-set':
    case 'line.voided':
    case 'payment.started':
    case 'payment.settled':
    case 'payment.taken':
      return evolveTab(state, event, context);
  }
}
