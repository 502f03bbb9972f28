// Where guests sit and what is whose: the table and the guests of a tab, the seat and the course of a line, handing a tab on to a colleague,
// and the bill before it is paid. None of it changes what a tab comes to.
import { ok, refuse } from '../refusal.ts';
import { dueOf, paidOf } from '../payment/settle.ts';
import { hasActiveLines, ownerOf } from '../tab/lines.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { LineId, Tab } from '../tab/tab.ts';
import type { CommandOf } from './commands.ts';
import { contentOf } from './complete-sale.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterState } from './state.ts';
import { changeableTab, lineAtHand, tabAtHand } from './tab-at-hand.ts';

const guestsMax = 999;
const seatMax = 99;
const courseMax = 9;

export function moveToTable(
  state: RegisterState,
  { table }: CommandOf<'move-to-table'>,
  _context: DecideContext,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  const { id, table: before } = found.value;
  if (before?.id === table?.id) return ok([]);
  return ok([{ type: 'tab.placed', payload: { tab: id, table } }]);
}

export function setGuests(
  state: RegisterState,
  { guests }: CommandOf<'set-guests'>,
  _context: DecideContext,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  const { id, guests: before } = found.value;
  if (guests === (before ?? null)) return ok([]);
  return badGuests(guests) ?? ok([{ type: 'tab.guests-set', payload: { tab: id, guests } }]);
}

export function badGuests(guests: number | null | undefined): Objection {
  return outOfRange(guests, guestsMax);
}

export function setSeat(
  state: RegisterState,
  { lines, seat }: CommandOf<'set-seat'>,
  _context: DecideContext,
): Decision {
  return (
    outOfRange(seat, seatMax) ??
    eachLine(state, lines, (tab, line) => ({
      type: 'line.seat-set',
      payload: { tab: tab.id, line, seat },
    }))
  );
}

export function setCourse(
  state: RegisterState,
  { lines, course }: CommandOf<'set-course'>,
  _context: DecideContext,
): Decision {
  return (
    outOfRange(course, courseMax) ??
    eachLine(state, lines, (tab, line) => ({
      type: 'line.course-set',
      payload: { tab: tab.id, line, course },
    }))
  );
}

/** To a colleague, who finds it among the open tabs. Money on it belongs to the drawer it was put into, so that is settled first. */
export function transferTab(
  state: RegisterState,
  { to }: CommandOf<'transfer-tab'>,
  { settings }: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const tab = found.value;
  const from = ownerOf(tab);
  if (from === to) return ok([]);
  const value = priceTab(tab, settings).total;
  return ok([{ type: 'tab.transferred', payload: { tab: tab.id, from, to, value } }]);
}

/** What it would come to, before it is paid: numbered, journalled in full and counted, and no receipt (§2-8-2 o). */
export function printBill(
  state: RegisterState,
  _command: CommandOf<'print-bill'>,
  { settings }: DecideContext,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  const tab = found.value;
  if (!hasActiveLines(tab)) return refuse('tab.empty');
  const content = contentOf(tab, settings);
  const bill = {
    number: (state.numbers.bill ?? 0) + 1,
    shift: state.numbers.shift,
    ...content,
    paid: paidOf(tab.payments),
    due: dueOf(content.total, tab.payments),
  };
  return ok([{ type: 'bill.printed', payload: { tab: tab.id, bill } }]);
}

function eachLine(
  state: RegisterState,
  lines: readonly LineId[],
  event: (tab: Tab, line: LineId) => RegisterEvent,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  for (const id of lines) {
    const line = lineAtHand(found.value, id);
    if (!line.ok) return line;
    if (line.value.line.parent !== undefined) return refuse('line.not-changeable');
  }
  return ok([...new Set(lines)].map((line) => event(found.value, line)));
}

function outOfRange(value: number | null | undefined, max: number): Objection {
  if (value === null || value === undefined) return undefined;
  const valid = Number.isSafeInteger(value) && value >= 1 && value <= max;
  return valid ? undefined : refuse('table.number-invalid', { max });
}
