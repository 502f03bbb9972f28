// Refusals of the records, typed by the office's catalogue (protocol/office/refusals.ts).
import { refuse, type Refusal, type RefusalData, type Refused, type Result } from '../../domain/refusal.ts';
import type { OfficeRefusal } from '../../protocol/office/refusals.ts';

export type RecordResult<T> = Result<T, OfficeRefusal>;
export type RecordNo = Refusal<OfficeRefusal>;

export function refused(code: OfficeRefusal, data: RefusalData = {}): Refused<OfficeRefusal> {
  return refuse(code, data);
}

/** The refusal alone, for rules, which answer with one or with undefined. */
export function no(code: OfficeRefusal, data: RefusalData = {}): RecordNo {
  return { code, data };
}
