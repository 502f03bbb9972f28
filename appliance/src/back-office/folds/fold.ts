// What a fold is: it says for each entry of a journal which rows that adds to, and nothing else. It reads no table and writes none, and rows
// merge in any order, so that figures come out the same whatever the batches, the restarts and the order in which registers are heard.
import type { SyncEntry } from '../../protocol/sync.ts';

/** How a row meets one that has its keys already. */
export type Merge =
  /** Values are added up. */
  | 'sum'
  /** The values of the row with the higher `rank` stay. */
  | 'latest'
  /** There is none: a second row with these keys would be an entry applied twice. */
  | 'once';

export interface FoldTable {
  readonly name: string;
  readonly merge: Merge;
  readonly keys: readonly string[];
  readonly values: readonly string[];
  /** `latest` only: the values that say which of two rows is the later one, the weightiest first. */
  readonly rank?: readonly string[];
}

export type Scalar = string | number | null;
export type FoldRow = Readonly<Record<string, Scalar>>;

/** One row for a table; it names every column of the table and no other, and belongs to who gets it. */
export interface RowChange {
  readonly table: FoldTable;
  readonly row: FoldRow;
}

/** Where an entry was made, as the office's records had it then. */
export interface Place {
  readonly id: number;
  readonly register: string;
  readonly salePoint: string;
  readonly shop: string;
  readonly store: string;
  /** IANA. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** An entry as folds get it. */
export interface FoldEntry extends SyncEntry {
  readonly register: string;
  /** The payload, parsed; each fold checks what it takes from it. */
  readonly content: unknown;
  /** Undefined: the office does not know where this register stands. Never asked for the office's own entries. */
  readonly place: Place | undefined;
  /** Cost of one unit in minor units of the place's currency, as known then; undefined: not known. */
  costOf(this: void, product: string): number | undefined;
}

export interface Fold {
  readonly name: string;
  /** Another number: its tables are emptied and made anew from the first entry. */
  readonly version: number;
  readonly tables: readonly FoldTable[];
  /** Entry types it is given; all others pass it by. */
  readonly types: ReadonlySet<string>;
  /** Throws a FoldStop for an entry it cannot take: then it stands before that entry, for this register, until it can. */
  rowsOf(entry: FoldEntry): readonly RowChange[];
}

export const foldStops = ['place-unknown', 'version-unknown', 'content-invalid'] as const;
export type FoldStopCode = (typeof foldStops)[number];

/** Why a fold cannot take an entry. Told to people, never skipped. */
export class FoldStop extends Error {
  readonly code: FoldStopCode;
  readonly detail: string;

  constructor(code: FoldStopCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'FoldStop';
    this.code = code;
    this.detail = detail;
  }
}

/** The place of an entry that cannot be counted without one. */
export function placeOf(entry: FoldEntry): Place {
  if (entry.place === undefined)
    throw new FoldStop('place-unknown', `the records do not say where register ${entry.register} stands`);
  return entry.place;
}

/** Throws for an entry whose payload has a shape that came after this program. */
export function checkVersion(entry: FoldEntry, known: number): void {
  if (entry.v > known)
    throw new FoldStop('version-unknown', `${entry.type} version ${entry.v}; this office knows ${known}`);
}
