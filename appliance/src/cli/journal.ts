// `countertop journal`: check the journal, or hand it out. Reads the database without touching it, also beside a running daemon.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Problem } from '../domain/journal/problem.ts';
import { openSnapshot, type Snapshot } from '../platform/database/read-only.ts';
import { beginFile } from '../platform/disk/durable-file.ts';
import { isFault } from '../platform/fault.ts';
import { auditArchive } from '../back-office/archive/audit.ts';
import { officeDatabaseName } from '../back-office/files.ts';
import { type AuditOptions, auditJournal, type RegisterAudit } from '../till/journal/audit.ts';
import { exportJournal, type ExportRange } from '../till/journal/export.ts';
import { databaseName } from '../till/journal/files.ts';
import type { CommandIo } from './command.ts';

/** Exit codes: clean, something is wrong with the journal, it could not be read (or the arguments not be understood). */
export const journalExit = { clean: 0, problems: 1, unreadable: 2 } as const;

export const journalUsage = `countertop journal verify [--database FILE] [--trust KEY]...
countertop journal export --format json [--database FILE] [--register R] [--from SEQ] [--to SEQ] [--out FILE]

The database is COUNTERTOP_DATA/${databaseName} unless told; verify takes ${officeDatabaseName} of an office too, and unless told
checks both where both are there. --trust believes only the named keys.`;

const listedMax = 1_000;

/** `journal <verify|export> …`. */
export async function journal(args: readonly string[], io: CommandIo): Promise<number> {
  const [subcommand, ...rest] = args;
  const run = subcommand === 'verify' ? verify : subcommand === 'export' ? exportJson : undefined;
  if (run === undefined) return misunderstood(io, `unknown: journal ${subcommand ?? ''}`);
  try {
    return await run(rest, io);
  } catch (error) {
    if (isFault(error))
      io.stderr(`journal ${String(subcommand)}: ${error.code} ${JSON.stringify(error.data)}`);
    else if (isArgumentError(error)) return misunderstood(io, error.message);
    else throw error;
    return journalExit.unreadable;
  }
}

class BadArgument extends Error {}

function isArgumentError(error: unknown): error is Error {
  if (error instanceof BadArgument) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

async function verify(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { database: { type: 'string' }, trust: { type: 'string', multiple: true } },
  });
  const told = values.database === undefined ? [] : [resolve(io.cwd, values.database)];
  const paths = told.length > 0 ? told : ownDatabases(io);
  let problems = 0;
  const onProblem = (problem: Problem): void => {
    problems += 1;
    if (problems <= listedMax) io.stderr(problemLine(problem));
  };
  const trusted = values.trust === undefined ? {} : { trusted: new Set(values.trust) };
  for (const path of paths) await verifyOne(path, { io, audit: { ...trusted, onProblem } });
  if (problems > listedMax) io.stderr(`… and ${String(problems - listedMax)} more`);
  await io.stdout(problems === 0 ? 'journal: clean' : `journal: ${String(problems)} problems`);
  return problems === 0 ? journalExit.clean : journalExit.problems;
}

/** A till's, an office's, or those of a box that is both; a till's where there is none, so that it is named in what is said then. */
function ownDatabases(io: CommandIo): readonly string[] {
  const folder = resolve(io.cwd, io.env['COUNTERTOP_DATA'] ?? '.data');
  const found = [databaseName, officeDatabaseName]
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path));
  return found.length > 0 ? found : [join(folder, databaseName)];
}

async function verifyOne(
  path: string,
  { io, audit }: { readonly io: CommandIo; readonly audit: AuditOptions },
): Promise<void> {
  const snapshot = await openSnapshot(path);
  try {
    const office = await snapshot.get("SELECT 1 FROM sqlite_schema WHERE name = 'archive_entry'");
    if (office === undefined)
      for (const each of await auditJournal(snapshot, audit)) await io.stdout(auditLine(each));
    else
      for (const { register, entries, signatures, head } of await auditArchive(snapshot, audit))
        await io.stdout(
          `archive of ${register}: ${entries} entries, ${signatures} signatures checked, head ${head.seq} ${head.hash}`,
        );
  } finally {
    await snapshot.close();
  }
}

async function exportJson(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      database: { type: 'string' },
      format: { type: 'string' },
      register: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      out: { type: 'string' },
    },
  });
  if (values.format !== 'json') return misunderstood(io, '--format json is the only format there is');
  const range: ExportRange = {
    ...(values.register === undefined ? {} : { register: values.register }),
    ...(values.from === undefined ? {} : { from: numberOf('--from', values.from) }),
    ...(values.to === undefined ? {} : { to: numberOf('--to', values.to) }),
  };
  return reading(values.database, io, async (snapshot) => {
    const lines = exportJournal(snapshot, range);
    if (values.out === undefined) for await (const line of lines) await io.stdout(line);
    else await writeLines(resolve(io.cwd, values.out), lines);
    return journalExit.clean;
  });
}

async function writeLines(path: string, lines: AsyncIterable<string>): Promise<void> {
  const file = await beginFile(path, 0o600);
  try {
    for await (const line of lines) await file.write(`${line}\n`);
    await file.commit();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

async function reading(
  database: string | undefined,
  io: CommandIo,
  work: (snapshot: Snapshot) => Promise<number>,
): Promise<number> {
  const standard = resolve(io.cwd, io.env['COUNTERTOP_DATA'] ?? '.data', databaseName);
  const snapshot = await openSnapshot(database === undefined ? standard : resolve(io.cwd, database));
  try {
    return await work(snapshot);
  } finally {
    await snapshot.close();
  }
}

function misunderstood(io: CommandIo, why: string): number {
  io.stderr(why);
  io.stderr(journalUsage);
  return journalExit.unreadable;
}

function numberOf(option: string, value: string): number {
  if (!/^[1-9][0-9]{0,14}$/.test(value))
    throw new BadArgument(`${option} wants a sequence number, not ${value}`);
  return Number(value);
}

function problemLine({ register, seq, kind, detail }: Problem): string {
  const where = register === '' ? 'journal' : seq === 0 ? register : `${register} ${String(seq)}`;
  return `${where}: ${kind}: ${detail}`;
}

function auditLine(audit: RegisterAudit): string {
  const at = (time: number | undefined): string => (time === undefined ? 'unknown' : isoTime(time));
  return (
    `register ${audit.register}: ${audit.entries} entries, ${at(audit.firstAt)} to ${at(audit.lastAt)}, ` +
    `${audit.signatures} signatures checked, last receipt ${audit.lastReceipt}, last Z-report ${audit.lastZ}, ` +
    `head ${audit.head.seq} ${audit.head.hash}`
  );
}

/** A time that was tampered with may be none. */
function isoTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? `(${String(time)})` : date.toISOString();
}
