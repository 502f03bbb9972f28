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
    default:
      // Of a tab, all of them: anything else would not fit.
      return evolveTab(state, event, context);
  }
}
