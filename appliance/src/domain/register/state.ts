// The state of one register: the fold over its journal. Plain JSON, so that a snapshot of it can be stored and read back.
import type { Accounts } from '../customer/account.ts';
import type { Minor } from '../money/money.ts';
import type { PaymentId } from '../payment/payment.ts';
import { emptySums, type ShiftSums } from '../shift/sums.ts';
import type { UserId } from '../staff/permission.ts';
import type { Tab, TabId } from '../tab/tab.ts';
import type { WorkingTimeId } from '../working-time/working-time.ts';
import type { CurrencyAmount } from './events.ts';

export type { ShiftSums } from '../shift/sums.ts';

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
  /** Absent: nothing. */
  readonly surplus?: Minor;
  /** Absent: none. */
  readonly tip?: Minor;
  readonly at: number;
}

/** Raised with every change of the state's shape or of how it is folded: a snapshot of another version is not used, the journal is. */
export const registerStateVersion = 9;

export interface RegisterState {
  readonly register: string;
  /** Shop currency; given at the start of the fold. */
  readonly currency: string;
  readonly operator: string | null;
  readonly shift: Shift | null;
  /** What is counted while no shift is open (copies, drawer openings, prices looked up): the next shift starts from it, so that each is on exactly one Z. */
  readonly betweenShifts: ShiftSums;
  /** Numbers already used; the next one is + 1. Never reset. */
  readonly numbers: {
    readonly shift: number;
    readonly z: number;
    readonly receipt: number;
    /** Absent: none was given yet. */
    readonly bill?: number;
    /** Receipts of training; absent: none yet. */
    readonly training?: number;
    /** Receipts of what was received on account; absent: none yet. */
    readonly received?: number;
  };
  readonly tabs: Readonly<Record<TabId, Tab>>;
  readonly current: TabId | null;
  /** Counted cash of the last close, by currency: pre-fills the next opening. */
  readonly lastClose: readonly CurrencyAmount[];
  readonly lastSale: LastSale | null;
  /** Nothing is sold: what is done at the register is practised beside its state. */
  readonly training: boolean;
  /** Where the law wants sales signed: what signs, and the last signature. */
  readonly fiscal?: { readonly keyVersion: string; readonly signature?: string };
  readonly grandTotals: { readonly sale: Minor; readonly return: Minor };
  /** The last payment that the till's own terminal was asked for. Absent: none yet. */
  readonly lastCard?: PaymentId;
  /** Of customers who paid later here, ever. Absent: of nobody. */
  readonly accounts?: Accounts;
  /** Whose working time is in progress, and since when. */
  readonly clockedIn: Readonly<Record<UserId, { readonly id: WorkingTimeId; readonly start: number }>>;
}

export function emptyRegister(register: string, currency: string): RegisterState {
  const none = 0 as Minor;
  return {
    register,
    currency,
    operator: null,
    shift: null,
    betweenShifts: emptySums(),
    numbers: { shift: 0, z: 0, receipt: 0 },
    tabs: {},
    current: null,
    lastClose: [],
    lastSale: null,
    training: false,
    grandTotals: { sale: none, return: none },
    clockedIn: {},
  };
}

export function clockedIn(
  { clockedIn: inNow }: Pick<RegisterState, 'clockedIn'>,
  user: UserId,
): RegisterState['clockedIn'][UserId] | undefined {
  return Object.hasOwn(inNow, user) ? inNow[user] : undefined;
}
