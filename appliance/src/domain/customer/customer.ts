// Customers as the rules know them: an id and the groups they are in. Who they are lies beside the journal and can be erased; what a group
// is given off everything takes part in the best deal like a campaign that every unit may use.
import type { Campaign, CustomerGroupId } from '../campaign/campaign.ts';
import type { BasisPoints } from '../vat/vat.ts';

export type CustomerId = string;

export interface PointsKnown {
  readonly balance: number;
  /** When the office said so, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** A customer as put on a tab: the groups are those of that moment. */
export interface TabCustomer {
  readonly id: CustomerId;
  readonly groups: readonly CustomerGroupId[];
  /** What the office said they have. Absent: nobody could be asked, ever. */
  readonly points?: PointsKnown;
}

/** How a group's points become a discount. */
export interface RedeemRule {
  /** So many are worth one whole unit of currency. */
  readonly pointsPerUnitOff: number;
  /** Fewer are not taken. */
  readonly pointsMin: number;
  /** Of what may be discounted on the tab; the rest is paid. */
  readonly shareMax: BasisPoints;
  /** On one tab, while the office cannot be asked what there is. */
  readonly offlineMax: number;
}

export interface CustomerGroup {
  readonly id: CustomerGroupId;
  /** As it stands on the receipt. */
  readonly name: string;
  /** Off everything that may be discounted. */
  readonly discount: BasisPoints;
  /** Points per whole unit of currency spent; 0: none. */
  readonly pointsPerUnit: number;
  /** Absent: points are earned and cannot be used. */
  readonly redeeming?: RedeemRule;
}

/** The groups of the shop that the customer is in; one that the shop gave up counts no more. */
export function groupsOf(
  customer: TabCustomer | undefined,
  groups: readonly CustomerGroup[],
): readonly CustomerGroup[] {
  return customer === undefined ? [] : groups.filter(({ id }) => customer.groups.includes(id));
}

/**
 * What these groups give, as an offer that competes with the campaigns: a unit is given the one or the other, whichever is more, and
 * where they are the same the campaign. Of several groups the one that gives most counts. Undefined: none gives anything.
 */
export function groupOffer(groups: readonly CustomerGroup[]): Campaign | undefined {
  const [best] = groups.toSorted(
    (one, other) => other.discount - one.discount || (one.id < other.id ? -1 : 1),
  );
  if (best === undefined || best.discount === 0) return undefined;
  return {
    kind: 'percentage',
    basisPoints: best.discount,
    on: {},
    id: best.id,
    name: best.name,
    source: 'customer-group',
    priority: -1,
  };
}
