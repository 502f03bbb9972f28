// Folding what concerns more than one tab or the one who has it: dividing, putting together, handing on, also to other registers, and the bill before payment.
import { withBill, withTransfer } from '../shift/sums.ts';
import { parked } from '../tab/tab-changes.ts';
import type { EventContext, EventOf } from './events.ts';
import { summed } from './evolve-shift.ts';
import type { RegisterState } from './state.ts';
import { changedTab, withoutTab, withTab } from './tabs.ts';

type TogetherEvent = EventOf<
  | 'tab.split'
  | 'tab.merged'
  | 'tab.transferred'
  | 'tab.shared'
  | 'tab.handed-over'
  | 'tab.taken-over'
  | 'tab.given-up'
  | 'bill.printed'
>;

export function evolveTogether(
  state: RegisterState,
  event: TogetherEvent,
  { at }: EventContext,
): RegisterState {
  switch (event.type) {
    case 'tab.split': {
      const { rest, parts } = event.payload;
      return { ...[rest, ...parts].reduce(withTab, state), current: rest.id };
    }
    case 'tab.merged':
      return withTab(withoutTab(state, event.payload.from), event.payload.merged);
    case 'tab.transferred': {
      const { tab, to } = event.payload;
      const handed = changedTab(state, tab, (each) => parked({ ...each, owner: to }));
      return summed({ ...handed, current: null }, withTransfer);
    }
    case 'tab.shared':
    case 'tab.taken-over':
      return withTab(state, event.payload.content);
    case 'tab.handed-over':
    case 'tab.given-up':
      return summed(withoutTab(state, event.payload.tab), withTransfer);
    case 'bill.printed': {
      const { number, total } = event.payload.bill;
      const billed = changedTab(state, event.payload.tab, (tab) => ({
        ...tab,
        billed: { number, total, at },
      }));
      return summed({ ...billed, numbers: { ...state.numbers, bill: number } }, (sums) =>
        withBill(sums, total),
      );
    }
  }
}
