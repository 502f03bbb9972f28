// Dividing a tab among those who pay, and putting tabs together again. Only while nothing is paid: money stays with the tab it was given on,
// and who wants to pay a share of an undivided tab pays a part of what is due. What leaves a tab is no void: it is sold elsewhere.
import { ok, refuse, type Result } from '../refusal.ts';
import { onePiece, thousandths } from '../quantity/quantity.ts';
import { type Chosen, discountTogether, divide, divisible, together } from '../tab/divide-tab.ts';
import { activeLines, hasActiveLines, hasLivePayments, loneAddOn } from '../tab/lines.ts';
import { parked } from '../tab/tab-changes.ts';
import type { Line, Tab, TabId } from '../tab/tab.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { EventOf, RegisterEvent } from './events.ts';
import { evolveTab } from './evolve-tab.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { changeableTab, lineAtHand, tabOpening, textTooLong, withinLimits } from './tab-at-hand.ts';
import { findTab, tabFrom } from './tabs.ts';

/** What is chosen goes to a new tab, which waits among the open ones. Discounts on lines stay on them; the customer stays where they were. */
export function splitLines(
  state: RegisterState,
  command: CommandOf<'split-lines'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const objection =
    textTooLong(command.name) ?? badChoice(found.value, command.lines) ?? takenIds(found.value, command);
  if (objection !== undefined) return objection;
  const chosen = command.lines.map((each, index) => ({
    ...each,
    quantity: thousandths(each.quantity),
    id: partId(command.tabId, index),
  }));
  const wanted = { tabId: command.tabId, ...(command.name === undefined ? {} : { name: command.name }) };
  return splitInto(state, { tab: found.value, parts: [{ ...wanted, chosen }] }, context);
}

/** A tab for each seat; what belongs to nobody stays, and with it the tab. Where everything is somebody's, the first seat keeps the tab. */
export function splitBySeat(
  state: RegisterState,
  { tabId }: CommandOf<'split-by-seat'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const goods = activeLines(found.value).filter((line) => line.parent === undefined);
  const seats = [...new Set(goods.flatMap(({ seat }) => (seat === undefined ? [] : [seat])))].sort(
    (one, other) => one - other,
  );
  const leaving = goods.some(({ seat }) => seat === undefined) ? seats : seats.slice(1);
  if (leaving.length === 0) return refuse('split.nothing-left');
  const parts = leaving.map((seat) => ({
    tabId: `${tabId}:${String(seat)}`,
    chosen: goods.filter((line) => line.seat === seat).map((line) => whole(line)),
  }));
  return splitInto(state, { tab: found.value, parts }, context);
}

/** The other tab's lines come to the current one. Refused where the two contradict each other: that is for people to settle. */
export function mergeTab(
  state: RegisterState,
  command: CommandOf<'merge-tab'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const tab = found.value;
  const other = findTab(state, command.tab);
  if (other === undefined || other.id === tab.id) return refuse('tab.unknown');
  if (hasLivePayments(other)) return refuse('tab.has-payments');
  if (tab.dining !== other.dining) return refuse('merge.dining-differs');
  if (tab.customer !== undefined && other.customer !== undefined && tab.customer.id !== other.customer.id)
    return refuse('merge.customers-differ');
  const ids = new Set(tab.lines.map(({ id }) => id));
  if (other.lines.some(({ id }) => ids.has(id))) return refuse('id.already-used');
  const discount = discountTogether(tab, other);
  if (discount === undefined) return refuse('merge.discounts-differ');
  const merged = together(tab, other, discount);
  return (
    withinLimits(merged, context.settings) ??
    ok([{ type: 'tab.merged', payload: { tab: tab.id, from: other.id, merged } }])
  );
}

interface Part {
  readonly tabId: TabId;
  readonly name?: string;
  readonly chosen: readonly Chosen[];
}

/** Each part is opened like any tab, so that it has a number of its own; then all lines find their places at once. */
function splitInto(
  state: RegisterState,
  { tab, parts }: { readonly tab: Tab; readonly parts: readonly Part[] },
  context: DecideContext,
): Decision {
  const openedAll = openings(state, parts, context);
  if (!openedAll.ok) return openedAll;
  let rest = tab;
  const made: Tab[] = [];
  for (const [index, { payload }] of openedAll.value.entries()) {
    const opened = tabFrom(payload, { at: context.now, by: context.actor.user });
    const part = parked({ ...kept(tab), ...opened, dining: tab.dining });
    const divided = divide(rest, parts[index]?.chosen ?? [], { part, settings: context.settings });
    rest = divided.rest;
    made.push(divided.part);
  }
  if (!hasActiveLines(rest)) return refuse('split.nothing-left');
  const alone = [rest, ...made].map(loneAddOn).find((line) => line !== undefined);
  if (alone !== undefined) return refuse('line.base-needed', { product: alone.product.name });
  const split: RegisterEvent = { type: 'tab.split', payload: { tab: tab.id, rest, parts: made } };
  return ok([...openedAll.value, split]);
}

/** What a part has in common with the tab it comes from. */
function kept({ table, owner, ageChecked, name }: Tab): Partial<Tab> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(table === undefined ? {} : { table }),
    ...(owner === undefined ? {} : { owner }),
    ...(ageChecked === undefined ? {} : { ageChecked }),
  };
}

function openings(
  state: RegisterState,
  parts: readonly Part[],
  context: DecideContext,
): Result<readonly EventOf<'tab.opened'>[], RegisterRefusalCode> {
  let next = state;
  const opened: EventOf<'tab.opened'>[] = [];
  for (const part of parts) {
    const one = tabOpening(next, part, context);
    if (!one.ok) return one;
    opened.push(one.value);
    next = evolveTab(next, one.value, { at: context.now, by: context.actor.user });
  }
  return ok(opened);
}

function badChoice(tab: Tab, lines: CommandOf<'split-lines'>['lines']): Objection {
  const seen = new Set<string>();
  for (const { line: id, quantity } of lines) {
    const found = lineAtHand(tab, id);
    if (!found.ok) return found;
    const { line } = found.value;
    if (line.parent !== undefined) return refuse('line.not-changeable');
    if (seen.has(id)) return refuse('id.already-used');
    seen.add(id);
    if (quantity === Math.abs(line.quantity)) continue;
    if (!divisible(line)) return refuse('split.whole-only', { product: line.product.name });
    const valid = Number.isSafeInteger(quantity) && quantity > 0 && quantity % onePiece === 0;
    if (!valid || quantity > line.quantity) return refuse('line.quantity-invalid');
  }
  return lines.length === 0 ? refuse('tab.empty') : undefined;
}

/** A part of a line needs an id that no line has. */
function takenIds(tab: Tab, { tabId, lines }: CommandOf<'split-lines'>): Objection {
  const ids = new Set(tab.lines.map(({ id }) => id));
  return lines.some((_line, index) => ids.has(partId(tabId, index))) ? refuse('id.already-used') : undefined;
}

function partId(tabId: TabId, index: number): string {
  return `${tabId}:${String(index)}`;
}

function whole({ id, quantity }: Line): Chosen {
  return { line: id, quantity: thousandths(Math.abs(quantity)), id };
}
