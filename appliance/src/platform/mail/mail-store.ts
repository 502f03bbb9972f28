// The mails of the outbox in their table: stored before anything is sent, never more than the limits, oldest finished ones first out.
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../ports/database.ts';
import { createQueries } from '../query/queries.ts';
import type { Outgoing } from './courier.ts';
import { sizeOf, type Attachment } from './mail.ts';
import type { MailRow, MailSchema, MailState } from './mail-table.ts';

export interface StoreLimits {
  readonly mailsMax: number;
  readonly bytesMax: number;
  /** A sent mail is forgotten after this. */
  readonly sentKeptMs: number;
}

/** A mail as a list shows it; times in milliseconds since 1970. */
export interface MailSummary {
  readonly id: string;
  readonly at: number;
  readonly to: string;
  readonly subject: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly nextAt: number | null;
  readonly sentAt: number | null;
  readonly lastError: string | null;
  readonly size: number;
}

export interface StoredMail extends MailSummary {
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly Attachment[];
}

export interface Taken {
  readonly mail: Outgoing;
  /** This attempt included. */
  readonly attempts: number;
}

const summary = [
  'id',
  'at',
  'to',
  'subject',
  'state',
  'attempts',
  'next_at as nextAt',
  'sent_at as sentAt',
  'last_error as lastError',
  'size',
] as const;

type Statements = Kysely<MailSchema> | Transaction<MailSchema>;

export class MailStore {
  readonly #queries: Kysely<MailSchema>;
  readonly #limits: StoreLimits;

  constructor(database: Database, limits: StoreLimits) {
    this.#queries = createQueries<MailSchema>(database);
    this.#limits = limits;
  }

