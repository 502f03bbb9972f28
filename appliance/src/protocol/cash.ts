// Cash as pages are told of it: the journal of the open shift, and the report of any period. Sums are the daemon's.
import type { Minor } from '../domain/money/money.ts';
import type { DrawerReason } from '../domain/register/events.ts';
import type { CashMovementKind } from '../domain/shift/cash-movements.ts';
import type { ShiftReport } from '../domain/shift/report.ts';

/** One movement. An entry of the journal may hold several: foreign cash and the change on it. */
export interface CashLine {
  /** Number of its entry: the next page begins before the last one's. */
  readonly seq: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly kind: CashMovementKind;
  readonly currency: string;
  /** Into the drawer more than zero, out of it less. */
  readonly amount: Minor;
  /** What was said with it; null: nothing. */
  readonly note: string | null;
  /** Number of the tab, `B1-075-0001`; null where there is none. */
  readonly tab: string | null;
  readonly receipt: number | null;
  /** Of an opening or a close. */
  readonly shift: number | null;
  readonly zNumber: number | null;
  /** Name of the means of payment. */
  readonly tender: string | null;
  readonly user: string;
  readonly userName: string;
  /** Name of whoever approved it. */
  readonly approvedBy: string | null;
  readonly drawer: DrawerReason | null;
}

/** Newest first. */
export interface CashLines {
  readonly lines: readonly CashLine[];
  /** There are earlier ones. */
  readonly more: boolean;
}

export interface CashSum {
  readonly kind: CashMovementKind;
  readonly currency: string;
  readonly count: number;
  readonly amount: Minor;
}

export interface CashReport extends CashLines {
  /** Of all that was asked for, by kind and currency; null on the pages after the first. */
  readonly sums: readonly CashSum[] | null;
  /** Everybody who moved cash in the period, by name; empty on the pages after the first. */
  readonly users: readonly { readonly id: string; readonly name: string }[];
}

/** The X-report of this moment. Where the count is blind, `cash` is empty and the cash among the tenders is left out. */
export interface OpenShiftReport extends ShiftReport {
  /** Currencies that must be counted at the close, the shop's own first. */
  readonly toCount: readonly string[];
}

export type { CashMovementKind } from '../domain/shift/cash-movements.ts';
