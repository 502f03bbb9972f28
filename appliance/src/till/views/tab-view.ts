// A tab as pages show it: every sum made here, once per state of the tab.
import { type CustomerId, groupsOf, type TabCustomer } from '../../domain/customer/customer.ts';
import { type Minor, minor } from '../../domain/money/money.ts';
import { cashDue, dueOf, paidOf } from '../../domain/payment/settle.ts';
import { tipOf } from '../../domain/payment/tip.ts';
import type { SellingSettings } from '../../domain/shop/settings.ts';
import { saleLines } from '../../domain/register/complete-sale.ts';
import { pointsOnTab } from '../../domain/register/sale-points.ts';
import { divisible } from '../../domain/tab/divide-tab.ts';
import { ownerOf } from '../../domain/tab/lines.ts';
import { orderPaidOn, prepaidOn } from '../../domain/tab/prepaid.ts';
import { priceTab } from '../../domain/tab/price-tab.ts';
import { refundPlan } from '../../domain/tab/refund.ts';
import { courseNamed, toSend } from '../../domain/tab/rounds.ts';
import type { Line, Tab } from '../../domain/tab/tab.ts';
import type { PricedLine, PricedTab } from '../../domain/tab/totals.ts';
import type { CustomerView, LineView, ParkedTabView, TabPlace, TabView } from '../../protocol/tab-views.ts';
import type { CustomerName } from '../customers/customers.ts';
import { quickCash } from './quick-cash.ts';

const zero = minor(0);

interface LineAt {
  readonly position: number;
  readonly rounds: SellingSettings['rounds'];
}

function lineView(line: Line, priced: PricedLine | undefined, { position, rounds }: LineAt): LineView {
  return {
    position,
    name: line.product.name,
    sku: line.product.sku,
    picture: line.product.picture ?? null,
    colour: null,
    quantity: line.quantity,
    unit: line.product.unit,
    unitPrice: line.unitPrice,
    listPrice: line.listPrice,
    priceReason: line.priceReason ?? null,
    source: line.source,
    tare: line.tare ?? null,
    discount: line.discount ?? null,
    discountAmount: priced?.lineDiscount ?? zero,
    campaigns: priced?.campaigns ?? [],
    total: priced === undefined ? zero : minor(priced.total + priced.tabDiscount),
    note: line.note ?? null,
    ageLimit: line.product.ageLimit ?? null,
    depositOf: line.parent ?? null,
    ...seating(line, rounds),
    sent: line.sent ?? null,
    returnOf: whereFrom(line),
    prepayment: paidIn(line),
    voided: line.voided !== undefined,
  };
}

function seating(
  line: Line,
  rounds: LineAt['rounds'] = { printers: {} },
): Pick<LineView, 'seat' | 'course' | 'courseName' | 'divisible'> {
  const { seat = null, course = null } = line;
  return { seat, course, courseName: courseNamed(line.course, rounds) ?? null, divisible: divisible(line) };
}

function whereFrom({ returnOf }: Line): LineView['returnOf'] {
  if (returnOf === undefined) return null;
  const { receipt = null, register = null, unverified = false } = returnOf;
  return { receipt, register, verified: !unverified };
}

function paidIn({ prepayment }: Line): LineView['prepayment'] {
  if (prepayment === undefined) return null;
  const { does, order, received } = prepayment;
  return {
    does,
    order: order.number,
    receipt: received?.receipt ?? null,
    register: received?.register ?? null,
  };
}

/** Pieces count one each, a weighed line counts one; deposits and voided lines count nothing. */
export function itemCount(tab: Tab): number {
  let count = 0;
  for (const line of tab.lines) {
    if (line.voided !== undefined || (line.product.kind ?? 'goods') !== 'goods') continue;
    count += line.product.unit === 'piece' ? line.quantity / 1000 : 1;
  }
  return count;
}

function ageToCheck(tab: Tab): number | null {
  let age = 0;
  for (const line of tab.lines)
    if (line.voided === undefined && line.returnOf === undefined)
      age = Math.max(age, line.product.ageLimit ?? 0);
  return age > (tab.ageChecked ?? 0) ? age : null;
}

/** By id, of who is known still. */
export type CustomerNames = (id: CustomerId) => CustomerName | undefined;

function customerView(customer: TabCustomer, settings: SellingSettings, nameOf: CustomerNames): CustomerView {
  const { name = null, number = null } = nameOf(customer.id) ?? {};
  const groups = groupsOf(customer, settings.customerGroups ?? []);
  return {
    id: customer.id,
    name,
    number,
    groups: groups.map((group) => group.name),
    points: customer.points ?? null,
  };
}

