// Edits of records and what becomes of them: who writes, what is to be written, what is wrong with it.
import type { Body, Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import type { RecordNo } from './refusals.ts';
import type { Stored } from './stored.ts';

/** What the product itself writes. */
export const systemAuthor = 'system';

/** Asked before anything is kept: whether who writes may. `before` undefined: it is new; `after` undefined: it goes. */
export type Admit = (change: {
  readonly kind: Kind;
  readonly id: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}) => RecordNo | undefined | Promise<RecordNo | undefined>;

export interface Author {
  /** Id of a user, or `system`. */
  readonly by: string;
  readonly admit?: Admit;
  /** They have been told who uses what they put out of use, and want it all the same. */
  readonly acceptUse?: boolean;
}

export interface Edit<K extends Kind = Kind> {
  /** Absent: a new record with an id of its own. */
  readonly id?: string;
  /** A new record with the id told. */
  readonly isNew?: boolean;
  /** The revision it was made on; absent: whatever there is. */
  readonly revision?: number;
  /** Or what makes it from the one before, of which a new record has nothing. Checked here, whatever its type claims. */
  readonly body: Body<K> | ((before: Body<K>) => unknown);
}

export interface Problem {
  /** Place of the edit in the list. */
  readonly index: number;
  readonly refusal: RecordNo;
}

export interface PlannedWrite<K extends Kind = Kind> {
  readonly index: number;
  readonly before: Stored<K> | undefined;
  /** The same object as `before` when the edit changes nothing. */
  readonly after: OfficeRecord<K>;
}

/** More are not looked for: nobody reads on. */
export const problemsMax = 200;
