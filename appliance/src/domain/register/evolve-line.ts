// Folding what concerns one line of a tab: added, changed, given a place at the table, voided.
import { add, type Minor, subtract } from '../money/money.ts';
import { priceFor } from '../quantity/quantity.ts';
import { withCorrection } from '../shift/sums.ts';
import { familyOf } from '../tab/lines.ts';
import {
  withCourse,
  withLine,
  withLineDiscount,
  withLineNote,
  withoutLine,
  withPrice,
  withQuantity,
  withSeat,
} from '../tab/tab-changes.ts';
import type { LineId, Tab } from '../tab/tab.ts';
import type { EventOf, RegisterEventType } from './events.ts';
import { summed } from './evolve-shift.ts';
import type { RegisterState } from './state.ts';
import { changedTab, knownTab, withTab } from './tabs.ts';

type LineEvent = EventOf<Extract<RegisterEventType, `line.${string}`>>;

export function evolveLine(state: RegisterState, event: LineEvent): RegisterState {
  switch (event.type) {
    case 'line.added':
      return changedTab(state, event.payload.tab, (tab) => withLine(tab, event.payload.line));
    case 'line.quantity-changed':
      return quantityChanged(state, event.payload);
    case 'line.priced':
      return changedTab(state, event.payload.tab, (tab) => withPrice(tab, event.payload.line, event.payload));
    case 'line.discounted':
      return changedTab(state, event.payload.tab, (tab) =>
        withLineDiscount(tab, event.payload.line, event.payload.discount),
      );
    case 'line.noted':
      return changedTab(state, event.payload.tab, (tab) =>
        withLineNote(tab, event.payload.line, event.payload.note),
      );
    case 'line.seat-set':
      return changedTab(state, event.payload.tab, (tab) =>
        withSeat(tab, event.payload.line, event.payload.seat),
      );
    case 'line.course-set':
      return changedTab(state, event.payload.tab, (tab) =>
        withCourse(tab, event.payload.line, event.payload.course),
      );
    case 'line.voided': {
      const { line, reason, value } = event.payload;
      return summed(
        changedTab(state, event.payload.tab, (tab) => withoutLine(tab, line, reason)),
        (sums) => withCorrection(sums, value),
      );
    }
  }
}

/** A quantity that goes down is a correction, like a line voided in part (§2-8-2 s). */
function quantityChanged(
  state: RegisterState,
  { tab, line, quantity }: EventOf<'line.quantity-changed'>['payload'],
): RegisterState {
  const before = knownTab(state, tab);
  const after = withQuantity(before, line, quantity);
  const less = subtract(listWorth(before, line), listWorth(after, line));
  const next = withTab(state, after);
  return less > 0 ? summed(next, (sums) => withCorrection(sums, less)) : next;
}

/** A line and its deposit at their unit prices. */
function listWorth(tab: Tab, id: LineId): Minor {
  return add(...familyOf(tab, id).map((line) => priceFor(line.unitPrice, line.quantity)));
}
