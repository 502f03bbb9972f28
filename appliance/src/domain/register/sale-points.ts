// What a sale moves on customers' accounts of points: earned by what is paid for goods, used as a discount; and what goes back with goods that
// come back, on the account of who bought them.
import { type CustomerId, groupsOf } from '../customer/customer.ts';
import {
  type Earning,
  earningRate,
  pointsFor,
  type PointsMove,
  pointsWorth,
  redeemingGroup,
  type ReturnedPoints,
  type SalePoints,
  shareOfPoints,
} from '../customer/points.ts';
import { add, type Currency, type Minor, minor, negate, subtract, zero } from '../money/money.ts';
import type { Thousandths } from '../quantity/quantity.ts';
import type { SellingSettings } from '../shop/settings.ts';
import type { Tab } from '../tab/tab.ts';
import type { ReturnableSale } from './commands.ts';
import type { SaleLine } from './sale.ts';

type Settings = Pick<SellingSettings, 'currency' | 'customerGroups'>;
type PricedGoods = Pick<SaleLine, 'product' | 'returnOf' | 'total' | 'campaigns'>;

/** Undefined: nothing moved. */
export function salePoints(
  tab: Tab,
  lines: readonly PricedGoods[],
  settings: Settings,
): SalePoints | undefined {
  const { customer } = tab;
  const earning = earningOf(tab, lines, settings);
  const redeemed = redeemedOn(tab, lines, settings.currency);
  const own =
    customer === undefined
      ? []
      : [
          ...moved(customer.id, 'redeemed', -(redeemed?.points ?? 0)),
          ...earned(customer.id, earning, settings.currency),
        ];
  const moves = [...own, ...goingBack(lines, settings.currency)];
  const kept = earning !== undefined && earning.base > 0;
  if (moves.length === 0 && !kept) return undefined;
  return {
    moves,
    ...(kept ? { earning } : {}),
    ...(redeemed === undefined ? {} : { redeemed }),
    ...(customer?.points === undefined ? {} : { known: customer.points }),
  };
}

/** What a tab would do to its customer's points, and how many of them it could use. */
export interface PointsOnTab {
  /** Below zero where more is given back without a receipt than bought. */
  readonly earns: number;
  readonly redeemed: { readonly points: number; readonly amount: Minor } | null;
  /** Null: the customer's points cannot be used. `most`: more would take nothing more off. */
  readonly usable: {
    readonly least: number;
    readonly most: number;
    readonly pointsPerUnitOff: number;
  } | null;
}

/** Null: nobody is on the tab who has points. */
export function pointsOnTab(
  tab: Tab,
  lines: readonly (PricedGoods & Pick<SaleLine, 'gross' | 'lineDiscount'>)[],
  settings: Settings,
): PointsOnTab | null {
  const { customer } = tab;
  const groups = groupsOf(customer, settings.customerGroups ?? []);
  const rule = redeemingGroup(groups)?.redeeming;
  if (customer === undefined || (rule === undefined && earningRate(groups) === undefined)) return null;
  const earning = earned(customer.id, earningOf(tab, lines, settings), settings.currency);
  return {
    earns: earning.reduce((sum, { points }) => sum + points, 0),
    redeemed: redeemedOn(tab, lines, settings.currency) ?? null,
    usable:
      rule === undefined
        ? null
        : {
            least: rule.pointsMin,
            most: pointsWorth(
              scaledDown(openToPoints(lines), rule.shareMax, 10_000),
              rule.pointsPerUnitOff,
              settings.currency,
            ),
            pointsPerUnitOff: rule.pointsPerUnitOff,
          },
  };
}

/** What points may come off, before they do. */
function openToPoints(lines: readonly (PricedGoods & Pick<SaleLine, 'gross' | 'lineDiscount'>)[]): Minor {
  const open = lines.filter((line) => earns(line) && line.returnOf === undefined);
  return add(
    zero,
    ...open.flatMap(({ gross, lineDiscount, campaigns = [] }) => [
      subtract(gross, lineDiscount),
      ...campaigns.filter(({ source }) => source !== 'loyalty').map(({ amount }) => negate(amount)),
    ]),
  );
}

