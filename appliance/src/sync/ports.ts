// What the two ends of the sync protocol need from the rooms above them. A room implements it; `daemon.ts` puts the two together.
// Neither end knows what a product or a sale is: entries and feed items pass through as they are.
import type { Result } from '../domain/refusal.ts';
import type { ChainHead } from '../journal/head.ts';
import type { BoxStatus, FeedItem, OrderName, SyncEntry } from '../protocol/sync.ts';

/** The box's journal, read for sending up. Never written by sync. */
export interface JournalOutbox {
  head(): Promise<ChainHead>;
  /** The entries after `seq`, in order, as many as fit into a batch. Empty: nothing more. */
  after(
    seq: number,
    limits: { readonly entries: number; readonly bytes: number },
  ): Promise<readonly SyncEntry[]>;
  /** Hash of the entry with this number; undefined: there is none. Tells whether the office holds this journal or another one. */
  hashAt(seq: number): Promise<string | undefined>;
  onAppend(listener: () => void): void;
}

/** Where the feed lands on the box. */
export interface FeedInbox {
  /** `epoch` is empty while nothing ever came. */
  position(): Promise<{ readonly epoch: string; readonly number: number }>;
  /** All in one transaction, position included; only then the till works with it. Throws Fault `storage.*`: nothing was taken. */
  apply(change: FeedChange): Promise<void>;
}

export interface FeedChange {
  readonly epoch: string;
  readonly number: number;
  /** True: what is not in `items` is gone. */
  readonly whole: boolean;
  readonly items: readonly FeedItem[];
}

/** How this box is, and what it can be asked to do. */
export interface BoxSelf {
  status(): Promise<Omit<BoxStatus, 'queue' | 'feedNumber'>>;
  carryOut(order: OrderName): Promise<OrderOutcome>;
  /** A device came or went, a page was opened. */
  onChange(listener: () => void): void;
}

export interface OrderOutcome {
  readonly ok: boolean;
  /** For people, in English. */
  readonly detail: string;
  readonly bundle?: Uint8Array;
}

/** The journals of all boxes, kept by the office. */
export interface JournalArchive {
  head(register: string): Promise<ChainHead>;
  /** One transaction: entries that are there already are passed over, the rest must follow and verify, or nothing is taken. */
  take(register: string, entries: readonly SyncEntry[]): Promise<TakeOutcome>;
  /** Keeps, for the office's people, that this register's box stands before the archive or on another chain. */
  alarm(register: string, alarm: { readonly seq: number; readonly detail: string }): Promise<void>;
}

export type TakeOutcome =
  | { readonly outcome: 'taken'; readonly seq: number }
  | { readonly outcome: 'gap'; readonly expected: number }
  /** The chain does not hold, or another entry stands under this number: told to the office's people, never repaired. */
  | { readonly outcome: 'broken'; readonly seq: number; readonly detail: string };

/** What the office has for one register. */
export interface FeedSource {
  /** What comes after where the register stands, or undefined when it has everything. `whole` when it stands nowhere, too far back, in
   *  another epoch, or when what it is meant to hold has changed as a whole (another shop, another price region). */
  next(
    register: string,
    at: { readonly epoch: string; readonly number: number },
  ): Promise<FeedChange | undefined>;
  /** Something may have changed for some register. */
  onChange(listener: () => void): void;
}

/** Which keys may speak for which register. */
export interface EnrolledBoxes {
  /** Undefined: no box ever had this key. */
  box(key: string): Promise<EnrolledBox | undefined>;
  onRevoked(listener: (register: string) => void): void;
}

export interface EnrolledBox {
  readonly register: string;
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly publicKey: string;
  readonly revoked: boolean;
}

/** Who wants to know how the boxes are: the fleet page. */
export interface FleetListener {
  connected(
    register: string,
    about: { readonly version: string; readonly roles: readonly string[]; readonly at: number },
  ): void;
  /** `offsetMs`: the box's clock less the office's; without a ping yet the way here is counted in. */
  told(register: string, status: BoxStatus, offsetMs: number): void;
  disconnected(register: string): void;
}

/** What only the office knows, asked by a till while somebody waits. */
export interface OfficeAnswers {
  /** The questions it takes. */
  readonly questions: readonly string[];
  /** Throws Fault `storage.*`: the box hears that nothing came. */
  answer(register: string, question: string, body: unknown): Promise<Result<unknown>>;
}
