// Opening and closing the shift, and the report in between. Nothing is sold without an open shift; closing it makes the Z.
import { ok, refuse, type Result } from '../refusal.ts';
import { seesExpectedCash } from '../shift/blind-count.ts';
import { buildReport, currenciesToCount } from '../shift/build-report.ts';
import { type ShopSettings, usualCloseout } from '../shop/settings.ts';
import { hasActiveLines, hasLivePayments, openPaymentOf } from '../tab/lines.ts';
import { orderPaidOn, prepaidLines } from '../tab/prepaid.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { Tab } from '../tab/tab.ts';
import { requirePermission } from './command-permission.ts';
import type { CommandOf } from './commands.ts';
import { pointsFreed } from './decide-points.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { CurrencyAmount, EventOf } from './events.ts';
import { evolveTab } from './evolve-tab.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { textTooLong } from './tab-at-hand.ts';
import { currentTab } from './tabs.ts';

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

/** Ends with exactly one Z: what is open is put away first, so the report tells the register as the next shift finds it. */
export function closeShift(
  state: RegisterState,
  command: CommandOf<'close-shift'>,
  context: DecideContext,
): Decision {
  const { shift } = state;
  if (shift === null) return refuse('shift.not-open');
  if (Object.values(state.tabs).some((tab) => openPaymentOf(tab) !== undefined))
    return refuse('shift.payment-open');
  const putAway = tabsAtClose(state, context);
  if (!putAway.ok) return putAway;
  const objection =
    badCash(command.counted, context.settings) ??
    missing(currenciesToCount(state, shift), command.counted) ??
    textTooLong(command.note);
  if (objection !== undefined) return objection;
  const by = { at: context.now, by: context.actor.user };
  const report = buildReport(
    putAway.value.reduce((before, event) => evolveTab(before, event, by), state),
    {
      ...by,
      settings: context.settings,
      counted: command.counted,
      zNumber: state.numbers.z + 1,
      ...(command.note === undefined || command.note === '' ? {} : { note: command.note }),
    },
  );
  return ok([
    ...putAway.value,
    { type: 'shift.closed', payload: { report } },
    { type: 'drawer.opened', payload: { reason: 'closeout' } },
  ]);
}

type PutAway = EventOf<'tab.voided' | 'tab.parked'>;

/** What becomes of the open tabs. Money taken belongs to the shift it was taken in: a tab that is paid in part is paid first. */
function tabsAtClose(
  state: RegisterState,
  { settings }: DecideContext,
): Result<readonly PutAway[], RegisterRefusalCode> {
  const rule = (settings.closeout ?? usualCloseout).openTabs;
  const tabs = Object.values(state.tabs);
  const inTheWay = tabs.filter(
    (tab) => hasLivePayments(tab) || (rule === 'refuse' && hasActiveLines(tab) && !isPrepaid(tab)),
  );
  if (inTheWay.length > 0) return refuse('shift.tabs-open', { count: inTheWay.length });
  const voided = (tab: Tab, reason: string): PutAway => ({
    type: 'tab.voided',
    payload: { tab: tab.id, reason, value: priceTab(tab, settings).total, ...pointsFreed(tab) },
  });
  const current = currentTab(state);
  return ok(
    tabs.flatMap((tab) => {
      const gone = rule === 'void' ? !isPrepaid(tab) : tab === current && !isCarriedOver(tab);
      if (gone) return [voided(tab, hasActiveLines(tab) ? 'closeout' : 'empty')];
      return tab === current ? [{ type: 'tab.parked', payload: { tab: tab.id } }] : [];
    }),
  );
}

/** Whatever the shop does with open tabs: somebody's money is on it. */
function isPrepaid(tab: Tab): boolean {
  return prepaidLines(tab).length > 0;
}

/** Not an empty tab, and not a prepayment that nobody has paid: its order waits. */
function isCarriedOver(tab: Tab): boolean {
  return hasActiveLines(tab) && orderPaidOn(tab) === undefined;
}

export function xReport(
  state: RegisterState,
  _command: CommandOf<'x-report'>,
  context: DecideContext,
): Decision {
  if (state.shift === null) return refuse('shift.not-open');
  if (!seesExpectedCash(context.actor, context.settings)) {
    const denied = requirePermission(context.actor, 'printing.z_report');
    if (denied !== undefined) return denied;
  }
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
