// Suites over uvu with what uvu lacks: a time limit for each test, hooks whose failure fails the test, and no run() to forget.
// Every suite of a file is run when the file has been evaluated; files therefore only declare.
import './uvu-deferred.ts';
import { exec, suite as uvuSuite } from 'uvu';
import { pathToFileURL } from 'node:url';
import { recordFailure, report } from './report.ts';

const testLimitMs = 10_000;
const hookLimitMs = 60_000;
const drainLimitMs = 3_000;

/** True in `make test-long`, where tests marked `long` run too. */
export const longRun = process.env['COUNTERTOP_LONG'] === '1';
const nameFilter = process.env['COUNTERTOP_TEST_NAME'] ?? '';

export interface TestOptions {
  /** How long the test may take; 10 s unless told. */
  readonly timeoutMs?: number;
  /** Left to `make test-long`; counted and printed where it is left out. */
  readonly long?: boolean;
}

export type Body = () => void | Promise<void>;

export interface Suite {
  (name: string, body: Body): void;
  (name: string, options: TestOptions, body: Body): void;
  before(this: void, hook: Body): void;
  after(this: void, hook: Body): void;
  beforeEach(this: void, hook: Body): void;
  afterEach(this: void, hook: Body): void;
}

interface Hooks {
  readonly before: Body[];
  readonly after: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  /** Set when a `before` failed: every test of the suite then fails with it. */
  broken: { readonly cause: unknown } | undefined;
}

const startSuite: (() => void)[] = [];

/** Opens a suite. Its tests run in the order declared, after the file is evaluated. */
export function suite(name: string): Suite {
  const underlying = uvuSuite(name);
  const hooks: Hooks = { before: [], after: [], beforeEach: [], afterEach: [], broken: undefined };
  underlying.before(() => runBefore(hooks));
  underlying.after(() => runAfter(hooks, name));
  let used = false;
  startSuite.push(() => {
    if (used) underlying.run();
  });

  const declare = (title: string, second: TestOptions | Body, third?: Body): void => {
    const options = typeof second === 'function' ? {} : second;
    const body = typeof second === 'function' ? second : third;
    if (body === undefined) throw new TypeError(`test "${title}" has no body`);
    report.registered += 1;
    used = true;
    if (!`${name} ${title}`.includes(nameFilter)) {
      report.filtered += 1;
      return;
    }
    if (options.long === true && !longRun) {
      report.leftToLong += 1;
      return;
    }
    underlying(title, () =>
      runTest({ suite: name, title, body, hooks, limitMs: options.timeoutMs ?? testLimitMs }),
    );
  };
  return Object.assign(declare, {
    before: (hook: Body) => {
      hooks.before.push(hook);
    },
    after: (hook: Body) => {
      hooks.after.push(hook);
    },
    beforeEach: (hook: Body) => {
      hooks.beforeEach.push(hook);
    },
    afterEach: (hook: Body) => {
      hooks.afterEach.push(hook);
    },
  });
}

/** The suite without a name, for a file that needs only one. */
export const test: Suite = suite('');

async function runBefore(hooks: Hooks): Promise<void> {
  try {
    for (const hook of hooks.before) await within(hookLimitMs, 'a before hook', hook);
  } catch (cause) {
    hooks.broken = { cause };
  }
}

async function runAfter(hooks: Hooks, suiteName: string): Promise<void> {
  for (const hook of hooks.after) {
    try {
      await within(hookLimitMs, 'an after hook', hook);
    } catch (error) {
      console.error(error);
      recordFailure({ suite: suiteName, name: '(after)', message: describe(error) });
    }
  }
}

interface Run {
  readonly suite: string;
  readonly title: string;
  readonly body: Body;
  readonly hooks: Hooks;
  readonly limitMs: number;
}

async function runTest(run: Run): Promise<void> {
  try {
    if (run.hooks.broken !== undefined) throw run.hooks.broken.cause;
    await underHooks(run);
    report.passed += 1;
  } catch (error) {
    const thrown = error instanceof Error ? error : new Error(`thrown: ${String(error)}`);
    // Where uvu and the kit stand on the stack says nothing about the test.
    thrown.stack = (thrown.stack ?? thrown.message).replaceAll(
      /\n +at .*(node_modules\/uvu|test\/kit)\/.*/g,
      '',
    );
    recordFailure({ suite: run.suite, name: run.title, message: describe(thrown) });
    // uvu prints it, and it prints only Errors.
    throw thrown;
  }
}

async function underHooks(run: Run): Promise<void> {
  const failures: unknown[] = [];
  try {
    for (const hook of run.hooks.beforeEach) await within(hookLimitMs, 'a beforeEach hook', hook);
    await within(run.limitMs, 'the test', run.body);
  } catch (error) {
    failures.push(error);
  }
  for (const hook of run.hooks.afterEach) {
    try {
      await within(hookLimitMs, 'an afterEach hook', hook);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Runs the body, and rejects when it takes longer than its limit. What it started cannot be taken back: the process ends soon. */
async function within(limitMs: number, what: string, body: Body): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} took longer than its limit of ${String(limitMs)} ms`));
    }, limitMs);
  });
  try {
    await Promise.race([body(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\n  caused by ${describe(error.cause)}`;
  return (error.stack ?? `${error.name}: ${error.message}`) + cause;
}

async function runAll(): Promise<void> {
  for (const start of startSuite) start();
  await exec();
  const ran = report.passed + report.failures.filter((failure) => failure.name !== '(after)').length;
  const expected = report.registered - report.leftToLong - report.filtered;
  if (ran !== expected) fail('(kit)', `${String(expected)} tests were to run, ${String(ran)} did`);
  if (report.registered === 0) fail('(kit)', 'this file declares no test');
  report.finished = true;
  if (report.failed > 0) process.exitCode = 1;
  failIfLeftOpen();
}

function fail(name: string, message: string): void {
  console.error(message);
  recordFailure({ suite: '', name, message });
  process.exitCode = 1;
}

/** A process that does not end by itself has left something open; that is a defect of the test or of what it tests. */
function failIfLeftOpen(): void {
  const timer = setTimeout(() => {
    if (report.failed > 0) process.exit(1);
    const open = process.getActiveResourcesInfo().join(', ');
    fail('(left open)', `still open ${String(drainLimitMs)} ms after the last test: ${open}`);
    process.exit(1);
  }, drainLimitMs);
  timer.unref();
}

// Importing the file that is being evaluated waits until its evaluation is over, top-level awaits included. A bench or a
// scenario runner may import the kit for its tools: only test files are run.
const main = process.argv[1];
if (main !== undefined && /\.test\.(ts|mjs)$/.test(main)) {
  void import(pathToFileURL(main).href).then(runAll);
}
