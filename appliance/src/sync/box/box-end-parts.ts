// What the box's end of the sync is built of.
import type { Signer } from '../../journal/chain.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Link } from '../../platform/ports/link.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { BoxSelf, FeedInbox, JournalOutbox } from '../ports.ts';

export interface BoxEndParts {
  /** Opens a link, within a time of its own. Throws Fault `link.closed`, also when the signal comes first. */
  readonly connect: (signal: AbortSignal) => Promise<Link>;
  readonly outbox: JournalOutbox;
  /** Undefined: a box that takes no feed, and only sends up. */
  readonly inbox: FeedInbox | undefined;
  readonly self: BoxSelf;
  /** Of the box's own key. */
  readonly signer: Signer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly about: {
    readonly register: string;
    readonly version: string;
    readonly roles: readonly string[];
    /** Id of the office it was paired with; another one is not spoken to. */
    readonly office: string;
  };
}
