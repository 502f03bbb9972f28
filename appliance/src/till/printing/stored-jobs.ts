// Print jobs as they are stored: every step of a job is durable before the next one begins, so that a power cut leaves it in a state
// that says what may have happened.
import type { Database, Row } from '../../platform/ports/database.ts';
import type { PrintJobRow } from '../journal/store.ts';

export type OpenState = 'queued' | 'sending' | 'failed' | 'unknown';

/** A job that is not done. */
export interface StoredJob extends PrintJobRow {
  /** The order of committing, and of printing. */
  readonly number: number;
  readonly state: OpenState;
  readonly attempts: number;
  readonly reason: string | null;
}

const isOpen = `state IN ('queued', 'sending', 'failed', 'unknown')`;

export class StoredJobs {
  readonly #database: Database;
  readonly #register: string;

  constructor(database: Database, register: string) {
    this.#database = database;
    this.#register = register;
  }

  /**
   * After a start: nobody knows how a job ended that was being sent, and a drawer is never opened late. Of drawers that did not open,
   * only the newest is worth showing.
   */
  async recover(now: number): Promise<void> {
    const mine = [now, this.#register] as const;
    await this.#database.transaction(async (tx) => {
      await tx.run(
        `UPDATE print_job SET state = 'unknown', reason = 'restart', updated_at = ?
         WHERE register = ? AND state = 'sending'`,
        mine,
      );
      await tx.run(
        `UPDATE print_job SET state = 'failed', reason = 'expired', updated_at = ?
         WHERE register = ? AND kind = 'drawer' AND state = 'queued'`,
        mine,
      );
      await tx.run(
        `UPDATE print_job SET state = 'dismissed', updated_at = ?
         WHERE register = ? AND kind = 'drawer' AND state = 'failed' AND number <
           (SELECT max(number) FROM print_job WHERE register = ? AND kind = 'drawer' AND state = 'failed')`,
        [...mine, this.#register],
      );
    });
  }

  /** Open jobs after that number, in order. */
  async openAfter(number: number, limit: number): Promise<readonly StoredJob[]> {
    const rows = await this.#database.all(
      `SELECT number, id, register, kind, subject, request, at, state, attempts, reason FROM print_job
       WHERE register = ? AND number > ? AND ${isOpen} ORDER BY number LIMIT ?`,
      [this.#register, number, limit],
    );
    return rows.map(jobOf);
  }

  /** False when it is no longer waiting: somebody dismissed it. */
  async markSending(id: string, now: number): Promise<boolean> {
    return this.#changed(
      `UPDATE print_job SET state = 'sending', attempts = attempts + 1, reason = NULL, updated_at = ?
       WHERE id = ? AND state IN ('queued', 'failed')`,
      [now, id],
    );
  }

  /** How a job that was being sent ended. `queued`: surely nothing left this box. */
  async settle(
    id: string,
    ending: { readonly state: 'printed' | 'failed' | 'unknown' | 'queued'; readonly reason: string | null },
    now: number,
  ): Promise<void> {
    await this.#database.write(
      `UPDATE print_job SET state = ?, reason = ?, updated_at = ? WHERE id = ? AND state = 'sending'`,
      [ending.state, ending.reason, now, id],
    );
  }

  /** A job that waited and must not wait any longer. False when it did not wait. */
  async giveUp(id: string, reason: string, now: number): Promise<boolean> {
    return this.#changed(
      `UPDATE print_job SET state = 'failed', reason = ?, updated_at = ? WHERE id = ? AND state = 'queued'`,
      [reason, now, id],
    );
  }

  /** Into the line again with another request, at its old place. False when it is being sent, or done. */
  async requeue(id: string, request: PrintJobRow['request'], now: number): Promise<boolean> {
    return this.#changed(
      `UPDATE print_job SET state = 'queued', attempts = 0, reason = NULL, request = ?, updated_at = ?
       WHERE id = ? AND state IN ('queued', 'failed', 'unknown')`,
      [JSON.stringify(request), now, id],
    );
  }

  /** False when it is being sent, or done. */
  async dismiss(id: string, now: number): Promise<boolean> {
    return this.#changed(
      `UPDATE print_job SET state = 'dismissed', updated_at = ? WHERE id = ? AND state IN ('queued', 'failed', 'unknown')`,
      [now, id],
    );
  }

  /** A job that is there already stays as it is. */
  async add(job: PrintJobRow): Promise<void> {
    await this.#database.write(
      `INSERT INTO print_job (id, register, kind, subject, request, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING`,
      [job.id, job.register, job.kind, job.subject, JSON.stringify(job.request), job.at],
    );
  }

  /** Forgets what was done before that time. The newest row stays: numbers must never come again. */
  async prune(before: number): Promise<void> {
    await this.#database.write(
      `DELETE FROM print_job WHERE register = ? AND state IN ('printed', 'dismissed') AND updated_at < ?
         AND number < (SELECT max(number) FROM print_job)`,
      [this.#register, before],
    );
  }

  async #changed(sql: string, parameters: readonly (string | number)[]): Promise<boolean> {
    return (await this.#database.write(sql, parameters)).changes === 1;
  }
}

function jobOf(row: Row): StoredJob {
  return {
    number: Number(row['number']),
    id: String(row['id']),
    register: String(row['register']),
    kind: String(row['kind']),
    subject: String(row['subject']),
    request: JSON.parse(String(row['request'])) as PrintJobRow['request'],
    at: Number(row['at']),
    // The table's CHECK and the query leave no other.
    state: String(row['state']) as OpenState,
    attempts: Number(row['attempts']),
    reason: row['reason'] === null ? null : String(row['reason']),
  };
}
