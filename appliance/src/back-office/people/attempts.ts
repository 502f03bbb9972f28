// How often somebody was wrong, and how long they wait for it: for an e-mail, an address, a second factor. Durable, and counted before an
// attempt is looked at, so that neither guessing in parallel nor pulling the plug gives new attempts.
import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/ports/clock.ts';
import type { PeopleQueries } from './people-tables.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Free attempts, then a wait that doubles; forgotten when nothing happened for a while. */
const rules = {
  email: { free: 5, firstMs: 30_000, longestMs: 15 * minute, forgetMs: 24 * hour },
  /** Several people sit behind one. */
  address: { free: 20, firstMs: minute, longestMs: hour, forgetMs: 2 * hour },
  /** Only who knows the password gets here. */
  code: { free: 5, firstMs: minute, longestMs: hour, forgetMs: 24 * hour },
  /** One's own password, asked for again inside the office. */
  own: { free: 5, firstMs: 30_000, longestMs: 15 * minute, forgetMs: 24 * hour },
  /** Letters somebody can have sent to an e-mail that is not theirs. */
  letter: { free: 3, firstMs: 15 * minute, longestMs: 6 * hour, forgetMs: 24 * hour },
  'letter-address': { free: 20, firstMs: 5 * minute, longestMs: 6 * hour, forgetMs: 24 * hour },
  'link-address': { free: 20, firstMs: minute, longestMs: hour, forgetMs: 2 * hour },
} as const;

export type AttemptKind = keyof typeof rules;

export interface Subject {
  readonly kind: AttemptKind;
  /** Never stored in clear where it is an e-mail. */
  readonly of: string;
}

export type Begun =
  | { readonly locked: true; readonly until: number }
  | {
      readonly locked: false;
      /** Subjects that must wait should this attempt fail, and until when. */
      readonly waiting: readonly Subject[];
      readonly until: number | null;
    };

const longestForgetMs = 24 * hour;
const rowsMax = 20_000;
/** The table is cut to its limit once in so many attempts. */
const tidyEvery = 256;

/** Text of an e-mail or an address as a subject that gives nothing away. */
export function disguised(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

export class Attempts {
  readonly #queries: PeopleQueries;
  readonly #clock: Clock;
  #sinceTidy = 0;

  constructor(queries: PeopleQueries, clock: Clock) {
    this.#queries = queries;
    this.#clock = clock;
  }

  /** Counts one more for all of them, unless one of them must wait: then none is counted. */
  async begin(subjects: readonly Subject[]): Promise<Begun> {
    const now = this.#clock.now();
    return this.#queries.transaction().execute(async (tx) => {
      await this.#tidy(tx, now);
      const before = await this.#read(tx, subjects, now);
      const until = Math.max(...before.map(({ lockedUntil }) => lockedUntil ?? 0));
      if (until > now) return { locked: true, until };
      const waiting: Subject[] = [];
      let wait: number | null = null;
      for (const { subject, failed } of before) {
        const lockedUntil = lockAfter(subject.kind, failed + 1, now);
        if (lockedUntil !== null) {
          waiting.push(subject);
          wait = Math.max(wait ?? 0, lockedUntil);
        }
        await write(tx, subject, { failed: failed + 1, lockedUntil, at: now });
      }
      return { locked: false, waiting, until: wait };
    });
  }

  /** They were right: nothing is held against them. */
  async settle(subject: Subject): Promise<void> {
    await this.#queries.deleteFrom('sign_in_attempt').where('subject', '=', keyOf(subject)).execute();
  }

  /** This attempt was right, others before it may not have been: one less, and no wait because of it. */
  async forgive(subject: Subject): Promise<void> {
    const now = this.#clock.now();
    await this.#queries.transaction().execute(async (tx) => {
      const [row] = await this.#read(tx, [subject], now);
      if (row === undefined || row.failed === 0) return;
      await write(tx, subject, { failed: row.failed - 1, lockedUntil: null, at: now });
    });
  }

  async #read(tx: PeopleQueries, subjects: readonly Subject[], now: number) {
    const rows = await tx
      .selectFrom('sign_in_attempt')
      .selectAll()
      .where('subject', 'in', subjects.map(keyOf))
      .execute();
    return subjects.map((subject) => {
      const row = rows.find((each) => each.subject === keyOf(subject));
      const known = row !== undefined && row.at > now - rules[subject.kind].forgetMs;
      return known
        ? { subject, failed: row.failed, lockedUntil: row.locked_until }
        : { subject, failed: 0, lockedUntil: null };
    });
  }

  async #tidy(tx: PeopleQueries, now: number): Promise<void> {
    this.#sinceTidy += 1;
    if (this.#sinceTidy < tidyEvery) return;
    this.#sinceTidy = 0;
    await tx
      .deleteFrom('sign_in_attempt')
      .where('at', '<', now - longestForgetMs)
      .execute();
    // The oldest go first; who keeps guessing stays.
    const oldest = tx
      .selectFrom('sign_in_attempt')
      .select('at')
      .orderBy('at', 'desc')
      .limit(1)
      .offset(rowsMax);
    await tx.deleteFrom('sign_in_attempt').where('at', '<=', oldest).execute();
  }
}

const keyOf = ({ kind, of }: Subject): string => `${kind}:${of}`;

function lockAfter(kind: AttemptKind, failed: number, now: number): number | null {
  const { free, firstMs, longestMs } = rules[kind];
  if (failed < free) return null;
  return now + Math.min(longestMs, firstMs * 2 ** Math.min(failed - free, 30));
}

async function write(
  tx: PeopleQueries,
  subject: Subject,
  row: { readonly failed: number; readonly lockedUntil: number | null; readonly at: number },
): Promise<void> {
  const values = { failed: row.failed, locked_until: row.lockedUntil, at: row.at };
  await tx
    .insertInto('sign_in_attempt')
    .values({ subject: keyOf(subject), ...values })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(values))
    .execute();
}
