// The audit behind `countertop journal verify` on an office's folder: every entry of every register in the archive, its chain and its
// signatures, and what SQLite finds wrong with its file.
import type { Problem } from '../../domain/journal/problem.ts';
import { ChainCheck, checkKeys } from '../../journal/chain-check.ts';
import type { ChainHead } from '../../journal/head.ts';
import { storedColumns, storedEntry } from '../../journal/stored-entry.ts';
import { isFault } from '../../platform/fault.ts';
import type { Database } from '../../platform/ports/database.ts';
import { keysOf } from './archive-store.ts';

export type ArchiveSource = Pick<Database, 'get' | 'all'>;

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
  source: ArchiveSource,
  options: ArchiveAuditOptions,
): Promise<readonly ArchiveAudit[]> {
  const audits: ArchiveAudit[] = [];
  for (const register of await registersOf(source))
    audits.push(await auditRegister(source, register, options));
  for (const detail of await damage(source))
    options.onProblem({ register: '', seq: 0, kind: 'database', detail });
  return audits;
}

async function registersOf(source: ArchiveSource): Promise<readonly string[]> {
  const names: string[] = [];
  for (;;) {
    const row = await source.get('SELECT min(register) AS register FROM archive_entry WHERE register > ?', [
      names.at(-1) ?? '',
    ]);
    const name = row?.['register'];
    if (typeof name !== 'string') return names;
    names.push(name);
  }
}

async function auditRegister(
  source: ArchiveSource,
  register: string,
  { trusted, onProblem }: ArchiveAuditOptions,
): Promise<ArchiveAudit> {
  const { usable, problems } = checkKeys(await keysOf(source, register));
  for (const problem of problems) onProblem({ ...problem, register });
  const keys = trusted === undefined ? usable : new Map([...usable].filter(([id]) => trusted.has(id)));
  const chain = new ChainCheck(register, keys);
  let entries = 0;
  try {
    for (let after = -Number.MAX_SAFE_INTEGER; ;) {
      const rows = await source.all(
        `SELECT ${storedColumns} FROM archive_entry WHERE register = ? AND seq > ? ORDER BY archive_entry.seq LIMIT ?`,
        [register, after, pageSize],
      );
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

async function damage(source: ArchiveSource): Promise<readonly string[]> {
  try {
    const rows = await source.all('PRAGMA integrity_check(10)');
    return rows.map((row) => String(row['integrity_check'])).filter((said) => said !== 'ok');
  } catch (error) {
    if (!isFault(error, 'storage.corrupt')) throw error;
    return ['too damaged to be checked'];
  }
}
