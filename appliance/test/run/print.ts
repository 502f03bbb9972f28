// Prints a test run: a line for each file, the whole output of a failing one, and at the end what was not proved and the sum.
import type { FileOutcome } from './file.ts';

export function printOutcome(outcome: FileOutcome): void {
  const mark = outcome.failed === 0 ? 'ok  ' : 'FAIL';
  console.log(
    `${mark} ${outcome.file}  ${String(outcome.passed)} passed${failedPart(outcome)}  ${outcome.seconds.toFixed(1)} s`,
  );
  if (outcome.failed === 0) return;
  if (outcome.trouble !== undefined) console.log(`     ${outcome.file}: ${outcome.trouble}`);
  console.log(indent(outcome.output));
}

function failedPart(outcome: FileOutcome): string {
  return outcome.failed === 0 ? '' : `, ${String(outcome.failed)} failed`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `     | ${line}`)
    .join('\n');
}

/** Prints the end of the run; its last line is the sum. Returns whether all is well. */
export function printSummary(outcomes: readonly FileOutcome[]): boolean {
  const sum = (pick: (outcome: FileOutcome) => number): number =>
    outcomes.reduce((total, each) => total + pick(each), 0);
  const failing = outcomes.filter((outcome) => outcome.failed > 0);
  printList(
    'failing files',
    failing.map((outcome) => outcome.file),
  );
  printList('seeds and counts', unique(outcomes.flatMap((outcome) => outcome.notes)));
  printList(
    'NOT proved here, because this machine lacks',
    unique(outcomes.flatMap((outcome) => outcome.lacks)),
  );
  const left = sum((outcome) => outcome.leftToLong);
  if (left > 0) console.log(`\n${String(left)} long tests left to make test-long`);
  const passed = sum((outcome) => outcome.passed);
  // A run that found no test has proved nothing.
  const failed = sum((outcome) => outcome.failed) + (passed === 0 && failing.length === 0 ? 1 : 0);
  if (outcomes.length === 0) console.log('no test file found');
  console.log(`\n${String(outcomes.length)} files`);
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0;
}

function printList(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  console.log(`\n${title}:`);
  for (const line of lines) console.log(`  ${line}`);
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)].sort((a, b) => a.localeCompare(b, 'en'));
}
