// Folding what concerns one tab: its lines, its payments, its end without a sale.
import { add, type Minor, subtract } from '../money/money.ts';
import { priceFor } from '../quantity/quantity.ts';
import { withCashOf, withCorrection, withVoidedTab } from '../shift/sums.ts';
import { familyOf, hasActiveLines } from '../tab/lines.ts';
import {
  parked,
  recalled,
  withCampaignsFixed,
  withCustomer,
  withLine,
  withLineDiscount,
  withLineNote,
  withName,
  withNote,
  withoutLine,
  withPayment,
  withPrice,
  withQuantity,
  withSettlement,
  withTabDiscount,
} from '../tab/tab-changes.ts';
import type { LineId, Tab, TabId } from '../tab/tab.ts';
import type { EventContext, EventOf, RegisterEventType } from './events.ts';
import { summed } from './evolve-shift.ts';
import type { RegisterState } from './state.ts';
import { findTab, tabFrom, withoutTab, withTab } from './tabs.ts';

type TabEvent = EventOf<Extract<RegisterEventType, `tab.${string}` | `line.${string}` | `payment.${string}`>>;

export function evolveTab(state: RegisterState, event: TabEvent, context: EventContext): RegisterState {
  switch (event.type) {
    case 'tab.opened':
      return opened(state, event.payload, context);
    case 'tab.parked':
      return {
        ...changed(state, event.payload.tab, (tab) =>
          parked(withName(tab, event.payload.name ?? tab.name ?? '')),
        ),
        current: null,
      };
    case 'tab.recalled':
      return { ...changed(state, event.payload.tab, recalled), current: event.payload.tab };
    case 'tab.voided':
      return voided(state, event.payload);
    case 'tab.renamed':
      return changed(state, event.payload.tab, (tab) => withName(tab, event.payload.name));
    case 'tab.noted':
      return changed(state, event.payload.tab, (tab) => withNote(tab, event.payload.note));
    case 'tab.dining-switched':
      return changed(state, event.payload.tab, (tab) => ({ ...tab, dining: event.payload.dining }));
    case 'tab.discounted':
      return changed(state, event.payload.tab, (tab) => withTabDiscount(tab, event.payload.discount));
    case 'tab.customer-set':
      return changed(state, event.payload.tab, (tab) => withCustomer(tab, event.payload.customer));
    case 'tab.age-checked':
      return changed(state, event.payload.tab, (tab) => ({ ...tab, ageChecked: event.payload.age }));
    case 'line.added':
      return changed(state, event.payload.tab, (tab) => withLine(tab, event.payload.line));
    case 'line.quantity-changed':
      return quantityChanged(state, event.payload);
    case 'line.priced':
      return changed(state, event.payload.tab, (tab) => withPrice(tab, event.payload.line, event.payload));
    case 'line.discounted':
      return changed(state, event.payload.tab, (tab) =>
        withLineDiscount(tab, event.payload.line, event.payload.discount),
      );
    case 'line.noted':
      return changed(state, event.payload.tab, (tab) =>
        withLineNote(tab, event.payload.line, event.payload.note),
      );
    case 'line.voided': {
      const { line, reason, value } = event.payload;
      return summed(
        changed(state, event.payload.tab, (tab) => withoutLine(tab, line, reason)),
        (sums) => withCorrection(sums, value),
      );
    }
    case 'payment.started':
      return changed(state, event.payload.tab, (tab) => paid(tab, event.payload));
    case 'payment.taken':
      return taken(state, event.payload);
    case 'payment.settled':
      return settled(state, event.payload);
  }
}

function known(state: RegisterState, id: TabId): Tab {
  const tab = findTab(state, id);
  if (tab === undefined) throw new Error(`the journal tells of a tab that is not open: ${id}`);
  return tab;
}

function changed(state: RegisterState, id: TabId, change: (tab: Tab) => Tab): RegisterState {
  return withTab(state, change(known(state, id)));
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
  const held = hasActiveLines(known(state, tab));
  const without = withoutTab(state, tab);
  return held ? summed(without, (sums) => withVoidedTab(sums, value)) : without;
}

/** A quantity that goes down is a correction, like a line voided in part (§2-8-2 s). */
function quantityChanged(
  state: RegisterState,
  { tab, line, quantity }: EventOf<'line.quantity-changed'>['payload'],
): RegisterState {
  const before = known(state, tab);
  const after = withQuantity(before, line, quantity);
  const less = subtract(listWorth(before, line), listWorth(after, line));
  const next = withTab(state, after);
  return less > 0 ? summed(next, (sums) => withCorrection(sums, less)) : next;
}

/** A line and its deposit at their unit prices. */
function listWorth(tab: Tab, id: LineId): Minor {
  return add(...familyOf(tab, id).map((line) => priceFor(line.unitPrice, line.quantity)));
}

function paid(
  tab: Tab,
  { payment, campaigns }: EventOf<'payment.started' | 'payment.taken'>['payload'],
): Tab {
  return withPayment(withCampaignsFixed(tab, campaigns), payment);
}

function taken(state: RegisterState, payload: EventOf<'payment.taken'>['payload']): RegisterState {
  const { tab, payment } = payload;
  const next = changed(state, tab, (each) => paid(each, payload));
  return summed(next, (sums) => withCashOf(sums, payment, { currency: state.currency, direction: 1 }));
}

function settled(state: RegisterState, payload: EventOf<'payment.settled'>['payload']): RegisterState {
  const { tab, payment: id, ...settlement } = payload;
  const payment = known(state, tab).payments.find((each) => each.id === id);
  const next = changed(state, tab, (each) => withSettlement(each, id, settlement));
  const direction = settlement.state === 'reversed' ? -1 : 1;
  if (payment === undefined || (settlement.state !== 'taken' && settlement.state !== 'reversed')) return next;
  return summed(next, (sums) => withCashOf(sums, payment, { currency: state.currency, direction }));
}
