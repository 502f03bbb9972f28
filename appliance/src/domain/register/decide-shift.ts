// Opening and closing the shift, and the report in between. Nothing is sold without an open shift; closing it makes the Z.
import type { Minor } from '../money/money.ts';
import { ok, refuse } from '../refusal.ts';
import { buildReport, currenciesToCount } from '../shift/build-report.ts';
import type { ShopSettings } from '../shop/settings.ts';
import { hasActiveLines, openPaymentOf } from '../tab/lines.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { CurrencyAmount, RegisterEvent } from './events.ts';
import type { RegisterState } from './state.ts';
import { textTooLong } from './tab-at-hand.ts';
import { currentTab, withoutTab } from './tabs.ts';

/** Far above any drawer, far below what the sums of a shift can hold. */
const cashMax = 1_000_000_000_000;

export function openShift(
  state: RegisterState,
  command: CommandOf<'open-shift'>,
  context: DecideContext,
): Decision {
  if (state.shift !== null) return refuse('shift.already-open');
  const objection = badCash(command.opening, context.settings) ?? missing([state.currency], command.opening);
  if (objection !== undefined) return objection;
  return ok([
    { type: 'shift.opened', payload: { shift: state.numbers.shift + 1, opening: command.opening } },
    { type: 'drawer.opened', payload: { reason: 'opening' } },
  ]);
}

/** Parked tabs stay for the next shift; a current tab that holds something must be paid, parked or voided first. */
export function closeShift(
  state: RegisterState,
  command: CommandOf<'close-shift'>,
  context: DecideContext,
): Decision {
  const { shift } = state;
  if (shift === null) return refuse('shift.not-open');
  if (Object.values(state.tabs).some((tab) => openPaymentOf(tab) !== undefined))
    return refuse('shift.payment-open');
  const current = currentTab(state);
  if (current !== undefined && hasActiveLines(current)) return refuse('shift.tabs-open', { count: 1 });
  const objection =
    badCash(command.counted, context.settings) ??
    missing(currenciesToCount(state, shift), command.counted) ??
    textTooLong(command.note);
  if (objection !== undefined) return objection;
  const report = buildReport(current === undefined ? state : withoutTab(state, current.id), {
    at: context.now,
    by: context.actor.user,
    settings: context.settings,
    counted: command.counted,
    zNumber: state.numbers.z + 1,
    ...(command.note === undefined || command.note === '' ? {} : { note: command.note }),
  });
  const dropped: RegisterEvent[] =
    current === undefined
      ? []
      : [{ type: 'tab.voided', payload: { tab: current.id, reason: 'empty', value: 0 as Minor } }];
  return ok([
    ...dropped,
    { type: 'shift.closed', payload: { report } },
    { type: 'drawer.opened', payload: { reason: 'closeout' } },
  ]);
}

export function xReport(
  state: RegisterState,
  _command: CommandOf<'x-report'>,
  context: DecideContext,
): Decision {
  if (state.shift === null) return refuse('shift.not-open');
  const report = buildReport(state, { at: context.now, by: context.actor.user, settings: context.settings });
  return ok([{ type: 'shift.x-reported', payload: { report } }]);
}

export function moveCash(
  state: RegisterState,
  command: CommandOf<'move-cash'>,
  context: DecideContext,
): Decision {
  if (state.shift === null) return refuse('shift.not-open');
  const { direction, currency, amount, note } = command;
  const objection = badCash([{ currency, amount }], context.settings) ?? textTooLong(note);
  if (objection !== undefined) return objection;
  if (amount === 0) return refuse('cash.invalid-amount', { currency });
  return ok([
    { type: 'cash.moved', payload: { direction, currency, amount, note } },
    { type: 'drawer.opened', payload: { reason: direction === 'in' ? 'cash-in' : 'cash-out' } },
  ]);
}

/** Each currency known and named once, each amount an amount. */
function badCash(amounts: readonly CurrencyAmount[], settings: ShopSettings): Objection {
  const known = new Set([
    settings.currency.code,
    ...settings.tenders.map((tender) => tender.foreign?.currency.code),
  ]);
  const seen = new Set<string>();
  for (const { currency, amount } of amounts) {
    if (!known.has(currency)) return refuse('cash.currency-unknown', { currency });
    const valid = Number.isSafeInteger(amount) && amount >= 0 && amount <= cashMax;
    if (!valid || seen.has(currency)) return refuse('cash.invalid-amount', { currency });
    seen.add(currency);
  }
  return undefined;
}

function missing(needed: readonly string[], given: readonly CurrencyAmount[]): Objection {
  const currency = needed.find((code) => !given.some((each) => each.currency === code));
  return currency === undefined ? undefined : refuse('cash.count-missing', { currency });
}
