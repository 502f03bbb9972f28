// What is wrong with a file, by line and column.
import type { RefusalData } from '../../../domain/refusal.ts';
import type { OfficeRefusal } from '../../../protocol/office/refusals.ts';

export interface CsvProblem {
  readonly line: number;
  /** Header of the column; null: the row as a whole. */
  readonly column: string | null;
  readonly code: OfficeRefusal;
  readonly data: RefusalData;
}
