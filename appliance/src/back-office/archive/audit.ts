// The audit behind `countertop journal verify` on an office's folder: every entry of every register in the archive, its chain and its
// signatures, and what SQLite finds wrong with its file. It audits such a file, and so speaks SQLite: texts as bytes, and its own check.
import { sql } from 'kysely';
import type { Problem } from '../../domain/journal/problem.ts';
import { ChainCheck, checkKeys } from '../../journal/chain-check.ts';
import type { ChainHead } from '../../journal/head.ts';
import { storedColumns, storedEntry } from '../../journal/stored-entry.ts';
import { isFault } from '../../platform/fault.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import { readQueries } from '../../platform/query/queries.ts';
import { keysOf, registersOf } from './archive-store.ts';
import type { ArchiveQueries, ArchiveTables } from './archive-tables.ts';

export interface ArchiveAudit {
  readonly register: string;
  readonly entries: number;
  readonly signatures: number;
  readonly head: ChainHead;
}

export interface ArchiveAuditOptions {
  /** Ids of keys to believe; all that the archive has kept unless told. */
  readonly trusted?: ReadonlySet<string>;
  readonly onProblem: (problem: Problem) => void;
}

const pageSize = 500;

/** Audits the whole archive in bounded memory. Throws Fault `storage.*` only where nothing at all can be read. */
export async function auditArchive(
  source: Pick<Database, 'all'>,
  options: ArchiveAuditOptions,
): Promise<readonly ArchiveAudit[]> {
  const queries = readQueries<ArchiveTables>(source);
  const audits: ArchiveAudit[] = [];
  for (const register of await registersOf(queries))
    audits.push(await auditRegister(queries, register, options));
  for (const detail of await damage(source))
    options.onProblem({ register: '', seq: 0, kind: 'database', detail });
  return audits;
}

async function auditRegister(
  queries: ArchiveQueries,
  register: string,
  { trusted, onProblem }: ArchiveAuditOptions,
): Promise<ArchiveAudit> {
  const { usable, problems } = checkKeys(await keysOf(queries, register));
  for (const problem of problems) onProblem({ ...problem, register });
  const keys = trusted === undefined ? usable : new Map([...usable].filter(([id]) => trusted.has(id)));
  const chain = new ChainCheck(register, keys);
  let entries = 0;
  try {
    for (let after = -Number.MAX_SAFE_INTEGER; ;) {
      const page = sql<Row>`select ${sql.raw(storedColumns)} from archive_entry
        where register = ${register} and seq > ${after} order by archive_entry.seq limit ${pageSize}`;
      const { rows } = await page.execute(queries);
      for (const row of rows) {
        after = Number(row['seq']);
        entries += 1;
        const entry = storedEntry(row);
        if (entry === undefined) onProblem(chain.skip(after));
        else chain.add(entry).forEach(onProblem);
      }
      if (rows.length < pageSize) break;
    }
  } catch (error) {
    if (!isFault(error, 'storage.corrupt')) throw error;
    onProblem({ register, seq: chain.head.seq + 1, kind: 'database', detail: 'cannot be read from here on' });
  }
  return { register, entries, signatures: chain.signatures, head: chain.head };
}

async function damage(source: Pick<Database, 'all'>): Promise<readonly string[]> {
  try {
    const rows = await source.all('PRAGMA integrity_check(10)');
    return rows.map((row) => String(row['integrity_check'])).filter((said) => said !== 'ok');
  } catch (error) {
    if (!isFault(error, 'storage.corrupt')) throw error;
    return ['too damaged to be checked'];
  }
}
