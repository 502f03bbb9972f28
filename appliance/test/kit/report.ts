// What one test file has to say for itself, handed to the runner as a file (see run.ts). It is written when the process ends,
// whatever ended it: a file that dies half-way leaves a report that says it did not finish.
import { writeFileSync } from 'node:fs';

export interface Failure {
  readonly suite: string;
  readonly name: string;
  readonly message: string;
}

export interface FileReport {
  /** Tests declared, including those left to a long run. */
  registered: number;
  passed: number;
  failed: number;
  /** Tests not run because they are marked long and this is not a long run. */
  leftToLong: number;
  /** Declared tests that a name filter kept from running. */
  filtered: number;
  /** Every suite ran to its end. */
  finished: boolean;
  failures: Failure[];
  /** What this machine lacks, so that something was not proved here. */
  lacks: string[];
  /** Lines a test wants shown at the end of the whole run, such as a seed or a count. */
  notes: string[];
}

export const report: FileReport = {
  registered: 0,
  passed: 0,
  failed: 0,
  leftToLong: 0,
  filtered: 0,
  finished: false,
  failures: [],
  lacks: [],
  notes: [],
};

/** Records that something could not be proved on this machine. Never silent: the runner prints it after the last test. */
export function lacks(what: string): void {
  if (!report.lacks.includes(what)) report.lacks.push(what);
}

/** A line worth seeing at the end of a run: which seed was used, how many cases ran. */
export function note(line: string): void {
  if (!report.notes.includes(line)) report.notes.push(line);
}

export function recordFailure(failure: Failure): void {
  report.failed += 1;
  report.failures.push(failure);
}

process.on('exit', () => {
  const path = process.env['COUNTERTOP_TEST_REPORT'];
  if (path !== undefined) writeFileSync(path, JSON.stringify(report));
});
