// The tab as a whole: opening, parking and recalling it, its name, note, dining mode and discount, the age check, and voiding it.
import type { TabCustomer } from '../customer/customer.ts';
import { add, type Minor, zero } from '../money/money.ts';
import { ok, refuse } from '../refusal.ts';
import { ageToCheck, hasActiveLines, hasLivePayments } from '../tab/lines.ts';
import { discountable, priceTab } from '../tab/price-tab.ts';
import { withTabDiscount } from '../tab/tab-changes.ts';
import type { Tab } from '../tab/tab.ts';
import type { CommandOf } from './commands.ts';
import { invalidDiscount } from './decide-line.ts';
import { pointsFreed } from './decide-points.ts';
import { prepaidInTheWay } from './decide-prepayment.ts';
import { badGuests } from './decide-table.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterState } from './state.ts';
import {
  changeableTab,
  placeForLine,
  reasonMissing,
  tabAtHand,
  tabOpening,
  textTooLong,
} from './tab-at-hand.ts';
import { currentTab, findTab } from './tabs.ts';

export function openTab(
  state: RegisterState,
  command: CommandOf<'open-tab'>,
  context: DecideContext,
): Decision {
  const objection = textTooLong(command.name) ?? badGuests(command.guests);
  if (objection !== undefined) return objection;
  const away = madeRoom(state, command.hold);
  if (!away.ok) return away;
  const opened = tabOpening(state, command, context);
  return opened.ok ? ok([...away.value, opened.value]) : opened;
}

/** A tab with payments stays at hand until it is paid: money taken belongs to the shift it was taken in. */
export function parkTab(
  state: RegisterState,
  command: CommandOf<'park-tab'>,
  _context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const objection = textTooLong(command.name);
  if (objection !== undefined) return objection;
  const given = command.name === undefined || command.name === '' ? {} : { name: command.name };
  if (!hasActiveLines(found.value) && !isKept(found.value) && given.name === undefined)
    return refuse('tab.empty');
  return ok([{ type: 'tab.parked', payload: { tab: found.value.id, ...given } }]);
}

export function recallTab(
  state: RegisterState,
  command: CommandOf<'recall-tab'>,
  _context: DecideContext,
): Decision {
  if (state.shift === null) return refuse('shift.not-open');
  if (findTab(state, command.tab) === undefined) return refuse('tab.unknown');
  if (state.current === command.tab) return ok([]);
  const away = madeRoom(state, command.hold);
  if (!away.ok) return away;
  return ok([...away.value, { type: 'tab.recalled', payload: { tab: command.tab } }]);
}

export function voidTab(
  state: RegisterState,
  command: CommandOf<'void-tab'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const objection =
    prepaidInTheWay(found.value) ??
    textTooLong(command.reason) ??
    reasonMissing('void', command.reason, context.settings);
  if (objection !== undefined) return objection;
  const value = priceTab(found.value, context.settings).total;
  const payload = { tab: found.value.id, reason: command.reason, value, ...pointsFreed(found.value) };
  return ok([{ type: 'tab.voided', payload }]);
}

export function renameTab(
  state: RegisterState,
  command: CommandOf<'rename-tab'>,
  _context: DecideContext,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  return (
    textTooLong(command.name) ??
    ok([{ type: 'tab.renamed', payload: { tab: found.value.id, name: command.name } }])
  );
}

export function noteTab(
  state: RegisterState,
  command: CommandOf<'note-tab'>,
  _context: DecideContext,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  return (
    textTooLong(command.note) ??
    ok([{ type: 'tab.noted', payload: { tab: found.value.id, note: command.note } }])
  );
}

export function switchDining(
  state: RegisterState,
  command: CommandOf<'switch-dining'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  if (!context.settings.dining.switchable) return refuse('dining.not-switchable');
  const { id, dining } = found.value;
  return ok(
    dining === command.dining
      ? []
      : [{ type: 'tab.dining-switched', payload: { tab: id, dining: command.dining } }],
  );
}

export function discountTab(
  state: RegisterState,
  command: CommandOf<'discount-tab'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const { discount } = command;
  if (discount !== null) {
    if (invalidDiscount(discount)) return refuse('tab.discount-too-high');
    const max = discountableTotal(found.value, context);
    if (discount.kind === 'amount' && discount.amount > max) return refuse('tab.discount-too-high', { max });
    const objection = reasonMissing('discount', discount.reason, context.settings);
    if (objection !== undefined) return objection;
  }
  return (
    textTooLong(discount?.reason) ??
    ok([{ type: 'tab.discounted', payload: { tab: found.value.id, discount } }])
  );
}

/** Before the first goods, too: then it opens the tab. What somebody pays is fixed with the first money, and who pays with it. */
export function setCustomer(
  state: RegisterState,
  { tabId, customer }: CommandOf<'set-customer'>,
  context: DecideContext,
): Decision {
  if (customer === null) {
    const found = changeableTab(state);
    if (!found.ok) return found;
    const { id, customer: before } = found.value;
    return ok(before === undefined ? [] : [{ type: 'tab.customer-set', payload: { tab: id, customer } }]);
  }
  const place = placeForLine(state, tabId, context);
  if (!place.ok) return place;
  const { tab, opening } = place.value;
  if (isSame(tab.customer, customer)) return ok([]);
  return ok([...opening, { type: 'tab.customer-set', payload: { tab: tab.id, customer } }]);
}

function isSame(before: TabCustomer | undefined, customer: TabCustomer): boolean {
  const known = new Set(before?.groups);
  return (
    before?.id === customer.id &&
    before.points?.balance === customer.points?.balance &&
    known.size === customer.groups.length &&
    customer.groups.every((group) => known.has(group))
  );
}

/** One check serves the whole tab; asked again at the same age or below, nothing new happened. */
export function checkAge(
  state: RegisterState,
  command: CommandOf<'check-age'>,
  _context: DecideContext,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  const { id, ageChecked } = found.value;
  if (!Number.isSafeInteger(command.age) || command.age <= 0)
    return refuse('tab.age-check-needed', { age: ageToCheck(found.value) });
  return ok(
    command.age <= (ageChecked ?? 0)
      ? []
      : [{ type: 'tab.age-checked', payload: { tab: id, age: command.age } }],
  );
}

/**
 * The current tab makes room for another. One that holds something is put aside where that was asked for; an empty one is parked if somebody
 * named it or sits at its table, otherwise gone.
 */
function madeRoom(state: RegisterState, hold = false): Decision {
  const tab = currentTab(state);
  if (tab === undefined) return ok([]);
  const parked: RegisterEvent = { type: 'tab.parked', payload: { tab: tab.id } };
  if (hasActiveLines(tab)) {
    if (!hold) return refuse('tab.current-in-use');
    return hasLivePayments(tab) ? refuse('tab.has-payments') : ok([parked]);
  }
  if (isKept(tab)) return ok([parked]);
  return ok([
    { type: 'tab.voided', payload: { tab: tab.id, reason: 'empty', value: zero, ...pointsFreed(tab) } },
  ]);
}

/** Also while it is empty. */
function isKept({ name, table }: Tab): boolean {
  return name !== undefined || table !== undefined;
}

/** What a tab discount may be taken off. */
function discountableTotal(tab: Tab, context: DecideContext): Minor {
  const { lines } = priceTab(withTabDiscount(tab, null), context.settings);
  const open = new Set(tab.lines.filter(discountable).map((line) => line.id));
  return add(zero, ...lines.filter((line) => open.has(line.id)).map(({ total }) => total));
}
