// The test kit's face: everything a test file needs comes from here. A file only declares its tests; the kit runs them when the
// file has been evaluated, gives each a time limit, and leaves a report that the runner (run.ts) adds up.
export { suite, test, longRun } from './kit/suites.ts';
export type { Body, Suite, TestOptions } from './kit/suites.ts';
export * as assert from './kit/assert.ts';
export { lacks, note } from './kit/report.ts';
export { countingIds, propertyRuns, seed, seeded } from './kit/chance.ts';
export type { Chance } from './kit/chance.ts';
export { repositoryRoot, sharedData, tempDir } from './kit/surroundings.ts';
export { virtualClock } from './kit/virtual-clock.ts';
export type { VirtualClock } from './kit/virtual-clock.ts';
