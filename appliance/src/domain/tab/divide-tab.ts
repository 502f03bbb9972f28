// Dividing a tab and putting two together, as values. Nothing is lost and nothing is there twice: quantities add up, a deposit goes with
// its goods, a percentage goes everywhere, and an amount of discount is shared out to the last unit.
import { allocate } from '../money/allocate.ts';
import { add, type Minor, minor, subtract, zero } from '../money/money.ts';
import { onePiece, type Thousandths, thousandths } from '../quantity/quantity.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { activeLines } from './lines.ts';
import { discountable, priceTab } from './price-tab.ts';
import { depositQuantity, withTabDiscount } from './tab-changes.ts';
import { sentAtMost } from './rounds.ts';
import type { Discount, Line, LineId, Tab } from './tab.ts';

/** A line of goods that goes to another tab, or so much of it. */
export interface Chosen {
  readonly line: Line;
  /** A size: also of what is given back. */
  readonly quantity: Thousandths;
  /** What the line is called there when some of it stays. */
  readonly id: LineId;
}

export interface Divided {
  readonly rest: Tab;
  readonly part: Tab;
}

/** Whether a line can be taken apart: pieces at a price; not what was weighed or labelled, nor what comes from another receipt. */
export function divisible({ product, labelPrice, returnOf, source, quantity }: Line): boolean {
  const counted = product.unit === 'piece' && source === 'count' && quantity > onePiece;
  return counted && labelPrice === undefined && returnOf === undefined;
}

/** `part` is an empty tab; it gets the lines, and its share of the discount. Each line at most once, none a deposit or voided. */
export function divide(
  tab: Tab,
  chosen: readonly Chosen[],
  { part, settings }: { readonly part: Tab; readonly settings: SellingSettings },
): Divided {
  const going = chosen.flatMap((each) => goingOf(tab, each));
  const left = new Map(going.map(({ from, line }) => [from.id, without(from, line)]));
  const rest = tab.lines.flatMap((line) => left.get(line.id) ?? [line]);
  const [goes, stays] = sharedDiscount(
    tab,
    going.map(({ from, line }) => [from.id, line.quantity]),
    settings,
  );
  return {
    rest: withTabDiscount({ ...tab, lines: rest }, stays),
    part: withTabDiscount({ ...part, lines: going.map(({ line }) => line) }, goes),
  };
}

/** Which tab discount holds for two tabs together; undefined where they contradict each other. */
export function discountTogether(one: Tab, other: Tab): Discount | null | undefined {
  const [first, second] = [one.discount, other.discount];
  const percent = basisPointsOf(first);
  if (percent !== basisPointsOf(second)) return undefined;
  if (percent !== undefined || second === undefined) return first ?? null;
  if (first?.kind !== 'amount' || second.kind !== 'amount') return second;
  const reasons = first.reason === second.reason ? first.reason : `${first.reason}; ${second.reason}`;
  return { kind: 'amount', amount: add(first.amount, second.amount), reason: reasons.slice(0, reasonMax) };
}

/** As long as one that somebody types. */
const reasonMax = 200;

/** The other's lines behind the tab's own. What only the other has (a customer, a table) comes along; of two notes both are kept. */
export function together(tab: Tab, other: Tab, discount: Discount | null): Tab {
  const [customer, table] = [tab.customer ?? other.customer, tab.table ?? other.table];
  const notes = [tab.note, other.note].filter((note) => note !== undefined && note !== '');
  const guests = (tab.guests ?? 0) + (other.guests ?? 0);
  const rounds = Math.max(tab.rounds ?? 0, other.rounds ?? 0);
  // Who was asked at one of them was not asked at the other.
  const age = Math.min(tab.ageChecked ?? 0, other.ageChecked ?? 0);
  const { ageChecked: _age, ...rest } = tab;
  return withTabDiscount(
    {
      ...rest,
      lines: [...tab.lines, ...other.lines],
      ...(customer === undefined ? {} : { customer }),
      ...(table === undefined ? {} : { table }),
      ...(notes.length === 0 ? {} : { note: notes.join(' / ').slice(0, reasonMax) }),
      ...(guests === 0 ? {} : { guests }),
      ...(rounds === 0 ? {} : { rounds }),
      ...(age === 0 ? {} : { ageChecked: age }),
    },
    discount,
  );
}

interface Going {
  readonly from: Line;
  readonly line: Line;
}

function goingOf(tab: Tab, { line: goods, quantity, id }: Chosen): readonly Going[] {
  const deposits = activeLines(tab).filter(({ parent }) => parent === goods.id);
  if (quantity === Math.abs(goods.quantity))
    return [goods, ...deposits].map((line) => ({ from: line, line }));
  const along = depositQuantity(goods.product.unit, quantity);
  return [
    { from: goods, line: taken(goods, { id, quantity }) },
    ...deposits.map((from) => ({ from, line: { ...from, id: `${id}:d`, quantity: along, parent: id } })),
  ];
}

function taken(line: Line, part: Pick<Line, 'id' | 'quantity'>): Line {
  const { discount } = line;
  const own = sentAtMost({ ...line, ...part }, part.quantity);
  if (discount?.kind !== 'amount') return own;
  return discounted(own, { ...discount, amount: shareOf(line, discount.amount, part) });
}

/** What stays of a line; nothing where all of it goes. */
function without(line: Line, gone: Line): readonly Line[] {
  if (gone.quantity === line.quantity) return [];
  const less = { ...line, quantity: thousandths(line.quantity - gone.quantity) };
  const left = sentAtMost(less, (line.sent?.quantity ?? 0) - gone.quantity);
  const { discount } = line;
  if (discount?.kind !== 'amount') return [left];
  const amount = subtract(discount.amount, shareOf(line, discount.amount, gone));
  return [discounted(left, { ...discount, amount })];
}

function discounted(line: Line, discount: Extract<Discount, { kind: 'amount' }>): Line {
  if (discount.amount > 0) return { ...line, discount };
  const { discount: _none, ...rest } = line;
  return rest;
}

function shareOf(line: Line, amount: Minor, { quantity }: Pick<Line, 'quantity'>): Minor {
  // A part for each weight.
  return allocate(amount, [minor(quantity), minor(line.quantity - quantity)])[0] as Minor;
}

/** Of what goes, and of what stays: an amount by what there is to take it off. */
function sharedDiscount(
  tab: Tab,
  going: readonly (readonly [LineId, Thousandths])[],
  settings: SellingSettings,
): readonly [Discount | null, Discount | null] {
  const { discount } = tab;
  if (discount?.kind !== 'amount') return [discount ?? null, discount ?? null];
  const gone = new Map(going);
  const lines = new Map(activeLines(tab).map((line) => [line.id, line]));
  let [goes, stays] = [zero, zero];
  for (const { id, total } of priceTab(withTabDiscount(tab, null), settings).lines) {
    const line = lines.get(id);
    if (line === undefined || !discountable(line) || total <= 0) continue;
    const quantity = gone.get(id);
    const share = quantity === undefined ? zero : shareOf(line, total, { quantity });
    [goes, stays] = [add(goes, share), add(stays, subtract(total, share))];
  }
  const [part, rest] = allocate(discount.amount, [goes, stays]).map((amount) =>
    amount > 0 ? { ...discount, amount } : null,
  );
  return [part ?? null, rest ?? null];
}

function basisPointsOf(discount: Discount | undefined): number | undefined {
  return discount?.kind === 'percent' ? discount.basisPoints : undefined;
}
