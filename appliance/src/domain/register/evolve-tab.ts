// Folding what concerns one tab: its lines, its payments, its end without a sale.
import { withCashOf, withVoidedTab } from '../shift/sums.ts';
import { hasActiveLines } from '../tab/lines.ts';
import {
  parked,
  recalled,
  withCampaignsFixed,
  withCoupons,
  withCustomer,
  withGuests,
  withName,
  withNote,
  withPayment,
  withRedemption,
  withSettlement,
  withTable,
  withTabDiscount,
  withWish,
} from '../tab/tab-changes.ts';
import { withRound } from '../tab/rounds.ts';
import type { Tab } from '../tab/tab.ts';
import type { EventContext, EventOf, RegisterEventType } from './events.ts';
import { evolveLine } from './evolve-line.ts';
import { summed } from './evolve-shift.ts';
import { evolveTogether } from './evolve-together.ts';
import type { RegisterState } from './state.ts';
import { changedTab, knownTab, tabFrom, withoutTab, withTab } from './tabs.ts';

type TabEvent = EventOf<
  Extract<
    RegisterEventType,
    `tab.${string}` | `line.${string}` | `payment.${string}` | `bill.${string}` | `round.${string}`
  >
>;

export function evolveTab(state: RegisterState, event: TabEvent, context: EventContext): RegisterState {
  switch (event.type) {
    case 'tab.opened':
      return opened(state, event.payload, context);
    case 'tab.parked':
      return {
        ...changedTab(state, event.payload.tab, (tab) =>
          parked(withName(tab, event.payload.name ?? tab.name ?? '')),
        ),
        current: null,
      };
    case 'tab.recalled':
      return { ...changedTab(state, event.payload.tab, recalled), current: event.payload.tab };
    case 'tab.voided':
      return voided(state, event.payload);
    case 'tab.placed':
      return changedTab(state, event.payload.tab, (tab) => withTable(tab, event.payload.table));
    case 'tab.guests-set':
      return changedTab(state, event.payload.tab, (tab) => withGuests(tab, event.payload.guests));
    case 'tab.split':
    case 'tab.merged':
    case 'tab.transferred':
    case 'tab.shared':
    case 'tab.handed-over':
    case 'tab.taken-over':
    case 'tab.given-up':
    case 'bill.printed':
      return evolveTogether(state, event, context);
    case 'round.sent':
      return changedTab(state, event.payload.tab, (tab) => withRound(tab, event.payload, context.at));
    case 'tab.withdrawn':
      return state;
    case 'tab.renamed':
      return changedTab(state, event.payload.tab, (tab) => withName(tab, event.payload.name));
    case 'tab.receipt-wished':
      return changedTab(state, event.payload.tab, (tab) => withWish(tab, event.payload.wish));
    case 'tab.noted':
      return changedTab(state, event.payload.tab, (tab) => withNote(tab, event.payload.note));
    case 'tab.dining-switched':
      return changedTab(state, event.payload.tab, (tab) => ({ ...tab, dining: event.payload.dining }));
    case 'tab.discounted':
      return changedTab(state, event.payload.tab, (tab) => withTabDiscount(tab, event.payload.discount));
    case 'tab.customer-set':
      return changedTab(state, event.payload.tab, (tab) => withCustomer(tab, event.payload.customer));
    case 'tab.coupons-set':
      return changedTab(state, event.payload.tab, (tab) => withCoupons(tab, event.payload.coupons));
    case 'tab.points-redeemed':
      return changedTab(state, event.payload.tab, (tab) => redeemed(tab, event.payload));
    case 'tab.age-checked':
      return changedTab(state, event.payload.tab, (tab) => ({ ...tab, ageChecked: event.payload.age }));
    case 'line.added':
    case 'line.quantity-changed':
    case 'line.priced':
    case 'line.discounted':
    case 'line.noted':
    case 'line.seat-set':
    case 'line.course-set':
    case 'line.voided':
      return evolveLine(state, event);
    case 'payment.started':
      return started(state, event.payload);
    case 'payment.taken':
      return taken(state, event.payload);
    case 'payment.settled':
      return settled(state, event.payload);
  }
}

function opened(
  state: RegisterState,
  payload: EventOf<'tab.opened'>['payload'],
  context: EventContext,
): RegisterState {
  const { shift } = state;
  return {
    ...withTab(state, tabFrom(payload, context)),
    shift: shift === null ? null : { ...shift, tabs: shift.tabs + 1 },
    current: payload.tab,
    lastSale: null,
  };
}

/** Counted where it held something: a tab that was only put away is no aborted sale. */
function voided(state: RegisterState, { tab, value }: EventOf<'tab.voided'>['payload']): RegisterState {
  const held = hasActiveLines(knownTab(state, tab));
  const without = withoutTab(state, tab);
  return held ? summed(without, (sums) => withVoidedTab(sums, value)) : without;
}

function redeemed(tab: Tab, { redemption, known }: EventOf<'tab.points-redeemed'>['payload']): Tab {
  const { customer } = tab;
  const told =
    customer === undefined || known === undefined
      ? tab
      : { ...tab, customer: { ...customer, points: known } };
  return withRedemption(told, redemption);
}

function paid(
  tab: Tab,
  { payment, campaigns }: EventOf<'payment.started' | 'payment.taken'>['payload'],
): Tab {
  return withPayment(withCampaignsFixed(tab, campaigns), payment);
}

function started(state: RegisterState, payload: EventOf<'payment.started'>['payload']): RegisterState {
  const next = changedTab(state, payload.tab, (tab) => paid(tab, payload));
  const { payment } = payload;
  return payment.terminal === true ? { ...next, lastCard: payment.id } : next;
}

function taken(state: RegisterState, payload: EventOf<'payment.taken'>['payload']): RegisterState {
  const { tab, payment } = payload;
  const next = changedTab(state, tab, (each) => paid(each, payload));
  return summed(next, (sums) => withCashOf(sums, payment, { currency: state.currency, direction: 1 }));
}

function settled(state: RegisterState, payload: EventOf<'payment.settled'>['payload']): RegisterState {
  const { tab, payment: id, ...settlement } = payload;
  const payment = knownTab(state, tab).payments.find((each) => each.id === id);
  const next = changedTab(state, tab, (each) => withSettlement(each, id, settlement));
  const direction = settlement.state === 'reversed' ? -1 : 1;
  if (payment === undefined || (settlement.state !== 'taken' && settlement.state !== 'reversed')) return next;
  return summed(next, (sums) => withCashOf(sums, payment, { currency: state.currency, direction }));
}
