// Audits for tests: of a journal as it is, and of one that somebody changed behind the back of the rules.
import { assert } from '../kit.ts';
import type { Problem } from '../../src/domain/journal/problem.ts';
import type { Connection } from '../../src/platform/database/connection.ts';
import type { SqlValue } from '../../src/platform/ports/database.ts';
import { auditJournal, type AuditOptions, type RegisterAudit } from '../../src/till/journal/audit.ts';
import type { JournalSource } from '../../src/till/journal/journal-reader.ts';
import { openJournal } from './open-journal.ts';
import { joined, sampleJournal } from './sample-journal.ts';

export interface Audited {
  readonly audits: readonly RegisterAudit[];
  readonly problems: readonly Problem[];
}

/** What the audit of the whole journal says. */
export async function audited(source: JournalSource, options: Partial<AuditOptions> = {}): Promise<Audited> {
  const problems: Problem[] = [];
  const audits = await auditJournal(source, { onProblem: (problem) => problems.push(problem), ...options });
  return { audits, problems };
}

/** Keeps a public key: id and key. */
export const keptKeys = 'INSERT INTO box_key (id, public_key, created_at) VALUES (?, ?, 0)';

/** A journal of two registers in a file of its own: 30 entries of the first, 3 of the second. */
export async function sampleFile(): Promise<string> {
  const { path, database, store } = await openJournal();
  const sample = sampleJournal('B1');
  await database.write(keptKeys, [sample.signer.key, sample.signer.publicKey]);
  for (let round = 0; round < 5; round += 1) {
    await store.commit(
      joined([sample.line('Brød'), sample.line(), sample.line('x'.repeat(900)), sample.sale()]),
    );
    await store.commit(round === 2 ? sample.close() : sample.line());
    await store.commit(round === 0 ? sample.line() : sample.sale(round));
  }
  const other = sampleJournal('B2');
  await store.commit(joined([other.line(), other.sale(), other.close()]));
  await database.close();
  return path;
}

/** What the audit says of a change, which is then taken back. */
export async function auditedAfter(
  raw: Connection,
  sql: string,
  parameters: readonly SqlValue[],
): Promise<readonly Problem[]> {
  await raw.exec('BEGIN');
  try {
    const { changes } = await raw.run(sql, parameters);
    assert.ok(changes > 0, `changed nothing: ${sql}`);
    return (await audited(raw)).problems;
  } finally {
    await raw.exec('ROLLBACK');
  }
}
