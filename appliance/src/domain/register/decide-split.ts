// Dividing a tab among those who pay, and putting tabs together again. Only while nothing is paid: money stays with the tab it was given on,
// and who wants to pay a share of an undivided tab pays a part of what is due; so does what was paid in on an order. What leaves a tab is no
// void: it is sold elsewhere.
import { ok, refuse, type Result } from '../refusal.ts';
import { onePiece, thousandths } from '../quantity/quantity.ts';
import { type Chosen, discountTogether, divide, divisible, together } from '../tab/divide-tab.ts';
import { activeLines, hasActiveLines, hasLivePayments, loneAddOn } from '../tab/lines.ts';
import { parked } from '../tab/tab-changes.ts';
import type { Line, LineId, Tab, TabId } from '../tab/tab.ts';
import type { CommandOf } from './commands.ts';
import { prepaidInTheWay } from './decide-prepayment.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterEvent } from './events.ts';
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
  const objection = prepaidInTheWay(found.value) ?? textTooLong(command.name);
  if (objection !== undefined) return objection;
  const chosen = chosenOf(found.value, command);
  if (!chosen.ok) return chosen;
  const { tabId, name } = command;
  const part = { tabId, ...(name === undefined ? {} : { name }), chosen: chosen.value };
  return splitInto(state, { tab: found.value, parts: [part] }, context);
}

/** A tab for each seat; what belongs to nobody stays, and with it the tab. Where everything is somebody's, the first seat keeps the tab. */
export function splitBySeat(
  state: RegisterState,
  { tabId }: CommandOf<'split-by-seat'>,
  context: DecideContext,
): Decision {
  const found = changeableTab(state);
  if (!found.ok) return found;
  const prepaid = prepaidInTheWay(found.value);
  if (prepaid !== undefined) return prepaid;
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
  const prepaid = prepaidInTheWay(other);
  if (prepaid !== undefined) return prepaid;
  if (other.redemption !== undefined || other.coupons !== undefined) return refuse('merge.discounts-differ');
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
  const at = { at: context.now, by: context.actor.user };
  const opened: RegisterEvent[] = [];
  const made: Tab[] = [];
  let [next, rest] = [state, tab];
  for (const wanted of parts) {
    const opening = tabOpening(next, wanted, context);
    if (!opening.ok) return opening;
    next = evolveTab(next, opening.value, at);
    const part = parked({ ...kept(tab), ...tabFrom(opening.value.payload, at), dining: tab.dining });
    const divided = divide(rest, wanted.chosen, { part, settings: context.settings });
    rest = divided.rest;
    opened.push(opening.value);
    made.push(divided.part);
  }
  if (!hasActiveLines(rest)) return refuse('split.nothing-left');
  const alone = [rest, ...made].map(loneAddOn).find((line) => line !== undefined);
  if (alone !== undefined) return refuse('line.base-needed', { product: alone.product.name });
  const split: RegisterEvent = { type: 'tab.split', payload: { tab: tab.id, rest, parts: made } };
  return ok([...opened, split]);
}

/** What a part has in common with the tab it comes from. */
function kept({ table, owner, ageChecked, name, rounds }: Tab): Partial<Tab> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(table === undefined ? {} : { table }),
    ...(owner === undefined ? {} : { owner }),
    ...(ageChecked === undefined ? {} : { ageChecked }),
    ...(rounds === undefined ? {} : { rounds }),
  };
}

/** What goes, and an id for what is cut off: one that no line has. */
function chosenOf(
  tab: Tab,
  { tabId, lines }: CommandOf<'split-lines'>,
): Result<readonly Chosen[], RegisterRefusalCode> {
  if (lines.length === 0) return refuse('tab.empty');
  const chosen = new Map<LineId, Chosen>();
  for (const { line: wanted, quantity } of lines) {
    const found = lineAtHand(tab, wanted);
    if (!found.ok) return found;
    const { line } = found.value;
    if (line.parent !== undefined) return refuse('line.not-changeable');
    const id = `${tabId}:${String(chosen.size)}`;
    if (chosen.has(wanted) || tab.lines.some((each) => each.id === id)) return refuse('id.already-used');
    const objection = badPart(line, quantity);
    if (objection !== undefined) return objection;
    chosen.set(wanted, { line, quantity: thousandths(quantity), id });
  }
  return ok([...chosen.values()]);
}

function badPart(line: Line, quantity: number): Objection {
  if (quantity === Math.abs(line.quantity)) return undefined;
  if (!divisible(line)) return refuse('split.whole-only', { product: line.product.name });
  const valid = quantity > 0 && quantity < line.quantity && quantity % onePiece === 0;
  return valid ? undefined : refuse('line.quantity-invalid');
}

function whole(line: Line): Chosen {
  return { line, quantity: thousandths(Math.abs(line.quantity)), id: line.id };
}
