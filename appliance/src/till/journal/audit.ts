// The audit behind `countertop journal verify`: every entry of every register, its chain, its signatures, and all that hangs on it.
import type { Problem } from '../../domain/journal/problem.ts';
import { isFault } from '../../platform/fault.ts';
import { ChainCheck, checkKeys } from '../../journal/chain-check.ts';
import { type JournalSource, keysOf, readEntries, registersOf } from './journal-reader.ts';
import { SideCheck } from './side-check.ts';
import type { ChainHead } from '../../journal/head.ts';

export interface RegisterAudit {
  readonly register: string;
  readonly entries: number;
  /** Milliseconds since 1970 UTC; undefined where there is no readable entry. */
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
  readonly signatures: number;
  readonly lastReceipt: number;
  readonly lastZ: number;
  readonly head: ChainHead;
}

export interface AuditOptions {
  /** Ids of keys to believe; all that the box has kept unless told. */
  readonly trusted?: ReadonlySet<string>;
  readonly onProblem: (problem: Problem) => void;
}

/** Audits the whole journal in bounded memory. Throws Fault `storage.*` only where nothing at all can be read. */
export async function auditJournal(
  source: JournalSource,
  options: AuditOptions,
): Promise<readonly RegisterAudit[]> {
  const { trusted, onProblem } = options;
  const { usable, problems } = checkKeys(await keysOf(source));
  problems.forEach(onProblem);
  const keys = trusted === undefined ? usable : new Map([...usable].filter(([id]) => trusted.has(id)));
  const audits: RegisterAudit[] = [];
  for (const register of await registersOf(source)) {
    const chain = new ChainCheck(register, keys);
    audits.push(await auditRegister(source, chain, { register, onProblem }));
  }
  for (const detail of await damage(source)) onProblem({ register: '', seq: 0, kind: 'database', detail });
  return audits;
}

/** What SQLite itself finds wrong with its file. */
async function damage(source: JournalSource): Promise<readonly string[]> {
  try {
    const rows = await source.all('PRAGMA integrity_check(10)');
    return rows.map((row) => String(row['integrity_check'])).filter((said) => said !== 'ok');
  } catch (error) {
    if (!isFault(error, 'storage.corrupt')) throw error;
    return ['too damaged to be checked'];
  }
}

interface Walk {
  readonly register: string;
  readonly onProblem: (problem: Problem) => void;
}

async function auditRegister(source: JournalSource, chain: ChainCheck, walk: Walk): Promise<RegisterAudit> {
  const { register, onProblem } = walk;
  const sides = new SideCheck(source, register);
  let entries = 0;
  let firstAt: number | undefined;
  let lastAt: number | undefined;
  try {
    for await (const { seq, entry } of readEntries(source, { register })) {
      entries += 1;
      if (entry === undefined) {
        onProblem(chain.skip(seq));
        sides.passOver();
        continue;
      }
      firstAt ??= entry.header.at;
      lastAt = entry.header.at;
      const problems = chain.add(entry);
      problems.forEach(onProblem);
      if (problems.some(({ kind }) => kind === 'hash' || kind === 'payload')) sides.passOver();
      else (await sides.add(entry)).forEach(onProblem);
    }
    if (entries === 0)
      onProblem({ register, seq: 0, kind: 'unreadable', detail: 'no entry of this register can be read' });
    (await sides.end(chain.head.seq)).forEach(onProblem);
  } catch (error) {
    if (!isFault(error, 'storage.corrupt')) throw error;
    onProblem({ register, seq: chain.head.seq + 1, kind: 'database', detail: 'cannot be read from here on' });
  }
  const { signatures, head } = chain;
  return {
    register,
    entries,
    firstAt,
    lastAt,
    signatures,
    head,
    lastReceipt: sides.lastReceipt,
    lastZ: sides.lastZ,
  };
}
