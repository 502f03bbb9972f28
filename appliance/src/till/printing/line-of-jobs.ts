// The jobs that are not done, in memory, in the order of committing: which one is next, and when. Knows no database and no printer.
import type { PrintJobView } from '../../protocol/views.ts';
import type { OpenState, StoredJob } from './stored-jobs.ts';

export interface Job extends Omit<StoredJob, 'state' | 'attempts' | 'reason' | 'request'> {
  state: OpenState;
  attempts: number;
  reason: string | null;
  request: StoredJob['request'];
  /** Monotonic: no attempt before. */
  notBefore: number;
  /** Monotonic: when this process heard of it. */
  readonly heardAt: number;
}

/** A drawer opens now or not at all: nobody stands before it any more. */
export const drawerExpiryMs = 5_000;
/** After so many tries of which surely nothing came out, a person decides. */
export const attemptsMax = 8;
/** More than this is not kept in memory; the rest waits in the database. */
export const openJobsMax = 1_000;

/** Which printer a job waits for; undefined: the usual one. */
export type LaneOf = (job: Job) => string | undefined;

export class LineOfJobs {
  readonly #jobs = new Map<string, Job>();
  readonly #laneOf: LaneOf;

  /** @param laneOf jobs of one lane are printed in order; a printer that is out holds up its own lane alone */
  constructor(laneOf: LaneOf) {
    this.#laneOf = laneOf;
  }

  get size(): number {
    return this.#jobs.size;
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  append(job: StoredJob, heardAt: number): void {
    this.#jobs.set(job.id, { ...job, notBefore: 0, heardAt });
  }

  remove(id: string): void {
    this.#jobs.delete(id);
  }

  /** The drawer to open now. */
  nextDrawer(now: number): Job | undefined {
    return this.#drawers('queued').find((job) => !isExpired(job, now) && job.notBefore <= now);
  }

  /** The first that a printer may be given now. A job that waits for its next try keeps its place: none of its lane goes before it. */
  nextPaper(now: number, canGo: (job: Job) => boolean): Job | undefined {
    const held = new Set<string | undefined>();
    for (const job of this.waitingPapers()) {
      const lane = this.#laneOf(job);
      if (job.notBefore > now) held.add(lane);
      else if (!held.has(lane) && canGo(job)) return job;
    }
    return undefined;
  }

  expiredDrawers(now: number): Job[] {
    return this.#drawers('queued').filter((job) => isExpired(job, now));
  }

  /** Drawers that did not open, but for this one. */
  failedDrawersBut(id: string): Job[] {
    return this.#drawers('failed').filter((job) => job.id !== id);
  }

  /** Monotonic time of the next thing that time alone brings about. */
  nextMoment(now: number): number | undefined {
    const drawers = this.#drawers('queued').flatMap((job) => [
      job.heardAt + drawerExpiryMs,
      ...(job.notBefore > now ? [job.notBefore] : []),
    ]);
    const papers = this.waitingPapers().flatMap(({ notBefore }) => (notBefore > now ? [notBefore] : []));
    const moments = [...drawers, ...papers];
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  /** The printer is well again: what failed is tried at once. */
  retryNow(): void {
    for (const job of this.#jobs.values()) if (job.kind !== 'drawer') job.notBefore = 0;
  }

  /** @param offered to which printer a job goes if somebody says so */
  view(offered: (job: Job) => string | undefined): Readonly<Record<string, PrintJobView>> {
    return Object.fromEntries(
      [...this.#jobs.values()].map((job, index) => {
        const { id, kind, subject, state, reason, at } = job;
        const backup = offered(job) ?? null;
        return [id, { position: index + 1, kind, subject, state, reason, at, backup }];
      }),
    );
  }

  /** In the order of committing. */
  waitingPapers(): readonly Job[] {
    return [...this.#jobs.values()].filter(
      ({ kind, state, attempts }) =>
        kind !== 'drawer' && (state === 'queued' || (state === 'failed' && attempts < attemptsMax)),
    );
  }

  #drawers(state: OpenState): Job[] {
    return [...this.#jobs.values()].filter((job) => job.kind === 'drawer' && job.state === state);
  }
}

export function isExpired(job: Job, now: number): boolean {
  return now - job.heardAt >= drawerExpiryMs;
}
