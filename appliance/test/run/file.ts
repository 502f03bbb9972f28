// Runs one test file in its own process group with a limit on its time, and reads the report it leaves behind.
// A file without a report, with an unfinished one or without tests is a failure, whatever its exit code says.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FileReport } from '../kit/report.ts';

export interface FileOutcome {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly leftToLong: number;
  readonly lacks: readonly string[];
  readonly notes: readonly string[];
  /** Why the file failed beyond its own failing tests: no tests, died, took too long. */
  readonly trouble: string | undefined;
  /** Everything the file printed. */
  readonly output: string;
  readonly seconds: number;
}

export interface FileRun {
  readonly root: string;
  readonly file: string;
  /** What Node is told to run in its place; from source where there is none. */
  readonly bundle?: string | undefined;
  /** A folder that the run removes at its end; the file's temporary files and its report go there. */
  readonly scratch: string;
  readonly limitMs: number;
}

interface Ended {
  readonly output: string;
  readonly how: string;
  readonly clean: boolean;
}

const outputMax = 2_000_000;
const drainMs = 2_000;

export async function runFile(run: FileRun): Promise<FileOutcome> {
  const started = process.hrtime.bigint();
  // Short names: the path of a Unix socket, which Chromium keeps in its temporary folder, ends at 107 bytes.
  const temporary = mkdtempSync(join(run.scratch, 'f'));
  const reportPath = `${temporary}.json`;
  const ended = await runProcess(run, { TMPDIR: temporary, COUNTERTOP_TEST_REPORT: reportPath });
  const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000;
  return judge({ file: run.file, ended, report: readReport(reportPath), seconds });
}

async function runProcess(run: FileRun, environment: Record<string, string>): Promise<Ended> {
  const program =
    run.bundle === undefined ? ['--import', 'tsx', run.file] : ['--enable-source-maps', run.bundle];
  const child = spawn(process.execPath, program, {
    cwd: run.root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that what the file started can be ended with it.
    detached: true,
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    if (output.length < outputMax) output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const limited = { late: false };
  const limit = setTimeout(() => {
    limited.late = true;
    endGroup(child.pid);
  }, run.limitMs);
  const closed = once(child, 'close');
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(limit);
  endGroup(child.pid);
  // The rest of the output; a process that left the group may hold the pipe open for ever.
  await Promise.race([closed, pause(drainMs, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  if (limited.late)
    return { output, clean: false, how: `took longer than ${String(run.limitMs / 1000)} s and was ended` };
  return {
    output,
    clean: code === 0,
    how: signal === null ? `ended with code ${String(code)}` : `ended by ${signal}`,
  };
}

/** Ends the file's process and whatever it started; nothing is left to end when it went well. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: the whole group is gone, as it should be.
  }
}

function readReport(path: string): FileReport | undefined {
  try {
    // Written by kit/report.ts of this checkout, in this shape.
    return JSON.parse(readFileSync(path, 'utf8')) as FileReport;
  } catch {
    return undefined;
  }
}

interface Verdict {
  readonly file: string;
  readonly ended: Ended;
  readonly report: FileReport | undefined;
  readonly seconds: number;
}

/** A file in trouble counts as one failure more, so that the sum can never look clean. */
export function judge({ file, ended, report, seconds }: Verdict): FileOutcome {
  const trouble = troubleOf(ended, report);
  return {
    file,
    passed: report?.passed ?? 0,
    failed: (report?.failed ?? 0) + (trouble === undefined ? 0 : 1),
    leftToLong: report?.leftToLong ?? 0,
    lacks: report?.lacks ?? [],
    notes: report?.notes ?? [],
    trouble,
    output: ended.output,
    seconds,
  };
}

function troubleOf(ended: Ended, report: FileReport | undefined): string | undefined {
  if (report === undefined) return `${ended.how} without a report: does it import the test kit?`;
  if (!report.finished) return `${ended.how} before its tests were over`;
  if (report.registered === 0) return 'declares no test';
  if (!ended.clean && report.failed === 0) return `${ended.how} although its tests passed`;
  return undefined;
}
