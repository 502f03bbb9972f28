// What pages are told of working times: when somebody clocked in and out, what was corrected, and the hours of each.
import type { WorkingSpan } from '../domain/working-time/working-time.ts';

export type { WorkingSpan } from '../domain/working-time/working-time.ts';

/** Who changed something, when and why. */
export interface WorkingTimeChangeView {
  readonly by: string;
  readonly at: number;
  readonly reason: string | null;
}

export interface WorkingTimeView extends WorkingSpan {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  /** Up to now while in progress. */
  readonly lengthMs: number;
  /** So long that somebody forgot to clock out. */
  readonly forgotten: boolean;
  /** As it was clocked, where it was corrected. */
  readonly original: WorkingSpan | null;
  /** The last correction; names, not ids. */
  readonly edited: WorkingTimeChangeView | null;
  readonly deleted: WorkingTimeChangeView | null;
}

/** Hours of one person: finished and plausible ones. */
export interface WorkingSumView {
  readonly user: string;
  readonly name: string;
  readonly lengthMs: number;
  readonly counted: number;
  /** In progress, or forgotten: in no sum. */
  readonly uncounted: number;
}

export interface WorkingTimesAnswer {
  /** Newest first. */
  readonly times: readonly WorkingTimeView[];
  /** By name. */
  readonly sums: readonly WorkingSumView[];
  /** False: the period holds more than is shown; sums are of what is shown. */
  readonly complete: boolean;
}