  /** False when what waits to be sent leaves no room. */
  add(mail: Outgoing, state: 'queued' | 'kept'): Promise<boolean> {
    const size = sizeOf(mail);
    return this.#queries.transaction().execute(async (tx) => {
      await tx
        .deleteFrom('mail')
        .where('state', '=', 'sent')
        .where('at', '<', mail.at - this.#limits.sentKeptMs)
        .execute();
      if (!(await makeRoom(tx, size, this.#limits))) return false;
      await tx
        .insertInto('mail')
        .values({ ...rowOf(mail), size, state, next_at: state === 'queued' ? mail.at : null })
        // Handed over before.
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      return true;
    });
  }

  /**
   * The mail that has waited longest, noted as tried before it is: one that brings the daemon down is not tried again at once. A time
   * further away than any back-off is one of a clock that was wrong, and due.
   */
  take(now: number, farthest: number, nextAt: (attempts: number) => number): Promise<Taken | undefined> {
    return this.#queries.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('mail')
        .selectAll()
        .where('state', '=', 'queued')
        .where((is) => is.or([is('next_at', '<=', now), is('next_at', '>', farthest)]))
        .orderBy('next_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const attempts = row.attempts + 1;
      await tx
        .updateTable('mail')
        .set({ attempts, next_at: nextAt(attempts) })
        .where('id', '=', row.id)
        .execute();
      return { mail: outgoing(row), attempts };
    });
  }

  async sent(id: string, now: number): Promise<void> {
    await this.#queries
      .updateTable('mail')
      .set({ state: 'sent', sent_at: now, next_at: null, last_error: null })
      .where('id', '=', id)
      .execute();
  }

  async notSent(id: string, error: string, final: boolean): Promise<void> {
    await this.#queries
      .updateTable('mail')
      .set(final ? { last_error: error, state: 'failed', next_at: null } : { last_error: error })
      .where('id', '=', id)
      .execute();
  }

  /** When the next queued mail is due. */
  async nextAt(): Promise<number | undefined> {
    const row = await this.#queries
      .selectFrom('mail')
      .select((is) => is.fn.min('next_at').as('next'))
      .where('state', '=', 'queued')
      .executeTakeFirst();
    return row?.next ?? undefined;
  }

  /** There is no server any more: what waits is kept. */
  async keepQueued(): Promise<void> {
    await this.#queries
      .updateTable('mail')
      .set({ state: 'kept', next_at: null })
      .where('state', '=', 'queued')
      .execute();
  }

  /** There is a server: what was kept since then is due. */
  async queueKept(now: number, since: number): Promise<void> {
    await this.#queries
      .updateTable('mail')
      .set({ state: 'queued', next_at: now })
      .where('state', '=', 'kept')
      .where('at', '>=', since)
      .execute();
  }

  /** What waits is due now. */
  async hurry(now: number): Promise<void> {
    await this.#queries.updateTable('mail').set({ next_at: now }).where('state', '=', 'queued').execute();
  }

  /** Begins anew with one that was kept or failed; false when there is none. */
  async retry(id: string, now: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#queries
      .updateTable('mail')
      .set({ state: 'queued', attempts: 0, next_at: now })
      .where('id', '=', id)
      .where('state', 'in', ['kept', 'failed'])
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async remove(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#queries.deleteFrom('mail').where('id', '=', id).executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Newest first. */
  list(page: { readonly limit: number; readonly offset: number }): Promise<readonly MailSummary[]> {
    return this.#queries
      .selectFrom('mail')
      .select(summary)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit)
      .offset(page.offset)
      .execute();
  }

  async read(id: string): Promise<StoredMail | undefined> {
    const row = await this.#queries
      .selectFrom('mail')
      .select([...summary, 'text', 'html', 'attachments'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? undefined : { ...row, attachments: attachmentsOf(row.attachments) };
  }

  async counts(): Promise<Readonly<Record<MailState, number>>> {
    const rows = await this.#queries
      .selectFrom('mail')
      .select((is) => ['state', is.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    const none = { queued: 0, sent: 0, failed: 0, kept: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }
}

/** Takes out finished mails, sent ones first, until one of this size fits. What waits to be sent is never taken out. */
async function makeRoom(tx: Statements, size: number, limits: StoreLimits): Promise<boolean> {
  const there = await tx
    .selectFrom('mail')
    .select((is) => [is.fn.countAll<number>().as('mails'), is.fn.sum<number | null>('size').as('bytes')])
    .executeTakeFirstOrThrow();
  let mails = there.mails + 1;
  let bytes = (there.bytes ?? 0) + size;
  for (const state of ['sent', 'failed', 'kept'] as const) {
    if (mails <= limits.mailsMax && bytes <= limits.bytesMax) return true;
    const finished = await tx
      .selectFrom('mail')
      .select(['id', 'size'])
      .where('state', '=', state)
      .orderBy('at')
      .orderBy('id')
      .execute();
    for (const old of finished) {
      if (mails <= limits.mailsMax && bytes <= limits.bytesMax) return true;
      await tx.deleteFrom('mail').where('id', '=', old.id).execute();
      mails -= 1;
      bytes -= old.size;
    }
  }
  return mails <= limits.mailsMax && bytes <= limits.bytesMax;
}

interface KeptAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

type Contents = Pick<MailRow, 'id' | 'at' | 'to' | 'subject' | 'text' | 'html' | 'attachments'>;

function rowOf(mail: Outgoing): Contents & { readonly attempts: number } {
  const attachments: KeptAttachment[] = (mail.attachments ?? []).map(({ name, type, content }) => ({
    name,
    type,
    content: Buffer.from(content).toString('base64'),
  }));
  return {
    id: mail.id,
    at: mail.at,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html ?? null,
    attachments: JSON.stringify(attachments),
    attempts: 0,
  };
}

function outgoing(row: Contents): Outgoing {
  return {
    id: row.id,
    at: row.at,
    to: row.to,
    subject: row.subject,
    text: row.text,
    ...(row.html === null ? {} : { html: row.html }),
    attachments: attachmentsOf(row.attachments),
  };
}

function attachmentsOf(json: string): readonly Attachment[] {
  // Written by rowOf and by nobody else.
  const kept = JSON.parse(json) as readonly KeptAttachment[];
  return kept.map(({ name, type, content }) => ({ name, type, content: Buffer.from(content, 'base64') }));
}