/** Of a line of a receipt, so much of which comes back. Undefined: nobody earned or used points on it. */
export function returnedPoints(
  { sale, returned }: ReturnableSale,
  line: SaleLine,
  quantity: Thousandths,
): ReturnedPoints | undefined {
  const { customer, points } = sale;
  if (customer === undefined || points === undefined) return undefined;
  const before = sale.lines.flatMap((each) => {
    const back = returned[each.id];
    return back !== undefined && earns(each) ? [back.gross] : [];
  });
  const { earning, redeemed } = points;
  const share = scaledDown(pointsShareOf(line), quantity, line.quantity);
  return {
    customer,
    ...(earning === undefined || !earns(line)
      ? {}
      : { earning: { ...earning, base: subtract(earning.base, add(zero, ...before)) } }),
    ...(redeemed === undefined || share === 0 ? {} : { redeemed: { ...redeemed, share } }),
  };
}

/** Goods that may be discounted. What may not be, as the law says of tobacco, earns nothing either; nor does a deposit. */
function earns({ product }: Pick<SaleLine, 'product'>): boolean {
  return (product.kind ?? 'goods') === 'goods' && product.noDiscount !== true;
}

/** What is given back without a receipt counts against what is bought; against a receipt, it is the receipt's own. */
function earningOf(
  { customer }: Tab,
  lines: readonly PricedGoods[],
  { customerGroups = [] }: Settings,
): Earning | undefined {
  const pointsPerUnit = earningRate(groupsOf(customer, customerGroups));
  if (pointsPerUnit === undefined) return undefined;
  const own = lines.filter((line) => earns(line) && line.returnOf?.line === undefined);
  return { pointsPerUnit, base: add(zero, ...own.map(({ total }) => total)) };
}

function earned(customer: CustomerId, earning: Earning | undefined, currency: Currency): PointsMove[] {
  if (earning === undefined) return [];
  if (earning.base >= 0) return moved(customer, 'earned', pointsFor(earning, currency));
  return moved(customer, 'taken-back', -pointsFor({ ...earning, base: negate(earning.base) }, currency));
}

function redeemedOn(
  { redemption }: Tab,
  lines: readonly PricedGoods[],
  currency: Currency,
): SalePoints['redeemed'] {
  if (redemption === undefined) return undefined;
  const amount = add(zero, ...lines.map(pointsShareOf));
  const points = pointsWorth(amount, redemption.pointsPerUnitOff, currency);
  return points === 0 ? undefined : { points, amount };
}

interface GoingBack {
  readonly points: ReturnedPoints;
  readonly gross: Minor;
}

function goingBack(lines: readonly PricedGoods[], currency: Currency): PointsMove[] {
  const byReceipt = new Map<string, [GoingBack, ...GoingBack[]]>();
  for (const { returnOf } of lines) {
    if (returnOf?.points === undefined) continue;
    const key = `${returnOf.register ?? ''}/${String(returnOf.receipt)}`;
    const back = { points: returnOf.points, gross: returnOf.gross };
    byReceipt.set(key, [back, ...(byReceipt.get(key) ?? [])]);
  }
  return [...byReceipt.values()].flatMap((back) => backOnReceipt(back, currency));
}

/** All that comes back of one receipt: what stays of it has earned what it would have earned by itself. */
function backOnReceipt(back: readonly [GoingBack, ...GoingBack[]], currency: Currency): PointsMove[] {
  const { customer } = back[0].points;
  const earning = back.find(({ points }) => points.earning !== undefined)?.points.earning;
  const gross = add(
    zero,
    ...back.filter(({ points }) => points.earning !== undefined).map((each) => each.gross),
  );
  const taken =
    earning === undefined
      ? 0
      : pointsFor(earning, currency) -
        pointsFor({ ...earning, base: subtract(earning.base, gross) }, currency);
  const used = back.flatMap(({ points: { redeemed } }) => redeemed ?? []);
  const share = add(zero, ...used.map((each) => each.share));
  const given = used[0] === undefined ? 0 : shareOfPoints(used[0].points, share, used[0].amount);
  return [...moved(customer, 'taken-back', -taken), ...moved(customer, 'given-back', given)];
}

/** What was taken off the line for points. */
function pointsShareOf({ campaigns = [] }: Pick<SaleLine, 'campaigns'>): Minor {
  return add(zero, ...campaigns.filter(({ source }) => source === 'loyalty').map(({ amount }) => amount));
}

function scaledDown(amount: Minor, part: number, whole: number): Minor {
  return minor(Number((BigInt(amount) * BigInt(part)) / BigInt(whole)));
}

function moved(customer: CustomerId, kind: PointsMove['kind'], points: number): PointsMove[] {
  return points === 0 ? [] : [{ customer, kind, points }];
}
