// What the office's end of the sync is built of.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { EnrolledBoxes, FeedSource, FleetListener, JournalArchive, OfficeAnswers } from '../ports.ts';

export interface OfficeEndParts {
  readonly archive: JournalArchive;
  /** Undefined: an office that only takes journals. */
  readonly feed: FeedSource | undefined;
  /** Undefined: an office that answers nothing. */
  readonly answers: OfficeAnswers | undefined;
  readonly boxes: EnrolledBoxes;
  readonly fleet: FleetListener;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly about: {
    /** Id of this office; made once, in its database. */
    readonly office: string;
    readonly version: string;
  };
}
