// The state of one register: the fold over its journal. Plain JSON, so that a snapshot of it can be stored and read back.
import type { Minor } from '../money/money.ts';
import type { CashCount, CountedAmount } from '../shift/report.ts';
import type { Tab, TabId } from '../tab/tab.ts';
import type { VatRow } from '../tab/totals.ts';
import type { CurrencyAmount } from './events.ts';

/** Running sums of the open shift: what an X- or Z-report is made of. Only added to, never re-computed from sales. */
export interface ShiftSums {
  readonly total: Minor;
  readonly rounding: Minor;
  readonly byTender: Readonly<Record<string, CountedAmount>>;
  /** Key `<code>/<rate>`. */
  readonly byVat: Readonly<Record<string, VatRow>>;
  readonly byCategory: Readonly<Record<string, CountedAmount>>;
  readonly byOperator: Readonly<Record<string, CountedAmount>>;
  readonly receipts: number;
  readonly sales: CountedAmount;
  readonly returns: CountedAmount;
  readonly lineDiscounts: CountedAmount;
  readonly tabDiscounts: CountedAmount;
  readonly paidTabs: number;
  readonly voidedTabs: CountedAmount;
  readonly corrections: CountedAmount;
  readonly priceOverrides: CountedAmount;
  readonly copies: CountedAmount;
  readonly drawerOpenings: number;
  /** By currency code; without `expected`, which follows from the rest. */
  readonly cash: Readonly<Record<string, Omit<CashCount, 'currency' | 'expected' | 'counted' | 'difference'>>>;
}

export interface Shift {
  readonly number: number;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly sums: ShiftSums;
  /** Running number of tabs opened in this shift. */
  readonly tabs: number;
}

/** What a page shows right after a sale: change to give, until the next tab is opened. */
export interface LastSale {
  readonly receipt: number;
  readonly total: Minor;
  readonly rounding: Minor;
  readonly change: Minor;
  readonly at: number;
}

export interface RegisterState {
  readonly register: string;
  /** Shop currency; given at the start of the fold. */
  readonly currency: string;
  readonly operator: string | null;
  readonly shift: Shift | null;
  /** Numbers already used; the next one is + 1. Never reset. */
  readonly numbers: { readonly shift: number; readonly z: number; readonly receipt: number };
  readonly tabs: Readonly<Record<TabId, Tab>>;
  readonly current: TabId | null;
  /** Counted cash of the last close, by currency: pre-fills the next opening. */
  readonly lastClose: readonly CurrencyAmount[];
  readonly lastSale: LastSale | null;
  readonly grandTotals: { readonly sale: Minor; readonly return: Minor };
}

export function emptyRegister(register: string, currency: string): RegisterState {
  const none = 0 as Minor;
  return {
    register,
    currency,
    operator: null,
    shift: null,
    numbers: { shift: 0, z: 0, receipt: 0 },
    tabs: {},
    current: null,
    lastClose: [],
    lastSale: null,
    grandTotals: { sale: none, return: none },
  };
}
