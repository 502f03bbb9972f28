// What is given away by hand, judged by what a command leads to and not by what it is called: a discount, a lower price, or a change that
// makes what was given before a larger part of the line or the tab. Whoever does it must be allowed so much, or somebody approves.
import { add, type Minor, negate, zero } from '../money/money.ts';
import { priceFor } from '../quantity/quantity.ts';
import { refuse } from '../refusal.ts';
import type { SellingSettings } from '../shop/settings.ts';
import {
  type DiscountLimits,
  type GivenAway,
  givenBy,
  givesMore,
  isWithin,
  nothingGiven,
} from '../staff/discount-limits.ts';
import type { Permission, Person } from '../staff/permission.ts';
import { discountable, priceTab } from '../tab/price-tab.ts';
import { withTabDiscount } from '../tab/tab-changes.ts';
import type { Line, LineId, Tab } from '../tab/tab.ts';
import type { PricedLine } from '../tab/totals.ts';
import { vatOfNet } from '../vat/vat.ts';
import type { DecideContext, Objection } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { RegisterState } from './state.ts';

interface Given {
  readonly on: keyof Pick<DiscountLimits, 'line' | 'tab'>;
  readonly given: GivenAway;
  /** The right it takes: a price that was changed is no discount, it is only as large as one. */
  readonly by: Permission;
}

/** By line, and the tab's own under `tab`. */
type GivenOnTab = ReadonlyMap<LineId | typeof wholeTab, Given>;
const wholeTab = Symbol('the whole tab');

/**
 * Refuses events that give more away than the actor may, or who approves. Asked once: what was above the limit before may grow with the
 * goods, as long as its share does not. Tabs that are divided share what was given, and those that are new have been given nothing.
 */
export function givenBeyondLimits(
  state: RegisterState,
  events: readonly RegisterEvent[],
  context: DecideContext,
): Objection {
  if (!events.some(mayGiveMore)) return undefined;
  const at = { at: context.now, by: context.actor.user };
  const after = events.reduce((now, event) => evolve(now, event, at), state);
  for (const tab of Object.values(after.tabs)) {
    const before = Object.hasOwn(state.tabs, tab.id) ? state.tabs[tab.id] : undefined;
    if (before === undefined || before === tab || !isGiving(tab)) continue;
    const objection = risen(givenOn(before, context.settings), givenOn(tab, context.settings), context);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function mayGiveMore({ type }: RegisterEvent): boolean {
  return type.startsWith('line.') || type === 'tab.discounted' || type === 'tab.merged';
}

function isGiving({ lines, discount }: Tab): boolean {
  return discount !== undefined || lines.some((line) => line.discount !== undefined || isLowered(line));
}

function isLowered({ unitPrice, listPrice, priceReason, labelPrice }: Line): boolean {
  return priceReason !== undefined && labelPrice === undefined && unitPrice < listPrice;
}

function risen(before: GivenOnTab, after: GivenOnTab, context: DecideContext): Objection {
  for (const [id, now] of after) {
    const was = before.get(id)?.given ?? nothingGiven;
    const more = givesMore(now.given, was);
    const objection =
      more || now.given.amount > was.amount ? notAllowed(now, { was, more }, context) : undefined;
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function notAllowed(
  { on, given, by }: Given,
  { was, more }: { readonly was: GivenAway; readonly more: boolean },
  { actor }: DecideContext,
): Objection {
  const reaches = ({ discounts }: Person, so: GivenAway): boolean =>
    discounts === undefined || isWithin(discounts[on], so);
  // Where only the goods have grown, somebody gave this share who was allowed to.
  const may = (person: Person): boolean =>
    more
      ? person.grants[by] === 'allowed' && reaches(person, given)
      : reaches(person, given) || !reaches(person, was);
  const { approvedBy } = actor;
  if (may(actor)) return undefined;
  if (actor.discounts?.above === 'denied' && !reaches(actor, given)) return refuse('discount.above-limit');
  if (approvedBy !== undefined && may(approvedBy)) return undefined;
  return refuse('permission.approval-needed', { permission: by });
}

function givenOn(tab: Tab, settings: SellingSettings): GivenOnTab {
  if (!isGiving(tab)) return new Map();
  const { lines } = priceTab(withTabDiscount(tab, null), settings);
  const byId = new Map(tab.lines.map((line) => [line.id, line]));
  const all = new Map<LineId | typeof wholeTab, Given>();
  let open: Minor = zero;
  for (const priced of lines) {
    // What was priced are the tab's own lines.
    const line = byId.get(priced.id) as Line;
    if (!discountable(line)) continue;
    open = add(open, priced.total);
    const by = line.discount === undefined ? 'sale.price_override' : 'sale.discount';
    if (line.discount !== undefined || isLowered(line))
      all.set(line.id, { on: 'line', given: onLine(line, priced, settings), by });
  }
  if (tab.discount !== undefined)
    all.set(wholeTab, { on: 'tab', given: givenBy(tab.discount, open), by: 'sale.discount' });
  return all;
}

/** A lower price and a discount off it are one share of the price on the shelf. */
function onLine(line: Line, priced: PricedLine, settings: SellingSettings): GivenAway {
  const off = givenBy(line.discount, priced.gross);
  if (!isLowered(line)) return off;
  const listed = priceFor(line.listPrice, line.quantity);
  const shelf = settings.vat.prices === 'gross' ? listed : add(listed, vatOfNet(listed, priced.rate));
  const [list, unit] = [BigInt(line.listPrice), BigInt(line.unitPrice)];
  return {
    parts: list * off.of - unit * (off.of - off.parts),
    of: list * off.of,
    amount: add(shelf, negate(priced.gross), off.amount),
  };
}
