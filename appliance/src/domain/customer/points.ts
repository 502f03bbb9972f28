// Points of customers: what is earned by what is paid, what they are worth, and what a return takes back. Balances are the office's; a sale
// tells what it moved. Nobody gains points by giving back and buying again: what stays of a sale has earned what it would have earned alone.
import { type Currency, type Minor, minor } from '../money/money.ts';
import type { CustomerGroup, CustomerId, PointsKnown, RedeemRule } from './customer.ts';

/** Points taken for a tab, by the rule of that moment. */
export interface Redemption extends Pick<RedeemRule, 'pointsPerUnitOff' | 'shareMax'> {
  /** As it stands on the receipt. */
  readonly group: string;
  readonly name: string;
  /** At most; the sale takes no more than what was given for them. */
  readonly points: number;
}

/** What goods of a sale earned by. */
export interface Earning {
  /** Per whole unit of currency. */
  readonly pointsPerUnit: number;
  /** What was paid for the goods that earn. */
  readonly base: Minor;
}

export interface PointsMove {
  readonly customer: CustomerId;
  readonly kind: 'earned' | 'redeemed' | 'taken-back' | 'given-back';
  /** Signed: what becomes of the balance. Never 0. */
  readonly points: number;
}

export interface SalePoints {
  readonly moves: readonly PointsMove[];
  /** Absent: nothing of it earned. */
  readonly earning?: Earning;
  /** Points used, and what the customer paid less for them. */
  readonly redeemed?: { readonly points: number; readonly amount: Minor };
  /** What the customer of the tab had before. Absent: not known. */
  readonly known?: PointsKnown;
}

/** What a line that comes back knows of the points of its receipt. */
export interface ReturnedPoints {
  /** Who bought. */
  readonly customer: CustomerId;
  /** By what the receipt earned, less what came back of it before. */
  readonly earning?: Earning;
  /** What was used on that receipt, and how much of the amount this line bore. */
  readonly redeemed?: { readonly points: number; readonly amount: Minor; readonly share: Minor };
}

/** Of several groups the one that gives most; undefined where none gives any. */
export function earningRate(groups: readonly CustomerGroup[]): number | undefined {
  const best = Math.max(0, ...groups.map(({ pointsPerUnit }) => pointsPerUnit));
  return best === 0 ? undefined : best;
}

/** Whose points go furthest. */
export function redeemingGroup(
  groups: readonly CustomerGroup[],
): (CustomerGroup & { readonly redeeming: RedeemRule }) | undefined {
  const [best] = groups
    .flatMap((group) => (group.redeeming === undefined ? [] : [{ ...group, redeeming: group.redeeming }]))
    .sort(
      (one, other) =>
        one.redeeming.pointsPerUnitOff - other.redeeming.pointsPerUnitOff || (one.id < other.id ? -1 : 1),
    );
  return best;
}

/** Whole units only; nothing for less than one. */
export function pointsFor({ pointsPerUnit, base }: Earning, { exponent }: Currency): number {
  return base <= 0 ? 0 : Math.floor(base / 10 ** exponent) * pointsPerUnit;
}

/** What points are worth, never rounded up. */
export function worthOf(points: number, pointsPerUnitOff: number, { exponent }: Currency): Minor {
  return minor(Number((BigInt(points) * 10n ** BigInt(exponent)) / BigInt(pointsPerUnitOff)));
}

/** The fewest points that are worth an amount. */
export function pointsWorth(amount: Minor, pointsPerUnitOff: number, { exponent }: Currency): number {
  const unit = 10n ** BigInt(exponent);
  return Number((BigInt(amount) * BigInt(pointsPerUnitOff) + unit - 1n) / unit);
}

/** So much of points as an amount is of another, never rounded up. */
export function shareOfPoints(points: number, share: Minor, amount: Minor): number {
  return amount <= 0 ? 0 : Number((BigInt(points) * BigInt(share)) / BigInt(amount));
}
