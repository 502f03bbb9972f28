// Which tab a command is about, and whether it may be touched now. Most commands name no tab: they mean the current one.
import { priceTab } from '../tab/price-tab.ts';
import { activeLines, hasLivePayments } from '../tab/lines.ts';
import type { Line, LineId, Tab, TabId, TableRef } from '../tab/tab.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import type { ReasonSettings, SellingSettings, VatClassSetting } from '../shop/settings.ts';
import type { DecideContext, Objection } from './decision.ts';
import type { EventOf, RegisterEvent } from './events.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { currentTab, findTab, tabFrom } from './tabs.ts';

/** Longest note, name or reason, in characters. */
const textMax = 200;

/** Some things a shop wants a reason for. */
export function reasonMissing(
  what: keyof ReasonSettings,
  reason: string,
  { reasons }: Pick<SellingSettings, 'reasons'>,
): Objection {
  return reasons?.[what] === true && reason.trim() === '' ? refuse('reason.needed') : undefined;
}

/** The current tab of an open shift. */
export function tabAtHand(state: RegisterState): Result<Tab, RegisterRefusalCode> {
  if (state.shift === null) return refuse('shift.not-open');
  const tab = currentTab(state);
  return tab === undefined ? refuse('tab.none') : ok(tab);
}

/** The current tab, while nothing has been paid: afterwards lines, discounts and VAT are fixed. */
export function changeableTab(state: RegisterState): Result<Tab, RegisterRefusalCode> {
  const found = tabAtHand(state);
  if (found.ok && hasLivePayments(found.value)) return refuse('tab.has-payments');
  return found;
}

export interface LineAtHand {
  readonly tab: Tab;
  readonly line: Line;
}

/** A line of the current tab that is not voided. */
export function lineAtHand(tab: Tab, id: LineId): Result<LineAtHand, RegisterRefusalCode> {
  const line = tab.lines.find((each) => each.id === id);
  if (line === undefined) return refuse('line.unknown');
  return line.voided === undefined ? ok({ tab, line }) : refuse('line.voided');
}

export interface Place {
  readonly tab: Tab;
  /** The event that opens the tab, when it is new. */
  readonly opening: readonly RegisterEvent[];
}

/** Where a new line goes: the current tab, or a new one with the id given. */
export function placeForLine(
  state: RegisterState,
  tabId: TabId,
  context: DecideContext,
): Result<Place, RegisterRefusalCode> {
  const current = changeableTab(state);
  if (current.ok) return ok({ tab: current.value, opening: [] });
  if (current.refusal.code !== 'tab.none') return current;
  const opened = tabOpening(state, { tabId }, context);
  if (!opened.ok) return opened;
  return ok({
    tab: tabFrom(opened.value.payload, { at: context.now, by: context.actor.user }),
    opening: [opened.value],
  });
}

export interface NewTab {
  readonly tabId: TabId;
  readonly name?: string;
  readonly table?: TableRef;
  readonly guests?: number;
}

/** The event that opens a tab, numbered in the shift: `B1-075-0001`. */
export function tabOpening(
  state: RegisterState,
  wanted: NewTab,
  context: DecideContext,
): Result<EventOf<'tab.opened'>, RegisterRefusalCode> {
  const { shift } = state;
  if (shift === null) return refuse('shift.not-open');
  const { openTabs } = context.settings.limits;
  if (Object.keys(state.tabs).length >= openTabs) return refuse('tab.too-many', { max: openTabs });
  if (findTab(state, wanted.tabId) !== undefined) return refuse('id.already-used');
  const number = `${state.register}-${String(shift.number).padStart(3, '0')}-${String(shift.tabs + 1).padStart(4, '0')}`;
  const { tabId, name, table, guests } = wanted;
  return ok({
    type: 'tab.opened',
    payload: {
      tab: tabId,
      number,
      ...(name === undefined || name === '' ? {} : { name }),
      dining: context.settings.dining.default,
      ...(table === undefined ? {} : { table }),
      ...(guests === undefined ? {} : { guests }),
    },
  });
}

/**
 * Whether the tab, as a command would leave it, stays within the shop's limits. Pricing a tab is the dearest sum of the till, and no tab
 * that matters comes near the limit: it is only priced when its lines, taken without discounts and signs, could pass it.
 */
export function withinLimits(tab: Tab, settings: SellingSettings): Objection {
  const { linesPerTab, totalMax } = settings.limits;
  if (tab.lines.length > linesPerTab) return refuse('tab.too-many-lines', { max: linesPerTab });
  const sizes = activeLines(tab).map((line) => sizeOf(line, settings));
  if (sizes.some((size) => size > totalMax)) return refuse('tab.total-too-high', { max: totalMax });
  if (sizes.reduce((sum, size) => sum + size, 0) <= totalMax) return undefined;
  return Math.abs(priceTab(tab, settings).total) > totalMax
    ? refuse('tab.total-too-high', { max: totalMax })
    : undefined;
}

export function textTooLong(text: string | undefined): Objection {
  return text !== undefined && text.length > textMax ? refuse('text.too-long', { max: textMax }) : undefined;
}

/** What a line can come to at most, to the unit above: an estimate, never an amount. */
function sizeOf(line: Line, { vat }: SellingSettings): number {
  if (line.returnOf !== undefined) return line.returnOf.gross;
  const listed = Math.abs(line.labelPrice ?? line.unitPrice * (line.quantity / 1000));
  return vat.prices === 'gross'
    ? Math.ceil(listed)
    : Math.ceil(listed * (1 + highestRate(vat.classes) / 10_000)) + 1;
}

function highestRate(classes: readonly VatClassSetting[]): number {
  return Math.max(0, ...classes.flatMap((each) => Object.values(each.rates).map(({ rate }) => rate)));
}