function buildTabView(
  tab: Tab,
  priced: PricedTab,
  { settings, nameOf }: { readonly settings: SellingSettings; readonly nameOf: CustomerNames },
): TabView {
  const byId = new Map(priced.lines.map((line) => [line.id, line]));
  const due = dueOf(priced.total, tab.payments);
  const inCash = cashDue(due, settings.cashRounding, paidOf(tab.payments));
  const names = new Map(settings.tenders.map((tender) => [tender.id, tender.name]));
  return {
    id: tab.id,
    number: tab.number,
    name: tab.name ?? null,
    note: tab.note ?? null,
    dining: tab.dining,
    lines: Object.fromEntries(
      tab.lines.map((line, position) => [
        line.id,
        lineView(line, byId.get(line.id), { position, rounds: settings.rounds }),
      ]),
    ),
    place: placeOf(tab, priced.total),
    toSend: unsent(tab, settings),
    itemCount: itemCount(tab),
    subtotal: priced.subtotal,
    lineDiscounts: priced.lineDiscounts,
    campaignDiscounts: priced.campaignDiscounts,
    campaigns: priced.campaigns,
    hints: priced.hints,
    customer: tab.customer === undefined ? null : customerView(tab.customer, settings, nameOf),
    coupons: couponsOf(tab, priced, settings),
    points: pointsOnTab(tab, saleLines(tab, priced), settings),
    wish: { language: tab.wish?.language ?? null, paper: tab.wish?.paper !== false },
    tabDiscount: tab.discount === undefined ? null : { discount: tab.discount, amount: priced.tabDiscount },
    total: priced.total,
    prepaid: prepaidOn(tab),
    prepayment: prepaymentOn(tab),
    vat: priced.vat,
    payments: Object.fromEntries(
      tab.payments.map((payment, position) => [
        payment.id,
        { ...payment, position, name: names.get(payment.tender) ?? payment.tender },
      ]),
    ),
    due,
    cashDue: inCash,
    refund: due < 0 ? refundPlan(tab, due, settings) : [],
    quickCash: quickCash(inCash, settings.currency.exponent),
    tips: orderPaidOn(tab) === undefined ? tipsFor(due, settings) : [],
    ageToCheck: ageToCheck(tab),
    openPayment: tab.payments.find(({ state }) => state === 'started' || state === 'unknown')?.id ?? null,
  };
}

function prepaymentOn(tab: Tab): TabView['prepayment'] {
  if (orderPaidOn(tab) === undefined) return null;
  return tab.lines.some(({ prepayment }) => prepayment?.does === 'receive') ? 'receive' : 'pay-back';
}

/** What is sold over the counter is handed over there: only a tab that somebody named or sits at is waited for. */
function unsent(tab: Tab, { rounds }: SellingSettings): number {
  const served = (tab.table ?? tab.name ?? tab.rounds) !== undefined;
  return rounds === undefined || !served ? 0 : toSend(tab, rounds).length;
}

function tipsFor(due: Minor, { tips, cashRounding }: SellingSettings): TabView['tips'] {
  if (due <= 0) return [];
  return (tips?.percentages ?? [])
    .map((share) => ({ share, amount: tipOf(due, share, cashRounding.step) }))
    .filter(({ amount }) => amount > 0);
}

function couponsOf(
  { coupons = [] }: Tab,
  { campaigns }: PricedTab,
  { campaigns: known = [] }: SellingSettings,
): TabView['coupons'] {
  return Object.fromEntries(
    coupons.map(({ campaign, code }) => [
      campaign,
      {
        code,
        name: known.find(({ id }) => id === campaign)?.name ?? code,
        gives: campaigns.some((each) => each.campaign === campaign),
      },
    ]),
  );
}

/** The owner's name is for whoever knows the staff. */
function placeOf(tab: Tab, total: number): TabPlace {
  const { table, guests, billed } = tab;
  const owner = ownerOf(tab);
  return {
    table: table ?? null,
    guests: guests ?? null,
    owner: { id: owner, name: owner },
    billed: billed?.total === total ? billed.number : null,
  };
}

/** The seat that all goods belong to. */
function onlySeat(tab: Tab): number | null {
  const seats = new Set(
    tab.lines
      .filter(({ voided, parent }) => voided === undefined && parent === undefined)
      .map(({ seat }) => seat ?? null),
  );
  const [seat = null] = seats;
  return seats.size === 1 ? seat : null;
}

/** Views by tab object: tabs are immutable, so a parked tab is never priced twice. */
export class TabViews {
  readonly #nameOf: CustomerNames;
  #settings: SellingSettings | undefined;
  #views = new WeakMap<Tab, TabView>();

  constructor(nameOf: CustomerNames) {
    this.#nameOf = nameOf;
  }

  /** Customers are called something else now. */
  forget(): void {
    this.#views = new WeakMap();
  }

  view(tab: Tab, settings: SellingSettings): TabView {
    if (settings !== this.#settings) {
      this.#settings = settings;
      this.#views = new WeakMap();
    }
    const known = this.#views.get(tab);
    if (known !== undefined) return known;
    const view = buildTabView(tab, priceTab(tab, settings), { settings, nameOf: this.#nameOf });
    this.#views.set(tab, view);
    return view;
  }
}

export function parkedView(tab: Tab, view: TabView, position: number): ParkedTabView {
  return {
    position,
    number: tab.number,
    name: tab.name ?? null,
    place: view.place,
    toSend: view.toSend,
    seat: onlySeat(tab),
    total: view.total,
    prepaid: view.prepaid,
    itemCount: view.itemCount,
    openedAt: tab.openedAt,
    openedBy: tab.openedBy,
  };
}
