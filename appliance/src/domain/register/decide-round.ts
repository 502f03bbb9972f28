// Sending a round: what kitchen and bar have not been told of yet, journalled as it stands on the slip. What is struck from a tab after
// it was sent is taken back at once, in the same breath: nobody makes what nobody wants.
import { ok, refuse } from '../refusal.ts';
import type { RoundSettings } from '../shop/settings.ts';
import { type RoundLine, toSend, toTakeBack } from '../tab/rounds.ts';
import type { Tab } from '../tab/tab.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterState } from './state.ts';
import { tabAtHand } from './tab-at-hand.ts';
import { findTab } from './tabs.ts';

/** Also while the tab is being paid: what was ordered is to be brought. */
export function sendRound(
  state: RegisterState,
  { course }: CommandOf<'send-round'>,
  { settings }: DecideContext,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  const { rounds } = settings;
  const lines = rounds === undefined ? [] : toSend(found.value, rounds, course);
  if (lines.length === 0) return refuse('round.nothing-to-send');
  return ok([sent(found.value, (found.value.rounds ?? 0) + 1, lines)]);
}

/** What was decided, and before the end of a tab or behind a change of a line what is not wanted any more. */
export function withTakenBack(
  state: RegisterState,
  decision: Decision,
  { settings }: DecideContext,
): Decision {
  if (!decision.ok) return decision;
  const rounds = settings.rounds ?? nowhere;
  return ok(decision.value.flatMap((event) => takenBackWith(state, event, rounds)));
}

/** The shop does not send rounds any more; what it sent is taken back all the same. */
const nowhere: RoundSettings = { printers: {} };

function takenBackWith(
  state: RegisterState,
  event: RegisterEvent,
  rounds: RoundSettings,
): readonly RegisterEvent[] {
  switch (event.type) {
    case 'line.voided':
      return [event, ...takenBack(state, { ...event.payload, left: 0 }, rounds)];
    case 'line.quantity-changed':
      return [event, ...takenBack(state, { ...event.payload, left: event.payload.quantity }, rounds)];
    case 'tab.voided':
      return [...takenBack(state, { tab: event.payload.tab, left: 0 }, rounds), event];
    default:
      return [event];
  }
}

/** Of one line, or of all of them. */
function takenBack(
  state: RegisterState,
  { tab: id, line, left }: { readonly tab: string; readonly line?: string; readonly left: number },
  rounds: RoundSettings,
): readonly RegisterEvent[] {
  const tab = findTab(state, id);
  if (tab?.rounds === undefined) return [];
  const lines = tab.lines
    .filter((each) => line === undefined || each.id === line)
    .flatMap((each) => toTakeBack(each, left, rounds));
  return lines.length === 0 ? [] : [sent(tab, tab.rounds, lines)];
}

function sent(tab: Tab, number: number, lines: readonly RoundLine[]): RegisterEvent {
  const { name, table, guests } = tab;
  const head = {
    number: tab.number,
    ...(name === undefined ? {} : { name }),
    ...(table === undefined ? {} : { table }),
    ...(guests === undefined ? {} : { guests }),
  };
  return { type: 'round.sent', payload: { tab: tab.id, number, head, lines } };
}
