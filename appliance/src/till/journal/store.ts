// The journal store as the till sees it: append entries with all that must become true with them, in one durable statement; read back; verify.
// The SQLite side is `sqlite-journal-store.ts`; tests may run the same suite over any other.
import type { Entry } from '../../domain/journal/entry.ts';
import type { ChainHead } from '../../journal/head.ts';
import type { ReturnableSale } from '../../domain/register/commands.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { CashEntry, CashSpan, CashSurroundings } from './cash-entries.ts';

/** A job that must happen after the commit: written with it, so that a crash between the two loses nothing. */
export interface PrintJobRow {
  readonly id: string;
  readonly register: string;
  /** `receipt` | `copy` | `x-report` | `z-report` | `drawer` | `test`. */
  readonly kind: string;
  /** What is printed, e.g. `receipt:123`: shown to the cashier when the outcome is unknown. */
  readonly subject: string;
  /** Receipt number and the like: enough to compose the paper from the journal when its turn comes. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** Row for finding sales without reading payloads. */
export interface SaleRow {
  readonly register: string;
  readonly receipt: number;
  readonly seq: number;
  readonly tab: string;
  readonly tabNumber: string;
  readonly shift: number;
  readonly kind: string;
  readonly at: number;
  readonly total: number;
  readonly operator: string;
}

/** Adds to what has been returned of a line of an earlier sale; all positive. */
export interface ReturnedRow {
  readonly register: string;
  readonly receipt: number;
  readonly line: string;
  readonly quantity: number;
  readonly gross: number;
  readonly vat: number;
}

/** All that one commit makes true. Commands that waited together are joined into one. */
export interface CommitParts {
  readonly entries: readonly Entry[];
  /** Answers by command id: a repeat gets the first answer. */
  readonly answers: readonly {
    readonly id: string;
    readonly register: string;
    readonly answer: string;
    readonly at: number;
  }[];
  readonly sales: readonly SaleRow[];
  readonly returned: readonly ReturnedRow[];
  readonly jobs: readonly PrintJobRow[];
}

export interface JournalStore {
  /** Head of the register's chain; seq 0 and `firstPrev` when empty. Throws Fault `storage.corrupt` when head and last entry disagree. */
  head(register: string): Promise<ChainHead>;
  /** One statement, one fsync. Throws Fault `storage.constraint` when a command id or sequence number is already there (nothing is written then),
   *  `storage.full` when the disk is full. */
  commit(parts: CommitParts): Promise<void>;
  /** The recorded answer of a command, if it was ever accepted. */
  answer(commandId: string): Promise<string | undefined>;
  /** Entries with `seq > after`, in order, at most `limit` (<= 1000). */
  entries(register: string, after: number, limit: number): Promise<readonly Entry[]>;
  /** Newest usable snapshot: a fold of all entries up to `seq`, or undefined. A snapshot of another state version is not usable. */
  snapshot(register: string): Promise<{ readonly seq: number; readonly state: RegisterState } | undefined>;
  saveSnapshot(register: string, seq: number, state: RegisterState): Promise<void>;
  /** A sale of this journal with what came back here so far. */
  returnable(register: string, receipt: number): Promise<ReturnableSale | undefined>;
  /** What came back here of a sale, this register's own or another's. */
  returned(register: string, receipt: number): Promise<ReturnableSale['returned']>;
  /** How many copies of a receipt were made. */
  copies(register: string, receipt: number): Promise<number>;
  /** Newest first; `before` is a receipt number. */
  sales(
    register: string,
    query: { readonly before?: number; readonly limit: number },
  ): Promise<readonly SaleRow[]>;
  /** The `shift.closed` entry of that Z number. */
  close(register: string, zNumber: number): Promise<Entry | undefined>;
  /** The `shift.closed` entries, newest first: the archive of Z-reports. */
  closes(register: string, limit: number): Promise<readonly Entry[]>;
  /** What moved cash, newest first. */
  cashEntries(register: string, span: CashSpan): Promise<readonly CashEntry[]>;
  /** What stands around such entries, by their sequence numbers. */
  cashSurroundings(
    register: string,
    entries: readonly number[],
  ): Promise<ReadonlyMap<number, CashSurroundings>>;
}
